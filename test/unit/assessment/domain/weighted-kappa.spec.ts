import fc from 'fast-check';
import { DISAGREEMENTS, type Pair, weightedKappa } from '../../../../src/assessment/domain/weighted-kappa';

/** Every cell of a table of counts as so many pairs; marks are 1, 2, 3 … */
const pairsOf = (table: readonly (readonly number[])[]): Pair[] =>
  table.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, (): Pair => [i + 1, j + 1])));

describe('kappa', () => {
  const COHEN = [[88, 10, 2], [14, 40, 6], [18, 10, 12]];
  const SKIN = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]];

  it('reproduces Cohen 1968: .492, and .348 with his weights', () => {
    const weights = [[0, 1, 3], [1, 0, 6], [3, 6, 0]];
    expect(weightedKappa(pairsOf(COHEN), [1, 2, 3], DISAGREEMENTS.none)).toBeCloseTo(0.492, 3);
    expect(weightedKappa(pairsOf(COHEN), [1, 2, 3], (i, j) => weights[i]![j]!)).toBeCloseTo(0.348, 3);
  });

  it('reproduces the skin-condition table: .3449, linear .5082', () => {
    expect(weightedKappa(pairsOf(SKIN), [1, 2, 3, 4], DISAGREEMENTS.none)).toBeCloseTo(0.3449, 4);
    expect(weightedKappa(pairsOf(SKIN), [1, 2, 3, 4], DISAGREEMENTS.linear)).toBeCloseTo(0.5082, 4);
  });

  it('is not defined when chance alone explains everything', () => {
    expect(weightedKappa([[2, 2], [2, 2]], [1, 2, 3], DISAGREEMENTS.linear)).toBeNull();
    expect(weightedKappa([], [1, 2], DISAGREEMENTS.linear)).toBeNull();
  });

  it('refuses a mark that is not on the scale', () => {
    expect(() => weightedKappa([[1, 7]], [1, 2], DISAGREEMENTS.linear)).toThrow(RangeError);
  });

  it('is 1 for complete agreement, the same for both orders of raters, at most 1', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), { minLength: 2, maxLength: 30 });
    const scale = [1, 2, 3, 4, 5];
    fc.assert(fc.property(pairs, fc.constantFrom(...Object.values(DISAGREEMENTS)), (given, weights) => {
      const kappa = weightedKappa(given, scale, weights);
      const swapped = weightedKappa(given.map(([a, b]): Pair => [b, a]), scale, weights);
      if (kappa === null) expect(swapped).toBeNull();
      else {
        expect(kappa).toBeLessThanOrEqual(1);
        expect(swapped).toBeCloseTo(kappa, 12);
      }
      const agreed = weightedKappa(given.map(([a]): Pair => [a, a]), scale, weights);
      expect([1, null]).toContain(agreed);
    }));
  });
});
