import type { OrderByScore, ScorePart } from '../../campaign/domain/policy';
import { add, compare, divide, type Exact, exact, exactUnits, multiply, subtract, toUnits } from '../../kernel/decimal';

/** The weighted score of a person: published with four decimals, held against the pass mark before rounding. */
export interface ComposedScore {
  /** Units of 10⁻⁴. */
  readonly units: bigint;
  readonly qualifies: boolean;
}

/**
 * The score that a policy's order gives: its parts, each brought to the common metric by the mean and deviation published
 * beforehand, added up by weight. The rule is read once and is linear in the scores of the stages, so a person costs a
 * multiplication a part; nothing is rounded on the way. Null: a part has no score; a missing score is never zero, so the
 * person cannot be compared.
 */
export function scorer({ parts, minScore }: OrderByScore): (scoreOf: (stage: string) => number | null) => ComposedScore | null {
  const terms = parts.map(linear);
  const denominator = terms.reduce((product, { slope, offset }) => product * slope.d * offset.d, 1n);
  const whole = ({ n, d }: Exact): bigint => (n * denominator) / d; // divides without a rest
  const base = terms.reduce((sum, { offset }) => sum + whole(offset), 0n);
  const slopes = terms.map(({ stage, slope }) => ({ stage, slope: whole(slope) }));
  const limit = minScore && exact(minScore.value);
  return (scoreOf) => {
    let n = base;
    for (const { stage, slope } of slopes) {
      const units = scoreOf(stage);
      if (units === null) return null;
      n += slope * BigInt(units);
    }
    const total = { n, d: denominator };
    const above = limit ? compare(total, limit) : 1;
    return { units: toUnits(total), qualifies: above > 0 || (above === 0 && minScore!.inclusive) };
  };
}

/** One person's score; for many people read the rule once with `scorer`. */
export function composeScore(order: OrderByScore, scoreOf: (stage: string) => number | null): ComposedScore | null {
  return scorer(order)(scoreOf);
}

const ZERO: Exact = { n: 0n, d: 1n };
const T_MEAN: Exact = { n: 50n, d: 1n };
const T_DEVIATION: Exact = { n: 10n, d: 1n };

/** What a part adds to the total: slope · units of the stage's score + offset. */
function linear({ stage, weight, standardise }: ScorePart): { stage: string; slope: Exact; offset: Exact } {
  const share = exact(weight);
  const point = exactUnits(1);
  if (!standardise) return { stage, slope: multiply(share, point), offset: ZERO };
  const stretch = multiply(share, divide(standardise.metric === 'z' ? { n: 1n, d: 1n } : T_DEVIATION, exact(standardise.sd)));
  const middle = multiply(stretch, subtract(ZERO, exact(standardise.mean)));
  return { stage, slope: multiply(stretch, point), offset: standardise.metric === 'z' ? middle : add(middle, multiply(share, T_MEAN)) };
}
