import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';

export const templateRefused = (faults: readonly Fault[]): DomainError => new DomainError('rule', 'TEMPLATE_REFUSED', 'A template names what it may not, or does not name what it must; the faults say which.', {}, faults);

export const occasionTwice = (faults: readonly Fault[]): DomainError => new DomainError('rule', 'OCCASION_TWICE', 'An occasion is named once.', {}, faults);

export const draftChanged = (faults: readonly Fault[]): DomainError => new DomainError('conflict', 'DRAFT_CHANGED', 'There is no draft of this version: it was approved, or never written.', {}, faults);

export const decisionAbsent = (): DomainError => new DomainError('absent', 'DECISION_ABSENT', 'There is no such published decision.');

export const decisionReverted = (faults: readonly Fault[] = []): DomainError => new DomainError('conflict', 'DECISION_REVERTED', 'The decision was taken back; nothing of it is sent.', {}, faults);

export const secondPersonNeeded = (): DomainError => new DomainError('conflict', 'SECOND_PERSON_NEEDED', 'Another person than the decider has to let the notices out.');

export const nothingToRelease = (): DomainError => new DomainError('conflict', 'NOTHING_TO_RELEASE', 'Everybody in this decision has been written to, or no template of an occasion is approved.');

export const stalePreview = (count: number): DomainError => new DomainError('conflict', 'STALE_PREVIEW', 'The notices have changed since the preview.', { count });

export const noticeAbsent = (faults: readonly Fault[] = []): DomainError => new DomainError('absent', 'NOTICE_ABSENT', 'There is no such notice.', {}, faults);

export const noticeNotSo = (faults: readonly Fault[]): DomainError => new DomainError('conflict', 'NOTICE_STATE', 'A notice in this state cannot be treated so.', {}, faults);

export const noticeTwice = (faults: readonly Fault[]): DomainError => new DomainError('rule', 'NOTICE_TWICE', 'A notice is named once.', {}, faults);

export const nominatorAbsent = (faults: readonly Fault[] = []): DomainError => new DomainError('absent', 'NOMINATOR_ABSENT', 'There is no such nominator in this campaign.', {}, faults);

export const nothingToPrint = (faults: readonly Fault[] = []): DomainError => new DomainError('conflict', 'NOTHING_TO_PRINT', 'There is no notice of this nominator to be given on paper.', {}, faults);

export const unreadable = (): DomainError => new DomainError('conflict', 'NOTICE_ERASED', 'The key of this person was destroyed, and the text with it.');
