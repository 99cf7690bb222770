import type { ReasonParam } from '../../kernel/reason';
import { foldWords } from '../../kernel/fold-words';
import { cleanLine } from './clean-line';
import type { CellKind, Field } from './import-columns';
import type { RowProblemCode } from './import-problem';
import { readDate } from '../../kernel/read-date';
import { readRegion, subjectOfMunicipality } from './read-region';

/** What a cell says. `note`: it was read, but somebody should know how. */
export type ReadCell =
  | { readonly value: string | null; readonly note?: RowProblemCode; readonly params?: Params }
  | { readonly fault: RowProblemCode; readonly params?: Params };

type Params = Readonly<Record<string, ReasonParam>>;

const NOW = /^(по )?(наст(оящее)?( время)?|сейчас|н в|н вр|работает|по наст вр)$/;
const LONGEST_DATE = 60;
const COUNTRIES: Readonly<Record<string, string>> = {
  россия: 'RU', рф: 'RU', 'российская федерация': 'RU', 'гражданин рф': 'RU', 'гражданка рф': 'RU', 'гражданин российской федерации': 'RU', 'гражданка российской федерации': 'RU',
  российское: 'RU', беларусь: 'BY', белоруссия: 'BY', казахстан: 'KZ', армения: 'AM', киргизия: 'KG', кыргызстан: 'KG',
};

/** Kinds of columns in which the same few texts stand again and again. */
const REPEATING: ReadonlySet<CellKind> = new Set(['birth-date', 'day', 'choice', 'country', 'region', 'oktmo']);
/** Texts remembered for one column: more than there are days in a working life. */
const REMEMBERED = 20_000;

/** Reads the cells of one column; where texts repeat, each is read once. */
export function cellReader(field: Field): (raw: string) => ReadCell {
  if (!REPEATING.has(field.kind)) return (raw) => readCell(field, raw);
  const known = new Map<string, ReadCell>();
  return (raw) => {
    let read = known.get(raw);
    if (!read) {
      read = readCell(field, raw);
      if (known.size < REMEMBERED) known.set(raw, read);
    }
    return read;
  };
}

/** Reads a filled cell as its column asks. Careers and full names are read elsewhere: they become several fields. */
export function readCell(field: Field, raw: string): ReadCell {
  const text = cleanLine(raw);
  switch (field.kind) {
    case 'birth-date':
    case 'day':
      return readDay(text);
    case 'period-start':
      return readMonthOrDay(text);
    case 'period-end':
      return NOW.test(foldWords(text)) ? { value: null } : readMonthOrDay(text);
    case 'choice':
      return readChoice(field, text);
    case 'country':
      return readCountry(text);
    case 'region': {
      const code = readRegion(text);
      return code === null ? { fault: 'REGION_UNKNOWN' } : { value: code };
    }
    case 'oktmo':
      return readOktmo(text);
    case 'snils':
      return readSnils(text);
    case 'digits':
      return { value: text.replace(/\s/g, '') };
    case 'text':
    case 'name':
    case 'full-name':
    case 'key':
    case 'career':
      return { value: text };
  }
}

function readDay(text: string): ReadCell {
  const read = text.length > LONGEST_DATE ? 'DATE_UNREADABLE' : readDate(text);
  if (typeof read === 'string') return { fault: read };
  return read.precision === 'day' ? { value: read.date } : { fault: 'DATE_WITHOUT_DAY' };
}

function readMonthOrDay(text: string): ReadCell {
  const read = text.length > LONGEST_DATE ? 'DATE_UNREADABLE' : readDate(text);
  if (typeof read === 'string') return { fault: read };
  return read.precision === 'day' ? { value: read.date } : { value: read.date, note: 'MONTH_WITHOUT_DAY', params: { count: 1 } };
}

function readChoice({ choice }: Field, text: string): ReadCell {
  const code = choice?.codes.get(text) ?? choice?.codes.get(foldWords(text));
  return code === undefined ? { fault: 'WORD_UNKNOWN', params: { known: choice?.titles ?? [] } } : { value: code };
}

function readCountry(text: string): ReadCell {
  const code = COUNTRIES[foldWords(text)] ?? (/^[A-Z]{2}$/.test(text) ? text : undefined);
  return code === undefined ? { fault: 'WORD_UNKNOWN', params: { known: ['Россия'] } } : { value: code };
}

/** A spreadsheet that took the code for a number has dropped its first zero: 7 and 10 digits get it back if that makes a code. */
function readOktmo(text: string): ReadCell {
  const digits = text.replace(/\s/g, '');
  const restored = /^(\d{7}|\d{10})$/.test(digits) ? `0${digits}` : digits;
  if (!/^(\d{8}|\d{11})$/.test(restored)) return { fault: 'MUNICIPALITY_UNKNOWN' };
  if (subjectOfMunicipality(restored) === null) return { fault: 'MUNICIPALITY_UNKNOWN' };
  return { value: restored, ...(restored !== digits && { note: 'ZEROS_RESTORED' }) };
}

/** As for ОКТМО: eleven digits, of which a spreadsheet may have dropped up to three. The check digits then prove it. */
function readSnils(text: string): ReadCell {
  if (!/^[\d\s.\-\u2010-\u2015]+$/.test(text)) return { value: text };
  const digits = text.replace(/\D/g, '');
  const lost = /^\d{8,10}$/.test(text);
  return { value: lost ? digits.padStart(11, '0') : digits, ...(lost && { note: 'ZEROS_RESTORED' }) };
}
