import type { Reason } from '../../kernel/reason';

/** A limit of the rules that the choice has reached: a full cap, a floor just met or short, or the seats themselves. */
export interface BindingRule {
  readonly family: 'regions' | 'categories' | 'groups' | 'cells' | 'seats';
  /** A cell is "region/category"; empty for the seats. */
  readonly key: string;
  /** How many are chosen in it. */
  readonly count: number;
  readonly min: number;
  readonly max: number | null;
}

/** The lowest score chosen, as decimal text, and of how many; null where nobody was chosen. */
export interface CutOff {
  readonly lowest: string;
  readonly chosen: number;
}

/** Among whom somebody stands where: everybody compared, his territory, his category, and his category in his territory. */
export const CIRCLES = ['overall', 'region', 'category', 'cell'] as const;
export type Circle = (typeof CIRCLES)[number];

/**
 * Why somebody was or was not chosen by a run, for good: a run is never edited. It names nobody but himself. What of it
 * may be told to whom is decided where it is told.
 */
export interface Explanation {
  readonly decision: 'SELECTED' | 'NOT_SELECTED' | 'INELIGIBLE' | 'DECLINED';
  /** Decimal text; null: there is none. */
  readonly score: string | null;
  /** Place in the published order among those who compete, from 1; null for whoever does not. */
  readonly rank: Readonly<Record<Exclude<Circle, 'cell'>, number>> | null;
  readonly reason: Reason;
  readonly binding: readonly BindingRule[];
  readonly cutoff: Readonly<Record<Circle, CutOff | null>>;
  /** How far he is from the other side of the decision; `score` in points, where that has a number. */
  readonly margin: { readonly kind: string; readonly score: string | null } | null;
  /** The least score with which he would surely have been chosen; null where none helps or none is needed. */
  readonly wouldEnterAt: string | null;
  /** Only the order among equals stands between him and the other decision. */
  readonly lotteryMattered: boolean;
}
