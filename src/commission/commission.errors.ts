import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';

export const noCommission = (): DomainError => new DomainError('conflict', 'NO_COMMISSION', 'The policy has no commission.');

export const meetingAbsent = (): DomainError => new DomainError('absent', 'MEETING_ABSENT', 'There is no such meeting.');

export const meetingClosed = (): DomainError => new DomainError('conflict', 'MEETING_CLOSED', 'The protocol of this meeting has its number; nothing in it changes any more.');

export const itemAbsent = (pointers: readonly string[] = []): DomainError =>
  new DomainError('absent', 'ITEM_ABSENT', 'There is no such item on the agenda.', {}, pointers.map((pointer) => ({ pointer, code: 'ITEM_ABSENT', params: {} })));

export const itemDecided = (): DomainError => new DomainError('conflict', 'ITEM_DECIDED', 'A decision rests on this vote; take the decision back first.');

export const itemVoted = (): DomainError => new DomainError('conflict', 'ITEM_VOTED', 'This item has been voted on and stays on the agenda.');

export const itemsRefused = (faults: readonly Fault[]): DomainError => new DomainError('rule', 'ITEMS_REFUSED', 'This cannot be put on the agenda; the faults say why.', {}, faults);

export const votesRefused = (faults: readonly Fault[]): DomainError => new DomainError('rule', 'VOTES_REFUSED', 'The votes cannot be recorded so; the faults say why.', {}, faults);

export const attendanceRefused = (faults: readonly Fault[]): DomainError => new DomainError('rule', 'ATTENDANCE_REFUSED', 'The attendance cannot be recorded so; the faults say why.', {}, faults);

export const attendanceMissing = (): DomainError => new DomainError('conflict', 'ATTENDANCE_MISSING', 'Record first who was there and who presided.');

export const commissionSize = (count: number, min: number, max: number): DomainError =>
  new DomainError('rule', 'COMMISSION_SIZE', 'The commission has fewer or more members on that day than the policy allows.', { count, min, max });

export const itemsNotVoted = (ordinals: readonly number[]): DomainError =>
  new DomainError('conflict', 'ITEMS_NOT_VOTED', 'Something on the agenda has not been voted on.', { items: ordinals.map(String) });

export const protocolTwice = (): DomainError => new DomainError('conflict', 'PROTOCOL_TWICE', 'There is a protocol of this number and date.');

export const protocolBeforeMeeting = (): DomainError =>
  new DomainError('rule', 'PROTOCOL_BEFORE_MEETING', 'A protocol is not older than its meeting.', {}, [{ pointer: '/date', code: 'PROTOCOL_BEFORE_MEETING', params: {} }]);

export const protocolMissing = (): DomainError => new DomainError('conflict', 'PROTOCOL_MISSING', 'Enter number and date of the protocol first.');

export const scanKept = (): DomainError => new DomainError('conflict', 'SCAN_KEPT', 'The signed protocol is here already and stays.');

export const scanMissing = (): DomainError => new DomainError('absent', 'SCAN_MISSING', 'The signed protocol has not been uploaded.');
