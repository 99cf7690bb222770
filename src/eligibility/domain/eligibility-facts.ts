import type { CriterionLeaf } from '../../campaign/domain/policy-criteria';
import type { CalendarDate, DateOrMonth } from '../../kernel/calendar-date';
import type { Reason, ReasonParam } from '../../kernel/reason';

/** What is known of one applicant when eligibility is computed. `null` = not known, never "no". */
export interface EligibilityFacts {
  readonly category: string | null;
  readonly region: string | null;
  /** The applicant, where it is a person. */
  readonly subject: PersonFacts;
  /** The people of a team, the lead first. */
  readonly members?: readonly MemberFacts[];
  /** Keys of the documents that were checked and found in order. */
  readonly documents: ReadonlySet<string>;
  /** Exceptions that stand for criteria of the stage. */
  readonly exceptions?: readonly GrantedException[];
}

/** An officer's exception [исключение] from one criterion, by a document that allows it. */
export interface GrantedException {
  readonly criterion: string;
  readonly reason: string;
  readonly documentTitle: string;
  readonly documentNumber: string;
  readonly documentDate: CalendarDate;
}

export type EducationLevel = Extract<CriterionLeaf, { type: 'education' }>['level'];

export interface MemberFacts extends PersonFacts {
  readonly role: 'lead' | 'member';
}

export interface PersonFacts {
  readonly birthDate: CalendarDate | null;
  readonly citizenship: string | null;
  readonly education: EducationLevel | null;
  /** The post held now; territories "of the post" are read from it. */
  readonly post?: Post;
  readonly registrationRegion?: string | null;
  readonly employments: readonly Employment[];
  /** What other campaigns and imported lists say of the person; only what the criteria ask for. */
  readonly evidence?: readonly Evidence[];
}

/** What was looked up of a person for one criterion: his standing in another programme, his place on an imported list. */
export interface Evidence {
  readonly criterion: string;
  /** Whether the person has what he would be recognised by. Without it nobody found means nothing. */
  readonly recognisable: boolean;
  /** A list: whether it is there. */
  readonly imported?: boolean;
  readonly found: readonly FoundEvidence[];
}

export interface FoundEvidence {
  /** Status in the programme, or result on the list; null where the list distinguishes none. */
  readonly value: string | null;
  /** Since when the status holds; the date of the list. */
  readonly since: CalendarDate;
  /** Where a list came from. */
  readonly source?: string;
  /** false: somebody of the same name and birth date, or one of several who cannot be told apart. */
  readonly certain: boolean;
}

/** What a post is and where; codes of the installation's reference data, municipality by ОКТМО (8 or 11 digits). */
export interface Placement {
  readonly group?: string | null;
  readonly sphere?: string | null;
  readonly municipalityType?: string | null;
  readonly municipality?: string | null;
  readonly region?: string | null;
}

export interface Post extends Placement {
  readonly category: string | null;
}

/** One record of the career, both days inclusive, a month where no more is known; `end: null` = still employed. */
export interface Employment extends Placement {
  readonly id: string;
  readonly start: DateOrMonth;
  readonly end: DateOrMonth | null;
  readonly title?: string;
  readonly postCategory: string | null;
}

export type CriterionState = 'met' | 'not-met' | 'not-checked';

export const ELIGIBILITY_CODES = [
  'TENURE_MET', 'TENURE_SHORT', 'TENURE_METHODS_DISAGREE', 'TENURE_UNCLASSIFIED', 'TENURE_DEPENDS_ON_DATES', 'TENURE_NO_RECORDS', 'TENURE_DATES_WRONG',
  'AGE_MET', 'AGE_BELOW', 'AGE_ABOVE', 'AGE_UNKNOWN',
  'EDUCATION_MET', 'EDUCATION_BELOW', 'EDUCATION_UNKNOWN',
  'CITIZENSHIP_MET', 'CITIZENSHIP_OTHER', 'CITIZENSHIP_UNKNOWN',
  'POST_MET', 'POST_OTHER', 'POST_UNKNOWN',
  'TERRITORY_MET', 'TERRITORY_OTHER', 'TERRITORY_UNKNOWN',
  'CATEGORY_MET', 'CATEGORY_OTHER', 'CATEGORY_UNKNOWN',
  'DOCUMENT_RECEIVED', 'DOCUMENT_NOT_RECEIVED',
  'CANDIDACY_MET', 'CANDIDACY_OTHER', 'CANDIDACY_NONE', 'CANDIDACY_ALIKE', 'CANDIDACY_UNKNOWN',
  'LISTED_MET', 'LISTED_OTHER', 'LISTED_NONE', 'LISTED_ALIKE', 'LISTED_UNKNOWN', 'LIST_NOT_IMPORTED',
  'MEMBERS_UNKNOWN',
  'EXCEPTION_GRANTED',
] as const;
export type EligibilityCode = (typeof ELIGIBILITY_CODES)[number];

/** What one criterion came to. */
export interface Finding extends Reason<EligibilityCode> {
  readonly state: CriterionState;
  /** Lawful ways of counting disagree: `state` is what the policy's way gives, yet only a person may decide on it. */
  readonly contested?: true;
  /** Tenure: days of the union that count, the number behind a tie key. */
  readonly days?: number;
}

export function finding(
  state: CriterionState,
  code: EligibilityCode,
  params: Readonly<Record<string, ReasonParam>> = {},
): Finding {
  return { state, code, params };
}
