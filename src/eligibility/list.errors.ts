import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';

export const listAbsent = (): DomainError => new DomainError('absent', 'LIST_ABSENT', 'The policy has no such list.');

export const listRefused = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'LIST_REFUSED', 'Some entries cannot be taken; the faults say which and why.', {}, faults);

export const importAbsent = (): DomainError => new DomainError('absent', 'IMPORT_ABSENT', 'There is no such import of this list.');

export const importWithdrawn = (): DomainError => new DomainError('conflict', 'IMPORT_WITHDRAWN', 'This import is withdrawn already.');
