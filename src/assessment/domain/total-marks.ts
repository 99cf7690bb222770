import type { Rubric } from '../../campaign/domain/policy';
import type { Exact } from '../../kernel/decimal';
import { add, compare, divide, exact, multiply, subtract } from '../../kernel/decimal';
import type { Marks } from './check-marks';

/** What the assessors' sheets on one applicant come to. Everything is exact; `null` = nobody gave it. */
export interface MarkTotals {
  /** Weighted total of every sheet that has one, in the order of the sheets. */
  readonly totals: readonly Exact[];
  readonly sum: Exact | null;
  readonly mean: Exact | null;
  /** Highest total less lowest. */
  readonly spread: Exact | null;
  /** Criterion → mean mark over the sheets that have a total and a mark on it. */
  readonly criteria: ReadonlyMap<string, Exact>;
}

/**
 * Weighted total of each assessor, then over assessors. A mark that is missing is never zero: by the rubric the sheet
 * has no total (`no-score`), or the weights of the marks that are there are brought to 1 (`weights-of-the-rest`). A sheet
 * without any mark has no total.
 */
export function totalMarks(rubric: Rubric, sheets: readonly Marks[]): MarkTotals {
  const weighted = rubric.criteria.map(({ key, weight }) => ({ key, weight: exact(weight) }));
  const totalled = sheets.flatMap((sheet) => {
    const marks = weighted.map(({ key }) => markOf(sheet, key));
    const total = totalOf(rubric, weighted, marks);
    return total ? [{ marks, total }] : [];
  });
  const totals = totalled.map(({ total }) => total);
  const criteria = new Map<string, Exact>();
  for (const [i, { key }] of weighted.entries()) {
    const mean = meanOf(totalled.flatMap(({ marks }) => marks[i] ?? []));
    if (mean) criteria.set(key, mean);
  }
  const [first] = totals;
  const highest = totals.reduce((a, b) => (compare(a, b) >= 0 ? a : b), first ?? ZERO);
  const lowest = totals.reduce((a, b) => (compare(a, b) <= 0 ? a : b), first ?? ZERO);
  return {
    totals,
    sum: first ? sumOf(totals) : null,
    mean: meanOf(totals),
    spread: first ? subtract(highest, lowest) : null,
    criteria,
  };
}

const ZERO = exact('0');

/** `marks` in the order of the criteria. */
function totalOf({ missingMark }: Rubric, criteria: readonly { readonly weight: Exact }[], marks: readonly (Exact | null)[]): Exact | null {
  const given = criteria.flatMap(({ weight }, i) => {
    const mark = marks[i];
    return mark ? [{ weight, mark }] : [];
  });
  if (given.length === 0 || (given.length < criteria.length && missingMark === 'no-score')) return null;
  const weighted = sumOf(given.map(({ weight, mark }) => multiply(weight, mark)));
  return divide(weighted, sumOf(given.map(({ weight }) => weight)));
}

function markOf(marks: Marks, criterion: string): Exact | null {
  const mark = marks[criterion];
  return mark == null ? null : exact(mark);
}

function sumOf(values: readonly Exact[]): Exact {
  return values.reduce(add, ZERO);
}

function meanOf(values: readonly Exact[]): Exact | null {
  return values.length === 0 ? null : divide(sumOf(values), exact(String(values.length)));
}
