import type { Fault } from '../../kernel/reason';
import { fQuantile, fShareAbove } from './f-distribution';

/** Marks by target and rater; null where a mark is missing. */
export type MarkTable = readonly (readonly (number | null)[])[];

export const ICC_FAULTS = ['TOO_FEW_TARGETS', 'TOO_FEW_RATERS', 'TABLE_INCOMPLETE'] as const;
export type IccFaultCode = (typeof ICC_FAULTS)[number];

/**
 * ICC(model, marks averaged). Model 1: each target has raters of its own. 2: the same raters mark all, and they stand
 * for others (absolute agreement). 3: these raters only (consistency, whatever their severity).
 */
export const ICC_FORMS = ['ICC(1,1)', 'ICC(2,1)', 'ICC(3,1)', 'ICC(1,k)', 'ICC(2,k)', 'ICC(3,k)'] as const;
export type IccForm = (typeof ICC_FORMS)[number];

/** `null` is what the marks leave undefined, never zero. */
export interface Coefficient {
  /** As the formula gives it: below zero means a low reliability. null: a division by zero, or by a negative variance. */
  readonly value: number | null;
  /** Test of no reliability; null without any error to compare with. */
  readonly F: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly p: number | null;
  /** Two-sided 95 % limits. */
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface IntraclassCorrelation {
  /** Targets. */
  readonly n: number;
  /** Raters. */
  readonly k: number;
  /** Mean squares between targets, within targets, between raters, and residual. */
  readonly anova: { readonly BMS: number; readonly WMS: number; readonly JMS: number; readonly EMS: number };
  readonly icc: Readonly<Record<IccForm, Coefficient>>;
}

const LOWER_TAIL = 0.025;
const UPPER_TAIL = 0.975;
/** Decimals of a mark that count. */
const DECIMALS = 30;

/**
 * The six intraclass correlations of Shrout & Fleiss (Psychological Bulletin 86, 1979) of a complete table, at least two
 * targets by two raters. Each is a function of the mean square between targets: its limits are the same function of that
 * mean square times a quantile of F. Pointers are relative to the table.
 */
export function intraclassCorrelation(table: MarkTable): IntraclassCorrelation | Fault<IccFaultCode> {
  const fault = findFault(table);
  if (fault) return fault;
  const squares = meanSquares(table);
  const { n, k, unit, B, W, J, E } = squares;

  const coefficient = (estimate: (between: number) => number | null, error: number, df2: number, limitDf = df2): Coefficient => {
    const df1 = n - 1;
    const value = estimate(B);
    const F = ratio(B, error);
    const limit = (tail: number): number | null =>
      value === null ? null : estimate(B * fQuantile(tail, limitDf, df1));
    return { value, F, df1, df2, p: F === null ? null : fShareAbove(F, df1, df2), lower: limit(LOWER_TAIL), upper: limit(UPPER_TAIL) };
  };
  const own = n * (k - 1);
  const same = (n - 1) * (k - 1);
  const agreement = (between: number): number | null => ratio(n * (between - E), n * between + (n * k - n - k) * E + k * J);
  const blended = blendedDf(squares);
  return {
    n,
    k,
    anova: { BMS: B / unit, WMS: W / unit, JMS: J / unit, EMS: E / unit },
    icc: {
      'ICC(1,1)': coefficient((between) => ratio(between - W, between + (k - 1) * W), W, own),
      'ICC(2,1)': coefficient(agreement, E, same, blended),
      'ICC(3,1)': coefficient((between) => ratio(between - E, between + (k - 1) * E), E, same),
      'ICC(1,k)': coefficient((between) => ratio(between - W, between), W, own),
      'ICC(2,k)': coefficient((between) => ratio(n * (between - E), n * between + J - E), E, same, blended),
      'ICC(3,k)': coefficient((between) => ratio(between - E, between), E, same),
    },
  };
}

/** A reliability is a share of a variance. Where that variance is estimated as zero or less there is nothing to share. */
function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/** Satterthwaite's degrees of freedom of the error of ICC(2,·), which blends J and E in shares that depend on B. */
function blendedDf({ n, k, B, J, E }: MeanSquares): number {
  const whole = B * (J + (n - 1) * E);
  if (whole === 0) return k - 1; // targets alike, or no error: the limits are the estimate whatever is taken
  const raters = ((B - E) * J) / whole;
  const residual = ((J + (n - 1) * B) * E) / whole;
  return 1 / (raters ** 2 / (k - 1) + residual ** 2 / ((n - 1) * (k - 1)));
}

interface MeanSquares {
  readonly n: number;
  readonly k: number;
  readonly unit: number;
  readonly B: number;
  readonly W: number;
  readonly J: number;
  readonly E: number;
}

/** The mean squares as the smallest whole numbers of one `unit`: a variance that is zero is zero, and so are differences. */
function meanSquares(table: MarkTable): MeanSquares {
  const marks = table.map((row) => row.map((mark) => toInteger(mark ?? 0)));
  const columns = marks.reduce((sums, row) => sums.map((sum, rater) => sum + (row[rater] ?? 0n)), marks[0]!.map(() => 0n));
  const rows = marks.map(sumOf);
  const [n, k] = [BigInt(rows.length), BigInt(columns.length)];
  const correction = sumOf(rows) ** 2n;

  // Sums of squares times n k.
  const targets = n * squaresOf(rows) - correction;
  const raters = k * squaresOf(columns) - correction;
  const within = n * k * sumOf(marks.map(squaresOf)) - correction - targets;
  const scaled = [targets * n * (k - 1n), within * (n - 1n), raters * n * (n - 1n), (within - raters) * n] as const;

  const common = scaled.reduce(gcd) || 1n;
  const [B, W, J, E] = scaled.map((square) => Number(square / common)) as [number, number, number, number];
  const unit = Number(n ** 2n * k * (n - 1n) * (k - 1n) * 100n ** BigInt(DECIMALS)) / Number(common);
  return { n: Number(n), k: Number(k), unit, B, W, J, E };
}

/** A mark in units of 10⁻³⁰: what it says as a decimal, not the binary fraction next to it. */
function toInteger(mark: number): bigint {
  const [digits = '', exponent] = mark.toExponential().split('e');
  const [, decimals = ''] = digits.split('.');
  const power = Number(exponent) - decimals.length + DECIMALS;
  const whole = BigInt(digits.replace('.', ''));
  return power >= 0 ? whole * 10n ** BigInt(power) : whole / 10n ** BigInt(-power);
}

function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}

function squaresOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value * value, 0n);
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

function findFault(table: MarkTable): Fault<IccFaultCode> | null {
  const fault = (code: IccFaultCode, pointer: string): Fault<IccFaultCode> => ({ code, pointer, params: {} });
  if (table.length < 2) return fault('TOO_FEW_TARGETS', '');
  const raters = table.reduce((most, row) => Math.max(most, row.length), 0);
  if (raters < 2) return fault('TOO_FEW_RATERS', '');
  for (const [target, row] of table.entries()) {
    if (row.length < raters) return fault('TABLE_INCOMPLETE', `/${target}`);
    const gap = row.indexOf(null);
    if (gap >= 0) return fault('TABLE_INCOMPLETE', `/${target}/${gap}`);
  }
  return null;
}
