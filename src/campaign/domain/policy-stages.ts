import type { Criterion } from './policy-criteria';
import type { Bounds, CampaignSource, Code, Conflict, Day, Decimal, Demonstrable, Instant, Named, ScoreLimit, Text } from './policy-terms';

/**
 * A step of the selection. Only ranking and matching compare applicants with each other; every other stage judges one
 * applicant alone, against a threshold. A stage gives at most one score.
 */
export type Stage =
  | NominationStage
  | EligibilityStage
  | DiagnosticsStage
  | AssessmentStage
  | RankingStage
  | MatchingStage
  | EnrolmentStage;

export type StageKind = Stage['kind'];

interface StageOf<Kind extends string> extends Named {
  readonly kind: Kind;
  readonly period: Period;
  readonly gate: Gate;
}

export interface Period {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** `at-once`: confirming reveals; `same-person`: a later act, one person may do both; `second-person`: somebody else. */
export interface Gate {
  readonly confirms: 'nominator' | 'officer' | 'commission';
  readonly publishes: 'at-once' | 'same-person' | 'second-person';
}

export interface NominationStage extends StageOf<'nomination'> {
  readonly nominators: readonly NominatorKind[];
  /** Absent = no limit. */
  readonly limit?: NominationLimit;
  readonly letter: 'required' | 'optional' | 'none';
}

export type NominatorKind = 'region' | 'organisation' | 'team-lead' | 'organiser' | 'applicant';

/** How many each nominator may put forward; `named` are exceptions by the nominator's code. */
export interface NominationLimit extends Demonstrable {
  readonly each: number;
  readonly named?: readonly { readonly nominator: Code; readonly limit: number }[];
}

export interface EligibilityStage extends StageOf<'eligibility'> {
  readonly criteria: Criterion;
  /** The records of so many of a hundred candidacies are compared with documents. */
  readonly verification?: { readonly percent: number };
}

export interface DiagnosticsStage extends StageOf<'diagnostics'> {
  readonly battery: readonly Code[];
  readonly score?: { readonly parts: readonly ScalePart[] };
  readonly minScore?: ScoreLimit;
  /** Expert conclusions that pass. */
  readonly conclusions?: readonly Conclusion[];
  /** Needed, and to be justified, where `minScore` stands without `conclusions`: strong managers fall outside norms. */
  readonly rejectsByNormsAlone?: true;
}

export type Conclusion = 'recommended' | 'with-reservations' | 'not-recommended';

export interface ScalePart extends Demonstrable {
  readonly instrument: Code;
  readonly scale: Code;
  readonly weight: Decimal;
}

export interface AssessmentStage extends StageOf<'assessment'> {
  readonly rubric: Code;
  readonly panel: Panel;
  /** Over assessors. */
  readonly total: 'mean' | 'sum' | 'consensus';
  readonly adjustment: 'none' | 'additive-model';
  readonly disagreement?: Disagreement;
  readonly minScore?: ScoreLimit;
}

export interface Panel extends Demonstrable {
  /** Assessors for each applicant. */
  readonly size: number;
  /** Fewest marks that make a score; absent = all. */
  readonly least?: number;
  readonly from: 'campaign-pool' | 'applicants-region';
  readonly design: 'same-panel' | 'linked' | 'separate';
  /** The applicant's name is hidden from assessors. */
  readonly blind: boolean;
  readonly conflicts: readonly Conflict[];
  /** Somebody on each panel is an expert in the applicant's category, as far as there is one: has its key as a tag. */
  readonly expertise?: 'category';
}

export interface Disagreement extends Demonstrable {
  readonly spreadAbove: Decimal;
  readonly then: 'third-assessor' | 'commission';
}

export interface RankingStage extends StageOf<'ranking'> {
  readonly order: Order;
  readonly quotas: Quotas;
  readonly ties: Ties;
  /** Places in the reserve; null = all who qualify and are not chosen. */
  readonly reserve: number | null;
}

export type Order = OrderByScore | { readonly by: 'commission' };

/** `sum`: the greatest total score; `lex`: person by person down the list, no scores of different people are added up. */
export interface OrderByScore {
  readonly by: 'score';
  readonly parts: readonly ScorePart[];
  readonly minScore?: ScoreLimit;
  readonly objective: 'sum' | 'lex';
}

export interface ScorePart extends Demonstrable {
  readonly stage: Code;
  readonly weight: Decimal;
  readonly standardise?: Standardisation;
}

/** Mean and deviation are published beforehand, so that nobody's withdrawal changes another's score. */
export interface Standardisation extends Demonstrable {
  readonly metric: 'z' | 't';
  readonly mean: Decimal;
  readonly sd: Decimal;
}

export interface Quotas extends Demonstrable {
  /** null = no total: everyone whom the caps allow. */
  readonly seats: number | null;
  readonly territories?: Territories;
  readonly categories?: readonly CategoryQuota[];
  readonly cells?: readonly CellQuota[];
  /** Which floors are met first where not all can be. */
  readonly floorOrder?: readonly QuotaFamily[];
}

export type QuotaFamily = 'territories' | 'groups' | 'categories' | 'cells';

/** The unit is a subject of the federation (2 digits) or a municipal district inside one (8 digits of ОКТМО). */
export interface Territories {
  readonly unit: 'region' | 'municipal-district';
  readonly each?: Bounds;
  /** Exceptions from `each`. */
  readonly named?: readonly { readonly code: string; readonly bounds: Bounds }[];
  /** E.g. federal districts; a territory is in at most one. */
  readonly groups?: readonly TerritoryGroup[];
}

export interface TerritoryGroup extends Named {
  readonly members: readonly string[];
  readonly bounds: Bounds;
}

export interface CategoryQuota {
  readonly category: Code;
  readonly bounds: Bounds;
}

/** `territory` is a code or `each`. */
export interface CellQuota extends CategoryQuota {
  readonly territory: string;
}

export interface Ties {
  /** The greater goes first, key by key. */
  readonly keys: readonly TieKey[];
  /** What decides a tie at the last seat that the keys leave. */
  readonly atBoundary: 'commission' | 'lottery' | 'keys';
  readonly lottery?: Lottery;
}

export type TieKey =
  | { readonly by: 'stage-score'; readonly stage: Code }
  | { readonly by: 'rubric-criterion'; readonly stage: Code; readonly criterion: Code }
  | { readonly by: 'tenure'; readonly criterion: Code };

/** The seed comes from a named public source and is not known before `drawnAt`. */
export interface Lottery {
  readonly source: Text;
  readonly drawnAt: Instant;
}

export interface MatchingStage extends StageOf<'matching'> {
  readonly partners: CampaignSource;
  readonly method: 'stable-applicants-propose' | 'stable-partners-propose' | 'assignment';
  readonly preferences: readonly ('applicants-choice' | 'partners-choice' | 'scores')[];
  readonly pairs?: number;
}

export interface EnrolmentStage extends StageOf<'enrolment'> {
  /** The order or protocol it ends with. */
  readonly orderTitle: Text;
  /** Whom the result reaches. */
  readonly cascade: 'applicant' | 'members';
  readonly offer?: Offer;
  readonly vacancy?: Vacancy;
  readonly streams?: Streams;
}

/** The clock of `answerDays` starts from a recorded dispatch. `cutOffs` are the published days of replacement. */
export interface Offer extends Demonstrable {
  readonly answerDays: number;
  readonly answeredBy: readonly ('nominator' | 'officer' | 'link')[];
  readonly cutOffs: readonly Day[];
}

/** Who moves up to a freed seat, and whom a replacement may not move. */
export interface Vacancy {
  readonly rule: 'open' | 'same-cell-first';
  readonly keeps: 'offers' | 'confirmed';
}

export interface Streams {
  readonly count: number;
  readonly balancedBy: readonly ('territory' | 'group' | 'category' | 'sex')[];
}
