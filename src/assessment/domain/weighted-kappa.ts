/** Two raters' marks of the same target. */
export type Pair = readonly [first: number, second: number];

/** How much two different marks disagree, by their places on the scale; nothing for the same place. */
export type Disagreement = (first: number, second: number) => number;

/** Any disagreement weighs the same; as its distance on the scale; as the square of that. */
export const DISAGREEMENTS = {
  none: (first, second) => (first === second ? 0 : 1),
  linear: (first, second) => Math.abs(first - second),
  quadratic: (first, second) => (first - second) ** 2,
} as const satisfies Record<string, Disagreement>;

/**
 * Cohen's kappa of two raters: agreement beyond what chance gives, 1 is complete, below zero is worse than chance (Cohen,
 * Educational and Psychological Measurement 20, 1960; weighted: Psychological Bulletin 70, 1968). `scale` is every mark
 * that could have been given, in ascending order. null: undefined, as when both always gave one and the same mark, or
 * nothing was marked by both. A mark that is not on the scale is a RangeError: the caller has checked it.
 */
export function weightedKappa(pairs: readonly Pair[], scale: readonly number[], disagreement: Disagreement): number | null {
  const placeOf = new Map(scale.map((mark, place) => [mark, place]));
  const [first, second] = [scale.map(() => 0), scale.map(() => 0)];
  let observed = 0;
  for (const [a, b] of pairs) {
    const [i, j] = [placeOf.get(a), placeOf.get(b)];
    if (i === undefined || j === undefined) throw new RangeError('a mark is not on the scale');
    observed += disagreement(i, j);
    first[i]!++;
    second[j]!++;
  }
  let byChance = 0;
  first.forEach((a, i) => second.forEach((b, j) => {
    byChance += a * b * disagreement(i, j);
  }));
  return byChance === 0 ? null : 1 - (observed * pairs.length) / byChance;
}
