import type { GroupCounts } from '../../../../src/report/domain/compare-rates';
import type { Impact } from '../../../../src/report/domain/impact';
import { measureImpact } from '../../../../src/report/domain/impact';

function measured(groups: Record<string, GroupCounts>): Impact {
  const impact = measureImpact(groups);
  if ('code' in impact) throw new Error(impact.code);
  return impact;
}

describe('measureImpact', () => {
  it.each<[GroupCounts, GroupCounts, number, boolean]>([
    [[21, 50], [48, 80], 0.7, true],
    [[24, 50], [48, 80], 0.8, false],
    [[12, 40], [48, 80], 0.5, true],
    [[3, 63], [7, 72], 24 / 49, true],
    [[40, 100], [50, 100], 0.8, false],
    [[39, 100], [50, 100], 0.78, true],
    [[60, 100], [80, 100], 0.75, true],
  ])('%j against %j is %d of it, flagged %s', (ours, others, ratio, fourFifths) => {
    const { reference, groups } = measured({ ours, others });
    expect(reference).toBe('others');
    expect(groups.ours).toMatchObject({ rate: ours[0] / ours[1], ratio, fourFifths });
    expect(groups.others).toMatchObject({ ratio: 1, fourFifths: false, z: 0, pZ: 1, pFisher: 1 });
  });

  it('compares fractions where decimals would flag four fifths itself', () => {
    for (let total = 1; total <= 60; total++) {
      // 4k of 5·total against k of total: four fifths, whatever the binary digits.
      expect(measured({ low: [4, 5 * total], high: [1, total] }).groups.low).toMatchObject({ ratio: 0.8, fourFifths: false });
    }
    expect(measured({ low: [399_999, 1_000_000], high: [500_000, 1_000_000] }).groups.low?.fourFifths).toBe(true);
  });

  it('tests every group against the reference', () => {
    const { groups } = measured({ men: [48, 80], women: [21, 50] });
    expect(groups.women?.z).toBeCloseTo(-2.0007126314140278, 12);
    expect(groups.women?.pZ).toBeCloseTo(0.045423367397125364, 12);
    expect(groups.women?.pFisher).toBeCloseTo(0.049542653521591106, 12);
  });

  it('takes the highest rate, of equal rates the larger group, then the first name', () => {
    expect(measured({ large: [30, 100], small: [2, 5], tiny: [0, 1] }).reference).toBe('small');
    expect(measured({ a: [1, 2], b: [5, 10], c: [2, 4] }).reference).toBe('b');
    expect(measured({ b: [1, 2], a: [1, 2] }).reference).toBe('a');
    expect(measured({ б: [1, 2], Я: [1, 2] }).reference).toBe('Я');
  });

  it('says nothing about a group without people and never refers to one', () => {
    const nothing = { rate: null, ratio: null, fourFifths: null, z: null, pZ: null, pFisher: null };
    const { reference, groups } = measured({ none: [0, 0], some: [3, 9] });
    expect(reference).toBe('some');
    expect(groups.none).toEqual(nothing);
    expect(groups.some).toMatchObject({ rate: 1 / 3, ratio: 1 });
    expect(measured({ none: [0, 0] })).toEqual({ reference: null, groups: { none: nothing } });
  });

  it('has no ratio where nobody was selected, and no test where everybody or nobody was', () => {
    const untested = { z: null, pZ: null, pFisher: null };
    expect(measured({ a: [0, 5], b: [0, 7] }))
      .toMatchObject({ reference: 'b', groups: { a: { rate: 0, ratio: null, fourFifths: null, ...untested }, b: { rate: 0, ratio: null, ...untested } } });
    expect(measured({ a: [5, 5], b: [7, 7] })).toMatchObject({ reference: 'b', groups: { a: { rate: 1, ratio: 1, fourFifths: false, ...untested } } });
    expect(measured({ a: [0, 5], b: [1, 7] }).groups.a).toMatchObject({ rate: 0, ratio: 0, fourFifths: true });
  });

  it('refuses more selected than there are, at the place', () => {
    expect(measureImpact({ a: [1, 2], 'b/c~d': [3, 2] })).toEqual({ code: 'SELECTED_GT_TOTAL', pointer: '/groups/b~1c~0d/0', params: {} });
  });
});
