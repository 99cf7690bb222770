import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import { inItems } from '../platform/http/entries';

// Faults come with pointers that begin with the index of the item.

/** 422: not recorded, the faults say why. */
export function resultRefused(faults: readonly Fault[]): DomainError {
  return new DomainError('rule', 'RESULT_REFUSED', 'Some results cannot be recorded; the faults say which and why.', {}, inItems(faults));
}

/** 409: a result is recorded once and never changed. */
export function resultRecorded(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'RESULT_RECORDED', 'A result of this instrument is recorded already.', {}, inItems(faults));
}
