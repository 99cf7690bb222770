import { nominationStage } from '../../campaign/domain/nomination-stage';
import type { FileDocument, NominatorKind, Policy } from '../../campaign/domain/policy';
import { addMonths, type CalendarDate, type DateOrMonth, firstDay, lastDay } from '../../kernel/calendar-date';
import type { Fault } from '../../kernel/reason';

/**
 * `entry`: the nomination contradicts the policy or itself and is not taken; `submission`: it may be entered, but not
 * submitted until it is complete.
 */
export type CompletenessLevel = 'entry' | 'submission';

/** Every fault a nomination can have, and where it stops it. */
export const COMPLETENESS_FAULTS = {
  NOMINATOR_KIND_NOT_ALLOWED: 'entry',
  APPLICANT_KIND_NOT_ALLOWED: 'entry',
  TERRITORY_MISSING: 'entry',
  CATEGORY_MISSING: 'entry',
  CATEGORY_UNKNOWN: 'entry',
  BORN_AFTER_REFERENCE_DATE: 'entry',
  EMPLOYMENT_ENDS_BEFORE_START: 'entry',
  EMPLOYMENT_BEFORE_BIRTH: 'entry',
  EMPLOYMENT_BEFORE_FOURTEEN: 'entry',
  EMPLOYMENT_AFTER_REFERENCE_DATE: 'entry',
  LEAD_MISSING: 'entry',
  LEAD_TWICE: 'entry',
  LEAD_NOT_ASKED: 'entry',
  TEAM_TOO_LARGE: 'entry',
  TEAM_TOO_SMALL: 'submission',
  ORGANISATION_UNKNOWN: 'submission',
  ORGANISATIONS_DIFFER: 'submission',
  DOCUMENT_UNKNOWN: 'entry',
  DOCUMENT_TWICE: 'entry',
  DOCUMENT_MISSING: 'submission',
  NOMINEE_UNDER_REVIEW: 'submission',
} as const satisfies Record<string, CompletenessLevel>;

export type CompletenessCode = keyof typeof COMPLETENESS_FAULTS;

export interface CompletenessFault extends Fault<CompletenessCode> {
  readonly level: CompletenessLevel;
}

/** What is known of a nominee, a person or a team; `region` is that of his territory as the policy counts it. */
export interface Nominee {
  readonly nominatorKind: NominatorKind;
  readonly region: string | null;
  readonly category: string | null;
  readonly kind: 'person' | 'team';
  readonly members: readonly NominatedMember[];
  readonly documents: readonly { readonly key: string }[];
  /** Whether an officer has yet to say if somebody else put the same person forward. */
  readonly underReview?: boolean;
}

export interface NominatedMember {
  readonly role: 'self' | 'lead' | 'member';
  readonly birthDate: CalendarDate;
  readonly organisationInn: string | null;
  /** The last day is null while the post is held; a month where no more is known. */
  readonly employment: readonly { readonly startedOn: DateOrMonth; readonly endedOn: DateOrMonth | null }[];
}

/**
 * Whether a nomination is formally in order: everything nomination itself asks for, nothing a later stage judges. Faults
 * point into the nomination as it is entered. Dates are compared as text, which for `YYYY-MM-DD` is their order.
 */
export function checkCompleteness(policy: Policy, nominee: Nominee): CompletenessFault[] {
  const faults: CompletenessFault[] = [];
  const tell: Tell = (code, pointer, params = {}) => void faults.push({ level: COMPLETENESS_FAULTS[code], code, pointer, params });
  checkOrigin(policy, nominee, tell);
  checkTeam(policy, nominee, tell);
  nominee.members.forEach((member, i) => checkCareer(policy, member, member.role === 'self' ? '' : `/members/${i}`, tell));
  checkDocuments(policy, nominee, tell);
  return faults;
}

type Tell = (code: CompletenessCode, pointer: string, params?: CompletenessFault['params']) => void;

