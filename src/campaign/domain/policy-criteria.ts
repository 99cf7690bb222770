import type { CandidacyStatus, Code, Day, Decimal, Demonstrable, Subject, WholeLimit } from './policy-terms';

/** A tree of requirements. Each leaf is met, not met or not checked; a leaf is named by its key, unique in the policy. */
export type Criterion = CriterionTree | CriterionLeaf;

export type CriterionTree =
  | { readonly type: 'all'; readonly of: readonly Criterion[] }
  | { readonly type: 'any'; readonly of: readonly Criterion[] }
  | { readonly type: 'at-least'; readonly count: number; readonly of: readonly Criterion[] };

export type CriterionLeaf =
  | TenureCriterion
  | AgeCriterion
  | EducationCriterion
  | CitizenshipCriterion
  | PostCriterion
  | TerritoryCriterion
  | CategoryCriterion
  | DocumentCriterion
  | CandidacyCriterion
  | ListCriterion;

interface Keyed {
  readonly key: Code;
}

interface OfSubject extends Keyed {
  readonly subject: Subject;
}

/** Which periods of a career count: all conditions named must hold; nothing named = every period. */
export interface Periods {
  readonly postCategories?: readonly Code[];
  readonly groups?: readonly Code[];
  readonly spheres?: readonly Code[];
  readonly municipalityTypes?: readonly Code[];
  readonly place?: 'any-municipality' | 'same-municipality-as-post' | 'same-region-as-post';
}

export interface TenureCriterion extends OfSubject {
  readonly type: 'tenure';
  readonly periods: Periods;
  /** The convention that decides; conventions in real use disagree by days. */
  readonly method: 'legal30' | 'calendar' | 'column30' | 'fullMonths30';
  readonly minMonths: WholeLimit;
  readonly asOf?: Day;
  readonly coefficients?: readonly { readonly periods: Periods; readonly factor: Decimal }[];
}

/** Full years. */
export interface AgeCriterion extends OfSubject {
  readonly type: 'age';
  readonly from?: WholeLimit;
  readonly to?: WholeLimit;
  readonly asOf?: Day;
}

export interface EducationCriterion extends OfSubject, Demonstrable {
  readonly type: 'education';
  readonly level: 'secondary' | 'secondary-professional' | 'unfinished-higher' | 'higher';
}

/** `country` by ISO 3166, two letters. */
export interface CitizenshipCriterion extends OfSubject {
  readonly type: 'citizenship';
  readonly country: string;
}

/** The post held on the day. */
export interface PostCriterion extends OfSubject {
  readonly type: 'post';
  readonly periods: Periods;
  readonly asOf?: Day;
}

export interface TerritoryCriterion extends OfSubject {
  readonly type: 'territory';
  readonly of: 'post' | 'registration';
  readonly regions: readonly string[];
}

export interface CategoryCriterion extends Keyed {
  readonly type: 'category';
  readonly categories: readonly Code[];
}

/** The document of the personal file was checked and found in order. */
export interface DocumentCriterion extends Keyed {
  readonly type: 'document';
  readonly document: Code;
}

/** A status in another programme, e.g. a graduate of it. */
export interface CandidacyCriterion extends OfSubject {
  readonly type: 'candidacy';
  readonly programme: Code;
  readonly statuses: readonly CandidacyStatus[];
  readonly asOf?: Day;
}

/** Stands on an imported list, with one of the results where they are named. */
export interface ListCriterion extends OfSubject {
  readonly type: 'list';
  readonly list: Code;
  readonly results?: readonly Code[];
}

/** True for `all`, `any` and `at-least`; a territory leaf also has a field `of`, so the type word decides. */
export function isTree(criterion: Criterion): criterion is CriterionTree {
  return criterion.type === 'all' || criterion.type === 'any' || criterion.type === 'at-least';
}
