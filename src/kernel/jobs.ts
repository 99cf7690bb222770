/**
 * Stage kinds whose work is computed by a queue, one queue each. A job's payload holds identifiers only: nothing
 * personal ever reaches the queue, and a stale payload is harmless because the database decides who may work.
 */
export const WORK_KINDS = ['eligibility', 'diagnostics', 'assessment', 'ranking', 'enrolment'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** The unit of one job: a work batch and the attempt that was current when it was sent. */
export interface WorkJob {
  readonly batchId: string;
  readonly attempt: number;
}
