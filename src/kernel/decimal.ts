/**
 * Exact decimal arithmetic for scores, weights and thresholds.
 *
 * A score is published with four decimals and stored as an integer of 10⁻⁴ ("units"). Between the marks and the
 * published score nothing is rounded: `Exact` is a fraction of two integers, thresholds compare fractions, and
 * only `toUnits` rounds, once, when a score is published. Binary floats never decide anything.
 */
export const SCALE = 10_000n;

/** A fraction `n / d` with `d > 0`; not necessarily in lowest terms. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

const DECIMAL = /^-?(0|[1-9]\d{0,9})(\.\d{1,4})?$/;

/** True when the text is a decimal with at most ten whole digits and at most four decimals, written plainly. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Decimal text to integer of 10⁻⁴: `'0.35'` → `3500n`. Throws RangeError on anything `isDecimal` refuses. */
export function parseUnits(text: string): bigint {
  if (!DECIMAL.test(text)) throw new RangeError(`not a decimal with at most four decimals: ${text}`);
  return BigInt(Math.round(Number(text) * 10_000)); // at most 14 digits: half a unit is far above the binary error
}

/** Integer of 10⁻⁴ to decimal text without trailing zeros: `9500n` → `'0.95'`. */
export function formatUnits(units: bigint | number): string {
  const value = BigInt(units);
  const size = value < 0n ? -value : value;
  const decimals = String(size % SCALE).padStart(4, '0').replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${size / SCALE}${decimals ? `.${decimals}` : ''}`;
}

/** The fraction a decimal text stands for. */
export function exact(text: string): Exact {
  return { n: parseUnits(text), d: SCALE };
}

/** The fraction an integer of 10⁻⁴ stands for. */
export function exactUnits(units: bigint | number): Exact {
  return { n: BigInt(units), d: SCALE };
}

export function add(a: Exact, b: Exact): Exact {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d }; // or the denominators of a long sum grow without need
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function subtract(a: Exact, b: Exact): Exact {
  if (a.d === b.d) return { n: a.n - b.n, d: a.d };
  return { n: a.n * b.d - b.n * a.d, d: a.d * b.d };
}

export function multiply(a: Exact, b: Exact): Exact {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** Throws RangeError when `b` is zero: a division by zero is a fault of the policy, found when it is published. */
export function divide(a: Exact, b: Exact): Exact {
  if (b.n === 0n) throw new RangeError('division by zero');
  return b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compare(a: Exact, b: Exact): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The published score: rounded to the nearest 10⁻⁴, halves away from zero. */
export function toUnits(value: Exact): bigint {
  const negative = value.n < 0n;
  const size = (negative ? -value.n : value.n) * SCALE;
  const rounded = (size * 2n + value.d) / (value.d * 2n);
  return negative ? -rounded : rounded;
}
