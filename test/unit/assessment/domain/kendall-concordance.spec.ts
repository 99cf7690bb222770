import fc from 'fast-check';
import { kendallConcordance } from '../../../../src/assessment/domain/kendall-concordance';

describe("Kendall's W", () => {
  it('is 1 when everybody orders alike, whatever the marks are', () => {
    expect(kendallConcordance([[1, 10], [2, 20], [3, 35], [4, 36]])).toEqual({ n: 4, w: 1, chiSquared: 6, df: 3 });
  });

  it('is 0 when two raters are opposite', () => {
    expect(kendallConcordance([[1, 3], [2, 2], [3, 1]]).w).toBe(0);
  });

  it('corrects for ties: a jury of three on five projects', () => {
    const table = [[4, 5, 4], [3, 3, 2], [5, 5, 5], [2, 3, 1], [4, 4, 3]];
    // Doubled ranks: rater 1: 7 4 10 2 7, rater 2: 9 3 9 3 6, rater 3: 8 4 10 2 6; sums 24 11 29 7 19, mean 18.
    // S = (36 + 49 + 121 + 121 + 1) / 4 = 82; greatest (9 × 120 - 3 × 18) / 12 = 85.5.
    expect(kendallConcordance(table).w).toBeCloseTo(82 / 85.5, 12);
  });

  it('leaves out targets that somebody has not marked', () => {
    expect(kendallConcordance([[1, 1], [2, null], [3, 3]])).toEqual({ n: 2, w: 1, chiSquared: 2, df: 1 });
  });

  it('is not defined where nobody distinguishes, or there is one target or one rater', () => {
    expect(kendallConcordance([[2, 3], [2, 3]]).w).toBeNull();
    expect(kendallConcordance([[2, 3]]).w).toBeNull();
    expect(kendallConcordance([[2], [3]]).w).toBeNull();
    expect(kendallConcordance([])).toEqual({ n: 0, w: null, chiSquared: null, df: 0 });
  });

  const orders = fc.integer({ min: 2, max: 8 }).chain((n) =>
    fc.array(fc.shuffledSubarray(Array.from({ length: n }, (_, i) => i + 1), { minLength: n, maxLength: n }), { minLength: 2, maxLength: 6 }));

  it('agrees with the mean rank correlation of every two raters: r = (m W - 1) / (m - 1)', () => {
    fc.assert(fc.property(orders, (raters) => {
      const m = raters.length;
      const n = raters[0]!.length;
      const { w } = kendallConcordance(raters[0]!.map((_, i) => raters.map((rater) => rater[i]!)));
      let sum = 0;
      for (let a = 0; a < m; a++) for (let b = 0; b < a; b++) {
        const squares = raters[a]!.reduce((total, rank, i) => total + (rank - raters[b]![i]!) ** 2, 0);
        sum += 1 - (6 * squares) / (n ** 3 - n);
      }
      expect((m * w! - 1) / (m - 1)).toBeCloseTo(sum / ((m * (m - 1)) / 2), 10);
    }));
  });
});
