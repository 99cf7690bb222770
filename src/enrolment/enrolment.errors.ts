import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';

export function seatNotOffered(faults: readonly Fault[] = []): DomainError {
  return new DomainError('conflict', 'SEAT_NOT_OFFERED', 'Somebody named has no open offer.', {}, faults);
}

export function seatNotHeld(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'SEAT_NOT_HELD', 'Somebody named holds neither an open offer nor an accepted seat.', {}, faults);
}

export function noSeatLeft(seats: number, held: number, wanted: number): DomainError {
  return new DomainError('conflict', 'NO_SEAT_LEFT', 'There are fewer free seats than people.', { seats, held, wanted });
}

export function seatsHeldByAppeals(seats: number, held: number, wanted: number, appeals: number): DomainError {
  return new DomainError('conflict', 'SEATS_HELD_BY_APPEALS', 'The policy keeps a seat free for each open appeal: answer the appeals, or offer fewer seats by name.', { seats, held, wanted, appeals });
}

export function answerTermOver(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'ANSWER_TERM_OVER', 'An answer came after the term of its offer; a new dispatch or a reverted lapse gives a new term.', {}, faults);
}

export function answersRefused(faults: readonly Fault[]): DomainError {
  return new DomainError('rule', 'ANSWERS_REFUSED', 'An answer cannot be recorded as entered; a decline in a candidate\'s name needs his signed statement.', {}, faults);
}

export function answeredOtherwise(allowed: readonly string[]): DomainError {
  return new DomainError('conflict', 'ANSWERED_OTHERWISE', 'The policy lets others enter answers.', { allowed });
}

export function dispatchesRefused(faults: readonly Fault[]): DomainError {
  return new DomainError('rule', 'DISPATCHES_REFUSED', 'A dispatch cannot be recorded as entered.', {}, faults);
}

export function offerNotDispatched(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'OFFER_NOT_DISPATCHED', 'An offer named is not recorded as dispatched.', {}, faults);
}

export function staleLapses(count: number): DomainError {
  return new DomainError('conflict', 'STALE_PREVIEW', 'The list has changed since it was read.', { count });
}

export function nobodyToLapse(): DomainError {
  return new DomainError('conflict', 'NOBODY_TO_LAPSE', 'No offer that was dispatched has outlived its term.');
}

export function changeAbsent(): DomainError {
  return new DomainError('absent', 'SEAT_CHANGE_ABSENT', 'There is no such change of seats.');
}

export function changeStays(kind: string): DomainError {
  return new DomainError('conflict', 'SEAT_CHANGE_STAYS', 'A change of this kind is not taken back but followed by another.', { kind });
}

export function changedSince(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'SEAT_CHANGED_SINCE', 'A seat of this change has changed again since, or is none of it.', {}, faults);
}

/** The place is promised to somebody who moved up, even where he has no offer yet. */
export function seatRefilled(seats: number, held: number, waiting: number, wanted: number): DomainError {
  return new DomainError('conflict', 'SEAT_REFILLED', 'The seats have gone to others meanwhile.', { seats, held, waiting, wanted });
}

export function newTermNeeded(faults: readonly Fault[]): DomainError {
  return new DomainError('rule', 'NEW_TERM_NEEDED', 'The term of an offer that would be open again is over; say until when it can be answered.', {}, faults);
}

export function statementAbsent(): DomainError {
  return new DomainError('absent', 'STATEMENT_ABSENT', 'There is no such statement.');
}

export function statementKeptAlready(): DomainError {
  return new DomainError('conflict', 'STATEMENT_KEPT_ALREADY', 'The candidacy has a statement of the same bytes.');
}

export function tooManyStatements(most: number): DomainError {
  return new DomainError('conflict', 'TOO_MANY_STATEMENTS', 'The candidacy has as many statements as are kept.', { most });
}

export function laterCampaignAbsent(faults: readonly Fault[]): DomainError {
  return new DomainError('absent', 'LATER_CAMPAIGN_ABSENT', 'There is no such later campaign of the programme.', {}, faults);
}

export function deferralAbsent(): DomainError {
  return new DomainError('absent', 'DEFERRAL_ABSENT', 'No such seat was deferred to this campaign.');
}

export function deferralAdmitted(): DomainError {
  return new DomainError('conflict', 'DEFERRAL_ADMITTED', 'Whoever deferred this seat is admitted already.');
}

export function deferralUndecided(): DomainError {
  return new DomainError('conflict', 'DEFERRAL_UNDECIDED', 'The earlier campaign has not decided yet that he leaves it.');
}
