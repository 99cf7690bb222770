import type { TenureCriterion } from '../../campaign/domain/policy-criteria';
import { addDays, type CalendarDate, fromDayNumber, toDayNumber } from '../../kernel/calendar-date';
import type { Reason, ReasonParam } from '../../kernel/reason';
import { factorOf, hasWrongDates } from './check-tenure';
import type { Employment, PersonFacts } from './eligibility-facts';
import { findMiss, type Miss } from './filter-periods';
import { hasMonthOnly, readMonths } from './read-months';

export const LEDGER_CODES = [
  'DAYS_COUNTED', 'DAYS_COUNTED_TIMES', 'DAYS_COUNTED_BY_MONTH', 'DAYS_OVERLAPPED', 'DAYS_AFTER_DATE', 'DAYS_OF_OTHER_KIND', 'DAYS_UNCLASSIFIED', 'DAYS_OF_WRONG_DATES',
] as const;
export type LedgerCode = (typeof LEDGER_CODES)[number];

/** What is said above a ledger that was written of other facts than the verdict. */
export const LEDGER_NOTES = ['FACTS_CHANGED'] as const;

/** A run of days of one record, both days inclusive, and why it counts or does not. */
export interface LedgerLine extends Reason<LedgerCode> {
  /** Place of the record in the career as it is known, from 1. */
  readonly n: number;
  readonly record: string;
  readonly from: CalendarDate;
  /** null: still employed, where the record begins after the date of the count. */
  readonly to: CalendarDate | null;
  readonly days: number | null;
}

interface Run extends Placed {
  /** Day numbers, `until` not included. */
  readonly from: number;
  readonly until: number;
  readonly factor: number;
}

interface Placed {
  readonly n: number;
  readonly employment: Employment;
  /** Of a date of it only the month is known. */
  readonly byMonth: boolean;
}

/** A stretch of a run: counted, or left to the records that count for it. */
interface Stretch {
  readonly from: number;
  until: number;
  readonly by: Set<number> | null;
}

/**
 * The count of a career [журнал подсчёта стажа], checkable by hand: every day of every record stands in one line, which
 * says why it counts or why not. Days that several records share count once, for the one of the greatest coefficient,
 * else for the one that goes on counting, else for the earliest. Lines are runs, never single days: their number grows
 * with the records. The days counted add up to those of the union. Month-only dates are read as the 15th.
 */
export function writeLedger(criterion: TenureCriterion, asOf: CalendarDate, person: PersonFacts): LedgerLine[] {
  const lines: LedgerLine[] = [];
  const runs: Run[] = [];
  const end = toDayNumber(asOf) + 1;
  for (const [i, recorded] of person.employments.entries()) {
    const n = i + 1;
    const placed = { n, employment: readMonths(recorded, 'middle') ?? recorded, byMonth: hasMonthOnly(recorded) };
    const { start, end: last } = placed.employment;
    if (hasWrongDates(recorded, asOf)) {
      lines.push({ n, record: recorded.id, from: recorded.start, to: recorded.end, days: null, code: 'DAYS_OF_WRONG_DATES', params: { record: n } });
      continue;
    }
    if (start > asOf || (last !== null && last > asOf)) {
      const since = start > asOf ? start : addDays(asOf, 1);
      lines.push(line(placed, since, last, 'DAYS_AFTER_DATE', { since, asOf }));
    }
    if (start > asOf) continue;
    const until = last === null || last > asOf ? end : toDayNumber(last) + 1;
    const miss = findMiss(placed.employment, criterion.periods, person.post);
    if (miss) lines.push(line(placed, start, fromDayNumber(until - 1), ...saying(miss, criterion)));
    else runs.push({ ...placed, from: toDayNumber(start), until, factor: Number(factorOf(placed.employment, criterion, person) ?? 1) });
  }
  return [...lines, ...share(runs)].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.n - b.n));
}

/** Gives every day to one of the records that have it. */
function share(runs: readonly Run[]): LedgerLine[] {
  const stretches = new Map(runs.map((run) => [run, [] as Stretch[]]));
  const borders = [...new Set(runs.flatMap(({ from, until }) => [from, until]))].sort((a, b) => a - b);
  let before: Run | undefined;
  for (const [i, from] of borders.entries()) {
    const until = borders[i + 1];
    const present = runs.filter((run) => run.from <= from && run.until > from);
    const counting = present.toSorted((a, b) => b.factor - a.factor || Number(b === before) - Number(a === before) || a.from - b.from || a.n - b.n)[0];
    before = counting;
    if (until === undefined || !counting) continue;
    for (const run of present) extend(stretches.get(run)!, from, until, run === counting ? null : counting.n);
  }
  return [...stretches].flatMap(([run, of]) => of.map(({ from, until, by }) => {
    const [code, params]: [LedgerCode, Reason['params']] = by
      ? ['DAYS_OVERLAPPED', { by: [...by].sort((a, b) => a - b).map(String) }]
      : run.factor !== 1 ? ['DAYS_COUNTED_TIMES', { factor: String(run.factor) }] : [run.byMonth ? 'DAYS_COUNTED_BY_MONTH' : 'DAYS_COUNTED', {}];
    return line(run, fromDayNumber(from), fromDayNumber(until - 1), code, params);
  }));
}

function extend(stretches: Stretch[], from: number, until: number, by: number | null): void {
  const last = stretches.at(-1);
  if (last && last.until === from && (last.by === null) === (by === null)) {
    last.until = until;
    if (by !== null) last.by?.add(by);
  } else stretches.push({ from, until, by: by === null ? null : new Set([by]) });
}

function saying({ match, condition, held }: Miss, { periods }: TenureCriterion): [LedgerCode, Record<string, ReasonParam>] {
  if (match === 'unclear') return ['DAYS_UNCLASSIFIED', { condition }];
  const asked = condition in periods ? periods[condition as 'groups'] : undefined;
  return ['DAYS_OF_OTHER_KIND', { condition, held, asked: asked ?? [] }];
}

function line({ n, employment }: Placed, from: CalendarDate, to: CalendarDate | null, code: LedgerCode, params: Reason['params'] = {}): LedgerLine {
  const days = to === null ? null : toDayNumber(to) - toDayNumber(from) + 1;
  return { n, record: employment.id, from, to, days, code, params: { record: n, ...(to === null ? {} : { period: `${from}..${to}` }), ...params } };
}
