import type { TenureCriterion } from '../../campaign/domain/policy-criteria';
import type { CalendarDate } from '../../kernel/calendar-date';
import type { Tenure, TenureInterval } from './compute-tenure';
import { computeTenure, reachesMonths, TENURE_FACTORS } from './compute-tenure';
import type { Employment, Finding, PersonFacts } from './eligibility-facts';
import { finding } from './eligibility-facts';
import { filterPeriods, matchPeriods } from './filter-periods';

/**
 * Tenure against the least number of months. The policy's method decides; where the legal reading, the calendar reading
 * and the deciding one do not agree on the requirement, the finding is contested. A career that falls short only because
 * a record is not classified yet, or of which nothing is recorded, is not checked rather than short.
 *
 * Parameters speak to a lay reader: `haveYears/haveMonths/haveDays` and `needYears/needMonths`, the runs of days that
 * count and the records they come from.
 */
export function checkTenure(criterion: TenureCriterion, asOf: CalendarDate, person: PersonFacts): Finding {
  const { method, minMonths: need } = criterion;
  const { counted, unclear } = filterPeriods(person.employments, criterion.periods, person.post);
  const tenure = tenureOf(counted, criterion, asOf, person);
  const atBest = unclear.length ? tenureOf([...counted, ...unclear], criterion, asOf, person) : tenure;
  if (!tenure || !atBest) return finding('not-checked', 'TENURE_DATES_WRONG');

  const meets = (of: Tenure, by: TenureCriterion['method']): boolean => reachesMonths(of[by], need);
  const have = tenure[method];
  const params = {
    method, asOf,
    haveYears: have.years, haveMonths: have.months, haveDays: have.days,
    needYears: Math.floor(need.value / 12), needMonths: need.value % 12, needInclusive: need.inclusive,
    periods: tenure.merged.map(([start, end]) => `${start}..${end}`),
    records: counted.map(({ id }) => id),
  };
  const days = tenure.totalDays;
  const met = meets(tenure, method);
  const state = met ? 'met' : 'not-met';
  if (!met && person.employments.length === 0) return { ...finding('not-checked', 'TENURE_NO_RECORDS', params), days };
  if (!met && meets(atBest, method)) {
    return { ...finding('not-checked', 'TENURE_UNCLASSIFIED', { ...params, unclassified: unclear.map(({ id }) => id) }), days };
  }
  if (meets(tenure, 'legal30') !== met || meets(tenure, 'calendar') !== met) {
    return { ...finding(state, 'TENURE_METHODS_DISAGREE', params), days, contested: true };
  }
  return { ...finding(state, met ? 'TENURE_MET' : 'TENURE_SHORT', params), days };
}

/** null when a record's dates are wrong: then nobody can say how long the career is. */
function tenureOf(
  employments: readonly Employment[],
  criterion: TenureCriterion,
  asOf: CalendarDate,
  person: PersonFacts,
): Tenure | null {
  const intervals = employments.map((employment): TenureInterval => {
    const coefficients = criterion.coefficients?.filter(({ periods }) => matchPeriods(employment, periods, person.post) === 'counts') ?? [];
    const factor = TENURE_FACTORS.find((greatest) => coefficients.some((coefficient) => coefficient.factor === greatest));
    return { start: employment.start, end: employment.end, factor };
  });
  const tenure = computeTenure({ asOf, intervals });
  return 'code' in tenure ? null : tenure;
}
