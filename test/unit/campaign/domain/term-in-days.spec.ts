import * as fc from 'fast-check';
import { moscowDay, showTerm, termEnd, termOver } from '../../../../src/campaign/domain/term-in-days';
import { addDays, fromDayNumber } from '../../../../src/kernel/calendar-date';

describe('the term of an offer', () => {
  it.each([
    ['2026-07-01', 7, '2026-07-08T20:59:59.000Z'],
    ['2026-02-27', 2, '2026-03-01T20:59:59.000Z'],
    ['2026-12-31', 1, '2027-01-01T20:59:59.000Z'],
  ])('dispatched on %s for %i days ends with its last day in Moscow', (sentOn, days, end) => {
    expect(termEnd(sentOn, days).toISOString()).toBe(end);
  });

  it('ends on the last day, whatever the day, and is over a second later', () => {
    fc.assert(fc.property(fc.integer({ min: 18_000, max: 40_000 }), fc.integer({ min: 1, max: 60 }), (day, days) => {
      const end = termEnd(fromDayNumber(day), days);
      expect(moscowDay(end)).toBe(addDays(fromDayNumber(day), days));
      expect([termOver(end, end), termOver(end, new Date(end.getTime() + 1000))]).toEqual([false, true]);
    }));
  });

  it('never ends while the clock does not run', () => {
    expect(termOver(null, new Date('2999-01-01'))).toBe(false);
  });

  it('is a new day in Moscow while it is the old one in Greenwich', () => {
    expect(moscowDay(new Date('2026-07-01T21:00:00Z'))).toBe('2026-07-02');
    expect(showTerm(new Date('2026-07-08T20:59:59Z'), '39')).toEqual({ at: '2026-07-08T20:59:59.000Z', moscow: '2026-07-08 23:59', local: '2026-07-08 22:59', zone: 'Europe/Kaliningrad' });
  });
});
