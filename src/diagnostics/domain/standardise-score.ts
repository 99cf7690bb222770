import type { Metric, Norm } from '../../campaign/domain/policy';
import type { Exact } from '../../kernel/decimal';
import { add, compare, divide, exact, exactUnits, multiply, subtract, SCALE } from '../../kernel/decimal';
import { normalShareBelow } from '../../kernel/normal-distribution';

/** A raw score seen against a norm group of known mean and deviation. Exact where it is rational. */
export interface StandardScore {
  /** Deviations from the mean. */
  readonly z: Exact;
  /** 50 + 10 z. */
  readonly T: Exact;
  /** 5.5 + 2 z, kept within 1 to 10. */
  readonly stenLinear: Exact;
  /** Band 1 to 10; an edge belongs to the upper band, so z = 0 is sten 6. */
  readonly sten: number;
  /** 5 + 2 z, kept within 1 to 9. */
  readonly stanineLinear: Exact;
  /** Band 1 to 9; an edge belongs to the upper band. */
  readonly stanine: number;
  /** Per cent of the norm group with an equal or lower score, by the normal distribution. */
  readonly percentile: number;
}

const TWO = whole(2);

/**
 * Raw score → standard scores of a norm given by mean and deviation (`sd > 0`). Computed in fractions: a score on the
 * edge of a band must not fall below it by a rounding of 10⁻¹⁶.
 */
export function standardiseScore(norm: { readonly mean: Exact; readonly sd: Exact }, raw: Exact): StandardScore {
  const z = deviations(norm, raw);
  const twice = multiply(TWO, z);
  return {
    z,
    T: tOf(z),
    stenLinear: within(add(exact('5.5'), twice), 1, 10),
    sten: stenOf(z),
    stanineLinear: within(add(whole(5), twice), 1, 9),
    stanine: stanineOf(z),
    percentile: percentileOf(z),
  };
}

function deviations(norm: { readonly mean: Exact; readonly sd: Exact }, raw: Exact): Exact {
  return divide(subtract(raw, norm.mean), norm.sd);
}

function tOf(z: Exact): Exact {
  return add(whole(50), multiply(whole(10), z));
}

function stenOf(z: Exact): number {
  return Number(floor(within(add(whole(6), multiply(TWO, z)), 1, 10)));
}

function stanineOf(z: Exact): number {
  return Number(floor(within(add(exact('5.5'), multiply(TWO, z)), 1, 9)));
}

function percentileOf(z: Exact): number {
  return 100 * normalShareBelow(toNumber(z));
}

/**
 * The standard score a published table gives: the row with `from <= raw < to`, the last row with its end included;
 * outside the table the nearest row. The rows follow one another without hole or overlap (checked with the policy).
 */
export function readNormTable<Row extends { readonly from: Exact }>(rows: readonly Row[], raw: Exact): Row {
  const row = rows.findLast(({ from }) => compare(from, raw) <= 0) ?? rows[0];
  if (!row) throw new RangeError('a norm table without rows');
  return row;
}

/**
 * Raw score → standard score in the metric of the instrument. A table wins over the formula and is taken as it stands.
 * On a `reversed` scale less is better: the deviation changes its sign. A percentile, the only metric that is not
 * rational, is rounded to 10⁻⁴ before it counts.
 */
export function standardiseByNorm(norm: Norm, metric: Metric, raw: Exact, reversed = false): Exact {
  if (norm.by === 'table') {
    const rows = norm.rows.map(({ from, standard }) => ({ from: exact(from), standard }));
    return exact(readNormTable(rows, raw).standard);
  }
  const mean = exact(norm.mean);
  const oriented = reversed ? subtract(add(mean, mean), raw) : raw;
  const z = deviations({ mean, sd: exact(norm.sd) }, oriented);
  switch (metric) {
    case 'z':
      return z;
    case 't':
      return tOf(z);
    case 'sten':
      return whole(stenOf(z));
    case 'stanine':
      return whole(stanineOf(z));
    case 'percentile':
      return exactUnits(Math.round(percentileOf(z) * Number(SCALE)));
  }
}

/** A fraction as the nearest binary number, for statistics and for display. */
export function toNumber({ n, d }: Exact): number {
  return Number(n / d) + Number(n % d) / Number(d);
}

function whole(value: number): Exact {
  return { n: BigInt(value), d: 1n };
}

function floor({ n, d }: Exact): bigint {
  return n >= 0n ? n / d : -((-n + d - 1n) / d);
}

function within(value: Exact, least: number, most: number): Exact {
  if (compare(value, whole(least)) < 0) return whole(least);
  return compare(value, whole(most)) > 0 ? whole(most) : value;
}
