import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { addDays, addMonths, firstDay, fromDayNumber, fullYears, isDate, isMonth, lastDay, partsUntil, toDayNumber } from '../../../src/kernel/calendar-date';

const FIRST = toDayNumber('0001-01-01');
const LAST = toDayNumber('9999-12-31');
const anyDay = fc.integer({ min: FIRST, max: LAST });

describe('isDate', () => {
  it.each(['1970-01-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each([
    '2023-02-29', '1900-02-29', '2023-04-31', '2023-00-10', '2023-13-01', '2023-01-00', '0000-01-01',
    '2023-1-1', '20230101', '2023-01-01T00:00:00Z', ' 2023-01-01', '2023-01-01\n', '٢٠٢٣-٠١-٠١', '',
  ])('%j does not', (text) => {
    expect(isDate(text)).toBe(false);
    expect(() => toDayNumber(text)).toThrow(RangeError);
  });
});

describe('months', () => {
  it('are year and month of a month that exists', () => {
    expect(['2023-02', '0001-01', '9999-12'].map(isMonth)).toEqual([true, true, true]);
    expect(['2023-2', '2023-13', '2023-00', '0000-01', '2023-02-01', '2023', ''].filter(isMonth)).toEqual([]);
  });

  it('have a first and a last day; a day is both', () => {
    expect(['2023-02', '2024-02', '2023-12', '2023-05-09'].map((date) => [firstDay(date), lastDay(date)])).toEqual([
      ['2023-02-01', '2023-02-28'], ['2024-02-01', '2024-02-29'], ['2023-12-01', '2023-12-31'], ['2023-05-09', '2023-05-09'],
    ]);
  });
});

describe('day numbers', () => {
  it('start at 1970-01-01 and count every day', () => {
    expect(toDayNumber('1970-01-01')).toBe(0);
    expect(toDayNumber('1969-12-31')).toBe(-1);
    expect(toDayNumber('2000-03-01') - toDayNumber('2000-02-28')).toBe(2);
    expect(toDayNumber('1900-03-01') - toDayNumber('1900-02-28')).toBe(1);
  });

  it('lie as far apart as Temporal says, over ten thousand years', () => {
    const different: string[] = [];
    fc.assert(fc.property(anyDay, anyDay, (a, b) => {
      const [from, to] = [fromDayNumber(a), fromDayNumber(b)];
      const days = Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
      if (days !== toDayNumber(to) - toDayNumber(from)) different.push(`${from} to ${to}`);
    }), { numRuns: 4_000 });
    expect(different).toEqual([]);
  });

  it('come back as the same date, one after another', () => {
    fc.assert(fc.property(fc.integer({ min: FIRST, max: LAST - 1 }), (day) => {
      expect(toDayNumber(fromDayNumber(day))).toBe(day);
      expect(addDays(fromDayNumber(day), 1) > fromDayNumber(day)).toBe(true);
    }));
  });
});

describe('addMonths', () => {
  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-01-15', -13, '2022-12-15'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });
});

describe('partsUntil', () => {
  it.each([
    ['2023-01-31', '2023-02-28', [0, 0, 28]],
    ['2023-01-31', '2023-03-01', [0, 1, 1]],
    ['2023-01-31', '2023-03-30', [0, 1, 30]],
    ['2020-02-29', '2021-02-28', [0, 11, 30]],
    ['2020-02-29', '2021-03-01', [1, 0, 1]],
    ['2023-05-05', '2023-05-05', [0, 0, 0]],
  ])('%s until %s', (from, until, [years, months, days]) => {
    expect(partsUntil(toDayNumber(from), toDayNumber(until))).toEqual({ years, months, days });
  });

  it('agrees with Temporal on 40,000 random pairs, half of them within a few years', () => {
    const span = fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 40_000 }));
    const start = fc.integer({ min: toDayNumber('1880-01-01'), max: toDayNumber('2120-12-31') });
    const different: string[] = [];
    fc.assert(fc.property(start, span, (from, length) => {
      const theirs = Temporal.PlainDate.from(fromDayNumber(from)).until(fromDayNumber(from + length), { largestUnit: 'years' });
      const ours = partsUntil(from, from + length);
      if (ours.years !== theirs.years || ours.months !== theirs.months || ours.days !== theirs.days) {
        different.push(`${fromDayNumber(from)} + ${length}`);
      }
    }), { numRuns: 40_000 });
    expect(different).toEqual([]);
  });

  it('adds up again to the later date', () => {
    fc.assert(fc.property(anyDay, fc.nat(40_000), (from, length) => {
      const until = Math.min(from + length, LAST);
      const { years, months, days } = partsUntil(from, until);
      expect(addDays(addMonths(fromDayNumber(from), years * 12 + months), days)).toBe(fromDayNumber(until));
    }));
  });
});

describe('fullYears', () => {
  it.each([
    ['1970-03-20', '2025-03-19', 54],
    ['1970-03-20', '2025-03-20', 55],
    ['1970-03-20', '2026-03-19', 55],
    ['1970-03-20', '2026-03-20', 56],
    ['1968-02-29', '2025-02-28', 56],
    ['1968-02-29', '2025-03-01', 57],
    ['1968-02-29', '2024-02-28', 55],
    ['1968-02-29', '2024-02-29', 56],
    ['2020-05-05', '2020-05-04', -1],
  ])('born %s is on %s %i years old', (birth, on, years) => {
    expect(fullYears(birth, on)).toBe(years);
  });
});

it('answers an objection of 10 September within thirty days, by 10 October', () => {
  expect(addDays('2025-09-10', 30)).toBe('2025-10-10');
});
