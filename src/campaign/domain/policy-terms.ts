/** The small words of a policy, used by its stages, its criteria and its libraries alike. */

/** Kebab-case key; references inside the document go by it. */
export type Code = string;
/** Exact decimal text with at most four decimals, never a binary float. */
export type Decimal = string;
/** Calendar day, `YYYY-MM-DD`. */
export type Day = string;
/** Date and time with offset, `2026-02-01T00:00:00+03:00`. */
export type Instant = string;

export interface Text {
  readonly ru: string;
  readonly en: string;
}

export interface Named {
  readonly key: Code;
  readonly title: Text;
}

/** Values that no source and no act gives; the check shows each of them to whoever approves the policy. */
export interface Demonstrable {
  readonly demonstration?: true;
}

/** `inclusive`: the value itself passes («до 65 включительно»). */
export interface ScoreLimit extends Demonstrable {
  readonly value: Decimal;
  readonly inclusive: boolean;
}

/** Whole years or months. */
export interface WholeLimit extends Demonstrable {
  readonly value: number;
  readonly inclusive: boolean;
}

/** A floor is a minimum guarantee, not a set-aside; a cap is never exceeded. */
export interface Bounds extends Demonstrable {
  readonly min?: number;
  readonly max?: number;
}

/** Applicants, members or partners drawn from another programme's campaign. */
export interface CampaignSource {
  readonly type: 'campaign';
  readonly programme: Code;
  readonly statuses: readonly CandidacyStatus[];
  readonly provides: 'applicants' | 'members';
}

export type CandidacyStatus =
  'open' | 'reserve' | 'enrolled' | 'rejected' | 'withdrawn' | 'excluded' | 'no-show' | 'on-hold' | 'expelled' | 'graduated';

/** Of whom something is asked: the applicant itself, its lead, each or one of its members (lead included). */
export type Subject = 'self' | 'lead' | 'every-member' | 'any-member';

export type Metric = 'z' | 't' | 'sten' | 'stanine' | 'percentile';

export type Conflict = 'declared' | 'same-organisation' | 'nominator' | 'leads-competitor' | 'past-winner' | 'same-region';