function checkOrigin(policy: Policy, { nominatorKind, region, category, kind, underReview }: Nominee, tell: Tell): void {
  const { applicants, categories = [] } = policy;
  if (kind !== applicants.kind) tell('APPLICANT_KIND_NOT_ALLOWED', '', { kind, asked: applicants.kind });
  if (!nominationStage(policy).nominators.includes(nominatorKind)) tell('NOMINATOR_KIND_NOT_ALLOWED', '/nominatorId', { kind: nominatorKind });
  if (underReview) tell('NOMINEE_UNDER_REVIEW', '');
  if (region === null) tell('TERRITORY_MISSING', applicants.territoryFrom === 'registration' ? '/registrationRegion' : '/nominatorId');
  if (category === null ? categories.length > 0 : !categories.some(({ key }) => key === category)) {
    tell(category === null ? 'CATEGORY_MISSING' : 'CATEGORY_UNKNOWN', '/category', { known: categories.map(({ key }) => key) });
  }
}

/** In months: nobody is employed before (Labour Code, art. 63; stage and screen aside). A year is mistyped more often. */
const FOURTEEN_YEARS = 14 * 12;

function checkTeam({ applicants: { members: asked } }: Policy, { kind, members }: Nominee, tell: Tell): void {
  if (!asked || kind === 'person') return;
  const leads = members.filter(({ role }) => role === 'lead').length;
  if (asked.lead && leads !== 1) tell(leads ? 'LEAD_TWICE' : 'LEAD_MISSING', '/members');
  if (!asked.lead && leads) tell('LEAD_NOT_ASKED', '/members');
  const { min = 1, max = Infinity } = asked.count;
  if (members.length > max) tell('TEAM_TOO_LARGE', '/members', { size: members.length, max });
  if (members.length < min) tell('TEAM_TOO_SMALL', '/members', { size: members.length, min });
  if (asked.sameOrganisation) checkOrganisation(members, tell);
}

/** One organisation by its ИНН: a name is written in too many ways. */
function checkOrganisation(members: Nominee['members'], tell: Tell): void {
  members.forEach(({ organisationInn }, i) => {
    if (organisationInn === null) tell('ORGANISATION_UNKNOWN', `/members/${i}/post/organisationInn`);
    else if (organisationInn !== members[0]!.organisationInn && members[0]!.organisationInn !== null) tell('ORGANISATIONS_DIFFER', `/members/${i}/post/organisationInn`);
  });
}

function checkCareer({ referenceDate }: Policy, { birthDate, employment }: NominatedMember, of: string, tell: Tell): void {
  if (birthDate > referenceDate) tell('BORN_AFTER_REFERENCE_DATE', `${of}/person/birthDate`, { referenceDate });
  const fourteen = addMonths(birthDate, FOURTEEN_YEARS);
  employment.forEach(({ startedOn, endedOn }, i) => {
    const at = `${of}/employment/${i}`;
    const latestStart = lastDay(startedOn);
    if (endedOn !== null && lastDay(endedOn) < firstDay(startedOn)) tell('EMPLOYMENT_ENDS_BEFORE_START', `${at}/endedOn`);
    if (latestStart <= birthDate) tell('EMPLOYMENT_BEFORE_BIRTH', `${at}/startedOn`);
    else if (latestStart < fourteen) tell('EMPLOYMENT_BEFORE_FOURTEEN', `${at}/startedOn`, { fourteen });
    if (firstDay(startedOn) > referenceDate) tell('EMPLOYMENT_AFTER_REFERENCE_DATE', `${at}/startedOn`, { referenceDate });
  });
}

function checkDocuments(policy: Policy, { documents }: Nominee, tell: Tell): void {
  documents.forEach(({ key }, i) => {
    if (!policy.personalFile.some((document) => document.key === key)) tell('DOCUMENT_UNKNOWN', `/documents/${i}/key`);
    else if (documents.findIndex((document) => document.key === key) < i) tell('DOCUMENT_TWICE', `/documents/${i}/key`, { document: key });
  });
  const { key: nomination } = nominationStage(policy);
  for (const document of policy.personalFile) {
    const isMissing = document.neededAt === nomination && isAlwaysNeeded(document) && !documents.some(({ key }) => key === document.key);
    if (isMissing) tell('DOCUMENT_MISSING', '/documents', { document: document.key });
  }
}

/** Whether a condition such as a changed name holds is seen by people later on; nobody is held up for it here. */
function isAlwaysNeeded({ onlyIf }: FileDocument): boolean {
  return onlyIf === undefined;
}
