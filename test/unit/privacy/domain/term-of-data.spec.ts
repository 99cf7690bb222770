import * as fc from 'fast-check';
import { addDays, fromDayNumber, toDayNumber } from '../../../../src/kernel/calendar-date';
import type { CandidacyStatus } from '../../../../src/campaign/domain/policy-terms';
import { hasEnded, type TermFacts, termOfData } from '../../../../src/privacy/domain/term-of-data';

const RETENTION = { enrolled: 'education-record', notEnrolled: 'contest-record', profiles: 'confidential-profile' };
const facts = (change: Partial<TermFacts>): TermFacts => ({ status: 'rejected', decidedOn: '2026-05-31', withdrawnOn: null, ...change });

describe('the term of data', () => {
  it.each<[string, Partial<TermFacts>, object | null]>([
    ['three years after a rejection, then 30 days', {}, { ground: 'TERM_OVER', retentionClass: 'contest-record', from: '2029-05-31', by: '2029-06-30' }],
    ['fifty years of study', { status: 'enrolled', decidedOn: '2024-02-29' }, { ground: 'TERM_OVER', retentionClass: 'education-record', from: '2074-02-28', by: '2074-03-30' }],
    ['a withdrawn consent, from its day', { withdrawnOn: '2026-02-15' }, { ground: 'CONSENT_WITHDRAWN', retentionClass: null, from: '2026-02-15', by: '2026-03-17' }],
    ['a withdrawn consent of somebody who still takes part', { status: 'open', decidedOn: null, withdrawnOn: '2026-02-15' }, { ground: 'CONSENT_WITHDRAWN', from: '2026-02-15' }],
    ['a consent is not what studies rest on', { status: 'graduated', withdrawnOn: '2026-02-15' }, { ground: 'TERM_OVER', retentionClass: 'education-record' }],
    ['none while the purpose is not reached', { status: 'open' }, null],
    ['none on the reserve list', { status: 'reserve' }, null],
  ])('%s', (_, change, expected) => {
    const term = termOfData(facts(change), RETENTION);
    if (expected === null) expect(term).toBeNull();
    else expect(term).toMatchObject(expected);
  });

  it('is none where the archive decides, and none of a class nobody knows', () => {
    expect(termOfData(facts({}), { ...RETENTION, notEnrolled: 'order-and-minutes' })).toBeNull();
    expect(termOfData(facts({}), { ...RETENTION, notEnrolled: 'no-such-class' })).toBeNull();
  });

  it('gives 30 days, never begins before its cause, and only ends what has ended or was withdrawn', () => {
    const statuses: readonly CandidacyStatus[] = ['open', 'reserve', 'enrolled', 'rejected', 'withdrawn', 'excluded', 'no-show', 'on-hold', 'expelled', 'graduated'];
    const day = fc.integer({ min: 10_000, max: 40_000 }).map(fromDayNumber);
    fc.assert(fc.property(fc.constantFrom(...statuses), fc.option(day), fc.option(day), (status, decidedOn, withdrawnOn) => {
      const term = termOfData({ status, decidedOn, withdrawnOn }, RETENTION);
      if (!term) return;
      expect(term.by).toBe(addDays(term.from, 30));
      const cause = term.ground === 'TERM_OVER' ? decidedOn! : withdrawnOn!;
      expect(toDayNumber(term.from)).toBeGreaterThanOrEqual(toDayNumber(cause));
      if (term.ground === 'TERM_OVER') expect(hasEnded(status)).toBe(true);
    }));
  });
});
