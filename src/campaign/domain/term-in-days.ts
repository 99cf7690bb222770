import { clockIn, MOSCOW, zoneOf } from './time-zones';
import { addDays, type CalendarDate } from '../../kernel/calendar-date';

/** Moscow keeps no summer time since 26.10.2014 (248-ФЗ). */
const MOSCOW_OFFSET = '+03:00';

/** An instant as the organiser and the people of a region read it. */
export interface ShownTerm {
  readonly at: string;
  readonly moscow: string;
  readonly local: string;
  readonly zone: string;
}

/** The day it is in Moscow. */
export function moscowDay(instant: Date): CalendarDate {
  return clockIn(MOSCOW, instant).slice(0, 10);
}

/**
 * The last second of a term in days. It begins on the day after the event and ends with its last day (Civil Code of
 * Russia, art. 191 and 194), by Moscow's clock: an offer dispatched on 1 July, seven days to answer, the end of 8 July.
 */
export function termEnd(eventOn: CalendarDate, days: number): Date {
  return new Date(`${addDays(eventOn, days)}T23:59:59${MOSCOW_OFFSET}`);
}

/** Whether a term is over; one that does not run, such as an offer's before its dispatch, never is. */
export function termOver(until: Date | null, now: Date): boolean {
  return until !== null && now > until;
}

export function showTerm(instant: Date, region: string | null): ShownTerm {
  const zone = zoneOf(region);
  return { at: instant.toISOString(), moscow: clockIn(MOSCOW, instant), local: clockIn(zone, instant), zone };
}
