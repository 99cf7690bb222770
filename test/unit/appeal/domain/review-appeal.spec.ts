import { refuseReview, type Review, type Reviewed } from '../../../../src/appeal/domain/review-appeal';

const UPHELD: Review = { outcome: 'upheld', reason: 'APPEAL_MARKS_WRONG', remedy: 'marks-reopened' };
const REJECTED: Review = { outcome: 'rejected', reason: 'APPEAL_DECISION_STANDS', remedy: null };
const APPEAL: Reviewed = { decidedBy: 'decider', isLate: false, isAdmitted: false, hasText: true, atEnrolment: false };

const CASES: readonly (readonly [string, Review, Partial<Reviewed>, string, string | null])[] = [
  ['lets another person uphold', UPHELD, {}, 'reviewer', null],
  ['lets another person reject', REJECTED, {}, 'reviewer', null],
  ['keeps the decider from reviewing himself', REJECTED, {}, 'decider', 'REVIEWER_DECIDED'],
  ['wants the text first', REJECTED, { hasText: false }, 'reviewer', 'APPEAL_TEXT_MISSING'],
  ['does not uphold for a reason to reject', { ...UPHELD, reason: 'APPEAL_OUT_OF_TIME' }, {}, 'reviewer', 'REASON_OF_OTHER_OUTCOME'],
  ['does not uphold without a remedy', { ...UPHELD, remedy: null }, {}, 'reviewer', 'REMEDY_WHEN_UPHELD'],
  ['has no remedy for what it rejects', { ...REJECTED, remedy: 'exception' }, {}, 'reviewer', 'REMEDY_WHEN_UPHELD'],
  ['upholds nothing late', UPHELD, { isLate: true }, 'reviewer', 'APPEAL_NOT_ADMITTED'],
  ['upholds what came late and was admitted', UPHELD, { isLate: true, isAdmitted: true }, 'reviewer', null],
  ['rejects what came late', { ...REJECTED, reason: 'APPEAL_OUT_OF_TIME' }, { isLate: true }, 'reviewer', null],
  ['changes a seat at the seat alone', UPHELD, { atEnrolment: true }, 'reviewer', 'REMEDY_OF_OTHER_STAGE'],
  ['changes no seat for an earlier stage', { ...UPHELD, remedy: 'seat-change' }, {}, 'reviewer', 'REMEDY_OF_OTHER_STAGE'],
];

describe('refuseReview', () => {
  it.each(CASES)('%s', (_, review, appeal, reviewer, code) => {
    expect(refuseReview(review, { ...APPEAL, ...appeal }, reviewer)?.code ?? null).toBe(code);
  });
});
