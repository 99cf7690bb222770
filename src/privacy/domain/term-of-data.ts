import type { Retention } from '../../campaign/domain/policy';
import type { CandidacyStatus } from '../../campaign/domain/policy-terms';
import { RETENTION_CLASSES, type RetentionClass } from '../../campaign/domain/reference-data';
import { addDays, addMonths, type CalendarDate } from '../../kernel/calendar-date';

/** Why data have to go: what the law gives a day for, and what a person who proposes it says. */
export const GROUNDS = ['CONSENT_WITHDRAWN', 'TERM_OVER', 'UNLAWFUL_PROCESSING', 'SUBJECT_DEMANDS'] as const;
export type Ground = (typeof GROUNDS)[number];
/** Grounds that a person states; the others follow from what is recorded. */
export const STATED_GROUNDS = ['UNLAWFUL_PROCESSING', 'SUBJECT_DEMANDS'] as const satisfies readonly Ground[];
export type StatedGround = (typeof STATED_GROUNDS)[number];

/** What the term of a candidacy's data depends on. */
export interface TermFacts {
  readonly status: CandidacyStatus;
  /** The day its last decision was taken; null: none was. */
  readonly decidedOn: CalendarDate | null;
  /** The day the last consent was withdrawn, where none stands any more. */
  readonly withdrawnOn: CalendarDate | null;
}

/** Data may be destroyed from one day on and have to be by another. */
export interface Term {
  readonly ground: Extract<Ground, 'CONSENT_WITHDRAWN' | 'TERM_OVER'>;
  /** Key of the retention class; null: a withdrawal does not wait for one. */
  readonly retentionClass: string | null;
  readonly from: CalendarDate;
  readonly by: CalendarDate;
}

/** 152-FZ, art. 21, parts 4 and 5: 30 days after the purpose is reached or the consent withdrawn. */
const DAYS_TO_DESTROY = 30;

const STUDIED: readonly CandidacyStatus[] = ['enrolled', 'expelled', 'graduated'];
const ENDED: readonly CandidacyStatus[] = [...STUDIED, 'rejected', 'withdrawn', 'excluded', 'no-show'];

/** Whether nothing will be decided on the candidacy any more. Whoever is still in it leaves by a decision first. */
export function hasEnded(status: CandidacyStatus): boolean {
  return ENDED.includes(status);
}

/**
 * Until when the data of a candidacy are held; null while their purpose is not reached, or where the archive decides. A
 * withdrawal counts from its day; records of study rest on the law on education and not on a consent, so it does not
 * shorten them. Otherwise the class that the policy names for the outcome counts from the last decision.
 */
export function termOfData({ status, decidedOn, withdrawnOn }: TermFacts, retention: Retention): Term | null {
  const studied = STUDIED.includes(status);
  if (withdrawnOn !== null && !studied) return { ground: 'CONSENT_WITHDRAWN', retentionClass: null, from: withdrawnOn, by: addDays(withdrawnOn, DAYS_TO_DESTROY) };
  if (!hasEnded(status) || decidedOn === null) return null;
  const retentionClass = studied ? retention.enrolled : retention.notEnrolled;
  const months = (RETENTION_CLASSES as Readonly<Record<string, RetentionClass>>)[retentionClass]?.months ?? null;
  if (months === null) return null;
  const from = addMonths(decidedOn, months);
  return { ground: 'TERM_OVER', retentionClass, from, by: addDays(from, DAYS_TO_DESTROY) };
}
