import { foldName } from '../../../../src/applicant/domain/fold-name';

describe('foldName', () => {
  const anna = { familyName: 'Фёдорова-Петрова', givenName: 'Алёна', birthDate: '1990-04-05' };

  it.each<[string, Partial<typeof anna>]>([
    ['Ё and Е', { familyName: 'Федорова-Петрова', givenName: 'Алена' }],
    ['upper and lower case', { familyName: 'ФЁДОРОВА-ПЕТРОВА', givenName: 'алёна' }],
    ['spaces', { familyName: '  Фёдорова - Петрова ', givenName: 'Алёна\u00a0' }],
    ['a hyphen or a space', { familyName: 'Фёдорова Петрова' }],
    ['a letter typed as two characters', { familyName: 'Фе\u0308дорова-Петрова' }],
  ])('is the same whatever %s', (_, change) => {
    expect(foldName({ ...anna, ...change })).toBe(foldName(anna));
  });

  it.each<[string, Partial<typeof anna>]>([
    ['family name', { familyName: 'Фёдорова' }], ['given name', { givenName: 'Анна' }], ['birth date', { birthDate: '1990-05-04' }],
  ])('differs by %s', (_, change) => {
    expect(foldName({ ...anna, ...change })).not.toBe(foldName(anna));
  });

  it('keeps words apart', () => {
    expect(foldName({ familyName: 'а б', givenName: 'в', birthDate: 'd' })).not.toBe(foldName({ familyName: 'а', givenName: 'б в', birthDate: 'd' }));
  });
});
