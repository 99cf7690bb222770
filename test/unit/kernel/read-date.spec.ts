import { readDate } from '../../../src/kernel/read-date';

describe('readDate', () => {
  it.each([
    ['31.12.2020', '2020-12-31'], ['1.2.2020', '2020-02-01'], ['31/12/2020', '2020-12-31'], ['31-12-2020 г.', '2020-12-31'], ['2020-12-31', '2020-12-31'],
    ['2020-12-31T00:00:00', '2020-12-31'], ['2020.12.31', '2020-12-31'], ['31 декабря 2020 года', '2020-12-31'], ['5 мая 2020', '2020-05-05'], ['29.02.2020', '2020-02-29'],
    ['44196', '2020-12-31'],
  ])('reads a day: %s', (text, date) => expect(readDate(text)).toEqual({ date, precision: 'day' }));

  it.each([
    ['09.2015', '2015-09'], ['9.2015 г.', '2015-09'], ['09 . 2015', '2015-09'], ['2015-09', '2015-09'], ['2015.09', '2015-09'], ['сентябрь 2015', '2015-09'], ['сент. 2015 г.', '2015-09'],
    ['март 2015', '2015-03'], ['май 2015', '2015-05'],
  ])('reads a month: %s', (text, date) => expect(readDate(text)).toEqual({ date, precision: 'month' }));

  it.each([
    ['31.02.2020', 'DATE_NOT_IN_CALENDAR'], ['29.02.2023', 'DATE_NOT_IN_CALENDAR'], ['13.2020', 'DATE_NOT_IN_CALENDAR'], ['20.05.80', 'DATE_YEAR_OF_TWO_DIGITS'], ['05.80', 'DATE_YEAR_OF_TWO_DIGITS'],
    ['2015', 'DATE_UNREADABLE'], ['давно', 'DATE_UNREADABLE'], ['', 'DATE_UNREADABLE'], ['12 брюмера 2015', 'DATE_UNREADABLE'], ['2020-12-31T23:00:00', 'DATE_UNREADABLE'],
  ])('says why it does not read %s', (text, fault) => expect(readDate(text)).toBe(fault));
});
