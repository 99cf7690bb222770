import { samePerson } from '../../../../src/applicant/domain/same-person';

const KNOWN = { givenName: 'Алёна', birthDate: '1980-05-20' };

describe('the bearer of a СНИЛС', () => {
  it.each(['Алёна', 'Алена', 'АЛЁНА', 'Але\u0308на'])('is recognised as %s', (givenName) => {
    expect(samePerson(KNOWN, { ...KNOWN, givenName })).toBe(true);
  });

  it.each([{ givenName: 'Анна' }, { birthDate: '1980-05-21' }])('is nobody who differs in %o', (difference) => {
    expect(samePerson(KNOWN, { ...KNOWN, ...difference })).toBe(false);
  });
});
