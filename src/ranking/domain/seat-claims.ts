import type { Exact } from '../../kernel/decimal';

/** Methods of dealing seats in proportion to weights; see `claimsBy`. */
export const APPORTIONMENT_METHODS = ['sainteLague', 'dhondt', 'largestRemainder', 'huntingtonHill', 'adams', 'dean'] as const;
export type ApportionmentMethod = (typeof APPORTIONMENT_METHODS)[number];

/** What one seat costs under the largest remainder. */
export const SEAT_QUOTAS = ['hare', 'droop'] as const;
export type SeatQuota = (typeof SEAT_QUOTAS)[number];

/** How strongly a unit claims its next seat: the fraction n / d, infinite where d is zero. */
export interface SeatClaim {
  readonly n: bigint;
  readonly d: bigint;
}

/** The claim of a unit of this weight that already holds so many seats; it weakens with every seat. */
export type ClaimRule = (weight: bigint, held: bigint) => SeatClaim;

/**
 * Divisor methods (Balinski & Young, Fair Representation, 1982): the claim is the weight over a mean of `held` and
 * `held + 1`, namely the greater (dhondt, Jefferson), the smaller (adams), the arithmetic (sainteLague, Webster; both
 * sides doubled), the geometric (huntingtonHill; both sides squared, so that no root is drawn) or the harmonic (dean).
 */
const DIVISOR_CLAIMS: Readonly<Record<Exclude<ApportionmentMethod, 'largestRemainder'>, ClaimRule>> = {
  sainteLague: (weight, held) => ({ n: weight, d: 2n * held + 1n }),
  dhondt: (weight, held) => ({ n: weight, d: held + 1n }),
  huntingtonHill: (weight, held) => ({ n: weight * weight, d: held * (held + 1n) }),
  adams: (weight, held) => ({ n: weight, d: held }),
  dean: (weight, held) => ({ n: weight * (2n * held + 1n), d: 2n * held * (held + 1n) }),
};

/**
 * The claims of a method. The largest remainder (Hamilton, Hare, Niemeyer) claims with what the weight is worth beyond
 * the seats already paid for at the quota: whole quotas come first, then the remainders by size.
 */
export function claimsBy(method: ApportionmentMethod, quota: Exact): ClaimRule {
  if (method !== 'largestRemainder') return DIVISOR_CLAIMS[method];
  return (weight, held) => ({ n: weight * quota.d - held * quota.n, d: 1n });
}

/** Weight per seat: total / seats (hare), or the least whole number of votes that only `seats` units can reach (droop). */
export function seatQuota(kind: SeatQuota, total: bigint, seats: bigint): Exact {
  return kind === 'hare' ? { n: total, d: seats } : { n: total / (seats + 1n) + 1n, d: 1n };
}

/**
 * Negative, zero or positive as `a` is weaker than, equal to or stronger than `b`. Between two infinite claims, the
 * first seats under adams, huntingtonHill and dean, the larger weight is stronger (Balinski & Young, appendix A).
 */
export function compareClaims(a: SeatClaim, b: SeatClaim): number {
  const [ours, theirs] = a.d === 0n && b.d === 0n ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
  return ours < theirs ? -1 : ours > theirs ? 1 : 0;
}
