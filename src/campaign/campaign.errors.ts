import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';

export const campaignAbsent = (): DomainError => new DomainError('absent', 'CAMPAIGN_ABSENT', 'There is no such campaign.');

export const campaignClosed = (): DomainError => new DomainError('conflict', 'CAMPAIGN_CLOSED', 'The campaign is closed; its policy stays as it is.');

export const programmeAbsent = (): DomainError => new DomainError('absent', 'PROGRAMME_ABSENT', 'There is no such programme.');

/** The programme named in a request body. */
export const programmeUnknown = (): DomainError =>
  new DomainError('rule', 'PROGRAMME_UNKNOWN', 'There is no such programme.', {}, [{ pointer: '/programme', code: 'PROGRAMME_UNKNOWN', params: {} }]);

export const policyAbsent = (): DomainError => new DomainError('absent', 'POLICY_ABSENT', 'There is no such policy version.');

export const policyMalformed = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'POLICY_MALFORMED', 'The document has not the form of a policy; the faults say where.', {}, faults);

export const policyPublished = (): DomainError => new DomainError('conflict', 'POLICY_PUBLISHED', 'This version is published already.');

export const draftChanged = (): DomainError => new DomainError('conflict', 'DRAFT_CHANGED', 'The draft is no longer the one that was shown.');

export const secondPersonNeeded = (): DomainError =>
  new DomainError('conflict', 'SECOND_PERSON_NEEDED', 'Another person than the one who proposed this has to let it take effect.');

export const policyRefused = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'POLICY_REFUSED', 'The policy cannot be published; the faults say why.', {}, faults);

export const changedAfterOpening = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'CHANGED_AFTER_OPENING', 'The version changes what may not change once a campaign is open.', {}, faults);

export const nominatorsRefused = (faults: readonly Fault[]): DomainError =>
  new DomainError('rule', 'NOMINATORS_REFUSED', 'Some nominators cannot be taken; the faults say which.', {}, faults);

/** Absent, foreign and not taking part are the same to whoever asks. */
export const nominatorAbsent = (faults: readonly Fault[] = []): DomainError =>
  new DomainError('absent', 'NOMINATOR_ABSENT', 'There is no such nominator in this campaign.', {}, faults);

export const nominationLimitReached = (places: number, used: number): DomainError =>
  new DomainError('conflict', 'NOMINATION_LIMIT_REACHED', 'The nominator has not so many places left.', { places, used });

export const limitBelowUsed = (nominators: readonly string[]): DomainError =>
  new DomainError('conflict', 'LIMIT_BELOW_USED', 'Some nominators have submitted more than the new limit allows.', { nominators });
