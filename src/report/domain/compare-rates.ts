import { normalShareBelow } from '../../kernel/normal-distribution';

/** How many of a group were selected, and how many it has. */
export type GroupCounts = readonly [selected: number, total: number];

/** How likely a difference this large is by chance; p-values are two-sided. Null: there is nothing to compare. */
export interface RateComparison {
  /** Deviations of the group's rate from the other's, negative when it is lower. */
  readonly z: number | null;
  /** By the normal distribution of z; only for large groups. */
  readonly pZ: number | null;
  /** By Fisher's exact test, for groups of any size. */
  readonly pFisher: number | null;
}

const NOTHING_TO_COMPARE: RateComparison = { z: null, pZ: null, pFisher: null };

/**
 * Compares the selection rates of two groups of at most a million people each: the two-proportion z with pooled
 * variance, and Fisher's exact test. A group without people, and everybody or nobody selected in both, leave nothing to
 * compare.
 */
export function compareRates([selected, total]: GroupCounts, [otherSelected, otherTotal]: GroupCounts): RateComparison {
  const chosen = selected + otherSelected;
  const rest = total + otherTotal - chosen;
  if (total === 0 || otherTotal === 0 || chosen === 0 || rest === 0) return NOTHING_TO_COMPARE;
  // The textbook form with its fractions cleared: equal rates give exactly 0.
  const difference = selected * otherTotal - otherSelected * total;
  const z = difference * Math.sqrt((chosen + rest) / (chosen * rest) / (total * otherTotal));
  return { z, pZ: 2 * normalShareBelow(-Math.abs(z)), pFisher: fisherTwoSided(selected, total, chosen, otherTotal) };
}

/** Tables as likely as the observed one count with it although rounding tells them apart (the margin R takes). */
const AS_LIKELY = 1 + 1e-7;
/** Tables this much rarer than the likeliest one no longer add to a sum; a p-value below this is 0. */
const NEGLIGIBLE = 1e-290;

/**
 * The share of all tables with the same margins that are no likelier than the observed one. Likelihoods are taken
 * relative to the likeliest table and walk outwards from it by their ratios, which overflows for no size and loses no
 * digits as differences of log-factorials would.
 */
function fisherTwoSided(selected: number, total: number, chosen: number, otherTotal: number): number {
  /** How much likelier k + 1 selected are than k; zero above the possible counts, infinite below them. */
  const odds = (k: number): number => ((total - k) * (chosen - k)) / ((k + 1) * (otherTotal - chosen + k + 1));
  const likeliest = Math.floor(((total + 1) * (chosen + 1)) / (total + otherTotal + 2));
  const shares: number[] = [];
  let observed = 0;
  const count = (k: number, share: number): void => {
    shares.push(share);
    if (k === selected) observed = share;
  };
  count(likeliest, 1);
  for (let k = likeliest, share = odds(k); share > NEGLIGIBLE; k++, share *= odds(k)) count(k + 1, share);
  for (let k = likeliest - 1, share = 1 / odds(k); share > NEGLIGIBLE; k--, share /= odds(k)) count(k, share);
  let [all, noLikelier] = [0, 0];
  for (const share of shares) {
    all += share;
    if (share <= observed * AS_LIKELY) noLikelier += share;
  }
  return noLikelier / all;
}
