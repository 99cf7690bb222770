import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';

export const criterionAbsent = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'CRITERION_ABSENT', 'The stage has no such criterion; the faults say where.', {}, faults);

export const exceptionStands = (faults: readonly Fault[]): DomainError =>
  new DomainError('conflict', 'EXCEPTION_STANDS', 'An exception from this criterion stands already.', {}, faults);

export const exceptionAbsent = (): DomainError => new DomainError('absent', 'EXCEPTION_ABSENT', 'There is no such exception.');

export const exceptionWithdrawn = (): DomainError => new DomainError('conflict', 'EXCEPTION_WITHDRAWN', 'This exception is withdrawn already.');

export const staleEffect = (affected: number): DomainError =>
  new DomainError('conflict', 'STALE_PREVIEW', 'The effect is no longer the one that was shown; look at it again.', { affected });
