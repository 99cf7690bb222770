import type { CalendarDate, CalendarParts } from '../../kernel/calendar-date';
import { dayNumberOf, fromDayNumber, partsUntil, yearMonthDay } from '../../kernel/calendar-date';
import type { Fault } from '../../kernel/reason';

/** How days become years and months. `legal30` decides unless a policy names another; see `computeTenure`. */
export const TENURE_METHODS = ['legal30', 'calendar', 'column30', 'fullMonths30'] as const;
export type TenureMethod = (typeof TENURE_METHODS)[number];

/** Preferential counting [льготное исчисление], greatest first. */
export const TENURE_FACTORS = ['3', '2', '1.5'] as const;
export type TenureFactor = (typeof TENURE_FACTORS)[number];

/** A period of employment, both days inclusive; `end: null` = still employed. */
export interface TenureInterval {
  readonly start: CalendarDate;
  readonly end: CalendarDate | null;
  readonly factor?: TenureFactor;
}

export interface TenureCase {
  readonly asOf: CalendarDate;
  readonly intervals: readonly TenureInterval[];
  readonly requireMonths?: number;
}

export interface Tenure extends Readonly<Record<TenureMethod, CalendarParts>> {
  /** The union of days as runs without overlap or touch, first and last day inclusive. */
  readonly merged: readonly (readonly [CalendarDate, CalendarDate])[];
  /** Days of the union; a factor does not change them. */
  readonly totalDays: number;
  readonly requirement?: { readonly months: number; readonly met: { readonly legal30: boolean; readonly calendar: boolean } };
}

export const TENURE_FAULTS = ['END_BEFORE_START', 'INVALID_DATE'] as const;
export type TenureFaultCode = (typeof TENURE_FAULTS)[number];

/** Day numbers, `until` not included. */
interface Run {
  readonly from: number;
  readonly until: number;
}

/** The days of a career that count, each once: what every method counts. */
export interface UnionOfDays {
  /** Runs without overlap or touch, in order. */
  readonly runs: readonly Run[];
  /** What coefficients add, by the days they add it to. */
  readonly surplus: readonly { readonly of: readonly Run[]; readonly weight: number }[];
}

/**
 * Length of service [стаж] on a date.
 *
 * Days after `asOf` are cut off, overlapping and touching periods are merged: a day never counts twice and the result
 * does not depend on how a record was split. Four readings of the union, because rules in force really differ:
 * - `legal30`: calendar parts of every run added up, every 30 days a month, every 12 months a year (Government decree
 *   1015 of 02.10.2014, p. 47), also for a single run;
 * - `calendar`: all days laid end to end from the first one, calendar parts of that;
 * - `column30`: dates subtracted in columns with months of 30 days, plus one day a run (the accountants' way);
 * - `fullMonths30`: calendar months fully served are months, the remaining days are added up and carried by 30 (Social
 *   Insurance Fund, letter 15-03-09/12-3065P of 30.10.2012).
 *
 * Where periods of different factors coincide the greatest one counts; a half day that remains is rounded up.
 * `requireMonths` asks for at least that many months. A period that begins after `asOf` counts nothing; one that ends
 * before it begins, or a date that does not exist, is a fault at its place.
 */
export function computeTenure({ requireMonths: months, ...career }: TenureCase): Tenure | Fault<TenureFaultCode> {
  const union = uniteDays(career);
  if ('code' in union) return union;
  const [legal30, calendar, column30, fullMonths30] = TENURE_METHODS.map((method) => lengthBy(method, union)) as [CalendarParts, CalendarParts, CalendarParts, CalendarParts];
  const met = (parts: CalendarParts): boolean => reachesMonths(parts, { value: months ?? 0, inclusive: true });
  return {
    merged: mergedDates(union), totalDays: totalDays(union), legal30, calendar, column30, fullMonths30,
    ...(months === undefined ? {} : { requirement: { months, met: { legal30: met(legal30), calendar: met(calendar) } } }),
  };
}

/** The union itself, for whoever needs no more of the result than one method: careers are counted by the hundred thousand. */
export function uniteDays({ asOf, intervals }: Omit<TenureCase, 'requireMonths'>): UnionOfDays | Fault<TenureFaultCode> {
  const periods = clip(asOf, intervals);
  return Array.isArray(periods) ? { runs: merge(periods), surplus: surplusOf(periods) } : periods;
}

/** Length of service by one of the methods; see `computeTenure`. */
export function lengthBy(method: TenureMethod, union: UnionOfDays): CalendarParts {
  switch (method) {
    case 'legal30':
      return carryBy30(counted(union, legalDays));
    case 'calendar': {
      const first = union.runs[0]?.from ?? 0;
      return partsUntil(first, first + counted(union, daysOf));
    }
    case 'column30':
      return carryBy30(counted(union, columnDays));
    case 'fullMonths30':
      return carryBy30(counted(union, fullMonthDays));
  }
}

