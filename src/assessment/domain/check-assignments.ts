import type { Fault } from '../../kernel/reason';
import type { NewSheet } from './draft-panels';
import type { Assessor, Conflicts } from './find-conflicts';

/** What is asked wrongly, whatever was assigned before. */
export const WRONG_ASSIGNMENTS = ['ASSESSOR_UNKNOWN', 'CONFLICT_OF_INTEREST'] as const;
export type WrongAssignment = (typeof WRONG_ASSIGNMENTS)[number];
/** What the sheets assigned before leave no room for. */
export const LATE_ASSIGNMENTS = ['ALREADY_ASSIGNED', 'PANEL_FULL'] as const;
export type LateAssignment = (typeof LATE_ASSIGNMENTS)[number];

export interface CheckedAssignments {
  readonly wrong: readonly Fault<WrongAssignment>[];
  readonly late: readonly Fault<LateAssignment>[];
}

/** A sheet that was given before; one that was given back bars its assessor but takes no seat of the panel. */
export interface GivenSheet extends NewSheet {
  readonly declined: boolean;
}

/**
 * Who may be given a sheet by name: an assessor of this campaign without a conflict of interest, once a candidacy, and no
 * more of them than the panel has seats. A panel that is full stays as it is, so nobody joins it after its verdict.
 * Pointers begin with the index of the assignment.
 */
export function checkAssignments(
  assessors: readonly Assessor[],
  conflicts: Conflicts,
  given: readonly GivenSheet[],
  wanted: readonly NewSheet[],
  seatsOf: (candidacyId: string) => number,
): CheckedAssignments {
  const known = new Set(assessors.map(({ id }) => id));
  const seen = new Map<string, Set<string>>();
  const taken = new Map<string, number>();
  const note = (candidacyId: string, assessorId: string, takes: boolean): void => {
    seen.set(candidacyId, (seen.get(candidacyId) ?? new Set()).add(assessorId));
    if (takes) taken.set(candidacyId, (taken.get(candidacyId) ?? 0) + 1);
  };
  for (const { candidacyId, assessorId, declined } of given) note(candidacyId, assessorId, !declined);

  const wrong: Fault<WrongAssignment>[] = [];
  const late: Fault<LateAssignment>[] = [];
  wanted.forEach(({ candidacyId, assessorId }, i) => {
    const conflict = conflicts.get(candidacyId)?.get(assessorId);
    if (!known.has(assessorId)) wrong.push({ pointer: `/${i}/assessorId`, code: 'ASSESSOR_UNKNOWN', params: {} });
    else if (conflict) wrong.push({ pointer: `/${i}/assessorId`, code: 'CONFLICT_OF_INTEREST', params: { conflict } });
    if (seen.get(candidacyId)?.has(assessorId)) late.push({ pointer: `/${i}/assessorId`, code: 'ALREADY_ASSIGNED', params: {} });
    else if ((taken.get(candidacyId) ?? 0) >= seatsOf(candidacyId)) late.push({ pointer: `/${i}/candidacyId`, code: 'PANEL_FULL', params: { size: seatsOf(candidacyId) } });
    else note(candidacyId, assessorId, true);
  });
  return { wrong, late };
}
