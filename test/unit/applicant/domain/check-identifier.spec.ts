import fc from 'fast-check';
import { checkIdentifier } from '../../../../src/applicant/domain/check-identifier';

describe('СНИЛС', () => {
  it.each([
    ['112-233-445 95', 'valid'], ['112-233-445 00', 'checksum'], ['112-233-445 54', 'checksum'],
    ['087-654-303 00', 'valid'], ['068-619-801 04', 'valid'],
    ['001-019-996 99', 'valid'], ['001-019-989 00', 'valid'], ['001-029-985 00', 'valid'], ['001-028-998 01', 'valid'],
    ['003-998-986 00', 'valid'], ['079-999-799 00', 'valid'], ['003-997-999 00', 'valid'],
    ['123-456-789 64', 'valid'], ['123-456-789 65', 'checksum'],
    ['001-001-998 00', 'unchecked'], ['001-001-999 65', 'valid'], ['001-001-999 64', 'checksum'], ['000-000-001 00', 'unchecked'],
    ['000-000-000 00', 'placeholder'], ['111-111-111 45', 'placeholder'],
    ['112-233-445 9A', 'format'], ['', 'format'], ['1122334459', 'format'], ['112233445950', 'format'], ['112--233-445 95', 'format'],
    ['１１２-２３３-４４５ ９５', 'format'],
  ])('%s is %s', (value, result) => {
    expect(checkIdentifier('snils', value).result).toBe(result);
  });

  it('is the same number however it is written', () => {
    for (const value of ['112-233-445 95', '112-233-445-95', '11223344595', ' 112-233-445 95 ']) {
      expect(checkIdentifier('snils', value)).toEqual({ result: 'valid', normalised: '11223344595' });
    }
    expect(checkIdentifier('snils', '112-233-445')).toEqual({ result: 'format' });
  });

  it('one wrong digit among the nine is always noticed', () => {
    const value = fc.tuple(fc.integer({ min: 1_001_999, max: 999_999_999 }), fc.integer({ min: 0, max: 99 }))
      .map(([number, check]) => String(number).padStart(9, '0') + String(check).padStart(2, '0'))
      .filter((digits) => checkIdentifier('snils', digits).result === 'valid');
    fc.assert(fc.property(value, fc.nat(8), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
      const other = digits.slice(0, place) + String((Number(digits[place]) + by) % 10) + digits.slice(place + 1);
      // A rest of 0 and one of 100 are both written 00, the only two numbers the check cannot tell apart.
      fc.pre(!digits.endsWith('00') && Number(other.slice(0, 9)) > 1_001_998);
      expect(['checksum', 'placeholder']).toContain(checkIdentifier('snils', other).result);
    }), { numRuns: 50 });
  });
});

describe('ИНН', () => {
  it.each([
    ['500100732259', 'valid'], ['770100001107', 'valid'], ['770100000390', 'valid'], ['550012345630', 'valid'],
    ['500100732258', 'checksum'], ['500100732295', 'checksum'],
    ['7830002293', 'organisation'], ['7743000010', 'organisation'], ['7707083893', 'organisation'], ['7707083894', 'checksum'],
    ['000000000000', 'placeholder'], ['0000000000', 'placeholder'],
    ['50010073225', 'format'], ['5001007322590', 'format'], ['5001 0073 2259', 'format'], ['', 'format'],
  ])('%s is %s', (value, result) => {
    expect(checkIdentifier('inn', value).result).toBe(result);
  });
});

describe('ОКТМО', () => {
  it.each([
    ['60601430101', '61'], ['11800000', '83'], ['11701000', '29'], ['71800000', '86'], ['71900000', '89'], ['71701000', '72'],
    ['45000000', '77'], ['52000000', '55'], ['67000000', '92'], ['74000000', '95'],
  ])('%s lies in subject %s', (value, subject) => {
    expect(checkIdentifier('oktmo', value)).toEqual({ result: 'valid', normalised: value, subject });
  });

  it('of a subject not in the table is left to a person', () => {
    expect(checkIdentifier('oktmo', '02000001')).toEqual({ result: 'unchecked', normalised: '02000001' });
  });

  it.each([['6060143', 'format'], ['606014301', 'format'], ['6060143010', 'format'], ['60 601 430', 'format'], ['00000000', 'placeholder']])(
    '%s is %s', (value, result) => {
      expect(checkIdentifier('oktmo', value).result).toBe(result);
    });
});
