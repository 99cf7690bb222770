import type { Assessor, Candidate } from './driver-state';

/** Those who mark one candidate, in order of their number in the pool. */
export interface Panel {
  readonly candidate: Candidate;
  readonly assessors: readonly Assessor[];
}

/**
 * Appoints `size` assessors for each candidate, never one of the candidate's region. The pool is walked round: each
 * panel begins one assessor later than the one before, so loads are even and neighbouring panels share assessors, which
 * links all of them into one design.
 */
export function panelsOf(candidates: readonly Candidate[], pool: readonly Assessor[], size: number): Panel[] {
  return candidates.map((candidate, at) => {
    const start = at % pool.length;
    const round = [...pool.slice(start), ...pool.slice(0, start)];
    const assessors = round.filter(({ region }) => region !== candidate.nominee.region).slice(0, size);
    if (assessors.length < size) throw new Error(`too few assessors from outside region ${candidate.nominee.region}`);
    return { candidate, assessors: assessors.sort((a, b) => a.ordinal - b.ordinal) };
  });
}
