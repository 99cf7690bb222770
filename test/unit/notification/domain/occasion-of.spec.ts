import { EVENTS, STAGE_KINDS, STATUSES } from '../../../../src/candidacy/domain/pipeline';
import { type DecidedLine, occasionOf, OCCASIONS } from '../../../../src/notification/domain/occasion-of';
import { intervene, INTERVENTIONS, NOTICE_STATES, secondsToNextAttempt } from '../../../../src/notification/domain/notice-state';

const line = (change: Partial<DecidedLine>): DecidedLine => ({ event: 'decided:pass', kind: 'eligibility', toKind: 'diagnostics', toStatus: 'open', corrects: false, ...change });

describe('what a person is told of a line of a decision', () => {
  it.each<[string, Partial<DecidedLine>, string | null]>([
    ['a stage passed', {}, 'passed'],
    ['a place reached', { kind: 'ranking', toKind: 'enrolment' }, 'selected'],
    ['promoted from the reserve', { event: 'promote', kind: 'ranking', toKind: 'enrolment' }, 'selected'],
    ['enrolled', { kind: 'enrolment', toKind: 'enrolment', toStatus: 'enrolled' }, 'enrolled'],
    ['not admitted', { event: 'decided:fail', toKind: 'eligibility', toStatus: 'rejected' }, 'not-admitted'],
    ['a declined seat', { event: 'decided:fail', kind: 'enrolment', toKind: 'enrolment', toStatus: 'withdrawn' }, null],
    ['in reserve', { event: 'decided:reserve', kind: 'ranking', toKind: 'ranking', toStatus: 'reserve' }, 'reserve'],
    ['not come', { event: 'decided:no-show', toStatus: 'no-show' }, 'no-show'],
    ['excluded', { event: 'exclude', toStatus: 'excluded' }, 'excluded'],
    ['expelled', { event: 'expel', kind: 'enrolment', toKind: 'enrolment', toStatus: 'expelled' }, 'expelled'],
    ['his own leaving', { event: 'withdraw', toStatus: 'withdrawn' }, null],
    ['taken back after a letter', { event: 'revert', corrects: true }, 'correction'],
    ['taken back before any letter', { event: 'revert' }, null],
    ['a promotion taken back', { event: 'demote', kind: 'ranking', toKind: 'ranking', toStatus: 'reserve', corrects: true }, 'correction'],
    ['submitted by the nominator', { kind: 'nomination', toKind: 'eligibility' }, null],
  ])('%s', (_, change, occasion) => expect(occasionOf(line(change))).toBe(occasion));

  it('is one of the occasions or nothing, for whatever the pipeline knows; every occasion comes up', () => {
    const told = new Set(EVENTS.flatMap((event) => STAGE_KINDS.flatMap((kind) => STAGE_KINDS.flatMap((toKind) => STATUSES.flatMap((toStatus) => [true, false].map((corrects) => occasionOf({ event, kind, toKind, toStatus, corrects })))))));
    expect([...told].filter(Boolean).sort()).toEqual([...OCCASIONS].sort());
  });
});

describe('how a notice is helped on', () => {
  it('only from where it stands still, and never once it was taken, handed over or cancelled', () => {
    const table = Object.fromEntries(INTERVENTIONS.map((event) => [event, NOTICE_STATES.filter((state) => intervene(state, event))]));
    expect(table).toEqual({ resend: ['refused', 'failed', 'unsure'], cancel: ['queued', 'refused', 'failed'], 'confirm-accepted': ['unsure'] });
  });

  it('is tried again after growing delays for some four days, and then given up', () => {
    const delays: number[] = [];
    for (let tries = 1; ; tries++) {
      const seconds = secondsToNextAttempt(tries);
      if (seconds === null) break;
      expect(seconds).toBeGreaterThanOrEqual(delays.at(-1) ?? 0);
      delays.push(seconds);
    }
    const days = delays.reduce((sum, each) => sum + each, 0) / 86_400;
    expect(days).toBeGreaterThan(4);
    expect(days).toBeLessThan(5);
  });
});
