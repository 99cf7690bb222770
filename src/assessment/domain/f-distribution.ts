/** ln F is looked for between ±WIDEST: from 10⁻¹³⁰ to 10¹³⁰. */
const WIDEST = 300;
/** Halvings after which the bracket around ln F is as narrow as a float can say. */
const HALVINGS = 64;
const MOST_STEPS = 100_000;
/** Stirling's series is exact to the last digits from here on. */
const STIRLING_FROM = 15;
const HALF_LN_2_PI = 0.9189385332046727;

/**
 * Share of Fisher's F distribution at or above `f ≥ 0`: the p-value of a variance ratio. Degrees of freedom are above
 * zero and need not be whole. Absolute error below 10⁻¹¹ up to ten thousand degrees of freedom.
 */
export function fShareAbove(f: number, df1: number, df2: number): number {
  return fShare(f, df1, df2).above;
}

/** The F with that share of the distribution (between 0 and 1) below it; kept within 10^±130. */
export function fQuantile(share: number, df1: number, df2: number): number {
  let low = -WIDEST;
  let high = WIDEST;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (fShare(Math.exp(middle), df1, df2).below < share) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** F below f is a Beta(df1 / 2, df2 / 2) below x = df1 f / (df1 f + df2). */
function fShare(f: number, df1: number, df2: number): { readonly below: number; readonly above: number } {
  const sum = df1 * f + df2;
  return betaShare((df1 * f) / sum, df2 / sum, df1 / 2, df2 / 2);
}

/** Incomplete beta function at x = 1 - y, both ways: neither tail is got by a subtraction that would eat its digits. */
function betaShare(x: number, y: number, a: number, b: number): { readonly below: number; readonly above: number } {
  const density = Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(a + b) - logGamma(a) - logGamma(b));
  if (x < (a + 1) / (a + b + 2)) {
    const below = density / (a * betaFraction(x, a, b));
    return { below, above: 1 - below };
  }
  const above = density / (b * betaFraction(y, b, a));
  return { below: 1 - above, above };
}

/**
 * 1 + d₁/(1 + d₂/(1 + …)), the continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. Below
 * the mean it settles within some √(a + b) steps and no denominator reaches zero.
 */
function betaFraction(x: number, a: number, b: number): number {
  let value = 1;
  let numerator = 1;
  let denominator = 0;
  for (let step = 1; step < MOST_STEPS; step++) {
    const m = Math.floor(step / 2);
    const d = step % 2 === 0
      ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
      : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    denominator = 1 / (1 + d * denominator);
    numerator = 1 + d / numerator;
    const factor = numerator * denominator;
    value *= factor;
    if (Math.abs(factor - 1) <= Number.EPSILON) break;
  }
  return value;
}

/** ln Γ(z) for z > 0. */
function logGamma(z: number): number {
  let product = 1;
  for (; z < STIRLING_FROM; z++) product *= z;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / z ** 2) / z ** 2) / z ** 2) / z;
  return (z - 0.5) * Math.log(z) - z + HALF_LN_2_PI + series - Math.log(product);
}
