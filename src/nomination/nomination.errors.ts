import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';

export const nominationsRefused = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'NOMINATIONS_REFUSED', 'Some nominations cannot be taken; the faults say why.', {}, faults);

/** Absent, foreign and not taking part in the campaign are the same to whoever asks. */
export const nominatorAbsent = (pointers: readonly string[]): DomainError =>
  new DomainError('absent', 'NOMINATOR_ABSENT', 'There is no such nominator in this campaign.', {}, pointers.map((pointer) => ({ pointer, code: 'NOMINATOR_ABSENT', params: {} })));

export const namedTwice = (pointers: readonly string[]): DomainError =>
  new DomainError('rule', 'CANDIDACY_NAMED_TWICE', 'A candidacy is submitted once.', {}, pointers.map((pointer) => ({ pointer, code: 'CANDIDACY_NAMED_TWICE', params: {} })));

export const nominationIncomplete = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'NOMINATION_INCOMPLETE', 'Some nominations are not complete, so none was submitted.', {}, faults);
