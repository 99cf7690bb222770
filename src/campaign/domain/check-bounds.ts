import { compare, exact, formatUnits, parseUnits, SCALE } from '../../kernel/decimal';
import type { Bounds, Decimal, ScoreLimit } from './policy';
import { policyFault, type PolicyFaults } from './policy-fault';

/** A floor not above its cap. */
export function* checkBounds({ min, max }: Bounds, at: string): PolicyFaults {
  if (min !== undefined && max !== undefined && min > max) yield policyFault('MIN_GT_MAX', at, { min, max });
}

/** The weights of one sum make exactly 1: 0.7, 0.1 and 0.2 do, though their binary floats do not. */
export function* checkWeights(parts: readonly { readonly weight: Decimal }[], at: string): PolicyFaults {
  const sum = parts.reduce((total, { weight }) => total + parseUnits(weight), 0n);
  if (sum !== SCALE) yield policyFault('WEIGHTS_SUM', at, { sum: formatUnits(sum) });
}

/** A threshold inside the range its score can take at all. */
export function* checkLimit(limit: ScoreLimit | undefined, [from, to]: readonly [Decimal, Decimal], at: string): PolicyFaults {
  if (!limit) return;
  if (isBelow(limit.value, from) || isBelow(to, limit.value)) yield policyFault('LIMIT_OUT_OF_RANGE', at, { value: limit.value, from, to });
}

/** A standard deviation divides, so it is above zero. */
export function* checkDeviation(sd: Decimal, at: string): PolicyFaults {
  if (parseUnits(sd) <= 0n) yield policyFault('SD_NOT_POSITIVE', at, { sd });
}

/** True when the first decimal is the smaller one. */
export function isBelow(a: Decimal, b: Decimal): boolean {
  return compare(exact(a), exact(b)) < 0;
}
