import type { Stage } from './policy-stages';
import type { Bounds, CampaignSource, Code, Conflict, Day, Decimal, Demonstrable, Metric, Named, Subject, Text } from './policy-terms';

export type * from './policy-criteria';
export type * from './policy-stages';
export type * from './policy-terms';

/**
 * The policy [политика отбора]: everything that tells one programme from another, as one document. These types are the
 * document after it has passed `validatePolicy`; field names, constant words and meanings are those of
 * `policy.schema.json`, which explains each of them in both languages.
 *
 * Read it as: who may apply, what is measured and how, the stages in order, who decides. A choice between forms is made
 * by one constant word (`kind`, `type` or `by`). `demonstration: true` says that nobody has approved the values beside it.
 */
export interface Policy {
  readonly schemaVersion: '1';
  readonly programme: Programme;
  /** null in a draft; publication needs one. */
  readonly approvingAct: Act | null;
  /** The day on which tenure, age, posts and validity are looked at, where a criterion names no day of its own. */
  readonly referenceDate: Day;
  readonly applicants: Applicants;
  /** Each applicant has exactly one; quotas refer to them. */
  readonly categories?: readonly Named[];
  readonly lists?: readonly ImportedList[];
  readonly instruments?: readonly Instrument[];
  readonly rubrics?: readonly Rubric[];
  /** Nomination first and once, enrolment last and once, any order and number between. */
  readonly stages: readonly Stage[];
  readonly commission?: Commission;
  readonly personalFile: readonly FileDocument[];
  readonly appeals: Appeals;
  readonly retention: Retention;
}

export interface Programme extends Named {
  readonly scope: 'federal' | 'regional' | 'municipal';
}

/** `file` is the SHA-256 of the scan, so the act can be recognised years later. */
export interface Act {
  readonly title: Text;
  readonly number: string;
  readonly date: Day;
  readonly file: string;
}

export interface Applicants {
  readonly kind: 'person' | 'team' | 'organisation' | 'project';
  /** Whose territory counts in quotas: the nominator's, that of the post held (a team: of its lead), of the registration. */
  readonly territoryFrom: 'nominator' | 'post' | 'registration';
  readonly sources: readonly Source[];
  /** Absent for a person, required for all else. */
  readonly members?: Members;
}

export type Source = { readonly type: 'nomination' } | CampaignSource | { readonly type: 'list'; readonly list: Code };

export interface Members {
  /** With the lead. */
  readonly count: Bounds;
  readonly lead: boolean;
  readonly sameOrganisation: boolean;
  readonly onePlacePerPerson: boolean;
  readonly ifLeadLeaves: 'on-hold' | 'new-lead';
}

/** A list of winners, finalists … issued elsewhere and used as evidence. */
export interface ImportedList extends Named {
  readonly issuer: Text;
  readonly results?: readonly Code[];
  readonly matchedBy: readonly ('snils' | 'name-and-birth-date' | 'inn')[];
}

/** A test with its scales and dated norms. A result older than `validMonths` at the reference date is not available. */
export interface Instrument extends Named, Demonstrable {
  readonly version: string;
  readonly metric: Metric;
  readonly validMonths: number;
  readonly scales: readonly Scale[];
  readonly norms: readonly Norm[];
}

export interface Scale extends Named {
  readonly rawMin: Decimal;
  readonly rawMax: Decimal;
  readonly reversed?: boolean;
  /** Published reliability, above 0 and at most 1; without it a re-test is not compared. */
  readonly reliability?: Decimal;
  /** Makes it a validity scale: it is no part of any score, and beyond these raw scores the whole protocol is not to be trusted. */
  readonly validity?: ValidityLimits;
}

/** Raw scores, themselves still trusted; one of the two at least. */
export interface ValidityLimits {
  readonly from?: Decimal;
  readonly to?: Decimal;
}

export type Norm = FormulaNorm | TableNorm;

interface NormOfScale extends Demonstrable {
  readonly scale: Code;
  readonly group: Code;
  readonly validFrom: Day;
}

export interface FormulaNorm extends NormOfScale {
  readonly by: 'formula';
  readonly mean: Decimal;
  readonly sd: Decimal;
}

export interface TableNorm extends NormOfScale {
  readonly by: 'table';
  readonly rows: readonly NormRow[];
}

/** Raw scores from `from` (included) up to `to` (excluded; the last row includes it) give `standard`. */
export interface NormRow {
  readonly from: Decimal;
  readonly to: Decimal;
  readonly standard: Decimal;
}

/** A sheet of weighted criteria on one scale of marks. A missing mark is never zero. */
export interface Rubric extends Named, Demonstrable {
  readonly version: string;
  readonly markMin: Decimal;
  readonly markMax: Decimal;
  readonly markStep: '0.25' | '0.5' | '1';
  readonly missingMark: 'no-score' | 'weights-of-the-rest';
  readonly criteria: readonly RubricCriterion[];
}

export interface RubricCriterion extends Named {
  readonly weight: Decimal;
  readonly anchors?: readonly { readonly mark: Decimal; readonly text: Text }[];
}

/** Rules only: the commission's members are named in the campaign, never here. */
export interface Commission {
  readonly title: Text;
  readonly members: Bounds;
  readonly quorum: 'majority-of-all' | 'two-thirds-of-all';
  readonly decision: 'majority-of-all' | 'majority-of-present';
  readonly chairCasts: boolean;
  /** `by-name` unless told: who voted how. `by-count`: how many. */
  readonly voting?: 'by-name' | 'by-count';
  readonly conflicts: readonly Conflict[];
}

/** A document of the personal file [личное дело]; `neededAt` is the stage that cannot be decided without it. */
export interface FileDocument extends Named {
  readonly of: Subject;
  readonly neededAt: Code;
  readonly onlyIf?: 'name-changed';
}

/** Days; the answer within at most thirty (152-ФЗ, art. 16). */
export interface Appeals extends Demonstrable {
  readonly lodgeDays: number;
  readonly answerDays: number;
  readonly holdsSeat: boolean;
}

/** Retention classes of the installation's register; the terms stand there. */
export interface Retention {
  readonly enrolled: Code;
  readonly notEnrolled: Code;
  readonly profiles: Code;
}

/** The stage with that key; undefined when the policy has none. */
export function stageOf(policy: Policy, key: Code): Stage | undefined {
  return policy.stages.find((stage) => stage.key === key);
}

/** The stage that follows the one with that key; undefined after the last, and when the policy has no such stage. */
export function stageAfter(policy: Policy, key: Code): Stage | undefined {
  const at = policy.stages.findIndex((stage) => stage.key === key);
  return at < 0 ? undefined : policy.stages[at + 1];
}

/** The element of a keyed list (categories, rubrics, instruments …) with that key. */
export function keyed<T extends { readonly key: Code }>(list: readonly T[] | undefined, key: Code): T | undefined {
  return list?.find((item) => item.key === key);
}
