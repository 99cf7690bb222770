import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import type { DestructionState } from './destruction.entity';

export const candidacyAbsent = (pointers: readonly string[]): DomainError =>
  new DomainError('absent', 'CANDIDACY_ABSENT', 'There is no such candidacy whose data are held.', {}, pointers.map((pointer) => ({ pointer, code: 'CANDIDACY_ABSENT', params: {} })));

/** Somebody whose data are needed, not yet due or held: the faults say who and why. */
export const destructionRefused = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'DESTRUCTION_REFUSED', 'The data of somebody named may not be destroyed; the faults say whose and why.', {}, faults);

export const destructionAbsent = (): DomainError => new DomainError('absent', 'DESTRUCTION_ABSENT', 'There is no such destruction.');

export const destructionDecided = (state: DestructionState): DomainError => new DomainError('conflict', 'DESTRUCTION_DECIDED', 'The destruction has been decided on.', { state });

export const secondPersonNeeded = (): DomainError => new DomainError('conflict', 'SECOND_PERSON_NEEDED', 'Another person than the one who proposed it has to decide.');

export const stalePreview = (): DomainError => new DomainError('conflict', 'STALE_PREVIEW', 'What is held has changed since it was shown; look again.');

export const actAbsent = (): DomainError => new DomainError('absent', 'ACT_ABSENT', 'There is no act of this destruction: it was not carried out, or the term of the act is over.');

export const policyAbsent = (): DomainError => new DomainError('conflict', 'POLICY_ABSENT', 'The campaign has no policy in force that says how long data are held.');

export const exportAbsent = (): DomainError => new DomainError('absent', 'EXPORT_ABSENT', 'There is no such export, or it has expired.');
