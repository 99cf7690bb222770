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

export const correctionsRefused = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'CORRECTIONS_REFUSED', 'Some corrections cannot be made; the faults say which and why.', {}, faults);

export const noSample = (): DomainError => new DomainError('conflict', 'NO_SAMPLE', 'The policy asks for no comparison with documents at this stage.');

export const taskAbsent = (faults: readonly Fault[]): DomainError =>
  new DomainError('absent', 'TASK_ABSENT', 'Some of the records are not to be compared at this stage.', {}, faults);

export const recordsChecked = (faults: readonly Fault[]): DomainError =>
  new DomainError('conflict', 'RECORDS_CHECKED', 'Some of the records have been compared already.', {}, faults);

export const postAbsent = (faults: readonly Fault[]): DomainError =>
  new DomainError('absent', 'POST_ABSENT', 'No record of the campaign names such a post.', {}, faults);

export const postTwice = (faults: readonly Fault[]): DomainError => new DomainError('rule', 'POST_TWICE', 'A post is classified twice in the request.', {}, faults);
