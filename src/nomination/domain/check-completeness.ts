import { nominationStage } from '../../campaign/domain/nomination-stage';
import type { FileDocument, NominatorKind, Policy } from '../../campaign/domain/policy';
import { type CalendarDate, firstDay, lastDay } from '../../kernel/calendar-date';
import type { Fault } from '../../kernel/reason';

/**
 * `entry`: the nomination contradicts the policy or itself and is not taken; `submission`: it may be entered, but not
 * submitted until it is complete.
 */
export type CompletenessLevel = 'entry' | 'submission';

/** Every fault a nomination can have, and where it stops it. */
export const COMPLETENESS_FAULTS = {
  NOMINATOR_KIND_NOT_ALLOWED: 'entry',
  TERRITORY_MISSING: 'entry',
  CATEGORY_MISSING: 'entry',
  CATEGORY_UNKNOWN: 'entry',
  BORN_AFTER_REFERENCE_DATE: 'entry',
  EMPLOYMENT_ENDS_BEFORE_START: 'entry',
  EMPLOYMENT_BEFORE_BIRTH: 'entry',
  EMPLOYMENT_AFTER_REFERENCE_DATE: 'entry',
  DOCUMENT_UNKNOWN: 'entry',
  DOCUMENT_TWICE: 'entry',
  DOCUMENT_MISSING: 'submission',
  NOMINEE_UNDER_REVIEW: 'submission',
} as const satisfies Record<string, CompletenessLevel>;

export type CompletenessCode = keyof typeof COMPLETENESS_FAULTS;

export interface CompletenessFault extends Fault<CompletenessCode> {
  readonly level: CompletenessLevel;
}

/** What is known of a nominee; `region` is that of his territory as the policy counts it. */
export interface Nominee {
  readonly nominatorKind: NominatorKind;
  readonly region: string | null;
  readonly category: string | null;
  readonly birthDate: CalendarDate;
  /** The last day is null while the post is held; a month where no more is known. */
  readonly employment: readonly { readonly startedOn: CalendarDate; readonly endedOn: CalendarDate | null }[];
  readonly documents: readonly { readonly key: string }[];
  /** Whether an officer has yet to say if somebody else put the same person forward. */
  readonly underReview?: boolean;
}

/**
 * Whether a nomination is formally in order: everything nomination itself asks for, nothing a later stage judges. Faults
 * point into the nomination as it is entered. Dates are compared as text, which for `YYYY-MM-DD` is their order.
 */
export function checkCompleteness(policy: Policy, nominee: Nominee): CompletenessFault[] {
  return [...checkOrigin(policy, nominee), ...checkCareer(policy, nominee), ...checkDocuments(policy, nominee)];
}

function* checkOrigin(policy: Policy, { nominatorKind, region, category, underReview }: Nominee): Generator<CompletenessFault> {
  const { applicants, categories = [] } = policy;
  if (!nominationStage(policy).nominators.includes(nominatorKind)) yield fault('NOMINATOR_KIND_NOT_ALLOWED', '/nominatorId', { kind: nominatorKind });
  if (underReview) yield fault('NOMINEE_UNDER_REVIEW', '');
  if (region === null) yield fault('TERRITORY_MISSING', applicants.territoryFrom === 'registration' ? '/registrationRegion' : '/nominatorId');
  if (category === null ? categories.length > 0 : !categories.some(({ key }) => key === category)) {
    yield fault(category === null ? 'CATEGORY_MISSING' : 'CATEGORY_UNKNOWN', '/category', { known: categories.map(({ key }) => key) });
  }
}

function* checkCareer({ referenceDate }: Policy, { birthDate, employment }: Nominee): Generator<CompletenessFault> {
  if (birthDate > referenceDate) yield fault('BORN_AFTER_REFERENCE_DATE', '/person/birthDate', { referenceDate });
  for (const [i, { startedOn, endedOn }] of employment.entries()) {
    const at = `/employment/${i}`;
    if (endedOn !== null && lastDay(endedOn) < firstDay(startedOn)) yield fault('EMPLOYMENT_ENDS_BEFORE_START', `${at}/endedOn`);
    if (lastDay(startedOn) <= birthDate) yield fault('EMPLOYMENT_BEFORE_BIRTH', `${at}/startedOn`);
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
