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

export const extensionAbsent = (): DomainError => new DomainError('absent', 'EXTENSION_ABSENT', 'There is no such request for a later deadline.');

export const extensionDecided = (state: string): DomainError => new DomainError('conflict', 'EXTENSION_DECIDED', 'This request was answered already.', { state });

export const extensionNotLater = (closesAt: string): DomainError =>
  new DomainError('rule', 'EXTENSION_NOT_LATER', 'A later deadline is later than that of the policy.', { closesAt }, [{ pointer: '/until', code: 'EXTENSION_NOT_LATER', params: { closesAt } }]);

export const batchAbsent = (): DomainError => new DomainError('absent', 'BATCH_ABSENT', 'There is no such list of nominees.');

export const batchNotSo = (state: string): DomainError => new DomainError('conflict', 'BATCH_STATE', 'A list in this state cannot be treated so.', { state });

export const batchEmpty = (): DomainError => new DomainError('rule', 'BATCH_EMPTY', 'There is nobody to submit.');

export const batchChanged = (count: number): DomainError => new DomainError('conflict', 'BATCH_CHANGED', 'The list or somebody on it has changed since it was checked.', { count });

export const receiptAbsent = (): DomainError => new DomainError('absent', 'RECEIPT_ABSENT', 'There is no such receipt.');

export const letterAbsent = (): DomainError => new DomainError('absent', 'LETTER_ABSENT', 'There is no such letter.');

export const letterHasFile = (part: string): DomainError => new DomainError('conflict', 'LETTER_FILE_KEPT', 'This part of the letter is there already and stays as it is; send another letter.', { part });

export const letterTwice = (): DomainError => new DomainError('conflict', 'LETTER_TWICE', 'The nominator has a letter of this number and date.');

export const letterFileMissing = (part: string): DomainError => new DomainError('absent', 'LETTER_FILE_MISSING', 'This part of the letter was not uploaded.', { part });

/** How far they have got is not told: it may be decided and not published. */
export const nomineesSubmitted = (faults: readonly Fault[]): DomainError => new DomainError('conflict', 'NOMINEE_SUBMITTED', 'Who was submitted is neither changed nor deleted.', {}, faults);

export const nomineeSubmitted = (number: string): DomainError => nomineesSubmitted([{ pointer: '', code: 'NOMINEE_SUBMITTED', params: { number } }]);

export const externalIdTwice = (pointers: readonly string[]): DomainError =>
  new DomainError('rule', 'EXTERNAL_ID_TWICE', 'One number is one nominee.', {}, pointers.map((pointer) => ({ pointer, code: 'EXTERNAL_ID_TWICE', params: {} })));

export const importAbsent = (): DomainError => new DomainError('absent', 'IMPORT_ABSENT', 'There is no such uploaded list.');

export const importRowAbsent = (): DomainError => new DomainError('absent', 'IMPORT_ROW_ABSENT', 'The uploaded list has no such row waiting to be corrected.');

export const importNotSo = (state: string): DomainError => new DomainError('conflict', 'IMPORT_STATE', 'An uploaded list in this state cannot be treated so.', { state });

export const importForgotten = (): DomainError => new DomainError('conflict', 'IMPORT_FORGOTTEN', 'Nothing was left to be corrected, so what stood in the file is not kept.');

export const mappingNeeded = (): DomainError => new DomainError('rule', 'IMPORT_MAPPING_NEEDED', 'The file is not the official template, and nobody has said what its columns mean.');
