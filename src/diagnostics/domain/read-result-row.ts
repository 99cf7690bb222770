import type { Conclusion, Instrument } from '../../campaign/domain/policy';
import { columnLetters } from '../../kernel/column-letters';
import { foldWords } from '../../kernel/fold-words';
import type { Fault, ReasonParam } from '../../kernel/reason';
import { readDate } from '../../kernel/read-date';
import type { InstrumentResult } from './diagnostics-facts';
import { readTestingCode } from './testing-code';

/** A row of a file of results as the program shows it; the first is 1. */
export interface ResultRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Something wrong with a cell or, without a column, with a row. `value` goes back to whoever sent the file and nowhere else. */
export interface RowProblem {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly params: Readonly<Record<string, ReasonParam>>;
  readonly value: string | null;
}

/** A result by code, or why the row is none. */
export interface ReadRow {
  readonly row: number;
  readonly result: (InstrumentResult & { readonly code: string }) | null;
  readonly problems: readonly RowProblem[];
  /** Says where in the row a fault stands that the rules find later, by its pointer into the result. */
  readonly place: (fault: Fault) => RowProblem;
}

/** Which column says what; scales by the instrument they belong to. */
export interface ResultColumns {
  readonly fields: ReadonlyMap<Field, number>;
  readonly scales: readonly { readonly instrument: string; readonly scale: string; readonly column: number }[];
}

const HEADINGS = {
  code: ['код', 'код кандидата', 'code'],
  instrument: ['методика', 'instrument'],
  takenOn: ['дата', 'дата тестирования', 'date'],
  normGroup: ['группа норм', 'нормативная группа', 'norm group'],
  conclusion: ['заключение', 'conclusion'],
  supervised: ['под наблюдением', 'supervised'],
} as const satisfies Record<string, readonly string[]>;
type Field = keyof typeof HEADINGS;

const CONCLUSIONS: ReadonlyMap<string, Conclusion> = new Map([
  ['рекомендован', 'recommended'], ['рекомендована', 'recommended'], ['recommended', 'recommended'],
  ['рекомендован с оговорками', 'with-reservations'], ['рекомендована с оговорками', 'with-reservations'], ['с оговорками', 'with-reservations'], ['with reservations', 'with-reservations'],
  ['не рекомендован', 'not-recommended'], ['не рекомендована', 'not-recommended'], ['not recommended', 'not-recommended'],
]);
const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([['да', true], ['yes', true], ['1', true], ['нет', false], ['no', false], ['0', false]]);

export const RESULT_FILE_FAULTS = ['RESULT_COLUMNS_MISSING', 'RESULT_COLUMN_UNKNOWN', 'RESULT_CELL_MISSING', 'RESULT_WORD_UNKNOWN', 'RESULT_DATE_WITHOUT_DAY', 'RESULT_NUMBER_UNREADABLE'] as const;

/**
 * Reads the headings of a file of results: Russian or English, in any order; scales by their key or their title. A
 * column nobody knows is a fault, for its scores would silently not count. The instrument may be left out where the
 * battery has one.
 */
export function readColumns(header: readonly string[], battery: readonly Instrument[]): ResultColumns | Fault<(typeof RESULT_FILE_FAULTS)[number]> {
  const fields = new Map<Field, number>();
  const scales: { instrument: string; scale: string; column: number }[] = [];
  for (const [column, heading] of header.entries()) {
    const words = foldWords(heading);
    if (!words) continue;
    const field = (Object.keys(HEADINGS) as Field[]).find((key) => (HEADINGS[key] as readonly string[]).includes(words));
    const found = field ? [] : battery.flatMap(({ key: instrument, scales: of }) =>
      of.filter(({ key, title }) => [key, title.ru, title.en].some((name) => foldWords(name) === words)).map(({ key: scale }) => ({ instrument, scale, column })));
    if (field && !fields.has(field)) fields.set(field, column);
    else if (found.length) scales.push(...found);
    else return { code: 'RESULT_COLUMN_UNKNOWN', pointer: '', params: { column: columnLetters(column), heading } };
  }
  const needed: Field[] = ['code', 'takenOn', 'normGroup', ...(battery.length > 1 ? ['instrument' as const] : [])];
  const missing = needed.filter((field) => !fields.has(field)).map((field) => HEADINGS[field][0]);
  return missing.length ? { code: 'RESULT_COLUMNS_MISSING', pointer: '', params: { missing } } : { fields, scales };
}

