import { text } from 'node:stream/consumers';
import { PassThrough, Readable } from 'node:stream';
import { answerCases } from '../../../src/calculation/calc';
import { findCalculator } from '../../../src/calculation/registry';
import type { Tenure } from '../../../src/eligibility/domain/compute-tenure';
import type { CalendarParts } from '../../../src/kernel/calendar-date';

type Interval = readonly [start: string, end: string | null];

/** What `calc tenure` prints for careers, line by line. */
async function calc(careers: readonly (readonly Interval[])[], asOf = '2030-01-01', requireMonths?: number): Promise<Tenure[]> {
  const lines = careers.map((career) => JSON.stringify({ asOf, intervals: career.map(([start, end]) => ({ start, end })), requireMonths }));
  const answers = new PassThrough();
  const printed = text(answers);
  await answerCases(findCalculator('tenure')!, Readable.from(lines.join('\n')), answers);
  answers.end();
  return (await printed).trim().split('\n').map((line) => JSON.parse(line) as Tenure);
}
const ymd = ({ years, months, days }: CalendarParts): string => `${years}-${months}-${days}`;

/** start, end, by the calendar (A1), in columns of 30 days (C), borrowing the length of the start month (A2), total days by 30 (B), days. */
const TABLE: readonly (readonly [start: string, end: string, a1: string, c: string, a2: string, b: string, days: number])[] = [
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
];

describe('calc tenure', () => {
  it('gives the calendar and the column reading of the published table', async () => {
    const answers = await calc(TABLE.map(([start, end]) => [[start, end]]));
    expect(answers.map(({ calendar, column30, totalDays }) => [ymd(calendar), ymd(column30), totalDays])).toEqual(TABLE.map(([, , a1, c, , , days]) => [a1, c, days]));
  });

  it('does not count as the two common errors do, where they differ', async () => {
    const answers = await calc(TABLE.map(([start, end]) => [[start, end]]));
    const wrong = (at: 4 | 5): string[] => TABLE.flatMap((row, i) => (ymd(answers[i]!.calendar) === row[at] ? [] : [row[0]]));
    expect(wrong(4)).toEqual(['2009-01-15', '2013-04-16', '2014-10-18', '2018-09-02']);
    expect(wrong(5)).toHaveLength(TABLE.length - 1); // all but the single day
  });

  it('gives the totals of merged careers', async () => {
    const answers = await calc([
      [['2003-03-27', '2014-01-12'], ['2014-01-13', '2019-11-03'], ['2019-11-04', '2024-02-18']],
      [['1966-03-15', '1967-05-23'], ['1967-05-27', '1969-06-09'], ['1970-09-15', '1987-05-21'], ['1989-01-01', '1989-12-31'], ['1991-09-04', '1996-07-14'], ['1996-07-15', '1998-07-12']],
      [['2015-03-01', '2019-08-31'], ['2018-01-01', '2020-12-31']],
      [['2012-06-01', '2016-05-31'], ['2015-09-01', '2018-02-28'], ['2018-03-01', '2018-03-31'], ['2019-07-10', '2023-11-20'], ['2020-01-01', '2020-12-31']],
    ]);
    expect(answers.map(({ legal30, merged, totalDays }) => [ymd(legal30), merged.length, totalDays])).toEqual([['20-10-23', 1, 7634], ['27-9-9', 5, 10142], ['5-10-0', 1, 2133], ['10-2-11', 2, 3725]]);
    expect(ymd(answers[0]!.column30)).toBe('20-10-22');
  });

  it('carries a single run too: five years by the legal count, a day short by the calendar', async () => {
    const [answer] = await calc([[['2018-09-02', null]]], '2023-08-31', 60);
    expect(answer).toMatchObject({ legal30: { years: 5, months: 0, days: 0 }, calendar: { years: 4, months: 11, days: 30 }, requirement: { months: 60, met: { legal30: true, calendar: false } } });
  });
});
