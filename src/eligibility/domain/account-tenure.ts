import type { TenureCriterion } from '../../campaign/domain/policy-criteria';
import type { CalendarDate } from '../../kernel/calendar-date';
import { tenureOf } from './check-tenure';
import type { Tenure } from './compute-tenure';
import type { PersonFacts } from './eligibility-facts';
import { filterPeriods } from './filter-periods';
import { type LedgerLine, writeLedger } from './write-ledger';

/** A length of service with its count, for whoever checks it by hand. */
export interface TenureAccount {
  readonly criterion: string;
  readonly asOf: CalendarDate;
  /** The method that decides. */
  readonly method: TenureCriterion['method'];
  readonly required: { readonly months: number; readonly inclusive: boolean };
  /** Runs and the four readings; null where a record's dates are wrong. */
  readonly total: Omit<Tenure, 'requirement'> | null;
  readonly lines: readonly LedgerLine[];
}

export function accountTenure(criterion: TenureCriterion, referenceDate: CalendarDate, person: PersonFacts): TenureAccount {
  const { key, method, minMonths } = criterion;
  const asOf = criterion.asOf ?? referenceDate;
  const { counted } = filterPeriods(person.employments, criterion.periods, person.post);
  return {
    criterion: key, asOf, method, required: { months: minMonths.value, inclusive: minMonths.inclusive },
    total: tenureOf(counted, criterion, asOf, person, 'middle'),
    lines: writeLedger(criterion, asOf, person),
  };
}
