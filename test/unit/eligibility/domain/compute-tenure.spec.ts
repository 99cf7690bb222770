import fc from 'fast-check';
import type { Tenure, TenureInterval, TenureMethod } from '../../../../src/eligibility/domain/compute-tenure';
import { computeTenure, reachesMonths } from '../../../../src/eligibility/domain/compute-tenure';
import type { CalendarParts } from '../../../../src/kernel/calendar-date';
import { addDays, fromDayNumber, toDayNumber } from '../../../../src/kernel/calendar-date';

const LATER = '2030-01-01';

function tenure(intervals: readonly TenureInterval[], asOf = LATER, requireMonths?: number): Tenure {
  const result = computeTenure({ asOf, intervals, requireMonths });
  if ('code' in result) throw new Error(`${result.code} at ${result.pointer}`);
  return result;
}

function period(start: string, end: string | null, factor?: TenureInterval['factor']): TenureInterval {
  return { start, end, factor };
}

function ymd({ years, months, days }: CalendarParts): string {
  return `${years}-${months}-${days}`;
}

function readings(result: Tenure): Record<TenureMethod, string> {
  return {
    legal30: ymd(result.legal30), calendar: ymd(result.calendar),
    column30: ymd(result.column30), fullMonths30: ymd(result.fullMonths30),
  };
}

/** Two habits met in practice that must not decide: borrowing the length of the start month, and total days / 30. */
function borrowingStartMonth(start: string, end: string): string {
  const [y = 0, m = 0, d = 0] = start.split('-').map(Number);
  const [endY = 0, endM = 0, endD = 0] = addDays(end, 1).split('-').map(Number);
  const lengthOfStartMonth = new Date(Date.UTC(y, m, 0)).getUTCDate();
  const days = endD < d ? endD - d + lengthOfStartMonth : endD - d;
  const months = (endY - y) * 12 + endM - m - (endD < d ? 1 : 0);
  return `${Math.floor(months / 12)}-${months % 12}-${days}`;
}

function totalDaysBy30(days: number): string {
  return `${Math.floor(days / 360)}-${Math.floor((days % 360) / 30)}-${days % 30}`;
}

