import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';

/**
 * The person stands in this campaign already, or twice in the request. Nothing more is said: by whom he was put forward is
 * not the business of whoever asks.
 */
export const alreadyNominated = (pointer: string): Fault => ({ pointer, code: 'PERSON_ALREADY_NOMINATED', params: {} });

/** The СНИЛС is known, but not as this person's: a slip of the pen, or a case for the operator. */
export const snilsOfAnother = (pointer: string): Fault => ({ pointer, code: 'SNILS_OF_ANOTHER_PERSON', params: {} });

/** Another request put somebody forward while this one was being checked. */
export const overtaken = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'PERSON_ALREADY_NOMINATED', 'Somebody in the request stands in this campaign already.', {}, faults);