/** Days of the union; a factor does not change them. */
export function totalDays({ runs }: UnionOfDays): number {
  return sum(runs, daysOf);
}

/** Runs of the union, first and last day inclusive. */
export function mergedDates({ runs }: UnionOfDays): (readonly [CalendarDate, CalendarDate])[] {
  return runs.map((run) => [fromDayNumber(run.from), fromDayNumber(run.until - 1)] as const);
}

/** Whether a length of service reaches a number of months; a limit that is not inclusive needs at least a day more. */
export function reachesMonths(
  { years, months, days }: CalendarParts,
  limit: { readonly value: number; readonly inclusive: boolean },
): boolean {
  const whole = years * 12 + months;
  return limit.inclusive ? whole >= limit.value : whole > limit.value || (whole === limit.value && days > 0);
}

/** Days of the runs by a measure, with what coefficients add. */
function counted({ runs, surplus }: UnionOfDays, measure: (run: Run) => number): number {
  let halves = 0;
  for (const { of, weight } of surplus) halves += weight * sum(of, measure);
  return sum(runs, measure) + Math.ceil(halves / 2);
}

/** A period in day numbers, cut off at the reference date. */
interface Period extends Run {
  readonly factor: number;
}

/** The periods in the order of their beginnings. */
function clip(asOf: CalendarDate, intervals: readonly TenureInterval[]): Period[] | Fault<TenureFaultCode> {
  const fault = (code: TenureFaultCode, pointer: string): Fault<TenureFaultCode> => ({ code, pointer, params: {} });
  const today = dayNumberOf(asOf);
  if (today === null) return fault('INVALID_DATE', '/asOf');
  const periods: Period[] = [];
  for (const [i, { start, end, factor }] of intervals.entries()) {
    const from = dayNumberOf(start);
    const last = end === null ? today : dayNumberOf(end);
    if (from === null) return fault('INVALID_DATE', `/intervals/${i}/start`);
    if (last === null) return fault('INVALID_DATE', `/intervals/${i}/end`);
    if (end !== null && last < from) return fault('END_BEFORE_START', `/intervals/${i}/end`);
    const until = Math.min(last, today) + 1;
    if (from < until) insert(periods, { from, until, factor: factor === undefined ? 1 : Number(factor) });
  }
  return periods;
}

/** Keeps periods in the order of their beginnings, in which records mostly come. */
function insert(periods: Period[], period: Period): void {
  let i = periods.push(period) - 1;
  for (; i > 0 && periods[i - 1]!.from > period.from; i--) periods[i] = periods[i - 1]!;
  periods[i] = period;
}

/** Of periods in the order of their beginnings. */
function merge(periods: readonly Run[]): Run[] {
  const runs: { from: number; until: number }[] = [];
  let last: { from: number; until: number } | undefined;
  for (const { from, until } of periods) {
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else runs.push((last = { from, until }));
  }
  return runs;
}

/** Each factor adds its surplus over the one below it: 1 → 1.5 → 2 → 3. Weights in half days, to stay in whole numbers. */
function surplusOf(periods: readonly Period[]): UnionOfDays['surplus'] {
  if (!periods.some(({ factor }) => factor > 1)) return [];
  const atLeast = (factor: number): Run[] => merge(periods.filter((period) => period.factor >= factor));
  return [{ of: atLeast(1.5), weight: 1 }, { of: atLeast(2), weight: 1 }, { of: atLeast(3), weight: 2 }];
}

function daysOf({ from, until }: Run): number {
  return until - from;
}

// Days of a year of 12 months of 30 days, by each of the three methods.

function legalDays({ from, until }: Run): number {
  const { years, months, days } = partsUntil(from, until);
  return years * 360 + months * 30 + days;
}

function columnDays({ from, until }: Run): number {
  const first = yearMonthDay(from);
  const last = yearMonthDay(until - 1);
  return (last.year - first.year) * 360 + (last.month - first.month) * 30 + last.day - first.day + 1;
}

function fullMonthDays(run: Run): number {
  const monthOfStart = startOfMonth(run.from);
  const from = monthOfStart === run.from ? run.from : startOfMonth(monthOfStart + 31);
  const until = startOfMonth(run.until);
  if (until <= from) return daysOf(run);
  return legalDays({ from, until }) + (from - run.from) + (run.until - until);
}

function startOfMonth(day: number): number {
  return day - yearMonthDay(day).day + 1;
}

function carryBy30(days: number): CalendarParts {
  return { years: Math.floor(days / 360), months: Math.floor((days % 360) / 30), days: days % 30 };
}

function sum(runs: readonly Run[], measure: (run: Run) => number): number {
  let total = 0;
  for (const run of runs) total += measure(run);
  return total;
}
