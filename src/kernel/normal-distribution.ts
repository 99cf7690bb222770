/** Beyond this many deviations the series loses its digits to cancellation and the continued fraction is short. */
const TAIL_FROM = 4;
const TAIL_TERMS = 60;

/**
 * Share of a normal population at or below z deviations from its mean: Φ(z), absolute error below 10⁻¹⁴. Series near
 * the middle (Marsaglia, Journal of Statistical Software 11(4), 2004), Laplace's continued fraction in the tails.
 */
export function normalShareBelow(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > TAIL_FROM) return 1 - density / millsDenominator(z);
  if (z < -TAIL_FROM) return density / millsDenominator(-z);
  let sum = 0;
  for (let term = z, odd = 1; sum + term !== sum; odd += 2, term *= (z * z) / odd) sum += term;
  return 0.5 + density * sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))) */
function millsDenominator(z: number): number {
  let value = z;
  for (let k = TAIL_TERMS; k > 0; k--) value = z + k / value;
  return value;
}
