import { type CalendarDate, fromDayNumber, isDate, toDayNumber } from './calendar-date';

/** A day `YYYY-MM-DD`, or a month `YYYY-MM` where nobody wrote the day down. */
export interface ReadDate {
  readonly date: CalendarDate;
  readonly precision: 'day' | 'month';
}

export const DATE_FAULTS = ['DATE_UNREADABLE', 'DATE_NOT_IN_CALENDAR', 'DATE_YEAR_OF_TWO_DIGITS'] as const;
export type DateFault = (typeof DATE_FAULTS)[number];

const MONTHS = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const SPACE = '\\s*';
const YEAR_WORD = '(?:\\s*(?:года|год|г)(?![а-яё])\\.?)?';

/** Ways people write a day or a month, the year in full; groups named by what they hold. */
const WAYS: readonly RegExp[] = [
  /^(?:(?<day>\d{1,2})\.)?(?<month>\d{1,2})\.(?<year>\d{4})$/, // nearly all of them
  /^(?<year>\d{4})-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?(?:[t ]00:00(?::00(?:\.0+)?)?z?)?$/,
  new RegExp(`^(?:(?<day>\\d{1,2})${SPACE}[./\\- ]${SPACE})?(?<month>\\d{1,2})${SPACE}[./\\- ]${SPACE}(?<year>\\d{4})${YEAR_WORD}$`),
  new RegExp(`^(?<year>\\d{4})${SPACE}[./]${SPACE}(?<month>\\d{1,2})(?:${SPACE}[./]${SPACE}(?<day>\\d{1,2}))?$`),
  new RegExp(`^(?:(?<day>\\d{1,2})\\s+)?(?<word>[а-яё]{3,8})\\.?\\s+(?<year>\\d{4})${YEAR_WORD}$`),
];
const TWO_DIGIT_YEAR = new RegExp(`^(?:\\d{1,2}\\s*[./-]\\s*)?\\d{1,2}\\s*[./-]\\s*\\d{2}${YEAR_WORD}$`);

/** What a day becomes when its cell loses its format: days counted from 1900. These are 1927 to 2064. */
const SERIAL = /^[1-5]\d{4}$/;
const SERIAL_ZERO = toDayNumber('1899-12-30');

/**
 * Reads a date as a clerk, a spreadsheet or another program writes it: `31.12.2020`, `31/12/2020 г.`, `2020-12-31`,
 * `12.2020`, `декабрь 2020 г.`, `44196`. A year of two digits is refused: nobody can tell 1925 from 2025.
 */
export function readDate(text: string): ReadDate | DateFault {
  const clean = text.trim().toLowerCase();
  if (SERIAL.test(clean)) return { date: fromDayNumber(SERIAL_ZERO + Number(clean)), precision: 'day' };
  for (const way of WAYS) {
    const found = way.exec(clean)?.groups;
    if (found) return compose(found.year!, found.month ?? monthOf(found.word!), found.day);
  }
  return TWO_DIGIT_YEAR.test(clean) ? 'DATE_YEAR_OF_TWO_DIGITS' : 'DATE_UNREADABLE';
}

function compose(year: string, month: string | null, day: string | undefined): ReadDate | DateFault {
  if (month === null) return 'DATE_UNREADABLE';
  const yearMonth = `${year}-${month.padStart(2, '0')}`;
  const date = `${yearMonth}-${(day ?? '1').padStart(2, '0')}`;
  if (!isDate(date)) return 'DATE_NOT_IN_CALENDAR';
  return day === undefined ? { date: yearMonth, precision: 'month' } : { date, precision: 'day' };
}

/** Number of a month by its first letters, in any case: `сентябрь`, `сентября`, `сент`; `мая` is not `март`. */
function monthOf(word: string): string | null {
  const index = MONTHS.findIndex((start, i) => (i === 4 ? /^ма[йяе]/.test(word) : word.startsWith(start)));
  return index < 0 ? null : String(index + 1);
}
