import { fromDayNumber, toDayNumber } from '../../kernel/calendar-date';

/** How a number of a cell is meant: Excel keeps days as numbers, and only the format of the cell tells. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'day' }
  /** A month of a year, the day only filled in: what Excel makes of a typed `09.2015`. */
  | { readonly kind: 'month' }
  /** Digits with zeros in front. */
  | { readonly kind: 'zeros'; readonly digits: number };

const PLAIN: NumberFormat = { kind: 'plain' };
const DAY: NumberFormat = { kind: 'day' };
const MONTH: NumberFormat = { kind: 'month' };

/** Formats that have a number and no text (ECMA-376, 18.8.30); 27 to 31, 36 and 50 to 58 are days of East Asian Excels. */
const BUILT_IN_DAYS = new Set([14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const BUILT_IN_MONTH = 17;
const LAST_DAY = 2_958_465;

/** Excel counts days from 1900 as if 1900 had been a leap year, or from 1904. */
const BEFORE_1900 = toDayNumber('1899-12-31');
const BEFORE_1904 = toDayNumber('1904-01-01');
const FALSE_LEAP_DAY = 60;

export function builtInFormat(id: number): NumberFormat {
  return id === BUILT_IN_MONTH ? MONTH : BUILT_IN_DAYS.has(id) ? DAY : PLAIN;
}

/** Reads the code of a format such as `dd.mm.yyyy`, `[$-419]mmmm yyyy;@` or `00000000000`. */
export function readFormat(code: string): NumberFormat {
  const positive = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '').split(';')[0]!.trim().toLowerCase();
  if (/^0{2,20}$/.test(positive)) return { kind: 'zeros', digits: positive.length };
  if (!/^[ymdhs\s.,/:г-]*$/.test(positive.replace('am/pm', ''))) return PLAIN;
  if (positive.includes('d')) return DAY;
  return positive.includes('y') && positive.includes('m') ? MONTH : PLAIN;
}

/** The text of a number as it stands in the file: no exponents, no lost zeros, days as `YYYY-MM-DD`, months as `YYYY-MM`. */
export function textOfNumber(raw: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  switch (format.kind) {
    case 'plain':
      return plainText(raw, value);
    case 'zeros':
      return Number.isSafeInteger(value) && value >= 0 ? String(value).padStart(format.digits, '0') : plainText(raw, value);
    case 'day':
    case 'month': {
      const day = dayOf(value, from1904);
      return day === null ? plainText(raw, value) : format.kind === 'day' ? day : day.slice(0, 7);
    }
  }
}

function plainText(raw: string, value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  return /^-?\d+(\.\d+)?$/.test(raw) && !raw.includes('.') ? raw : String(value);
}

function dayOf(value: number, from1904: boolean): string | null {
  const serial = Math.floor(value);
  if (serial < 1 || serial > LAST_DAY) return null;
  if (from1904) return fromDayNumber(BEFORE_1904 + serial);
  return fromDayNumber(BEFORE_1900 + (serial >= FALSE_LEAP_DAY ? serial - 1 : serial));
}