describe('one period (published table of ten careers, then edge cases)', () => {
  it.each([
    // start, end, calendar, column30, borrowing the start month, total / 30, days
    ['2006-08-16', '2023-10-18', '17-2-3', '17-2-3', '17-2-3', '17-5-3', 6273],
    ['2009-01-15', '2023-03-09', '14-1-23', '14-1-25', '14-1-26', '14-4-7', 5167],
    ['2013-04-16', '2023-09-01', '10-4-17', '10-4-16', '10-4-16', '10-6-11', 3791],
    ['2019-05-15', '2023-12-14', '4-7-0', '4-7-0', '4-7-0', '4-7-25', 1675],
    ['2014-10-18', '2023-05-11', '8-6-24', '8-6-24', '8-6-25', '8-8-8', 3128],
    ['2016-07-01', '2023-04-30', '6-10-0', '6-10-0', '6-10-0', '6-11-5', 2495],
    ['2016-01-01', '2023-12-31', '8-0-0', '8-0-1', '8-0-0', '8-1-12', 2922],
    ['2016-01-01', '2023-02-28', '7-2-0', '7-1-28', '7-2-0', '7-3-6', 2616],
    ['2016-01-01', '2024-02-29', '8-2-0', '8-1-29', '8-2-0', '8-3-12', 2982],
    ['2017-09-18', '2023-05-10', '5-7-23', '5-7-23', '5-7-23', '5-8-21', 2061],
    ['2018-09-01', '2023-08-31', '5-0-0', '5-0-1', '5-0-0', '5-0-26', 1826],
    ['2018-09-02', '2023-08-31', '4-11-30', '5-0-0', '4-11-29', '5-0-25', 1825],
    ['2020-02-29', '2021-02-28', '1-0-1', '1-0-0', '1-0-1', '1-0-6', 366],
    ['2023-01-31', '2023-02-28', '0-1-1', '0-0-28', '0-1-1', '0-0-29', 29],
    ['2023-01-01', '2023-01-01', '0-0-1', '0-0-1', '0-0-1', '0-0-1', 1],
    ['2023-01-01', '2023-01-31', '0-1-0', '0-1-1', '0-1-0', '0-1-1', 31],
    ['2021-12-31', '2022-03-01', '0-2-2', '0-2-1', '0-2-2', '0-2-1', 61],
  ])('%s to %s', (start, end, calendar, column30, borrowed, by30, days) => {
    const result = tenure([period(start, end)]);
    expect(result.totalDays).toBe(days);
    expect(ymd(result.calendar)).toBe(calendar);
    expect(ymd(result.column30)).toBe(column30);
    expect(borrowingStartMonth(start, end)).toBe(borrowed);
    expect(totalDaysBy30(result.totalDays)).toBe(by30);
  });

  it('carries 30 days to a month also for a single run, which the calendar reading does not', () => {
    expect(readings(tenure([period('2018-09-02', '2023-08-31')]))).toMatchObject({ legal30: '5-0-0', calendar: '4-11-30' });
  });

  it('does not call 29 February to 27 February a year by the calendar, and does after the carry', () => {
    expect(readings(tenure([period('2020-02-29', '2021-02-27')]))).toEqual({
      legal30: '1-0-0', calendar: '0-11-30', column30: '0-11-29', fullMonths30: '0-11-28',
    });
  });

  it('counts whole calendar months first in fullMonths30', () => {
    // February to April are three months; 17 days of January and 10 of May remain.
    expect(ymd(tenure([period('2023-01-15', '2023-05-10')]).fullMonths30)).toBe('0-3-27');
    expect(ymd(tenure([period('2023-01-15', '2023-02-27')]).fullMonths30)).toBe('0-1-14');
    expect(ymd(tenure([period('2023-02-01', '2023-02-28')]).fullMonths30)).toBe('0-1-0');
    expect(ymd(tenure([period('2023-01-02', '2023-01-31')]).fullMonths30)).toBe('0-1-0');
    expect(ymd(tenure([period('2023-01-03', '2023-01-30')]).fullMonths30)).toBe('0-0-28');
  });
});

describe('several periods', () => {
  it('merges touching ones: 20-10-23, not the published 20-10-24 of the parts added one by one', () => {
    const result = tenure([
      period('2003-03-27', '2014-01-12'), period('2014-01-13', '2019-11-03'), period('2019-11-04', '2024-02-18'),
    ]);
    expect(result.merged).toEqual([['2003-03-27', '2024-02-18']]);
    expect(readings(result)).toMatchObject({ legal30: '20-10-23', calendar: '20-10-23', column30: '20-10-22' });
  });

  it('adds the parts of six periods of an accountants’ example with a day for each: 27-9-9', () => {
    const result = tenure([
      period('1966-03-15', '1967-05-23'), period('1967-05-27', '1969-06-09'), period('1970-09-15', '1987-05-21'),
      period('1989-01-01', '1989-12-31'), period('1991-09-04', '1996-07-14'), period('1996-07-15', '1998-07-12'),
    ]);
    expect(result.totalDays).toBe(10142);
    expect(readings(result)).toMatchObject({ legal30: '27-9-9', column30: '27-9-9' });
    expect(totalDaysBy30(result.totalDays)).toBe('28-2-2');
  });

  it('never counts a day twice', () => {
    const result = tenure([period('2015-03-01', '2019-08-31'), period('2018-01-01', '2020-12-31')]);
    expect(result.merged).toEqual([['2015-03-01', '2020-12-31']]);
    expect(ymd(result.legal30)).toBe('5-10-0');
  });

  it('handles overlap, touch, gap and a contained period together', () => {
    const result = tenure([
      period('2012-06-01', '2016-05-31'), period('2015-09-01', '2018-02-28'), period('2018-03-01', '2018-03-31'),
      period('2019-07-10', '2023-11-20'), period('2020-01-01', '2020-12-31'),
    ]);
    expect(result.merged).toEqual([['2012-06-01', '2018-03-31'], ['2019-07-10', '2023-11-20']]);
    expect(result.totalDays).toBe(3725);
    expect(ymd(result.legal30)).toBe('10-2-11');
  });

  it('may lose a day when a gap of one day is filled, as published', () => {
    const around = [period('2003-03-23', '2005-12-10'), period('2005-12-12', '2007-03-21')];
    expect(ymd(tenure(around).legal30)).toBe('3-11-28');
    expect(ymd(tenure([...around, period('2005-12-11', '2005-12-11')]).legal30)).toBe('3-11-27');
  });
});

