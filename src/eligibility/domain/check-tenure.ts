import type { TenureCriterion } from '../../campaign/domain/policy-criteria';
import type { CalendarDate, CalendarParts } from '../../kernel/calendar-date';
import { computeTenure, reachesMonths, type Tenure, TENURE_FACTORS, type TenureFactor, type TenureInterval } from './compute-tenure';
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
  const read = (records: readonly Employment[], reading: Reading): Tenure | null => tenureOf(records, criterion, asOf, person, reading);
  const tenure = read(counted, 'middle');
  if (!tenure) return datesWrong(counted, asOf);

  const meets = (of: Tenure | null, by: TenureCriterion['method'] = method): boolean => of !== null && reachesMonths(of[by], need);
  const have = tenure[method];
  const params = {
    method, asOf,
    haveYears: have.years, haveMonths: have.months, haveDays: have.days,
    needYears: Math.floor(need.value / 12), needMonths: need.value % 12, needInclusive: need.inclusive,
    periods: tenure.merged.map(([start, end]) => `${start}..${end}`),
    records: counted.map(({ id }) => id),
  };
  const days = tenure.totalDays;
  const met = meets(tenure);
  const state = met ? 'met' : 'not-met';

  const byMonth = counted.filter(hasMonthOnly);
  const [least, most] = byMonth.length ? [read(counted, 'least')!, read(counted, 'most')!] : [tenure, tenure];
  if (meets(least) !== met || meets(most) !== met) {
    const between = { ...named('least', least[method]), ...named('most', most[method]), monthOnly: byMonth.map(({ id }) => id) };
    return { ...finding('not-checked', 'TENURE_DEPENDS_ON_DATES', { ...params, ...between }), days };
  }
  if (!met && person.employments.length === 0) return { ...finding('not-checked', 'TENURE_NO_RECORDS', params), days };
  if (!met && unclear.length) {
    const atBest = read([...counted, ...unclear], 'most');
    if (!atBest) return datesWrong(unclear, asOf);
    if (meets(atBest)) return { ...finding('not-checked', 'TENURE_UNCLASSIFIED', { ...params, unclassified: unclear.map(({ id }) => id) }), days };
  }
  const contested = (reading: Tenure): boolean => meets(reading, 'legal30') !== met || meets(reading, 'calendar') !== met;
  if (contested(tenure) || (byMonth.length && (contested(least) || contested(most)))) {
    return { ...finding(state, 'TENURE_METHODS_DISAGREE', params), days, contested: true };
  }
  return { ...finding(state, met ? 'TENURE_MET' : 'TENURE_SHORT', params), days };
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
  const intervals: TenureInterval[] = [];
  for (const employment of employments) {
    const period = readMonths(employment, reading);
    if (period) intervals.push({ start: period.start, end: period.end, factor: factorOf(employment, criterion, person) });
  }
  const tenure = computeTenure({ asOf, intervals });
  return 'code' in tenure ? null : tenure;
}

function named(prefix: 'least' | 'most', { years, months, days }: CalendarParts): Record<string, number> {
  return { [`${prefix}Years`]: years, [`${prefix}Months`]: months, [`${prefix}Days`]: days };
}
