import { type CalendarDate, type DateOrMonth, firstDay, isMonth, lastDay } from '../../kernel/calendar-date';

/** A period as it is entered; `endedOn` null = held still. */
export interface EnteredPeriod {
  readonly startedOn: DateOrMonth;
  readonly endedOn: DateOrMonth | null;
}

/** A period as it is stored: days, and whether only their month is known. */
export interface StoredPeriod {
  readonly startedOn: CalendarDate;
  readonly startedMonthOnly: boolean;
  readonly endedOn: CalendarDate | null;
  readonly endedMonthOnly: boolean;
}

/** The widest a period may be where only months are known, and the note that it is so. */
export function widenPeriod<Period extends EnteredPeriod>(period: Period): Omit<Period, keyof EnteredPeriod> & StoredPeriod {
  const { startedOn, endedOn } = period;
  return {
    ...period,
    startedOn: firstDay(startedOn), startedMonthOnly: isMonth(startedOn),
    endedOn: endedOn && lastDay(endedOn), endedMonthOnly: endedOn !== null && isMonth(endedOn),
  };
}
