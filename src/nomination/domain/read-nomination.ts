import { columnIndex } from '../../kernel/column-letters';
import type { Fault, ReasonParam } from '../../kernel/reason';
import { cleanLine } from './clean-line';
import type { Field } from './import-columns';
import { FAULT_LEVELS, type Problem, ROW_PROBLEMS, type RowKey, type RowProblemCode } from './import-problem';
import { nameAndBirth } from './name-and-birth';
import { parseCareerLines } from './parse-career-lines';
import { readCell } from './read-cell';
import { subjectOfMunicipality } from './read-region';
import type { Period, Position, Wish } from './wish';

/** A row of a table; `faults` are cells that do not say what they show. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly faults?: readonly { readonly column: number; readonly code: 'CELL_FORMULA' | 'CELL_BROKEN_FORMULA' | 'CELL_TOO_LONG' }[];
}

/** The columns of a sheet that are read, each with its field. */
export interface Column {
  readonly letters: string;
  readonly index: number;
  readonly field: Field;
}

/** Where in a file something stands. */
export type Place = Pick<Problem, 'sheet' | 'row' | 'column' | 'line' | 'value'>;

/** Where what a pointer names stands; asked only about what is wrong, for most is right. */
export type Places = (pointer: string) => Place | undefined;

/** Values by pointer into a nomination or an employment record, and what was found on the way. */
export interface ReadRow {
  readonly values: Readonly<Record<string, string | null>>;
  readonly problems: readonly Problem[];
  /** Pointers whose cells could not be read: whatever else is said about them says nothing new. */
  readonly failed: ReadonlySet<string>;
  readonly placeOf: Places;
}

/** The row of column numbers that Russian forms have below their headings: 1, 2, 3 … */
export function isNumbering({ cells }: TableRow): boolean {
  let filled = 0;
  for (const cell of cells) {
    const text = cell.trim();
    if (text !== '' && text !== String(++filled)) return false;
  }
  return filled > 2;
}

/** The fields of a mapping that are there, with their columns. */
export function columnsOf(fields: readonly Field[], letters: Readonly<Record<string, string>>): Column[] {
  return fields.flatMap((field) => {
    const at = letters[field.key];
    return at === undefined ? [] : [{ letters: at, index: columnIndex(at), field }];
  });
}

/** Reads the cells of a row column by column; careers and names of several parts are left for `composeNomination`. */
export function readRow(sheet: string, { row, cells, faults = [] }: TableRow, columns: readonly Column[]): ReadRow {
  const values: Record<string, string | null> = {};
  const problems: Problem[] = [];
  const failed = new Set<string>();
  const placeIn = ({ letters, index }: Column): Place => ({ sheet, row, column: letters, line: null, value: cells[index] || null });
  for (const column of columns) {
    const { field, index } = column;
    const raw = cells[index] ?? '';
    const isEmpty = raw.trim() === '';
    const at = field.pointer || field.key;
    const tell = (code: RowProblemCode, params: Readonly<Record<string, ReasonParam>> = {}): void => void problems.push({ ...placeIn(column), level: ROW_PROBLEMS[code], code, params });
    const broken = faults.find((fault) => fault.column === index);
    if (broken || (isEmpty && field.required)) {
      tell(broken?.code ?? 'CELL_MISSING', { column: field.header });
      failed.add(at);
      continue;
    }
    if (isEmpty) continue;
    if (field.kind === 'career') {
      values[at] = raw;
      continue;
    }
    const read = readCell(field, raw);
    if ('fault' in read) {
      if (read.fault === 'MUNICIPALITY_UNKNOWN' && !at.startsWith('/post')) tell('PAST_MUNICIPALITY_UNKNOWN');
      else {
        tell(read.fault, read.params);
        failed.add(at);
      }
    } else {
      values[at] = read.value;
      if (read.note) tell(read.note, read.params);
    }
  }
  const placeOf: Places = (pointer) => {
    const column = columns.find(({ field }) => (field.pointer || field.key) === pointer);
    return column && placeIn(column);
  };
  return { values, problems, failed, placeOf };
}

/** A nomination put together from its row and its periods, before the rules of nominations have seen it. */
export interface ComposedNomination {
  /** Complete in form: what could not be read holds a stand-in, and `failed` says so. */
  readonly wish: Wish;
  readonly key: RowKey;
  readonly problems: readonly Problem[];
  readonly failed: ReadonlySet<string>;
  readonly placeOf: Places;
}

