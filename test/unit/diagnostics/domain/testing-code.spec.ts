import fc from 'fast-check';
import { readTestingCode, testingCode } from '../../../../src/diagnostics/domain/testing-code';

const codes = fc.uint8Array({ minLength: 7, maxLength: 7 }).map(testingCode);
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXZ';

describe('testing code', () => {
  it('is read back as it was given, however it is typed', () => {
    fc.assert(fc.property(codes, (code) => {
      expect(readTestingCode(code)).toEqual({ code });
      expect(readTestingCode(`${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`)).toEqual({ code });
      expect(readTestingCode(`${code.slice(0, 4)}-${code.slice(4)}`)).toEqual({ code });
    }));
  });

  it('finds every single wrong character', () => {
    fc.assert(fc.property(codes, fc.nat(7), fc.constantFrom(...ALPHABET), (code, place, wrong) => {
      fc.pre(code[place] !== wrong);
      expect(readTestingCode(code.slice(0, place) + wrong + code.slice(place + 1))).toEqual({ fault: 'CODE_CHECKSUM' });
    }));
  });

  it('says what is no code at all', () => {
    expect(readTestingCode('')).toEqual({ fault: 'CODE_FORMAT' });
    expect(readTestingCode('A2345678')).toEqual({ fault: 'CODE_FORMAT' });
    expect(readTestingCode('222222222')).toEqual({ fault: 'CODE_FORMAT' });
  });
});
