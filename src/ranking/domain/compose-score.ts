import type { OrderByScore, ScorePart } from '../../campaign/domain/policy';
import { add, compare, divide, type Exact, exact, exactUnits, multiply, subtract, toUnits } from '../../kernel/decimal';

/** The weighted score of a person: published with four decimals, held against the pass mark before rounding. */
export interface ComposedScore {
  /** Units of 10⁻⁴. */
  readonly units: bigint;
  readonly qualifies: boolean;
}

/**
 * Adds the parts of a policy's order, each brought to the common metric by the mean and deviation published beforehand.
 * Null: a part has no score; a missing score is never zero, so the person cannot be compared.
 */
export function composeScore({ parts, minScore }: OrderByScore, scoreOf: (stage: string) => number | null): ComposedScore | null {
  let total: Exact = { n: 0n, d: 1n };
  for (const part of parts) {
    const units = scoreOf(part.stage);
    if (units === null) return null;
    total = add(total, multiply(exact(part.weight), standardised(part, exactUnits(units))));
  }
  const above = minScore ? compare(total, exact(minScore.value)) : 1;
  return { units: toUnits(total), qualifies: above > 0 || (above === 0 && minScore!.inclusive) };
}

const T_MEAN: Exact = { n: 50n, d: 1n };
const T_DEVIATION: Exact = { n: 10n, d: 1n };

function standardised({ standardise }: ScorePart, score: Exact): Exact {
  if (!standardise) return score;
  const z = divide(subtract(score, exact(standardise.mean)), exact(standardise.sd));
  return standardise.metric === 'z' ? z : add(T_MEAN, multiply(T_DEVIATION, z));
}
