import { DomainError } from '../kernel/domain-error';
import type { Fault, Reason } from '../kernel/reason';

export function appealAbsent(): DomainError {
  return new DomainError('absent', 'APPEAL_ABSENT', 'There is no such appeal.');
}

export function appealsRefused(faults: readonly Fault[]): DomainError {
  return new DomainError('rule', 'APPEALS_REFUSED', 'An appeal cannot be registered as entered: it names one published decision about the person and a day since its publication.', {}, faults);
}

export function appealsTwice(faults: readonly Fault[]): DomainError {
  return new DomainError('conflict', 'APPEAL_TWICE', 'An appeal with this number and date, or an open one against the same decision, is registered already.', {}, faults);
}

export function appealAnswered(): DomainError {
  return new DomainError('conflict', 'APPEAL_ANSWERED', 'The appeal has been answered; what was answered stays.');
}

export function appealNotAnswered(): DomainError {
  return new DomainError('conflict', 'APPEAL_NOT_ANSWERED', 'The appeal has not been answered yet.');
}

/** It came by a candidate's link, and nobody has entered its incoming number. */
export function appealNotRegistered(): DomainError {
  return new DomainError('conflict', 'APPEAL_NOT_REGISTERED', 'The appeal came by a link and has no incoming number yet; enter it before it is answered.');
}

export function appealRegistered(): DomainError {
  return new DomainError('conflict', 'APPEAL_REGISTERED', 'The appeal has its incoming number.');
}

export function appealPublished(): DomainError {
  return new DomainError('conflict', 'APPEAL_PUBLISHED', 'The answer has been sent already.');
}

export function appealNotLate(): DomainError {
  return new DomainError('conflict', 'APPEAL_NOT_LATE', 'The appeal came in time or has been admitted: there is nothing to admit.');
}

export function appealTextMissing(): DomainError {
  return new DomainError('conflict', 'APPEAL_TEXT_MISSING', 'The text of the appeal is not there yet; upload the scan.');
}

export function notInRanking(stage: string, status: string): DomainError {
  return new DomainError('conflict', 'NOT_IN_RANKING', 'The person does not wait for a ranking: decide him anew until he does; where he waits in the reserve, preview the replacement.', { stage, status });
}

/** What forbids a review, as it is answered: who may not review is a conflict, what does not fit together a rule. */
export function reviewRefused({ code, params }: Reason): DomainError {
  switch (code) {
    case 'REVIEWER_DECIDED':
      return new DomainError('conflict', 'REVIEWER_DECIDED', 'Whoever took the decision does not review the appeal against it; another officer does.');
    case 'APPEAL_TEXT_MISSING':
      return appealTextMissing();
    case 'APPEAL_NOT_ADMITTED':
      return new DomainError('conflict', 'APPEAL_NOT_ADMITTED', 'The appeal came late and is upheld only once it is admitted with a reason.');
    default:
      return new DomainError('rule', 'REVIEW_REFUSED', 'The answer cannot be recorded as entered.', {}, [{ pointer: code === 'REASON_OF_OTHER_OUTCOME' ? '/reason' : '/remedy', code, params }]);
  }
}
