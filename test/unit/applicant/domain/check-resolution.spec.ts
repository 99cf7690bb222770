import { checkResolution, keptPerson, type Resolution, type Standing } from '../../../../src/applicant/domain/check-resolution';

const at = (candidacyId: string, change: Partial<Standing> = {}): Standing => ({ candidacyId, personId: `person of ${candidacyId}`, likeness: 'Anna', hasSnils: false, isHere: true, hasLeft: false, ...change });
const found = (outcome: Resolution, withdraw: readonly string[], members: readonly Standing[]): unknown => checkResolution(outcome, withdraw, members).map(({ code, pointer, params }) => [code, pointer, params]);

describe('a set of duplicates', () => {
  it('leaves one candidacy of one person', () => {
    const members = [at('a'), at('b'), at('c')];
    expect(found('same-person', ['a', 'b'], members)).toEqual([]);
    expect(found('same-person', ['a'], members)).toEqual([['DUPLICATE_ONE_MAY_REMAIN', '/withdraw', { remain: 2 }]]);
    expect(found('withdrawn', ['a', 'a'], members)).toEqual([['DUPLICATE_ONE_MAY_REMAIN', '/withdraw', { remain: 2 }]]);
  });

  it('does not count who has left or stands in another campaign', () => {
    expect(found('same-person', [], [at('a'), at('b', { hasLeft: true }), at('c', { isHere: false })])).toEqual([]);
  });

  it('leaves different people alone, unless they share a СНИЛС', () => {
    expect(found('different-people', [], [at('a'), at('b')])).toEqual([]);
    expect(found('different-people', ['a'], [at('a'), at('b')])).toEqual([['DUPLICATE_DIFFERENT_STAY', '/withdraw', {}]]);
    expect(found('different-people', [], [at('a', { personId: 'p', hasSnils: true }), at('b', { personId: 'p', hasSnils: true })])).toEqual([['DUPLICATE_SNILS_SAME', '/outcome', {}]]);
  });

  it('makes no one of two who each have a СНИЛС', () => {
    const members = [at('a', { hasSnils: true }), at('b', { hasSnils: true }), at('c')];
    expect(found('same-person', ['b', 'c'], members)).toEqual([['DUPLICATE_SNILS_DIFFER', '/outcome', {}]]);
    expect(found('withdrawn', ['b', 'c'], members)).toEqual([]);
  });

  it('takes teams that share several people for what they are', () => {
    const people = (team: string, prefix: string): Standing[] => [at(team, { personId: `${prefix} Anna`, hasSnils: true }), at(team, { personId: `${prefix} Boris`, likeness: 'Boris', hasSnils: true })];
    expect(found('same-person', ['a'], [...people('a', 'one'), ...people('b', 'one')])).toEqual([]);
    expect(found('same-person', [], [...people('a', 'one'), ...people('b', 'one')])).toEqual([['DUPLICATE_ONE_MAY_REMAIN', '/withdraw', { remain: 2 }]]);
    expect(found('same-person', ['a'], [...people('a', 'one'), ...people('b', 'another')])).toEqual([['DUPLICATE_SNILS_DIFFER', '/outcome', {}]]);
  });

  it('asks who withdraws, and takes nobody from elsewhere or twice', () => {
    expect(found('withdrawn', [], [at('a')])).toEqual([['DUPLICATE_NOBODY_WITHDRAWN', '/withdraw', {}]]);
    const members = [at('a'), at('b', { hasLeft: true }), at('c', { isHere: false })];
    expect(found('withdrawn', ['x', 'a', 'b', 'c'], members)).toEqual([0, 2, 3].map((i) => ['DUPLICATE_NOT_IN_SET', `/withdraw/${i}`, {}]));
  });

  it('is the bearer of the СНИЛС, else whoever was recorded first', () => {
    expect(keptPerson([at('a'), at('b', { hasSnils: true })])).toBe('person of b');
    expect(keptPerson([at('b'), at('a')])).toBe('person of a');
  });
});
