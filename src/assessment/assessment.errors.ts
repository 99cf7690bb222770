import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import { inItems } from '../platform/http/entries';

// Faults come with pointers that begin with the index of the item.

/** 422 with the code of the first fault: `ASSESSOR_UNKNOWN` or `CONFLICT_OF_INTEREST`. */
export function assignmentWrong(faults: readonly Fault[]): DomainError {
  return new DomainError('rule', faults[0]!.code, 'Some assessors cannot be assigned; the faults say which and why.', {}, inItems(faults));
}

/** 409 with the code of the first fault: `ALREADY_ASSIGNED` or `PANEL_FULL`. */
export function assignmentLate(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', faults[0]!.code, 'Some panels have no room for the assessor; the faults say which.', {}, inItems(faults));
}

/** 404: not assigned to this assessor, which is the same as absent. */
export function sheetAbsent(faults: readonly Fault[]): DomainError {
  return new DomainError('absent', 'SHEET_ABSENT', 'There is no such sheet.', {}, inItems(faults));
}

/** 409: a sheet is submitted once and never changed. */
export function marksSubmitted(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'MARKS_SUBMITTED', 'These marks are submitted already.', {}, inItems(faults));
}

/** 422: not submitted, the faults say why. */
export function marksRefused(faults: readonly Fault[]): DomainError {
  return new DomainError('rule', 'MARKS_REFUSED', 'Some sheets cannot be submitted; the faults say which and why.', {}, inItems(faults));
}

/** 409: what the plan said would come out otherwise by now. */
export function planStale(): DomainError {
  return new DomainError('conflict', 'PLAN_STALE', 'People, assessors or conflicts have changed since the plan; look at a new one.');
}

/** 422: the first of the public numbers of those whose panels cannot be filled. */
export function panelsIncomplete(numbers: readonly string[]): DomainError {
  return new DomainError('rule', 'PANELS_INCOMPLETE', 'Some panels cannot be filled; the plan says whose and why.', { count: numbers.length, numbers: numbers.slice(0, 20) });
}

/** 422: an interest that is in nothing or in something else than its kind, or not one's own to declare. */
export function interestWrong(faults: readonly Fault[]): DomainError {
  return new DomainError('rule', 'INTEREST_WRONG', 'Some interests cannot be recorded; the faults say which and why.', {}, inItems(faults));
}

/** 409: somebody has not submitted yet, and an average would give the others away. */
export function sheetsOpen(count: number): DomainError {
  return new DomainError('conflict', 'SHEETS_OPEN', 'Some sheets are not submitted yet.', { count });
}

/** 422: the policy asks for none, sheets are outstanding, or there is one already; the faults say which. */
export function consensusRefused(faults: readonly Fault[]): DomainError {
  return new DomainError('rule', 'CONSENSUS_REFUSED', 'Some consensus marks cannot be recorded; the faults say which and why.', {}, inItems(faults));
}

/** 422: nothing is set, the faults say why. */
export function expertiseWrong(faults: readonly Fault[]): DomainError {
  return new DomainError('rule', 'EXPERTISE_WRONG', 'Some experts cannot be recorded; the faults say which and why.', {}, inItems(faults));
}
