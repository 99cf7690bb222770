import type { Exact } from '../../kernel/decimal';
import { compare, multiply } from '../../kernel/decimal';
import type { Fault } from '../../kernel/reason';
import type { GroupCounts, RateComparison } from './compare-rates';
import { compareRates } from './compare-rates';

export interface GroupImpact extends RateComparison {
  /** Selected / total; null for a group without people. */
  readonly rate: number | null;
  /** The rate over that of the reference; null when either is missing or nobody at all was selected. */
  readonly ratio: number | null;
  /** True: the ratio is below four fifths, flagged. Null where the ratio is. */
  readonly fourFifths: boolean | null;
}

export interface Impact {
  /** The group with the highest rate; null when no group has people. */
  readonly reference: string | null;
  readonly groups: Readonly<Record<string, GroupImpact>>;
}

interface Group {
  readonly name: string;
  readonly counts: GroupCounts;
}

const FOUR_FIFTHS: Exact = { n: 4n, d: 5n };

/**
 * Adverse impact of a selection by group: the ratio of every rate to the highest one, flagged below four fifths (Uniform
 * Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D), with a test of each difference. Fractions are compared,
 * not their decimals: 24 of 50 against 48 of 80 is four fifths and not below. Of equal rates the reference is the larger
 * group, then the first by name. A warning to look closer: it decides nothing, and small groups or many of them
 * flag by chance.
 */
export function measureImpact(groups: Readonly<Record<string, GroupCounts>>): Impact | Fault<'SELECTED_GT_TOTAL'> {
  const all = Object.entries(groups).map(([name, counts]) => ({ name, counts }));
  const impossible = all.find(({ counts: [selected, total] }) => selected > total);
  if (impossible) {
    const step = impossible.name.replaceAll('~', '~0').replaceAll('/', '~1');
    return { code: 'SELECTED_GT_TOTAL', pointer: `/groups/${step}/0`, params: {} };
  }
  const [reference] = all.filter(({ counts: [, total] }) => total > 0).sort(byRate);
  return {
    reference: reference?.name ?? null,
    groups: Object.fromEntries(all.map(({ name, counts }) => [name, impactOn(counts, reference?.counts ?? counts)])),
  };
}

function impactOn(counts: GroupCounts, reference: GroupCounts): GroupImpact {
  const [selected, total] = counts;
  const [most, of] = reference;
  const comparable = total > 0 && most > 0;
  return {
    rate: total > 0 ? selected / total : null,
    ratio: comparable ? (selected * of) / (total * most) : null, // one division: exactly 0.8 where it is
    fourFifths: comparable ? compare(rateOf(counts), multiply(FOUR_FIFTHS, rateOf(reference))) < 0 : null,
    ...compareRates(counts, reference),
  };
}

/** Highest rate first, then the larger group, then by name (by code unit: the same in every locale). */
function byRate(a: Group, b: Group): number {
  return compare(rateOf(b.counts), rateOf(a.counts)) || b.counts[1] - a.counts[1] || (a.name < b.name ? -1 : 1);
}

function rateOf([selected, total]: GroupCounts): Exact {
  return { n: BigInt(selected), d: BigInt(total) };
}