describe('the date it is computed on', () => {
  it('ends an open period and cuts off the future', () => {
    expect(tenure([period('2020-01-01', null)], '2020-12-31').merged).toEqual([['2020-01-01', '2020-12-31']]);
    expect(tenure([period('2020-01-01', '2025-01-01')], '2020-12-31').totalDays).toBe(366);
  });

  it('counts nothing of a period that has not begun', () => {
    const result = tenure([period('2026-01-01', null), period('2027-01-01', '2028-01-01')], '2025-12-31');
    expect(result).toMatchObject({ merged: [], totalDays: 0, legal30: { years: 0, months: 0, days: 0 } });
    expect(readings(result)).toEqual({ legal30: '0-0-0', calendar: '0-0-0', column30: '0-0-0', fullMonths30: '0-0-0' });
  });

  it('counts the day itself', () => {
    expect(tenure([period('2025-12-31', null)], '2025-12-31').totalDays).toBe(1);
  });
});

describe('preferential counting', () => {
  it.each([
    ['2', '11-3-16'],
    ['1.5', '8-5-20'],
  ] as const)('counts 5-7-23 at %s as %s', (factor, expected) => {
    const result = tenure([period('2017-09-18', '2023-05-10', factor)]);
    expect(ymd(result.legal30)).toBe(expected);
    expect(result.totalDays).toBe(2061);
  });

  it('takes the greatest factor where periods coincide, once', () => {
    const whole = period('2019-01-01', '2020-12-31');
    const triple = period('2020-01-01', '2020-06-30', '3');
    const double = period('2020-04-01', '2020-12-31', '2');
    // 24 months, of them 6 at three and the next 6 at two.
    expect(ymd(tenure([whole, triple, double]).legal30)).toBe('3-6-0');
    expect(ymd(tenure([double, whole, triple, double]).legal30)).toBe('3-6-0');
    expect(ymd(tenure([period('2020-01-01', '2020-01-02', '3')]).calendar)).toBe('0-0-6');
  });
});

describe('requirement', () => {
  it('shows where the two readings disagree', () => {
    expect(tenure([period('2018-09-02', '2023-08-31')], '2023-08-31', 60).requirement)
      .toEqual({ months: 60, met: { legal30: true, calendar: false } });
    expect(tenure([period('2018-09-01', '2023-08-31')], '2023-08-31', 60).requirement)
      .toEqual({ months: 60, met: { legal30: true, calendar: true } });
    expect(tenure([period('2018-09-01', '2023-08-31')]).requirement).toBeUndefined();
  });

  it('needs a day more where the limit itself does not count', () => {
    const fiveYears = { years: 5, months: 0, days: 0 };
    expect(reachesMonths(fiveYears, { value: 60, inclusive: true })).toBe(true);
    expect(reachesMonths(fiveYears, { value: 60, inclusive: false })).toBe(false);
    expect(reachesMonths({ ...fiveYears, days: 1 }, { value: 60, inclusive: false })).toBe(true);
    expect(reachesMonths({ years: 4, months: 11, days: 30 }, { value: 60, inclusive: true })).toBe(false);
  });
});

