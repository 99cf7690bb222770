import type { CalendarDate, DateOrMonth } from '../../kernel/calendar-date';
import { firstDay, isMonth, lastDay } from '../../kernel/calendar-date';

/**
 * How a date of which only the month is known is read:
 * - `middle`: the 15th of the month (Government decree 1015 of 02.10.2014, p. 53). Its gaps between jobs that follow each
 *   other by the month may be false;
 * - `least`: only days that are certain; periods begin on the last day of the month and end on the first;
 * - `most`: every day that is possible; periods begin on the first day of the month and end on the last, so jobs of
 *   which one ends in the month before the other begins touch.
 */
export const READINGS = ['middle', 'least', 'most'] as const;
export type Reading = (typeof READINGS)[number];

/** A period as it is recorded; `end: null` = still employed. */
export interface RecordedPeriod {
  readonly start: DateOrMonth;
  readonly end: DateOrMonth | null;
}

export function hasMonthOnly({ start, end }: RecordedPeriod): boolean {
  return isMonth(start) || (end !== null && isMonth(end));
}

/**
 * The days of a period under a reading. A day that is known bounds the other side: who left on 10 May had begun by then.
 * null: no day of it is certain, where it begins and ends in one month. What is no date, or ends before it begins, is left
 * as it stands, to be told by whoever counts.
 */
export function readMonths<Period extends RecordedPeriod>(period: Period, reading: Reading): Period | null {
  if (!hasMonthOnly(period)) return period;
  const start = boundsOf(period.start);
  if (period.end === null) return { ...period, start: pick(start, reading, 'start') };
  const end = boundsOf(period.end);
  if (end.last < start.first) return { ...period, start: start.first, end: end.last };
  const begun = { first: start.first, last: least(start.last, end.last) };
  const ended = { first: greatest(end.first, start.first), last: end.last };
  const days = { start: pick(begun, reading, 'start'), end: pick(ended, reading, 'end') };
  return days.end < days.start ? null : { ...period, ...days };
}

interface Bounds {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}

function boundsOf(date: DateOrMonth): Bounds {
  return { first: firstDay(date), last: lastDay(date) };
}

function pick({ first, last }: Bounds, reading: Reading, side: 'start' | 'end'): CalendarDate {
  if (reading === 'middle') return least(greatest(`${first.slice(0, 7)}-15`, first), last);
  return (reading === 'most') === (side === 'start') ? first : last;
}

function least(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b;
}

function greatest(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}
