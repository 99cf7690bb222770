import { moscowDay } from '../../campaign/domain/term-in-days';
import { addDays, type CalendarDate } from '../../kernel/calendar-date';
import type { Reason } from '../../kernel/reason';

/** When an appeal came against what, days by Moscow's clock. */
export interface Lodging {
  readonly receivedOn: CalendarDate;
  readonly today: CalendarDate;
  /** When the decision it objects to was made known. */
  readonly publishedAt: Date;
  readonly lodgeDays: number;
  readonly answerDays: number;
}

export interface AppealTerm {
  /** The last day to answer. */
  readonly dueOn: CalendarDate;
  /** It came after the days the policy gives to object. */
  readonly late: boolean;
}

/** The law's own limit, whatever a policy says (152-FZ, art. 16). */
export const MOST_ANSWER_DAYS = 30;

/**
 * The term of an appeal: a term in days begins on the day after the event (Civil Code of Russia, art. 191), from publication
 * to object, from receipt to answer. A day that cannot be is refused with `RECEIVED_IN_FUTURE` or `RECEIVED_BEFORE_DECISION`.
 */
export function appealTerm({ receivedOn, today, publishedAt, lodgeDays, answerDays }: Lodging): AppealTerm | { readonly refused: Reason } {
  const published = moscowDay(publishedAt);
  if (receivedOn > today) return { refused: { code: 'RECEIVED_IN_FUTURE', params: { today } } };
  if (receivedOn < published) return { refused: { code: 'RECEIVED_BEFORE_DECISION', params: { published } } };
  return { dueOn: addDays(receivedOn, Math.min(answerDays, MOST_ANSWER_DAYS)), late: receivedOn > addDays(published, lodgeDays) };
}
