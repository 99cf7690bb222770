import { type DateFault, type ReadDate, readDate } from '../../kernel/read-date';

/** A line of a «справка-объективка» as a period of work. */
export interface CareerPeriod {
  /** Number of the line it begins on, the first is 1. */
  readonly line: number;
  /** `YYYY-MM-DD`, or `YYYY-MM` where only the month is known. */
  readonly startedOn: string;
  /** null: still held. */
  readonly endedOn: string | null;
  readonly title: string;
  readonly organisation: string;
}

export interface CareerLineProblem {
  readonly code: 'CAREER_LINE_UNREADABLE' | 'CAREER_LINE_WITHOUT_ORGANISATION' | 'CAREER_LINE_NOT_WORK' | 'CAREER_ORGANISATION_GUESSED' | DateFault;
  readonly line: number;
  readonly text: string;
}

/** Letters that scanners and typists put for digits, within dates only. */
const LIKE_DIGITS: Readonly<Record<string, string>> = { О: '0', о: '0', O: '0', o: '0', З: '3', з: '3', l: '1', I: '1', '|': '1' };
const DIGIT = '[\\dОоOoЗзlI|]';
const YEAR = `(?:[12l|I]${DIGIT}{3})`;
const YEAR_WORD = '(?:\\s*(?:года|год|г)(?![а-яёА-ЯЁ])\\.?)?';
const MONTH_WORD = '(?:янв|фев|мар|апр|ма[йяе]|июн|июл|авг|сен|окт|ноя|дек)[а-яё]{0,5}\\.?';
const DATE = [
  `(?:${DIGIT}{1,2}\\s*[.,/]\\s*)?${DIGIT}{1,2}\\s*[.,/]\\s*${YEAR}${YEAR_WORD}`,
  `${YEAR}\\s*[.,/]\\s*${DIGIT}{1,2}(?:\\s*[.,/]\\s*${DIGIT}{1,2})?(?!\\d)`,
  `${YEAR}-\\d{2}(?:-\\d{2})?(?!\\d)`,
  `(?:${DIGIT}{1,2}\\s+)?${MONTH_WORD}\\s+${YEAR}${YEAR_WORD}`,
].join('|');
const NOW = '(?:(?:по\\s+)?наст(?:оящее|\\.)?\\s*вр(?:емя|\\.)?|н\\s*[./]?\\s*вр?\\.?(?![а-яё])|сейчас)';
const DASHES = '\\-\\u2010-\\u2015\\u2212\\u00ad~';
const DASH = `[${DASHES}]+`;
const BETWEEN = `(?:\\s*${DASH}\\s*(?:по\\s+)?|\\s+(?:по|до)\\s+|\\s*\\t\\s*|\\s*\\|\\s*|\\s+)`;
const AFTER = `[\\s.,:;|${DASHES}]*`;
const LINE = new RegExp(`^(?:с\\s+)?(?<from>${DATE})${BETWEEN}(?:(?<until>${DATE})|(?<now>${NOW}))${AFTER}(?<rest>.*)$`, 'iu');
/** A line that says when, if badly: it must not pass for the end of the line before. */
const TIMED = new RegExp(`^(?:с\\s+)?(?:${DIGIT}{1,4}\\s*[.,/]|${YEAR}|\\d{1,2}\\s+${MONTH_WORD}|${MONTH_WORD}\\s*\\d)`, 'iu');

/** Nobody writes more on a line; what is longer is no line of a career. */
const LONGEST_LINE = 2000;

