import type { MarkTable } from './intraclass-correlation';

/** `null` is what the marks leave undefined, never zero. */
export interface Concordance {
  /** 0 is no agreement about the order, 1 the same order by everybody. null: nobody distinguishes between targets. */
  readonly w: number | null;
  /** m (n - 1) W, nearly chi-squared with n - 1 degrees of freedom for more than 7 targets. */
  readonly chiSquared: number | null;
  readonly df: number;
}

/**
 * Kendall's coefficient of concordance W: whether raters put targets in the same order (Kendall & Babington Smith, Annals
 * of Mathematical Statistics 10, 1939; Kendall, Rank Correlation Methods, for ties). Rows are targets, columns raters.
 * Targets without a mark of every rater do not take part; with fewer than two of either there is nothing to compare (null).
 */
export function kendallConcordance(table: MarkTable): Concordance & { readonly n: number } {
  const rows = table.filter((row): row is number[] => row.every((mark) => mark !== null));
  const n = rows.length;
  const m = rows[0]?.length ?? 0;
  const df = Math.max(n - 1, 0);
  if (n < 2 || m < 2) return { n, w: null, chiSquared: null, df };
  const sums = rows.map(() => 0);
  let ties = 0;
  for (let rater = 0; rater < m; rater++) {
    const { doubled, tied } = rank(rows.map((row) => row[rater]!));
    doubled.forEach((place, i) => { sums[i]! += place; });
    ties += tied;
  }
  // Ranks are doubled to stay whole: (2R - m(n + 1))² is four times the square of the deviation.
  const squares = sums.reduce((sum, each) => sum + (each - m * (n + 1)) ** 2, 0) / 4;
  const greatest = (m * m * (n ** 3 - n) - m * ties) / 12;
  const w = greatest > 0 ? squares / greatest : null;
  return { n, w, chiSquared: w === null ? null : m * df * w, df };
}

/** Twice the mean rank of every value, and the sum of t³ - t over ties of t values. */
function rank(values: readonly number[]): { readonly doubled: number[]; readonly tied: number } {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const doubled = values.map(() => 0);
  let tied = 0;
  for (let from = 0; from < order.length;) {
    let until = from + 1;
    while (until < order.length && values[order[until]!] === values[order[from]!]) until++;
    for (let i = from; i < until; i++) doubled[order[i]!] = from + 1 + until;
    tied += (until - from) ** 3 - (until - from);
    from = until;
  }
  return { doubled, tied };
}
