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

export const documentNotAsked = (known: readonly string[]): DomainError =>
  new DomainError('rule', 'DOCUMENT_NOT_ASKED', 'The policy has no such document in its personal file.', { known });

export const documentAbsent = (): DomainError => new DomainError('absent', 'DOCUMENT_ABSENT', 'The policy has no such document in its personal file.');

export const fileAbsent = (): DomainError => new DomainError('absent', 'FILE_ABSENT', 'There is no such file.');

/** Also under another document: a consent is drawn up separately (152-FZ, art. 9), and one file is one document. */
export const fileKeptAlready = (): DomainError => new DomainError('conflict', 'FILE_KEPT_ALREADY', 'The personal file has this very file already; each document is a file of its own.');

export const fileStays = (): DomainError => new DomainError('conflict', 'FILE_STAYS', 'Who was submitted was submitted with this file; an officer may remove it.');

export const tooManyFiles = (most: number): DomainError => new DomainError('conflict', 'TOO_MANY_FILES', 'The personal file takes no more files.', { most });

export const consentAbsent = (): DomainError => new DomainError('absent', 'CONSENT_ABSENT', 'There is no such consent that stands.');

export const consentStands = (): DomainError => new DomainError('conflict', 'CONSENT_STANDS', 'A consent to this purpose stands already.');

export const withdrawnTooEarly = (): DomainError => new DomainError('rule', 'WITHDRAWN_TOO_EARLY', 'A consent is withdrawn after it was given.');

export const holdAbsent = (): DomainError => new DomainError('absent', 'HOLD_ABSENT', 'There is no such legal hold.');

export const holdReleased = (): DomainError => new DomainError('conflict', 'HOLD_RELEASED', 'A hold that is named has been released before.');

export const personDestroyed = (): DomainError => new DomainError('conflict', 'PERSON_DESTROYED', 'The data of this person have been destroyed; nothing sealed with his key opens any more.');
