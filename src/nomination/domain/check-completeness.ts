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
  const people = nominee.members.flatMap((member, i) => [...checkCareer(policy, member, member.role === 'self' ? '' : `/members/${i}`)]);
  return [...checkOrigin(policy, nominee), ...checkTeam(policy, nominee), ...people, ...checkDocuments(policy, nominee)];
}

function* checkOrigin(policy: Policy, { nominatorKind, region, category, kind, underReview }: Nominee): Generator<CompletenessFault> {
  const { applicants, categories = [] } = policy;
  if (kind !== applicants.kind) yield fault('APPLICANT_KIND_NOT_ALLOWED', '', { kind, asked: applicants.kind });
  if (!nominationStage(policy).nominators.includes(nominatorKind)) yield fault('NOMINATOR_KIND_NOT_ALLOWED', '/nominatorId', { kind: nominatorKind });
  if (underReview) yield fault('NOMINEE_UNDER_REVIEW', '');
  if (region === null) yield fault('TERRITORY_MISSING', applicants.territoryFrom === 'registration' ? '/registrationRegion' : '/nominatorId');
  if (category === null ? categories.length > 0 : !categories.some(({ key }) => key === category)) {
    yield fault(category === null ? 'CATEGORY_MISSING' : 'CATEGORY_UNKNOWN', '/category', { known: categories.map(({ key }) => key) });
  }
}

/** In months: nobody is employed before (Labour Code, art. 63; stage and screen aside). A year is mistyped more often. */
const FOURTEEN_YEARS = 14 * 12;

function* checkTeam({ applicants: { members: asked } }: Policy, { kind, members }: Nominee): Generator<CompletenessFault> {
  if (!asked || kind === 'person') return;
  const leads = members.filter(({ role }) => role === 'lead').length;
  if (asked.lead && leads !== 1) yield fault(leads ? 'LEAD_TWICE' : 'LEAD_MISSING', '/members');
  if (!asked.lead && leads) yield fault('LEAD_NOT_ASKED', '/members');
  const { min = 1, max = Infinity } = asked.count;
  if (members.length > max) yield fault('TEAM_TOO_LARGE', '/members', { size: members.length, max });
  if (members.length < min) yield fault('TEAM_TOO_SMALL', '/members', { size: members.length, min });
  if (asked.sameOrganisation) yield* checkOrganisation(members);
}

/** One organisation by its ИНН: a name is written in too many ways. */
function* checkOrganisation(members: Nominee['members']): Generator<CompletenessFault> {
  for (const [i, { organisationInn }] of members.entries()) {
    if (organisationInn === null) yield fault('ORGANISATION_UNKNOWN', `/members/${i}/post/organisationInn`);
    else if (organisationInn !== members[0]!.organisationInn && members[0]!.organisationInn !== null) yield fault('ORGANISATIONS_DIFFER', `/members/${i}/post/organisationInn`);
  }
}

function* checkCareer({ referenceDate }: Policy, { birthDate, employment }: NominatedMember, of: string): Generator<CompletenessFault> {
  if (birthDate > referenceDate) yield fault('BORN_AFTER_REFERENCE_DATE', `${of}/person/birthDate`, { referenceDate });
  const fourteen = addMonths(birthDate, FOURTEEN_YEARS);
  for (const [i, { startedOn, endedOn }] of employment.entries()) {
    const at = `${of}/employment/${i}`;
    if (endedOn !== null && lastDay(endedOn) < firstDay(startedOn)) yield fault('EMPLOYMENT_ENDS_BEFORE_START', `${at}/endedOn`);
    if (lastDay(startedOn) <= birthDate) yield fault('EMPLOYMENT_BEFORE_BIRTH', `${at}/startedOn`);
    else if (lastDay(startedOn) < fourteen) yield fault('EMPLOYMENT_BEFORE_FOURTEEN', `${at}/startedOn`, { fourteen });
    if (firstDay(startedOn) > referenceDate) yield fault('EMPLOYMENT_AFTER_REFERENCE_DATE', `${at}/startedOn`, { referenceDate });
  }
}

function* checkDocuments(policy: Policy, { documents }: Nominee): Generator<CompletenessFault> {
  const received = new Set<string>();
  for (const [i, { key }] of documents.entries()) {
    if (!policy.personalFile.some((document) => document.key === key)) yield fault('DOCUMENT_UNKNOWN', `/documents/${i}/key`);
    else if (received.has(key)) yield fault('DOCUMENT_TWICE', `/documents/${i}/key`, { document: key });
    received.add(key);
  }
  const needed = policy.personalFile.filter((document) => document.neededAt === nominationStage(policy).key && isAlwaysNeeded(document));
  for (const { key } of needed) {
    if (!received.has(key)) yield fault('DOCUMENT_MISSING', '/documents', { document: key });
  }
}

/** Whether a condition such as a changed name holds is seen by people later on; nobody is held up for it here. */
function isAlwaysNeeded({ onlyIf }: FileDocument): boolean {
  return onlyIf === undefined;
}

function fault(code: CompletenessCode, pointer: string, params: CompletenessFault['params'] = {}): CompletenessFault {
  return { level: COMPLETENESS_FAULTS[code], code, pointer, params };
}
