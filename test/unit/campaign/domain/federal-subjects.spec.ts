import { FEDERAL_DISTRICTS, FEDERAL_SUBJECTS, regionsIn } from '../../../../src/campaign/domain/federal-subjects';

describe('federal subjects', () => {
  it('are 89, each with a code and a prefix of its own', () => {
    expect(FEDERAL_SUBJECTS).toHaveLength(89);
    expect(new Set(FEDERAL_SUBJECTS.map(({ code }) => code)).size).toBe(89);
    expect(new Set(FEDERAL_SUBJECTS.map(({ oktmoPrefix }) => oktmoPrefix)).size).toBe(89);
    for (const { code, oktmoPrefix } of FEDERAL_SUBJECTS) expect([code, oktmoPrefix]).toEqual([expect.stringMatching(/^\d{2}$/), expect.stringMatching(/^\d{2,3}$/)]);
  });

  it('stand in eight districts and, four of them, in none', () => {
    const sizes = Object.fromEntries(FEDERAL_DISTRICTS.map(({ code }) => [code, regionsIn(code).length]));
    expect(sizes).toEqual({ cfo: 18, szfo: 11, yufo: 8, skfo: 7, pfo: 14, ufo: 6, sfo: 10, dfo: 11 });
    expect(regionsIn(null)).toEqual(['90', '93', '94', '95']);
  });

  it('mark those whose codes are not confirmed', () => {
    expect(FEDERAL_SUBJECTS.filter(({ uncertain }) => uncertain).map(({ code }) => code)).toEqual(['90', '93', '94', '95']);
  });

  it('share the beginning of a prefix only where an okrug lies within an oblast', () => {
    const nested = FEDERAL_SUBJECTS.flatMap((outer) =>
      FEDERAL_SUBJECTS.filter((inner) => inner !== outer && inner.oktmoPrefix.startsWith(outer.oktmoPrefix)).map((inner) => `${inner.code} in ${outer.code}`),
    );
    expect(nested.sort()).toEqual(['83 in 29', '86 in 72', '89 in 72']);
  });
});
