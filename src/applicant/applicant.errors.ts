import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import type { DuplicateState } from './domain/check-resolution';

/** This nominator has put the person forward in the campaign already, or twice in the request. */
export const alreadyNominated = (pointer: string): Fault => ({ pointer, code: 'PERSON_ALREADY_NOMINATED', params: {} });

/** The СНИЛС is known, but not as this person's: a slip of the pen, or a case for the operator. */
export const snilsOfAnother = (pointer: string): Fault => ({ pointer, code: 'SNILS_OF_ANOTHER_PERSON', params: {} });

/** Another request put somebody forward while this one was being checked. */
export const overtaken = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'PERSON_ALREADY_NOMINATED', 'Somebody in the request stands in this campaign already.', {}, faults);

export const duplicateAbsent = (): DomainError => new DomainError('absent', 'DUPLICATE_ABSENT', 'There is no such set of nominations.');

export const duplicateResolved = (state: DuplicateState): DomainError => new DomainError('conflict', 'DUPLICATE_RESOLVED', 'Somebody has said already who is who.', { state });

export const resolutionRefused = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'RESOLUTION_REFUSED', 'The nominations cannot be resolved so; the faults say why.', {}, faults);
