import fc from 'fast-check';
import { chooseUnderQuotas } from '../../../../src/ranking/domain/choose-under-quotas';
import { isRefused } from '../../../../src/ranking/domain/selection-contract';
import type { Bound, Diagnosis, SelectionCandidate, SelectionInput } from '../../../../src/ranking/domain/selection-contract';
import { everyChoice } from './every-choice';
import { chosen, person, tinyPool } from './tiny-pools';

const people = [person('a', 'R1', 'X', '3', 1), person('b', 'R1', 'Y', '2', 2), person('c', 'R2', 'X', '1', 3)];

describe('diagnoseShortfall', () => {
  it('counts the eligible only: too few of them for a floor', () => {
    const input = { seats: 3, candidates: people, minScore: '2', regions: { R2: { min: 1 } }, cells: [{ region: 'R1', category: 'X', min: 2 }] };
    expect(chosen(input)).toMatchObject({
      status: 'infeasible',
      shortfall: { regions: { R2: 1 }, cells: { 'R1/X': 1 } },
      diagnosis: [
        { code: 'FLOOR_GT_SUPPLY', family: 'regions', key: 'R2' },
        { code: 'FLOOR_GT_SUPPLY', family: 'cells', key: 'R1/X' },
      ],
    });
  });

  it('counts seats: the floors of one family ask for more', () => {
    expect(chosen({ seats: 1, candidates: people, regions: { R1: { min: 1 }, R2: { min: 1 } } })).toMatchObject({
      selected: ['a'],
      shortfall: { regions: { R2: 1 } },
      diagnosis: [{ code: 'SUM_FLOORS_GT_SEATS', family: 'regions' }],
    });
  });

  it('names the cap that crosses a floor', () => {
    expect(chosen({ seats: 3, candidates: people, regions: { R2: { min: 1 } }, categories: { X: { max: 0 } } })).toMatchObject({
      selected: ['b'],
      shortfall: { regions: { R2: 1 } },
      diagnosis: [
        { code: 'CROSS', family: 'regions', key: 'R2' },
        { code: 'CROSS_WITH', family: 'categories', key: 'X' },
      ],
    });
  });

  it('names neither the short group itself nor a cell that merely has nobody left', () => {
    expect(chosen({ seats: 3, candidates: people, regions: { R1: { min: 2 } }, categories: { Y: { max: 0 } } }).diagnosis).toEqual([
      { code: 'CROSS', family: 'regions', key: 'R1' },
      { code: 'CROSS_WITH', family: 'categories', key: 'Y' },
    ]);
  });

  it('names the seats where floors of two families ask for different people', () => {
    expect(chosen({ seats: 1, candidates: people, floorOrder: ['regions'], regions: { R2: { min: 1 } }, categories: { Y: { min: 1 } } })).toMatchObject({
      selected: ['c'],
      shortfall: { categories: { Y: 1 } },
      diagnosis: expect.arrayContaining<Diagnosis>([
        { code: 'CROSS', family: 'categories', key: 'Y' },
        { code: 'CROSS_WITH', family: 'seats' },
        { code: 'CROSS_WITH', family: 'regions', key: 'R2' },
      ]) as unknown,
    });
  });

  it('names exactly the short groups, and rules that leave them short even if no others existed', () => {
    let joint = 0;
    fc.assert(
      fc.property(tinyPool({ people: 8 }).map(withReachableFloors), (input) => {
        const answer = chooseUnderQuotas(input);
        if (isRefused(answer) || !answer.diagnosis) return;
        expect(answer.diagnosis).not.toEqual([]);
        const crossed = answer.diagnosis.filter(({ code }) => code === 'CROSS');
        if (crossed.length === 0) return;
        joint++;
        const short = Object.entries(answer.shortfall).flatMap(([family, names]) => Object.keys(names).map((key) => ({ code: 'CROSS', family, key })));
        expect(crossed).toEqual(short);
        expect(chosen(onlyNamed(input, answer.diagnosis)).status).toBe('infeasible');
      }),
      { seed: 21, numRuns: 1_200 },
    );
    expect(joint).toBeGreaterThan(100);
  });
});

/** The question with every floor lowered to the people there are, so that only joint conflicts remain. */
function withReachableFloors(input: SelectionInput): SelectionInput {
  const { pool } = everyChoice(input);
  const lower = <B extends Bound>(bound: B, belongs: (one: SelectionCandidate) => boolean): B => ({
    ...bound,
    min: Math.min(bound.min ?? 0, pool.filter(belongs).length),
  });
  const each = <B extends Bound>(bounds: Readonly<Record<string, B>> = {}, belongs: (one: SelectionCandidate, key: string, bound: B) => boolean): Record<string, B> =>
    Object.fromEntries(Object.entries(bounds).map(([key, bound]) => [key, lower(bound, (one) => belongs(one, key, bound))]));
  return {
    ...input,
    regions: each(input.regions, ({ region }, key) => region === key),
    categories: each(input.categories, ({ category }, key) => category === key),
    groups: each(input.groups, ({ region }, _, { members }) => members.includes(region)),
    cells: input.cells?.map((bound) => lower(bound, ({ region, category }) => region === bound.region && category === bound.category)),
  };
}

/** The question with the named rules alone; seats for everybody unless they are named. */
function onlyNamed(input: SelectionInput, diagnosis: readonly Diagnosis[]): SelectionInput {
  const named = (family: string, key?: string): boolean => diagnosis.some((each) => each.family === family && each.key === key);
  const keep = <B extends Bound>(family: string, bounds: Readonly<Record<string, B>> = {}): Record<string, B> =>
    Object.fromEntries(Object.entries(bounds).filter(([key]) => named(family, key)));
  return {
    ...input,
    seats: named('seats') ? input.seats : input.candidates.length,
    regions: keep('regions', input.regions),
    categories: keep('categories', input.categories),
    groups: keep('groups', input.groups),
    cells: input.cells?.filter(({ region, category }) => named('cells', `${region}/${category}`)),
  };
}
