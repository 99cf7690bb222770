import type { Reason } from '../../kernel/reason';

export const OUTCOMES = ['rejected', 'upheld'] as const;
export type AppealOutcome = (typeof OUTCOMES)[number];

/** Why an appeal is rejected or upheld; sentences stand in `report/reasons`. */
export const REASONS_OF: Readonly<Record<AppealOutcome, readonly string[]>> = {
  rejected: ['APPEAL_DECISION_STANDS', 'APPEAL_OUT_OF_TIME', 'APPEAL_NOT_ENTITLED'],
  upheld: ['APPEAL_FACTS_WRONG', 'APPEAL_MARKS_WRONG', 'APPEAL_PROCEDURE_BROKEN'],
};
export const APPEAL_REASONS = Object.values(REASONS_OF).flat();

/** Why the data of somebody who appeals are held. */
export const HOLD_REASON = 'APPEAL_RECEIVED';

/** By which means the person is assessed again; `seat-change`: what was decided about a seat is changed at the seat. */
export const REMEDIES = ['decided-anew', 'correction', 'exception', 'marks-reopened', 'departure', 'seat-change'] as const;
export type Remedy = (typeof REMEDIES)[number];

export interface Review {
  readonly outcome: AppealOutcome;
  readonly reason: string;
  readonly remedy: Remedy | null;
}

/** The appeal that is reviewed, as far as it matters who may review it and how. */
export interface Reviewed {
  readonly decidedBy: string;
  readonly isLate: boolean;
  readonly isAdmitted: boolean;
  readonly hasText: boolean;
  /** The decision is about a seat. */
  readonly atEnrolment: boolean;
}

/** What forbids this answer by this reviewer, or null. Nobody reviews what he decided himself. */
export function refuseReview({ outcome, reason, remedy }: Review, { decidedBy, isLate, isAdmitted, hasText, atEnrolment }: Reviewed, reviewer: string): Reason | null {
  if (reviewer === decidedBy) return { code: 'REVIEWER_DECIDED', params: {} };
  if (!hasText) return { code: 'APPEAL_TEXT_MISSING', params: {} };
  if (!REASONS_OF[outcome].includes(reason)) return { code: 'REASON_OF_OTHER_OUTCOME', params: { allowed: REASONS_OF[outcome] } };
  if ((outcome === 'upheld') !== (remedy !== null)) return { code: 'REMEDY_WHEN_UPHELD', params: {} };
  if (outcome === 'upheld' && isLate && !isAdmitted) return { code: 'APPEAL_NOT_ADMITTED', params: {} };
  if (remedy !== null && (remedy === 'seat-change') !== atEnrolment) return { code: 'REMEDY_OF_OTHER_STAGE', params: {} };
  return null;
}
