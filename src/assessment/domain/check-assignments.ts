import type { Panel } from '../../campaign/domain/policy';
import type { Fault } from '../../kernel/reason';

/** An assessor who is to mark a candidacy of that region. */
export interface Assignment {
  readonly candidacyId: string;
  readonly region: string;
  readonly assessorId: string;
}

/** Somebody who may mark in this campaign; `region` is null for one who belongs to none. */
export interface Assessor {
  readonly id: string;
  readonly region: string | null;
}

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

/**
 * Who may be given a sheet: an assessor of this campaign without a conflict of interest, once a candidacy, and no more
 * of them than the panel has seats. A panel that is full stays as it is, so nobody joins it after its verdict. Pointers
 * begin with the index of the assignment.
 */
export function checkAssignments(
  panel: Panel,
  assessors: readonly Assessor[],
  assigned: readonly Pick<Assignment, 'candidacyId' | 'assessorId'>[],
  wanted: readonly Assignment[],
): CheckedAssignments {
  const byId = new Map(assessors.map((assessor) => [assessor.id, assessor]));
  const panels = new Map<string, Set<string>>();
  const panelOf = (candidacyId: string): Set<string> => {
    const members = panels.get(candidacyId) ?? new Set();
    panels.set(candidacyId, members);
    return members;
  };
  for (const { candidacyId, assessorId } of assigned) panelOf(candidacyId).add(assessorId);

  const wrong: Fault<WrongAssignment>[] = [];
  const late: Fault<LateAssignment>[] = [];
  wanted.forEach(({ candidacyId, region, assessorId }, i) => {
    const assessor = byId.get(assessorId);
    if (!assessor) wrong.push({ pointer: `/${i}/assessorId`, code: 'ASSESSOR_UNKNOWN', params: {} });
    else if (panel.conflicts.includes('same-region') && assessor.region === region) {
      wrong.push({ pointer: `/${i}/assessorId`, code: 'CONFLICT_OF_INTEREST', params: { conflict: 'same-region' } });
    }
    const members = panelOf(candidacyId);
    if (members.has(assessorId)) late.push({ pointer: `/${i}/assessorId`, code: 'ALREADY_ASSIGNED', params: {} });
    else if (members.size >= panel.size) late.push({ pointer: `/${i}/candidacyId`, code: 'PANEL_FULL', params: { size: panel.size } });
    else members.add(assessorId);
  });
  return { wrong, late };
}
