/**
 * What the choice is asked and what it answers: the public shapes of the ranking calculators and of a ranking run.
 * Scores travel as decimal text with at most four decimals; ids are public numbers of candidacies ("77-0001").
 */

/** Families of rules, from the territory down to one category of one territory. */
export const FAMILIES = ['regions', 'categories', 'groups', 'cells'] as const;
export type Family = (typeof FAMILIES)[number];

/** A floor (`min`, 0 when absent) and a cap (`max`, none when absent or null) on how many people are chosen. */
export interface Bound {
  readonly min?: number;
  readonly max?: number | null;
}

/** A bound on a set of territories, e.g. a federal district; a territory belongs to at most one group. */
export interface GroupBound extends Bound {
  readonly members: readonly string[];
}

/** A bound on one category of one territory. */
export interface CellBound extends Bound {
  readonly region: string;
  readonly category: string;
}

export interface SelectionCandidate {
  readonly id: string;
  readonly score: string;
  readonly region: string;
  readonly category: string;
  /** Place in the tie order: smaller wins between equal scores. Stands for every published key after the score. */
  readonly lottery: number;
  /** Decided before the choice; `false` means the person neither competes nor counts. Absent means eligible. */
  readonly eligible?: boolean;
}

export interface SelectionInput {
  readonly seats: number;
  /** The pass mark, inclusive. */
  readonly minScore?: string;
  /** `sum` (default): greatest total score. `lex`: nobody's points are added up, the published order alone decides. */
  readonly objective?: 'sum' | 'lex';
  /** Families whose floors come first, most important first; families not named share one last level. */
  readonly floorOrder?: readonly Family[];
  readonly candidates: readonly SelectionCandidate[];
  readonly regions?: Readonly<Record<string, Bound>>;
  readonly categories?: Readonly<Record<string, Bound>>;
  readonly groups?: Readonly<Record<string, GroupBound>>;
  readonly cells?: readonly CellBound[];
  /** People who hold their seat whatever happens: offers made, choices of the commission. */
  readonly locked?: readonly string[];
  /** People who declined or left: never chosen again. */
  readonly excluded?: readonly string[];
}

export const INELIGIBLE_CODES = ['NOT_ELIGIBLE', 'BELOW_MIN_SCORE', 'EXCLUDED'] as const;
export type IneligibleCode = (typeof INELIGIBLE_CODES)[number];

/**
 * How far a person is from the other side of the decision. Scores are decimal text with four decimals.
 * - `deficit` (not chosen): with this many points more he draws level; `tieLost` when that is none at all;
 * - `structural` (not chosen): no score helps, his seat would cost a floor or another seat;
 * - `buffer` (chosen): with this many points less he only draws level; no number under `lex`;
 * - `indispensable` (chosen): without him a floor or a seat is lost;
 * - `locked`: was not competing; `ineligible`: `code` says why.
 */
export type Margin =
  | { readonly kind: 'deficit'; readonly score: string; readonly tieLost: boolean }
  | { readonly kind: 'structural' }
  | { readonly kind: 'buffer'; readonly score?: string }
  | { readonly kind: 'indispensable' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'ineligible'; readonly code: IneligibleCode };

export const DIAGNOSIS_CODES = ['FLOOR_GT_SUPPLY', 'SUM_FLOORS_GT_SEATS', 'CROSS', 'CROSS_WITH'] as const;

/**
 * Why a floor stays open. `FLOOR_GT_SUPPLY`: fewer eligible people than the floor asks. `SUM_FLOORS_GT_SEATS`: the
 * floors of a family ask for more than all seats. Otherwise the conflict is joint: `CROSS` names each short group and
 * `CROSS_WITH` the rules (or the family `seats`) that shut it in. The named ones alone already contradict each other;
 * once they are relaxed, others may turn up behind them.
 */
export interface Diagnosis {
  readonly code: (typeof DIAGNOSIS_CODES)[number];
  readonly family: Family | 'seats';
  readonly key?: string;
}

/** People missing from each floor: family → name (a cell is "region/category") → how many. */
export type Shortfall = Readonly<Partial<Record<Family, Readonly<Record<string, number>>>>>;

export interface SelectionResult {
  /** `infeasible`: some floor cannot be met; the set with the least shortfall is proposed and a person must decide. */
  readonly status: 'optimal' | 'infeasible';
  /** Ids in published order. */
  readonly selected: readonly string[];
  readonly totalScore: string;
  readonly filled: number;
  readonly unfilled: number;
  readonly shortfall: Shortfall;
  /** Present when infeasible. */
  readonly diagnosis?: readonly Diagnosis[];
  /** False exactly when another lottery could choose another set. */
  readonly uniqueByScore: boolean;
  /** One for every candidate, by id; empty when not asked for. */
  readonly margins: Readonly<Record<string, Margin>>;
}

/** Code → the one sentence of the calculators, in English. */
export const SELECTION_REFUSALS = {
  DUPLICATE_ID: 'Two candidates have the same id.',
  MIN_GT_MAX: 'The floor is above the cap.',
  LOCKED_INFEASIBLE: 'The locked people alone exceed this limit.',
  LOCKED_NOT_ELIGIBLE: 'A locked person is not among the eligible candidates.',
  LOTTERY_NOT_UNIQUE: 'Two competing candidates have equal score and equal lottery rank.',
  INVALID_SCORE: 'A score is a decimal with at most ten whole digits and four decimals.',
  REGION_IN_TWO_GROUPS: 'A region is named twice among the members of groups.',
  DUPLICATE_RULE: 'The same cell has two rules.',
  TOO_LARGE: 'Too many groups and floor levels, or too large scores, for exact arithmetic.',
} as const;

export type SelectionRefusalCode = keyof typeof SELECTION_REFUSALS;

/** `path` is the JSON pointer of the offending entry; `message` is fixed per code and repeats nothing of the input. */
export interface SelectionRefusal {
  readonly code: SelectionRefusalCode;
  readonly path: string;
  readonly message: string;
}

/** The question makes no sense as asked; nothing was chosen. */
export interface ChoiceRefusal {
  readonly refused: SelectionRefusal;
}

/** A refusal at the entry the path leads to, given as unescaped steps: `refuse('INVALID_SCORE', 'candidates', 3, 'score')`. */
export function refuse(code: SelectionRefusalCode, ...path: readonly (string | number)[]): ChoiceRefusal {
  const pointer = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { refused: { code, path: pointer, message: SELECTION_REFUSALS[code] } };
}

export function isRefused(answer: object): answer is ChoiceRefusal {
  return 'refused' in answer;
}