/** Reads one row. An empty cell of a scale is no score, never zero; a decimal comma is a point. All its faults at once. */
export function readResultRow({ row, cells }: ResultRow, { fields, scales }: ResultColumns, battery: readonly Instrument[]): ReadRow {
  const problems: RowProblem[] = [];
  const problem = (column: number | undefined, code: string, params: RowProblem['params'] = {}): RowProblem =>
    ({ row, column: column === undefined ? null : columnLetters(column), code, params, value: column === undefined ? null : cells[column] ?? '' });
  const say = (column: number | undefined, code: string, params: RowProblem['params'] = {}): undefined => void problems.push(problem(column, code, params));
  const text = (field: Field): string => (fields.has(field) ? cells[fields.get(field)!] ?? '' : '').trim();
  const required = (field: Field): string => text(field) || (say(fields.get(field), 'RESULT_CELL_MISSING') ?? '');
  const word = <Value>(field: Field, words: ReadonlyMap<string, Value>): Value | undefined => {
    if (!text(field)) return undefined;
    const known = words.get(foldWords(text(field)));
    return known ?? say(fields.get(field), 'RESULT_WORD_UNKNOWN', { known: [...words.keys()] });
  };

  const typed = required('code');
  const code = typed ? readTestingCode(typed) : null;
  if (code && 'fault' in code) say(fields.get('code'), code.fault);
  const instrument = fields.has('instrument') ? word('instrument', namesOf(battery)) ?? (text('instrument') ? undefined : required('instrument')) : battery[0]?.key;
  const date = required('takenOn');
  const read = date ? readDate(date) : null;
  if (typeof read === 'string') say(fields.get('takenOn'), read);
  else if (read?.precision === 'month') say(fields.get('takenOn'), 'RESULT_DATE_WITHOUT_DAY');
  const normGroup = required('normGroup');
  const conclusion = word('conclusion', CONCLUSIONS);
  const supervised = word('supervised', YES_OR_NO);
  const raw: Record<string, string> = {};
  for (const { instrument: of, scale, column } of scales) {
    const score = (cells[column] ?? '').replace(/[\s\u00a0]/g, '').replace(',', '.');
    if (of !== instrument || !score) continue;
    if (/^-?\d{1,10}(\.\d+)?$/.test(score)) raw[scale] = score.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
    else say(column, 'RESULT_NUMBER_UNREADABLE');
  }

  const columnOf = new Map<string, number | undefined>([
    ['/instrument', fields.get('instrument')], ['/takenOn', fields.get('takenOn')], ['/normGroup', fields.get('normGroup')], ['/conclusion', fields.get('conclusion')], ['/code', fields.get('code')],
    ...scales.filter(({ instrument: of }) => of === instrument).map(({ scale, column }) => [`/raw/${scale}`, column] as const),
  ]);
  const isRead = problems.length === 0 && code && 'code' in code && instrument && read && typeof read !== 'string';
  return {
    row,
    result: isRead ? { code: code.code, instrument, takenOn: read.date, normGroup, raw, ...(conclusion && { conclusion }), ...(supervised && { supervised }) } : null,
    problems,
    place: ({ code: found, pointer, params }) => problem(columnOf.get(pointer === '/raw' ? `/raw/${String(params.scale)}` : pointer), found, params),
  };
}

function namesOf(battery: readonly Instrument[]): ReadonlyMap<string, string> {
  return new Map(battery.flatMap(({ key, title }) => [key, title.ru, title.en].map((name) => [foldWords(name), key] as const)));
}