describe('faults', () => {
  it.each([
    [{ asOf: '2023-02-30', intervals: [] }, 'INVALID_DATE', '/asOf'],
    [{ asOf: LATER, intervals: [period('2020-01-01', null), period('2023-02-29', null)] }, 'INVALID_DATE', '/intervals/1/start'],
    [{ asOf: LATER, intervals: [period('2020-01-01', '2020-1-2')] }, 'INVALID_DATE', '/intervals/0/end'],
    [{ asOf: LATER, intervals: [period('2020-01-02', '2020-01-01')] }, 'END_BEFORE_START', '/intervals/0/end'],
    // A wrong record is wrong even where nothing of it would count.
    [{ asOf: '2019-01-01', intervals: [period('2020-01-02', '2020-01-01')] }, 'END_BEFORE_START', '/intervals/0/end'],
  ])('%j is %s at %s', (tenureCase, code, pointer) => {
    expect(computeTenure(tenureCase)).toEqual({ code, pointer, params: {} });
  });
});

describe('whatever the career', () => {
  const BASE = toDayNumber('1990-01-01');
  const asOf = fromDayNumber(BASE + 9_000);
  const anyPeriod = fc.record({
    start: fc.integer({ min: 0, max: 10_000 }),
    length: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 4_000 })),
    open: fc.boolean(),
    factor: fc.constantFrom(undefined, undefined, '1.5' as const, '2' as const, '3' as const),
  }).map(({ start, length, open, factor }): TenureInterval => ({
    start: fromDayNumber(BASE + start), end: open ? null : fromDayNumber(BASE + start + length), factor,
  }));
  const career = fc.array(anyPeriod, { minLength: 1, maxLength: 8 });

  it('order and duplicates change nothing', () => {
    fc.assert(fc.property(career, (intervals) => {
      expect(tenure([...intervals, ...intervals].reverse(), asOf)).toEqual(tenure(intervals, asOf));
    }));
  });

  it('splitting a period into touching parts changes nothing', () => {
    fc.assert(fc.property(career, fc.nat(3_999), (intervals, cut) => {
      const parts = intervals.flatMap(({ start, end, factor }) => {
        const middle = addDays(start, cut);
        return end === null || middle >= end
          ? [{ start, end, factor }]
          : [{ start: addDays(middle, 1), end, factor }, { start, end: middle, factor }];
      });
      expect(tenure(parts, asOf)).toEqual(tenure(intervals, asOf));
    }));
  });

  it('a contained period changes nothing', () => {
    fc.assert(fc.property(career, fc.nat(4_000), fc.nat(4_000), (intervals, skip, length) => {
      const [{ start = '', end = null } = {}] = intervals;
      const last = end ?? asOf;
      const from = addDays(start, skip);
      const until = addDays(from, length);
      const inside = until <= last ? [period(from, until)] : [];
      expect(tenure([...intervals, ...inside], asOf)).toEqual(tenure(intervals, asOf));
    }));
  });

  it('a later date never lowers the deciding reading', () => {
    fc.assert(fc.property(career, fc.integer({ min: 0, max: 12_000 }), fc.nat(70), (intervals, day, later) => {
      const months30 = ({ legal30 }: Tenure): number => legal30.years * 360 + legal30.months * 30 + legal30.days;
      const before = months30(tenure(intervals, fromDayNumber(BASE + day)));
      expect(months30(tenure(intervals, fromDayNumber(BASE + day + later)))).toBeGreaterThanOrEqual(before);
    }), { numRuns: 2_000 });
  });

  it('the union is not longer than from the first day to the last, and its runs never touch', () => {
    fc.assert(fc.property(career, (intervals) => {
      const { merged, totalDays } = tenure(intervals, asOf);
      const [first] = merged;
      const last = merged.at(-1);
      const span = first && last ? toDayNumber(last[1]) - toDayNumber(first[0]) + 1 : 0;
      expect(totalDays).toBeLessThanOrEqual(span);
      for (const [i, run] of merged.entries()) {
        const before = merged[i - 1];
        if (before) expect(run[0] > addDays(before[1], 1)).toBe(true);
      }
    }));
  });
});
