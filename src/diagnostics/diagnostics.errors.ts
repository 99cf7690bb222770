import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import { inItems } from '../platform/http/entries';

// Faults come with pointers that begin with the index of the item.

/** 422: not recorded, the faults say why. */
export function resultRefused(faults: readonly Fault[], items = true): DomainError {
  return new DomainError('rule', 'RESULT_REFUSED', 'Some results cannot be recorded; the faults say which and why.', {}, items ? inItems(faults) : faults);
}

/** 409: a result is recorded once and never changed. */
export function resultRecorded(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'RESULT_RECORDED', 'A result of this instrument is recorded already.', {}, inItems(faults));
}

/** 404: nothing is recorded that could be corrected. */
export function resultAbsent(): DomainError {
  return new DomainError('absent', 'RESULT_ABSENT', 'There is no such result.');
}

/** 404 */
export function correctionAbsent(): DomainError {
  return new DomainError('absent', 'CORRECTION_ABSENT', 'There is no such correction.');
}

/** 409: one question about a result at a time. */
export function correctionAsked(): DomainError {
  return new DomainError('conflict', 'CORRECTION_ASKED', 'Another correction of this result waits for its decision.');
}

/** 409 */
export function correctionDecided(): DomainError {
  return new DomainError('conflict', 'CORRECTION_DECIDED', 'This correction is decided.');
}

/** 409: whoever asks for a correction does not decide it. */
export function correctionNeedsAnother(): DomainError {
  return new DomainError('conflict', 'SECOND_PERSON_NEEDED', 'Another person than the one who asked has to decide.');
}
