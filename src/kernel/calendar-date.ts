/**
 * Calendar dates without time and without time zone, as the law counts them.
 *
 * A date travels as text `YYYY-MM-DD` (proleptic Gregorian, years 0001 to 9999) and is computed with as a day number:
 * days since 1970-01-01. `Date` never takes part: its time zone moves a birthday by a day.
 */
export type CalendarDate = string;

/** A date, or its month, `YYYY-MM`: all that some papers say of a day. */
export type DateOrMonth = string;

/** A length of time in calendar units: whole years, then whole months (0–11), then days. */
export interface CalendarParts {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** A date taken apart: month 1–12, day 1–31. */
export interface YearMonthDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS_IN_400_YEARS = 146_097;
/** From 1 March of year 0, where this arithmetic starts its year, to 1 January 1970. */
const DAYS_TO_EPOCH = 719_468;

/** True when the text is a date that exists: `2024-02-29` is one, `2023-02-29` and `2023-2-9` are not. */
export function isDate(text: string): boolean {
  return read(text) !== null;
}

/** True when the text is a month: `2023-02` is one, `2023-13` and `2023-2` are not. */
export function isMonth(text: string): boolean {
  if (text.length !== 7 || text[4] !== '-') return false;
  const month = digits(text, 5, 7);
  return digits(text, 0, 4) >= 1 && month >= 1 && month <= 12;
}

/** The first day a date may be: of a month its first. */
export function firstDay(date: DateOrMonth): CalendarDate {
  return isMonth(date) ? `${date}-01` : date;
}

/** The last day a date may be: of a month its last. */
export function lastDay(date: DateOrMonth): CalendarDate {
  if (!isMonth(date)) return date;
  return `${date}-${daysInMonth(digits(date, 0, 4), digits(date, 5, 7))}`;
}

/** Days since 1970-01-01. Throws RangeError on anything `isDate` refuses. */
export function toDayNumber(date: CalendarDate): number {
  const { year, month, day } = parse(date);
  return dayNumber(year, month, day);
}

/** Days since 1970-01-01; null where `isDate` says no. */
export function dayNumberOf(text: string): number | null {
  const parts = read(text);
  return parts && dayNumber(parts.year, parts.month, parts.day);
}

/** The date of a day number; the inverse of `toDayNumber`. */
export function fromDayNumber(day: number): CalendarDate {
  return write(yearMonthDay(day));
}

/** A date as Russian papers write it: `2026-08-20` → `20.08.2026`. */
export function russianDate(date: CalendarDate): string {
  return date.split('-').reverse().join('.');
}

/** The date `days` later (earlier when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** The same day of the month `months` later; where that month is too short, its last day (Civil Code, art. 192). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return write(plusMonths(parse(date), months));
}

/**
 * Calendar parts from one day until another, the second not counted; `from <= until`, both day numbers.
 * A month is complete when its day of the month returns, as in Temporal `PlainDate.until`: from 31 January until
 * 28 February are 28 days, not a month.
 */
export function partsUntil(from: number, until: number): CalendarParts {
  const start = yearMonthDay(from);
  const end = yearMonthDay(until);
  const months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day ? 1 : 0);
  const returned = plusMonths(start, months);
  const days = until - dayNumber(returned.year, returned.month, returned.day);
  return { years: Math.floor(months / 12), months: months % 12, days };
}

/**
 * Age in full years on a date. It grows on the birthday itself; who was born on 29 February grows older on 1 March of
 * a common year. Negative before birth.
 */
export function fullYears(birthDate: CalendarDate, on: CalendarDate): number {
  const birth = parse(birthDate);
  const now = parse(on);
  const birthdayAhead = now.month < birth.month || (now.month === birth.month && now.day < birth.day);
  return now.year - birth.year - (birthdayAhead ? 1 : 0);
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

function plusMonths({ year, month, day }: YearMonthDay, months: number): YearMonthDay {
  const count = year * 12 + month - 1 + months;
  const ofYear = Math.floor(count / 12);
  const ofMonth = (((count % 12) + 12) % 12) + 1;
  return { year: ofYear, month: ofMonth, day: Math.min(day, daysInMonth(ofYear, ofMonth)) };
}

// The next two count years from 1 March, so that the leap day is the last of its year and needs no special case.

function dayNumber(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_400_YEARS + dayOfEra - DAYS_TO_EPOCH;
}

/** Year, month and day of a day number. */
export function yearMonthDay(dayNumberSinceEpoch: number): YearMonthDay {
  const days = dayNumberSinceEpoch + DAYS_TO_EPOCH;
  const era = Math.floor(days / DAYS_IN_400_YEARS);
  const dayOfEra = days - era * DAYS_IN_400_YEARS;
  const leapDays = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((marchMonth + 2) % 12) + 1;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

function parse(date: CalendarDate): YearMonthDay {
  const parts = read(date);
  if (!parts) throw new RangeError(`not a calendar date: ${date}`);
  return parts;
}

/** The date taken apart; null: there is no such date. Careers are made of dates, so it reads digits and cuts no strings. */
function read(text: string): YearMonthDay | null {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? { year, month, day } : null;
}

/** The number that the characters write; NaN where one of them is no digit. */
function digits(text: string, from: number, until: number): number {
  let number = 0;
  for (let i = from; i < until; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

function write({ year, month, day }: YearMonthDay): CalendarDate {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}
