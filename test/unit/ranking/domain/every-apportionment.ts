import type { ApportionmentCase } from '../../../../src/ranking/domain/apportion-seats';

/**
 * Every set of seats within the bounds that a method allows, by the method's definition and by trying them all. The
 * divisor methods: no unit may give the last seat it holds beyond its floor to one that would have more for it
 * (pairwise, over squares so that all five are fractions). The largest remainder: nearest to the quotas by least
 * squares. A weight of zero keeps its floor.
 */
export function everyLawful({ method, quota = 'hare', weights, seats, min, max }: ApportionmentCase): number[][] {
  const floor = weights.map((_, i) => min?.[i] ?? 0);
  const cap = weights.map((weight, i) => (weight === 0 ? floor[i] ?? 0 : Math.min(max?.[i] ?? seats, seats)));
  const all = everySet(floor, cap, seats);
  if (method === 'largestRemainder') {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    // Times the divisor of the quota, so that all are whole numbers.
    const [price, times] = quota === 'hare' ? [total, seats] : [Math.floor(total / (seats + 1)) + 1, 1];
    const distance = (set: readonly number[]): number => set.reduce((sum, held, i) => sum + (held * price - (weights[i] ?? 0) * times) ** 2, 0);
    const least = Math.min(...all.map(distance));
    return all.filter((set) => distance(set) === least);
  }
  const signpost = SQUARED_SIGNPOSTS[method];
  return all.filter((set) => set.every((held, giver) => held === floor[giver] || set.every((has, taker) => {
    if (taker === giver || has === cap[taker]) return true;
    const [given, taken] = [signpost(held - 1), signpost(has)];
    const [giverWeight, takerWeight] = [(weights[giver] ?? 0) ** 2, (weights[taker] ?? 0) ** 2];
    if (given[0] === 0 && taken[0] === 0) return giverWeight >= takerWeight;
    return giverWeight * given[1] * taken[0] >= takerWeight * taken[1] * given[0];
  })));
}

/** The square of the divisor between s and s + 1 seats, as numerator and denominator. */
const SQUARED_SIGNPOSTS: Record<Exclude<ApportionmentCase['method'], 'largestRemainder'>, (s: number) => readonly [number, number]> = {
  sainteLague: (s) => [(2 * s + 1) ** 2, 4],
  dhondt: (s) => [(s + 1) ** 2, 1],
  huntingtonHill: (s) => [s * (s + 1), 1],
  adams: (s) => [s ** 2, 1],
  dean: (s) => [(2 * s * (s + 1)) ** 2, (2 * s + 1) ** 2],
};

function everySet(floor: readonly number[], cap: readonly number[], seats: number): number[][] {
  if (floor.length === 0) return seats === 0 ? [[]] : [];
  const [least = 0, ...floors] = floor;
  const [most = 0, ...caps] = cap;
  const sets: number[][] = [];
  for (let held = least; held <= Math.min(most, seats); held++) {
    for (const rest of everySet(floors, caps, seats - held)) sets.push([held, ...rest]);
  }
  return sets;
}
