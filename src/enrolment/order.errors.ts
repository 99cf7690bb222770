import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';

export function orderAbsent(): DomainError {
  return new DomainError('absent', 'ORDER_ABSENT', 'There is no such order.');
}

export function nobodyToOrder(): DomainError {
  return new DomainError('conflict', 'NOBODY_TO_ORDER', 'Nobody is to stand in such an order.');
}

export function orderRefersWrongly(): DomainError {
  return new DomainError('rule', 'ORDER_REFERS_WRONGLY', 'An order of enrolment refers to none, any other to the registered order of enrolment it changes.', {}, [{ pointer: '/refersTo', code: 'ORDER_REFERS_WRONGLY', params: {} }]);
}

export function orderRegistered(): DomainError {
  return new DomainError('conflict', 'ORDER_REGISTERED', 'A registered order is never edited: changes are new orders that refer to it.');
}

export function orderDetailsMissing(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'ORDER_DETAILS_MISSING', 'The order does not say yet what an order has to say.', {}, faults);
}

export function personalFileIncomplete(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'PERSONAL_FILE_INCOMPLETE', 'Documents are missing from personal files of people in the order.', { people: faults.length }, faults);
}

export function scanMissing(): DomainError {
  return new DomainError('conflict', 'SCAN_MISSING', 'The scan of the signed order is not there yet.');
}

export function staleOrder(): DomainError {
  return new DomainError('conflict', 'STALE_ORDER', 'The order says something else than what was signed: facts have changed since it was printed.');
}

export function orderNumberTaken(): DomainError {
  return new DomainError('conflict', 'ORDER_NUMBER_TAKEN', 'Another order has this number and date.');
}

export function notEnrolled(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'NOT_ENROLLED', 'Somebody named is not enrolled.', {}, faults);
}
