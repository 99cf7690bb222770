import { type CalendarDate, firstDay, lastDay } from '../../kernel/calendar-date';
import type { Fault } from '../../kernel/reason';
import type { EnteredPeriod } from './widen-period';

/** What is done to the record of an applicant, and the part of the entry that says how it is to be. */
export const CORRECTIONS = {
  'add-employment': ['employment'],
  'correct-employment': ['employmentId', 'employment'],
  'withdraw-employment': ['employmentId'],
  'receive-document': ['documentKey', 'receivedOn'],
  'withdraw-document': ['documentKey'],
  'correct-person': ['person'],
} as const;
export type CorrectionKind = keyof typeof CORRECTIONS;
export type CorrectionPart = (typeof CORRECTIONS)[CorrectionKind][number];

/** A correction as it is entered: its kind says which of the other parts it has. */
export interface EnteredCorrection {
  readonly kind: CorrectionKind;
  readonly employmentId?: string;
  readonly employment?: EnteredPeriod;
  readonly documentKey?: string;
  readonly receivedOn?: CalendarDate;
  readonly person?: object;
}

export const CORRECTION_FAULTS = ['PART_MISSING', 'PART_NOT_ASKED', 'EMPLOYMENT_ENDS_BEFORE_START', 'EMPLOYMENT_AFTER_REFERENCE_DATE', 'DOCUMENT_UNKNOWN'] as const;
export type CorrectionFault = (typeof CORRECTION_FAULTS)[number];

const PARTS: readonly CorrectionPart[] = ['employmentId', 'employment', 'documentKey', 'receivedOn', 'person'];

/** What is wrong with a correction in itself; pointers are inside of it. `documents` are the keys of the personal file. */
export function checkCorrection(entered: EnteredCorrection, referenceDate: CalendarDate, documents: readonly string[]): Fault<CorrectionFault>[] {
  const asked: readonly CorrectionPart[] = CORRECTIONS[entered.kind];
  const faults = PARTS.flatMap((part): Fault<CorrectionFault>[] => {
    if (asked.includes(part) === (entered[part] !== undefined)) return [];
    return [{ pointer: `/${part}`, code: asked.includes(part) ? 'PART_MISSING' : 'PART_NOT_ASKED', params: { kind: entered.kind } }];
  });
  const { employment, documentKey } = entered;
  if (employment?.endedOn && lastDay(employment.endedOn) < firstDay(employment.startedOn)) faults.push({ pointer: '/employment/endedOn', code: 'EMPLOYMENT_ENDS_BEFORE_START', params: {} });
  if (employment && firstDay(employment.startedOn) > referenceDate) faults.push({ pointer: '/employment/startedOn', code: 'EMPLOYMENT_AFTER_REFERENCE_DATE', params: { referenceDate } });
  if (documentKey !== undefined && !documents.includes(documentKey)) faults.push({ pointer: '/documentKey', code: 'DOCUMENT_UNKNOWN', params: {} });
  return faults;
}
