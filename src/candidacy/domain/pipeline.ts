/**
 * How a candidacy moves, as data. The table depends on the kind of a stage, never on a policy's keys, so a kind may occur
 * twice in one policy. Only decisions move a candidacy; recording a fact (a result, a mark, an acceptance) never does.
 */
export const STAGE_KINDS = ['nomination', 'eligibility', 'diagnostics', 'assessment', 'ranking', 'matching', 'enrolment'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

export const STATUSES = ['open', 'reserve', 'enrolled', 'rejected', 'withdrawn', 'excluded', 'no-show', 'on-hold', 'expelled', 'graduated'] as const;
export type Status = (typeof STATUSES)[number];

export const EVENTS = [
  'decided:pass', 'decided:fail', 'decided:reserve', 'decided:no-show',
  'withdraw', 'exclude', 'hold', 'release', 'promote', 'demote', 'expel', 'graduate', 'admit', 'revert',
] as const;
export type PipelineEvent = (typeof EVENTS)[number];

/** `next` enters the stage after this one; `same` stays where the status was given. */
export interface Transition {
  readonly status: Status;
  readonly move: 'same' | 'next';
}

type Row = Partial<Record<PipelineEvent, Transition>>;

const stay = (status: Status): Transition => ({ status, move: 'same' });
const ENTER_NEXT: Transition = { status: 'open', move: 'next' };

/** Leaving of one's own will or by exclusion is possible from every status that is not final. */
const EXITS: Row = { withdraw: stay('withdrawn'), exclude: stay('excluded') };

const ALONE: Row = { 'decided:pass': ENTER_NEXT, 'decided:fail': stay('rejected'), 'decided:no-show': stay('no-show'), hold: stay('on-hold'), ...EXITS };
const ON_HOLD: Row = { release: stay('open'), ...EXITS };

/** Stages that judge one applicant alone share one table. */
const JUDGES_ALONE: Partial<Record<Status, Row>> = { open: ALONE, 'on-hold': ON_HOLD };

/** Stages that compare applicants also know a reserve: promoted when a seat is freed, rejected when the reserve is closed. */
const COMPARES: Partial<Record<Status, Row>> = {
  open: { ...ALONE, 'decided:reserve': stay('reserve') },
  reserve: { promote: ENTER_NEXT, 'decided:fail': stay('rejected'), ...EXITS },
  'on-hold': ON_HOLD,
};

const TABLE: Readonly<Record<StageKind, Partial<Record<Status, Row>>>> = {
  nomination: JUDGES_ALONE,
  eligibility: JUDGES_ALONE,
  diagnostics: JUDGES_ALONE,
  assessment: JUDGES_ALONE,
  ranking: COMPARES,
  matching: COMPARES,
  enrolment: {
    // A declined seat is the candidate's own leaving, not a rejection; an unanswered one is a no-show.
    open: { ...ALONE, 'decided:pass': stay('enrolled'), 'decided:fail': stay('withdrawn') },
    'on-hold': ON_HOLD,
    enrolled: { expel: stay('expelled'), graduate: stay('graduated') },
  },
};

/** Where the event leads, or null: not legal here. `revert` and `demote` lead back to what history says; `admit` leads into the enrolment whoever deferred a seat of an earlier campaign. */
export function transition(kind: StageKind, status: Status, event: PipelineEvent): Transition | null {
  return TABLE[kind][status]?.[event] ?? null;
}

/**
 * The event that takes a move back: a promotion is undone by a demotion, every other decision by a revert. Both restore
 * the stage and status of the history line; a revert itself cannot be reverted.
 */
export function inverseOf(event: PipelineEvent): 'revert' | 'demote' | null {
  if (event === 'revert' || event === 'demote') return null;
  return event === 'promote' ? 'demote' : 'revert';
}

/** How a stage's account is kept: entered = passed + failed + exited + open at every moment. */
export type Standing = 'passed' | 'failed' | 'exited' | 'open';

/** Where somebody who stands in the stage with this status is counted. Whoever has moved on has passed. */
export function standing(status: Status): Standing {
  switch (status) {
    case 'open':
    case 'reserve':
    case 'on-hold':
      return 'open';
    case 'rejected':
      return 'failed';
    case 'enrolled':
    case 'expelled':
    case 'graduated':
      return 'passed';
    case 'withdrawn':
    case 'excluded':
    case 'no-show':
      return 'exited';
  }
}

/** Whether work starts by itself when a candidacy enters: only where every fact was supplied before. */
export function computesOnEntry(kind: StageKind): kind is 'eligibility' {
  return kind === 'eligibility';
}
