import fc from 'fast-check';
import { measureReliability, type SubmittedSheet } from '../../../../src/assessment/domain/measure-reliability';
import type { Rubric } from '../../../../src/campaign/domain/policy';

const title = { ru: '', en: '' };
const RUBRIC: Rubric = {
  key: 'potential', title, version: '1', markMin: '1', markMax: '10', markStep: '1', missingMark: 'no-score',
  criteria: [{ key: 'a', title, weight: '0.5' }, { key: 'b', title, weight: '0.5' }],
};
/** A table of candidacies by assessors; null = did not mark. */
const sheetsOf = (table: readonly (readonly (number | null)[])[]): SubmittedSheet[] => table.flatMap((row, i) =>
  row.flatMap((mark, j) => (mark === null ? [] : [{ candidacyId: `c${i}`, assessorId: `a${j}`, marks: { a: String(mark), b: String(mark) } }])));
const SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];

describe('reliability of a stage', () => {
  it('gives all six ICCs with their limits where the same assessors marked everybody (Shrout & Fleiss 1979)', () => {
    const { of: [total, first], linkedGroups } = measureReliability(RUBRIC, sheetsOf(SHROUT_FLEISS));
    const values = Object.fromEntries(total!.icc.map(({ form, value }) => [form, value!.toFixed(2)]));
    expect(values).toEqual({ 'ICC(1,1)': '0.17', 'ICC(2,1)': '0.29', 'ICC(3,1)': '0.71', 'ICC(1,k)': '0.44', 'ICC(2,k)': '0.62', 'ICC(3,k)': '0.91' });
    expect(total!.icc[0]).toMatchObject({ n: 6, k: 4, lower: expect.closeTo(-0.1329, 4) as number, upper: expect.closeTo(0.7226, 4) as number });
    expect(total).toMatchObject({ criterion: null, candidacies: 6, assessors: 4, marks: 24, kappa: null });
    expect(total!.concordance!.n).toBe(6);
    expect(first).toEqual({ ...total, criterion: 'a' });
    expect(linkedGroups).toBe(1);
  });

  it('gives only the one-way forms where each candidacy had other assessors, and no W', () => {
    const { of: [total] } = measureReliability(RUBRIC, sheetsOf([[5, 6, null], [null, 3, 4], [8, null, 7]]));
    expect(total!.icc.map(({ form, n, k }) => [form, n, k])).toEqual([['ICC(1,1)', 3, 2], ['ICC(1,k)', 3, 2]]);
    expect(total!.concordance).toBeNull();
    expect(total!.alpha.interval).not.toBeNull();
  });

  it('gives alpha alone where the numbers of marks differ, and leaves out whoever has one mark', () => {
    const { of: [total] } = measureReliability(RUBRIC, sheetsOf([[5, 6, 5], [null, 3, 4], [8, null, null]]));
    expect(total).toMatchObject({ candidacies: 2, marks: 6, icc: [] });
    expect(total!.alpha.interval).not.toBeNull();
  });

  it('gives kappa for two assessors on a criterion', () => {
    const { of: [total, first] } = measureReliability(RUBRIC, sheetsOf([[5, 5], [6, 7], [8, 8]]));
    expect(total!.kappa).toBeNull();
    expect(first!.kappa).toBeGreaterThan(0);
  });

  it('says not defined where everybody gave the same', () => {
    const { of: [total] } = measureReliability(RUBRIC, sheetsOf([[3, 3], [3, 3], [3, 3]]));
    expect(total!.icc.every(({ value }) => value === null)).toBe(true);
    expect(total!.alpha).toEqual({ ordinal: null, interval: null });
    expect(total!.concordance!.w).toBeNull();
  });

  it('knows nobody’s severity when panels are not linked, and says how many groups there are', () => {
    const { assessors, linkedGroups } = measureReliability(RUBRIC, sheetsOf([[5, 6, null, null], [null, null, 2, 3]]));
    expect(linkedGroups).toBe(2);
    expect(assessors.map(({ severity }) => severity)).toEqual([null, null, null, null]);
  });

  it('gives severity and spread of every assessor', () => {
    const { assessors } = measureReliability(RUBRIC, sheetsOf([[5, 7], [3, 5], [8, 10]]));
    expect(assessors.map(({ severity }) => severity)).toEqual([expect.closeTo(-1, 9), expect.closeTo(1, 9)]);
    expect(assessors[0]).toMatchObject({ assessorId: 'a0', sheets: 3, mean: expect.closeTo(16 / 3, 9) as number, spread: expect.closeTo(Math.sqrt(19 / 3), 9) as number });
  });

  it('is silent on no marks at all', () => {
    expect(measureReliability(RUBRIC, [])).toMatchObject({ assessors: [], linkedGroups: 0 });
  });

  it('does not depend on the order of the sheets', () => {
    fc.assert(fc.property(fc.shuffledSubarray(sheetsOf(SHROUT_FLEISS), { minLength: 24, maxLength: 24 }), (sheets) => {
      const { of: [total] } = measureReliability(RUBRIC, sheets);
      expect(total!.icc[5]!.value).toBeCloseTo(3680 / 4047, 9);
    }));
  });
});
