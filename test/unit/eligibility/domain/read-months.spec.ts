import fc from 'fast-check';
import { computeTenure } from '../../../../src/eligibility/domain/compute-tenure';
import { hasMonthOnly, READINGS, readMonths, type RecordedPeriod } from '../../../../src/eligibility/domain/read-months';
import { addDays, toDayNumber } from '../../../../src/kernel/calendar-date';

const read = (start: string, end: string | null): unknown => READINGS.map((reading) => {
  const period = readMonths({ start, end }, reading);
  return period && `${period.start}..${period.end}`;
});

describe('readMonths: by the 15th, at the least, at the most', () => {
  it.each<[string, string | null, unknown]>([
    ['2020-05-03', '2021-02-28', ['2020-05-03..2021-02-28', '2020-05-03..2021-02-28', '2020-05-03..2021-02-28']],
    ['2020-05', '2021-02', ['2020-05-15..2021-02-15', '2020-05-31..2021-02-01', '2020-05-01..2021-02-28']],
    ['2020-02', null, ['2020-02-15..null', '2020-02-29..null', '2020-02-01..null']],
    // No day of a job within one month is certain.
    ['2020-05', '2020-05', ['2020-05-15..2020-05-15', null, '2020-05-01..2020-05-31']],
    // A day that is known bounds the other side.
    ['2020-05-20', '2020-05', ['2020-05-20..2020-05-20', '2020-05-20..2020-05-20', '2020-05-20..2020-05-31']],
    ['2020-05', '2020-05-10', ['2020-05-10..2020-05-10', '2020-05-10..2020-05-10', '2020-05-01..2020-05-10']],
    ['2020-05', '2020-06', ['2020-05-15..2020-06-15', '2020-05-31..2020-06-01', '2020-05-01..2020-06-30']],
    // Left as wrong as it is.
    ['2020-06', '2020-05', ['2020-06-01..2020-05-31', '2020-06-01..2020-05-31', '2020-06-01..2020-05-31']],
  ])('%s to %s', (start, end, expected) => {
    expect(read(start, end)).toEqual(expected);
  });

  it('knows a month from a day', () => {
    expect([hasMonthOnly({ start: '2020-05-01', end: null }), hasMonthOnly({ start: '2020-05', end: null }), hasMonthOnly({ start: '2020-05-01', end: '2020-06' })]).toEqual([false, true, true]);
    expect(hasMonthOnly({ start: '2020-13', end: null })).toBe(false);
  });

  it('whatever the days were, the union lies between the least and the most', () => {
    const day = fc.integer({ min: toDayNumber('2015-01-01'), max: toDayNumber('2022-12-31') }).map((n) => addDays('1970-01-01', n));
    const truth = fc.record({ start: day, length: fc.nat(900), startKnown: fc.boolean(), endKnown: fc.boolean() });
    const days = (periods: readonly (RecordedPeriod | null)[]): number => {
      const tenure = computeTenure({ asOf: '2023-06-30', intervals: periods.flatMap((period) => (period ? [period] : [])) });
      if ('code' in tenure) throw new Error(tenure.code);
      return tenure.totalDays;
    };
    fc.assert(fc.property(fc.array(truth, { minLength: 1, maxLength: 6 }), (career) => {
      const actual = career.map(({ start, length }) => ({ start, end: addDays(start, length) }));
      const recorded = actual.map(({ start, end }, i) => ({ start: career[i]!.startKnown ? start : start.slice(0, 7), end: career[i]!.endKnown ? end : end.slice(0, 7) }));
      const under = (reading: (typeof READINGS)[number]): number => days(recorded.map((period) => readMonths(period, reading)));
      expect(under('least')).toBeLessThanOrEqual(days(actual));
      expect(under('most')).toBeGreaterThanOrEqual(days(actual));
    }), { numRuns: 2_000 });
  });
});