/** Stand-ins for cells that could not be read: of the right form, and so placed that no rule complains of them. */
const STAND_IN = '—';
const LONG_AGO = '1900-01-01';
const ANY_REGION = '77';

const LATIN = /[A-Za-z\u00c0-\u024f]/;
/** A Latin letter in a Russian word looks right and is never found again. */
const TWO_ALPHABETS = /\p{Script=Latin}[\p{L}]*\p{Script=Cyrillic}|\p{Script=Cyrillic}[\p{L}]*\p{Script=Latin}/u;

/** Puts a nomination together. `periods` are those of the other sheet that name this person. */
export function composeNomination(nominatorId: string, row: ReadRow, periods: readonly ReadRow[], place: Place): ComposedNomination {
  const { values } = row;
  const problems = [...row.problems];
  const failed = new Set(row.failed);
  const { placeOf: inRow } = row;
  const periodsFrom: Places[] = [];
  const tell = (code: RowProblemCode, at: Place, params: Readonly<Record<string, ReasonParam>> = {}): void => void problems.push({ ...at, level: ROW_PROBLEMS[code], code, params });
  const has = (pointer: string): string | undefined => values[pointer] ?? undefined;
  const orStandIn = (pointer: string, standIn: string): string => {
    const value = has(pointer);
    if (value === undefined) failed.add(pointer);
    return value ?? standIn;
  };

  const name = nameOf(row);
  if (name === null) {
    tell('NAME_INCOMPLETE', inRow('/person/familyName') ?? place);
    failed.add('/person/familyName').add('/person/givenName');
  }
  if (name?.some((part) => part && LATIN.test(part) && TWO_ALPHABETS.test(part))) tell('NAME_OF_TWO_ALPHABETS', inRow('/person/familyName') ?? place);
  const position: Position = {
    ...classOf(values, '/post/'),
    ...optional('organisationInn', has('/post/organisationInn')),
    title: orStandIn('/post/title', STAND_IN),
    organisation: orStandIn('/post/organisation', STAND_IN),
  };
  const ofCode = position.municipality === undefined ? null : subjectOfMunicipality(position.municipality);
  if (ofCode && has('/post/region') && ofCode !== has('/post/region')) tell('REGION_NOT_OF_MUNICIPALITY', inRow('/post/region')!, { region: ofCode });
  if (!has('/post/region') && !ofCode && !failed.has('/post/region')) tell('REGION_MISSING', inRow('/post/region') ?? place);
  if (!has('/post/region') && !ofCode) failed.add('/post/region');
  const post = { ...position, region: has('/post/region') ?? ofCode ?? ANY_REGION };

  const employment: Period[] = [];
  const career = has('/employment');
  if (career !== undefined && periods.length > 0) tell('CAREER_TWICE', inRow('/employment')!);
  const add: AddPeriod = (period, from, bad = []) => {
    for (const pointer of bad) failed.add(`/employment/${employment.length}${pointer}`);
    employment.push(period);
    periodsFrom.push(from);
  };
  if (career !== undefined) readCareer(career, inRow('/employment')!, add, problems);
  for (const period of periods) {
    problems.push(...period.problems);
    const past = readPast(period);
    if (past.contradiction) tell('PAST_REGION_NOT_OF_MUNICIPALITY', period.placeOf('/region')!, { region: past.contradiction });
    add(past.period, period.placeOf, period.failed);
  }
  if (employment.length === 0 && career === undefined) tell('CAREER_MISSING', inRow('/employment') ?? place);

  const person = {
    familyName: name?.[0] ?? STAND_IN,
    givenName: name?.[1] ?? STAND_IN,
    ...optional('patronymic', name?.[2]),
    birthDate: orStandIn('/person/birthDate', LONG_AGO),
    sex: orStandIn('/person/sex', 'male') as Wish['person']['sex'],
    ...optional('snils', has('/person/snils')),
    ...optional('phone', has('/person/phone')),
    ...optional('email', has('/person/email')),
  };
  const wish: Wish = {
    nominatorId,
    ...optional('externalId', has('externalId')),
    ...optional('category', has('/category')),
    person,
    citizenship: orStandIn('/citizenship', 'RU'),
    education: orStandIn('/education', 'higher') as Wish['education'],
    ...optional('registrationRegion', has('/registrationRegion')),
    post,
    employment,
    documents: documentsOf(values),
  };
  const known = name !== null && has('/person/birthDate') !== undefined;
  const key: RowKey = {
    externalId: has('externalId') ?? null,
    snils: /^\d{11}$/.test(has('/person/snils') ?? '') ? has('/person/snils')! : null,
    nameAndBirth: known ? nameAndBirth(person) : null,
  };
  const placeOf: Places = (pointer) => {
    const [, list, i, rest = ''] = /^\/(employment|documents)\/(\d+)(.*)$/.exec(pointer) ?? [];
    if (list === undefined) return inRow(pointer);
    return list === 'employment' ? periodsFrom[Number(i)]?.(rest) : inRow(`/documents/${wish.documents[Number(i)]?.key}`);
  };
  return { wish, key, problems, failed, placeOf };
}

