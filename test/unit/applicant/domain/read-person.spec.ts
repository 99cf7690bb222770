import { type PersonEntry, readPerson } from '../../../../src/applicant/domain/read-person';

const ENTRY: PersonEntry = { familyName: ' Петрова  Водкина', givenName: 'Анна', birthDate: '1980-05-20', sex: 'female' };

const faultsOf = (change: Partial<PersonEntry>): unknown => readPerson({ ...ENTRY, ...change }, '/p').faults.map(({ pointer, code }) => [pointer, code]);

describe('a person as typed in', () => {
  it('is read into one spelling', () => {
    expect(readPerson({ ...ENTRY, snils: ' 112-233-445 95', email: 'a@example.org' }, '')).toEqual({
      faults: [],
      person: {
        familyName: 'Петрова Водкина', givenName: 'Анна', patronymic: null, birthDate: '1980-05-20', sex: 'female', snils: '11223344595',
        contacts: { phone: undefined, email: 'a@example.org' },
      },
    });
    expect(readPerson(ENTRY, '').person).toMatchObject({ snils: null, contacts: null });
  });

  it.each([['112-233-445 96', 'SNILS_CHECKSUM'], ['112-233-445', 'SNILS_FORMAT'], ['000-000-000 00', 'SNILS_PLACEHOLDER']])('is refused with the СНИЛС %s', (snils, code) => {
    expect(faultsOf({ snils })).toEqual([['/p/snils', code]]);
  });

  it('may have an old СНИЛС without check digits', () => {
    expect(faultsOf({ snils: '001-001-997 77' })).toEqual([]);
  });

  it('is refused with names that are none, each at its field', () => {
    expect(faultsOf({ familyName: 'Иван0в', givenName: 'А\u200bнна', patronymic: ' ' })).toEqual([
      ['/p/familyName', 'NAME_DIGIT'], ['/p/givenName', 'NAME_HIDDEN_CHARACTER'], ['/p/patronymic', 'NAME_EMPTY'],
    ]);
  });
});
