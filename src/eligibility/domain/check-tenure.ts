import type { TenureCriterion } from '../../campaign/domain/policy-criteria';
import type { CalendarDate, CalendarParts } from '../../kernel/calendar-date';
import {
  computeTenure, lengthBy, mergedDates, reachesMonths, type Tenure, TENURE_FACTORS, type TenureFactor, type TenureInterval, totalDays, uniteDays, type UnionOfDays,
} from './compute-tenure';
import { type Employment, type Finding, finding, type PersonFacts } from './eligibility-facts';
import { filterPeriods, matchPeriods } from './filter-periods';
import { hasMonthOnly, type Reading, readMonths } from './read-months';

/**
 * Tenure against the least number of months. The policy's method decides; where the legal reading, the calendar reading
 * and the deciding one do not agree on the requirement, the finding is contested. A career that falls short only because
 * a record is not classified yet, or of which nothing is recorded, is not checked rather than short; so is one whose
 * month-only dates are enough under one reading and too little under another.
 *
 * Parameters speak to a lay reader: `haveYears/haveMonths/haveDays` (month-only dates read as the 15th) and
 * `needYears/needMonths`, the runs of days that count and the records they come from.
 */
export function checkTenure(criterion: TenureCriterion, asOf: CalendarDate, person: PersonFacts): Finding {
  const { method, minMonths: need } = criterion;
  const { counted, unclear } = filterPeriods(person.employments, criterion.periods, person.post);
  const read = (records: readonly Employment[], reading: Reading): UnionOfDays | null => unite(records, criterion, asOf, person, reading);
  const union = read(counted, 'middle');
  if (!union) return datesWrong(counted, asOf);

  const tenure = judge(union, criterion);
  const { have, met } = tenure;
  const params = {
    method, asOf,
    haveYears: have.years, haveMonths: have.months, haveDays: have.days,
    needYears: Math.floor(need.value / 12), needMonths: need.value % 12, needInclusive: need.inclusive,
    periods: mergedDates(union).map(([start, end]) => `${start}..${end}`),
    records: counted.map(({ id }) => id),
  };
  const days = totalDays(union);
  const state = met ? 'met' : 'not-met';

  const byMonth = counted.filter(hasMonthOnly);
  const [least, most] = byMonth.length ? [judge(read(counted, 'least')!, criterion), judge(read(counted, 'most')!, criterion)] : [tenure, tenure];
  if (least.met !== met || most.met !== met) {
    const between = { ...named('least', least.have), ...named('most', most.have), monthOnly: byMonth.map(({ id }) => id) };
    return { ...finding('not-checked', 'TENURE_DEPENDS_ON_DATES', { ...params, ...between }), days };
  }
  if (!met && person.employments.length === 0) return { ...finding('not-checked', 'TENURE_NO_RECORDS', params), days };
  if (!met && unclear.length) {
    const atBest = read([...counted, ...unclear], 'most');
    if (!atBest) return datesWrong(unclear, asOf);
    if (judge(atBest, criterion).met) return { ...finding('not-checked', 'TENURE_UNCLASSIFIED', { ...params, unclassified: unclear.map(({ id }) => id) }), days };
  }
  if (tenure.contested || least.contested || most.contested) {
    return { ...finding(state, 'TENURE_METHODS_DISAGREE', params), days, contested: true };
  }
  return { ...finding(state, met ? 'TENURE_MET' : 'TENURE_SHORT', params), days };
}

/** A length of service by the policy's method, whether it is enough, and whether the lawful methods disagree on that. */
interface Judged {
  readonly have: CalendarParts;
  readonly met: boolean;
  readonly contested: boolean;
}

function judge(union: UnionOfDays, { method, minMonths }: TenureCriterion): Judged {
  const legal = lengthBy('legal30', union);
  const calendar = lengthBy('calendar', union);
  const have = method === 'legal30' ? legal : method === 'calendar' ? calendar : lengthBy(method, union);
  const met = reachesMonths(have, minMonths);
  return { have, met, contested: reachesMonths(legal, minMonths) !== met || reachesMonths(calendar, minMonths) !== met };
}

/** The greatest coefficient of those whose periods the record belongs to. */
export function factorOf(employment: Employment, { coefficients }: TenureCriterion, { post }: PersonFacts): TenureFactor | undefined {
  if (!coefficients) return undefined;
  const fitting = coefficients.filter(({ periods }) => matchPeriods(employment, periods, post) === 'counts');
  return TENURE_FACTORS.find((greatest) => fitting.some(({ factor }) => factor === greatest));
}

/** Whether the dates of a record are such that nobody can say how long it lasted. */
export function hasWrongDates(employment: Employment, asOf: CalendarDate): boolean {
  return 'code' in computeTenure({ asOf, intervals: [readMonths(employment, 'middle') ?? employment] });
}

function datesWrong(employments: readonly Employment[], asOf: CalendarDate): Finding {
  return finding('not-checked', 'TENURE_DATES_WRONG', { records: employments.filter((employment) => hasWrongDates(employment, asOf)).map(({ id }) => id) });
}

/** The length of service of these records under a reading; null when a record's dates are wrong. */
export function tenureOf(employments: readonly Employment[], criterion: TenureCriterion, asOf: CalendarDate, person: PersonFacts, reading: Reading): Tenure | null {
  const tenure = computeTenure({ asOf, intervals: intervalsOf(employments, criterion, person, reading) });
  return 'code' in tenure ? null : tenure;
}

/** The days of these records under a reading; null when a record's dates are wrong. */
function unite(employments: readonly Employment[], criterion: TenureCriterion, asOf: CalendarDate, person: PersonFacts, reading: Reading): UnionOfDays | null {
  const union = uniteDays({ asOf, intervals: intervalsOf(employments, criterion, person, reading) });
  return 'code' in union ? null : union;
}

function intervalsOf(employments: readonly Employment[], criterion: TenureCriterion, person: PersonFacts, reading: Reading): TenureInterval[] {
  const intervals: TenureInterval[] = [];
  for (const employment of employments) {
    const period = readMonths(employment, reading);
    if (period) intervals.push(criterion.coefficients ? { start: period.start, end: period.end, factor: factorOf(employment, criterion, person) } : period);
  }
  return intervals;
}

function named(prefix: 'least' | 'most', { years, months, days }: CalendarParts): Record<string, number> {
  return { [`${prefix}Years`]: years, [`${prefix}Months`]: months, [`${prefix}Days`]: days };
}
