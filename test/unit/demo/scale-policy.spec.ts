import type { PolicyDocument, Quotas } from '../../../src/demo/policy-document';
import { describeQuotas, scalePolicy } from '../../../src/demo/scale-policy';
import { SCHOOL_OF_MAYORS } from '../../../src/programme/school-of-mayors';

/** As the service sends it. */
const preset = JSON.parse(JSON.stringify(SCHOOL_OF_MAYORS)) as PolicyDocument;

function quotasOf(policy: PolicyDocument): Quotas {
  return policy.stages.find(({ kind }) => kind === 'ranking')!.quotas!;
}
const limitOf = (policy: PolicyDocument): number => policy.stages[0]!.limit!.each;

describe('a policy for another number of seats', () => {
  it('is the policy itself when nothing is to be scaled', () => {
    expect(scalePolicy(preset, { seats: 161, mostNominated: 12 })).toEqual(preset);
  });

  it.each([
    [161, 4, 60, 8, 2],
    [28, 1, 10, 1, 0],
    [80, 2, 29, 3, 0],
    [162, 5, 60, 8, 2],
    [1_610, 40, 600, 80, 20],
  ])('with %i seats caps a region at %i and guarantees heads %i, a district %i, the others %i', (seats, cap, heads, district, others) => {
    const { seats: scaled, territories, categories } = quotasOf(scalePolicy(preset, { seats, mostNominated: 1 }));
    expect(scaled).toBe(seats);
    expect(territories!.each!.max).toBe(cap);
    expect(categories!.find(({ category }) => category === 'head')!.bounds.min).toBe(heads);
    expect(territories!.groups!.map(({ bounds }) => bounds.min)).toEqual([...Array<number>(8).fill(district), others]);
  });

  it.each(Array.from({ length: 40 }, (_, at) => at * 13 + 1))('never asks for more than %i seats in floors', (seats) => {
    const { territories, categories } = quotasOf(scalePolicy(preset, { seats, mostNominated: 1 }));
    const sum = (rules: readonly { readonly bounds: { readonly min?: number } }[]): number => rules.reduce((total, { bounds }) => total + (bounds.min ?? 0), 0);
    expect(sum(categories!)).toBeLessThanOrEqual(seats);
    expect(sum(territories!.groups!)).toBeLessThanOrEqual(seats);
    expect(territories!.each!.max! * 89).toBeGreaterThanOrEqual(seats);
  });

  it('scales exceptions and cells as well', () => {
    const quotas: Quotas = {
      seats: 100,
      territories: { named: [{ code: '77', bounds: { min: 3, max: 9 } }] },
      cells: [{ territory: 'each', category: 'head', bounds: { max: 1 } }],
    };
    const policy = { referenceDate: '2026-03-01', stages: [{ key: 'ranking', kind: 'ranking', gate: { confirms: 'officer', publishes: 'at-once' }, quotas }] };
    expect(quotasOf(scalePolicy(policy, { seats: 150, mostNominated: 1 }))).toEqual({
      seats: 150,
      territories: { named: [{ code: '77', bounds: { min: 4, max: 14 } }] },
      cells: [{ territory: 'each', category: 'head', bounds: { max: 2 } }],
    });
  });

  it('raises the limit of nominations to what the largest region nominates, and never lowers it', () => {
    expect(limitOf(scalePolicy(preset, { seats: 161, mostNominated: 40 }))).toBe(40);
    expect(limitOf(scalePolicy(preset, { seats: 161, mostNominated: 3 }))).toBe(12);
  });

  it('is told in one line', () => {
    const line = describeQuotas({ seats: 28, territories: { each: { max: 1 } }, categories: [{ category: 'head', bounds: { min: 10 } }] });
    expect(line).toBe('мест 28, регион ≤ 1, head ≥ 10');
  });
});
