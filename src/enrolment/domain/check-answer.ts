import type { CalendarDate } from '../../kernel/calendar-date';
import type { Fault } from '../../kernel/reason';
import { moscowDay } from '../../campaign/domain/term-in-days';
import type { SeatState } from './decide-enrolment';

/** What somebody enters in a candidate's name. */
export interface EnteredAnswer {
  readonly answer: 'accept' | 'decline';
  /** When it reached whoever enters it; today unless told. */
  readonly receivedOn: CalendarDate | null;
  /** The signed statement. */
  readonly statementId: string | null;
}

/** The seat it answers; null where nothing was offered. */
export interface AnsweredSeat {
  readonly state: SeatState;
  readonly offeredAt: Date;
  readonly answerUntil: Date | null;
}

export const ANSWER_CODES = ['SEAT_NOT_OFFERED', 'STATEMENT_NEEDED', 'STATEMENT_ABSENT', 'ANSWER_IN_FUTURE', 'ANSWER_BEFORE_OFFER', 'ANSWER_TERM_OVER'] as const;
export type AnswerCode = (typeof ANSWER_CODES)[number];

/**
 * Why an answer cannot be recorded; null when it can. Only an open offer is accepted, within its term by the day the
 * answer came, not the day it is entered. A seat that was accepted can still be declined until the enrolment is decided.
 * Nobody declines in another's name without his signed statement; `statements` are those kept for this candidacy.
 */
export function checkAnswer({ answer, receivedOn, statementId }: EnteredAnswer, seat: AnsweredSeat | null, statements: ReadonlySet<string>, now: Date): Omit<Fault<AnswerCode>, 'pointer'> & { readonly field: string } | null {
  const refused = (code: AnswerCode, field: string, params: Fault['params'] = {}): ReturnType<typeof checkAnswer> => ({ code, field, params });
  if (!seat || !(seat.state === 'offered' || (answer === 'decline' && seat.state === 'accepted'))) return refused('SEAT_NOT_OFFERED', 'candidacyId');
  if (answer === 'decline' && statementId === null) return refused('STATEMENT_NEEDED', 'statementId');
  if (statementId !== null && !statements.has(statementId)) return refused('STATEMENT_ABSENT', 'statementId');
  const [today, day] = [moscowDay(now), receivedOn ?? moscowDay(now)];
  if (day > today) return refused('ANSWER_IN_FUTURE', 'receivedOn', { today });
  if (day < moscowDay(seat.offeredAt)) return refused('ANSWER_BEFORE_OFFER', 'receivedOn', { offeredOn: moscowDay(seat.offeredAt) });
  const last = seat.answerUntil && moscowDay(seat.answerUntil);
  return answer === 'accept' && last !== null && day > last ? refused('ANSWER_TERM_OVER', 'receivedOn', { last }) : null;
}