const NOT_WORK = /^(?:временно\s+)?(?:не\s+работал|безработн|домохозяй|состоял[аи]?\s+на\s+уч[её]те)/iu;
/** Words that stand in the name of an organisation. */
const ORGANISATION =
  /[«"“]|(?<!\p{L})(?:ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|КФХ|ТОО|\p{L}{0,3}(?:УП|БУ|КУ|АУ|БОУ|КОУ|АОУ|БДОУ|КДОУ|БУЗ|БУК)|МВД|УМВД|УФСБ|МЧС|в\/ч)(?!\p{L})|администраци|правительств|министерств|департамент|управлени|комитет|совет|дум[аы]|собрани|агентств|служб[аы]|инспекци|прокуратур|войск|университет|институт|академи|школ|гимнази|лице[йя]|колледж|училищ|техникум|больниц|поликлиник|центр|музе[йя]|библиотек|театр|завод|комбинат|фабрик|предприят|организаци|учрежден|компани|корпораци|банк|колхоз|совхоз|кооператив|фонд/iu;
/** Words a further post begins with: a comma before them does not end the post. */
const POST = /^(?:и\.?\s*о\.?|врио|исполняющ|перв|заместител|начальник|директор|руководител|глав[аыуо]|председател|заведующ|специалист|консультант|помощник|советник|секретар|депутат|член|управляющ|инженер|ведущ|старш|младш)/iu;

/**
 * Reads a career as it stands in a «справка-объективка», one line a post: `09.2015 – 03.2019 должность, организация`.
 * Dashes of every kind, «по настоящее время», days or months only, spaces and letters for digits as scanners leave them.
 * A line without a date goes on with the line above, as a text does that was wrapped. What cannot be read is told with
 * the number of its line; nothing is left out in silence.
 */
export function parseCareerLines(text: string): { readonly periods: readonly CareerPeriod[]; readonly problems: readonly CareerLineProblem[] } {
  const periods: CareerPeriod[] = [];
  const problems: CareerLineProblem[] = [];
  for (const { line, text: entry } of entriesOf(text)) {
    const tell = (code: CareerLineProblem['code']): void => void problems.push({ code, line, text: entry });
    const found = entry.length > LONGEST_LINE ? undefined : LINE.exec(entry)?.groups;
    if (!found) {
      tell('CAREER_LINE_UNREADABLE');
      continue;
    }
    const from = readOcrDate(found.from!);
    const until = found.until === undefined ? null : readOcrDate(found.until);
    for (const date of [from, until]) if (typeof date === 'string') tell(date);
    if (typeof from === 'string' || typeof until === 'string') continue;
    if (NOT_WORK.test(found.rest!)) {
      tell('CAREER_LINE_NOT_WORK');
      continue;
    }
    const post = splitPost(found.rest!);
    if (!post) {
      tell('CAREER_LINE_WITHOUT_ORGANISATION');
      continue;
    }
    if (post.guessed) tell('CAREER_ORGANISATION_GUESSED');
    periods.push({ line, startedOn: from.date, endedOn: until?.date ?? null, title: post.title, organisation: post.organisation });
  }
  return { periods, problems };
}

/** A gap that is not one plain space: few lines have any. */
const GAP = /[^\S ]|\s{2}/u;

function entriesOf(text: string): { readonly line: number; readonly text: string }[] {
  const entries: { line: number; text: string }[] = [];
  for (const [i, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const even = GAP.test(raw) ? raw.replace(/\s+/gu, (gap) => (gap.includes('\t') ? '\t' : ' ')) : raw;
    const line = even.trim().replace(/^[•*·]\s*/u, '');
    const last = entries.at(-1);
    if (line === '') continue;
    if (last && !TIMED.test(line)) last.text += ` ${line}`;
    else entries.push({ line: i + 1, text: line });
  }
  return entries;
}

const PLAIN_DATE = /^[\d.]+$/;

function readOcrDate(text: string): ReadDate | DateFault {
  const digits = PLAIN_DATE.test(text) || /[а-яё]{3}/i.test(text) ? text : text.replace(/[ОоOoЗзlI|]/g, (letter) => LIKE_DIGITS[letter]!);
  return readDate(PLAIN_DATE.test(digits) ? digits : digits.replace(/\s*[.,/]\s*(?=\d)/g, '.'));
}

/**
 * Post and organisation. A comma parts them, but posts have commas too, so the organisation begins at the first part that
 * sounds like one. Without a comma it begins where a proper name does, and somebody should look.
 */
function splitPost(text: string): { readonly title: string; readonly organisation: string; readonly guessed: boolean } | null {
  const parts = splitOutsideQuotes(text.includes('\t') ? text.replace(/\s*\t\s*/g, ', ') : text);
  const at = parts.findIndex((part, i) => i > 0 && ORGANISATION.test(part) && !POST.test(part));
  const start = at > 0 ? at : parts.length > 1 ? 1 : 0;
  if (start > 0) return { title: parts.slice(0, start).join(', '), organisation: parts.slice(start).join(', '), guessed: false };
  const words = (parts[0] ?? '').split(' ');
  const first = words.findIndex((word, i) => i > 0 && (/^[«"“\p{Lu}]/u.test(word) || ORGANISATION.test(word)));
  if (first < 1) return null;
  return { title: words.slice(0, first).join(' '), organisation: words.slice(first).join(' '), guessed: true };
}

function splitOutsideQuotes(text: string): string[] {
  const parts = text.match(/(?:«[^»]*»|"[^"]*"|“[^”]*”|\([^)]*\)|[^,])+/gu) ?? [];
  return parts.map((part) => part.trim().replace(/[.;]+$/, '')).filter((part) => part !== '');
}
