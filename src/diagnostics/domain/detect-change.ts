import type { Exact } from '../../kernel/decimal';
import { compare, exact, multiply, subtract } from '../../kernel/decimal';

/** Two standard scores of one scale by the same norm: remote, then again under supervision. */
export interface Retest {
  readonly remote: Exact;
  readonly supervised: Exact;
  /** Standard deviation of the metric, e.g. 10 for T. */
  readonly sd: Exact;
  /** Published reliability of the scale, above 0 and at most 1. */
  readonly reliability: Exact;
}

/** 1.96², the two-sided 5 % limit. */
const LIMIT_SQUARED = exact('3.8416');

/**
 * Whether two results differ by more than measurement error explains: the reliable change index of Jacobson & Truax
 * (Journal of Consulting and Clinical Psychology 59, 1991), |difference| > 1.96 · SD · √(2 (1 - reliability)). Compared in
 * squares, so it is exact and a difference at the limit is not flagged. A significant difference is a question to a
 * person, never a refusal.
 */
export function differsReliably({ remote, supervised, sd, reliability }: Retest): boolean {
  const difference = subtract(supervised, remote);
  const errorVariance = multiply(multiply(exact('2'), multiply(sd, sd)), subtract(exact('1'), reliability));
  return compare(multiply(difference, difference), multiply(LIMIT_SQUARED, errorVariance)) > 0;
}