/** A fault of the rules of nominations as a problem of the file: where the fault points to, or the row as a whole. */
export function placeFault({ pointer, code, params }: Fault, placeOf: Places, row: Place): Problem {
  let place: Place | undefined;
  for (let at = pointer; at !== '' && !place; at = at.slice(0, at.lastIndexOf('/'))) place = placeOf(at);
  return { ...(place ?? row), level: FAULT_LEVELS[code] ?? 'error', code, params };
}

/** Family name, given name, patronymic; null when a whole name has too few parts. Parts that are missing have been told. */
function nameOf({ values, placeOf, failed }: ReadRow): [string, string, string?] | null {
  const whole = placeOf('/person/givenName') ? undefined : values['/person/familyName'];
  if (whole === undefined || whole === null) {
    if (failed.has('/person/familyName') || failed.has('/person/givenName')) return [STAND_IN, STAND_IN];
    return [values['/person/familyName'] ?? STAND_IN, values['/person/givenName'] ?? STAND_IN, values['/person/patronymic'] ?? undefined];
  }
  const [family, given, ...rest] = whole.split(' ');
  return family && given ? [family, given, rest.join(' ') || undefined] : null;
}

type AddPeriod = (period: Period, from: Places, bad?: Iterable<string>) => void;

function readCareer(text: string, place: Place, add: AddPeriod, problems: Problem[]): void {
  const read = parseCareerLines(text);
  for (const { line, text: value, code } of read.problems) problems.push({ ...place, level: ROW_PROBLEMS[code], code, params: { line }, line, value });
  const months = read.periods.filter(({ startedOn, endedOn }) => startedOn.length === 7 || endedOn?.length === 7).length;
  if (months > 0) problems.push({ ...place, value: null, level: ROW_PROBLEMS.MONTH_WITHOUT_DAY, code: 'MONTH_WITHOUT_DAY', params: { count: months } });
  for (const { line, ...period } of read.periods) add(period, () => ({ ...place, line, value: lineOf(text, line) }));
}

function lineOf(text: string, line: number): string {
  return cleanLine(text.split(/\r\n|\n|\r/)[line - 1] ?? '');
}

function readPast({ values, failed }: ReadRow): { readonly period: Period; readonly contradiction: string | null } {
  const position = classOf(values, '/');
  const ofCode = position.municipality === undefined ? null : subjectOfMunicipality(position.municipality);
  const region = values['/region'] ?? ofCode ?? undefined;
  const period: Period = {
    ...position,
    startedOn: values['/startedOn'] ?? LONG_AGO,
    endedOn: failed.has('/endedOn') ? null : (values['/endedOn'] ?? null),
    title: values['/title'] ?? STAND_IN,
    organisation: values['/organisation'] ?? STAND_IN,
    ...optional('region', region),
  };
  return { period, contradiction: ofCode && region !== ofCode ? ofCode : null };
}

function documentsOf(values: ReadRow['values']): { key: string; receivedOn: string }[] {
  const documents: { key: string; receivedOn: string }[] = [];
  for (const pointer in values) {
    const receivedOn = values[pointer];
    if (receivedOn && pointer.startsWith('/documents/')) documents.push({ key: pointer.slice('/documents/'.length), receivedOn });
  }
  return documents;
}

const CLASSES = ['postCategory', 'postGroup', 'sphere', 'municipalityType', 'municipality'] as const;

/** What classifies a post, as far as it was filled in. */
function classOf(values: ReadRow['values'], at: string): Omit<Position, 'title' | 'organisation'> {
  const position: Omit<Position, 'title' | 'organisation'> = {};
  for (const name of CLASSES) {
    const value = values[at + name];
    if (value) position[name] = value;
  }
  return position;
}

function optional<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}
