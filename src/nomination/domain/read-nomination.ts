import { columnIndex } from '../../kernel/column-letters';
import type { Fault, ReasonParam } from '../../kernel/reason';
import { cleanLine } from './clean-line';
import type { Field } from './import-columns';
import { FAULT_LEVELS, type Problem, ROW_PROBLEMS, type RowKey, type RowProblemCode } from './import-problem';
import { nameAndBirth } from './name-and-birth';
import { parseCareerLines } from './parse-career-lines';
import { cellReader, type ReadCell } from './read-cell';
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
  /** Where its value stands, by pointer or by the key of its field. */
  readonly at: string;
  readonly read: (raw: string) => ReadCell;
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
    return at === undefined ? [] : [{ letters: at, index: columnIndex(at), field, at: field.pointer || field.key, read: cellReader(field) }];
  });
}

/** Reads the cells of a row column by column; careers and names of several parts are left for `composeNomination`. */
export function readRow(sheet: string, { row, cells, faults = [] }: TableRow, columns: readonly Column[]): ReadRow {
  const values: Record<string, string | null> = {};
  const problems: Problem[] = [];
  const failed = new Set<string>();
  const placeIn = ({ letters, index }: Column): Place => ({ sheet, row, column: letters, line: null, value: cells[index] || null });
  const tell = (column: Column, code: RowProblemCode, params: Readonly<Record<string, ReasonParam>> = {}): void => void problems.push({ ...placeIn(column), level: ROW_PROBLEMS[code], code, params });
  for (const column of columns) {
    const { field, index, at } = column;
    const raw = cells[index] ?? '';
    const isEmpty = raw === '' || raw.trim() === '';
    const broken = faults.length > 0 ? faults.find((fault) => fault.column === index) : undefined;
    if (broken || (isEmpty && field.required)) {
      tell(column, broken?.code ?? 'CELL_MISSING', { column: field.header });
      failed.add(at);
      continue;
    }
    if (isEmpty) continue;
    if (field.kind === 'career') {
      values[at] = raw;
      continue;
    }
    const read = column.read(raw);
    if ('fault' in read) {
      if (read.fault === 'MUNICIPALITY_UNKNOWN' && !at.startsWith('/post')) tell(column, 'PAST_MUNICIPALITY_UNKNOWN');
      else {
        tell(column, read.fault, read.params);
        failed.add(at);
      }
    } else {
      values[at] = read.value;
      if (read.note) tell(column, read.note, read.params);
    }
  }
  const placeOf: Places = (pointer) => {
    const column = columns.find(({ at }) => at === pointer);
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
  const municipality = has('/post/municipality');
  const ofCode = municipality === undefined ? null : subjectOfMunicipality(municipality);
  if (ofCode && has('/post/region') && ofCode !== has('/post/region')) tell('REGION_NOT_OF_MUNICIPALITY', inRow('/post/region')!, { region: ofCode });
  if (!has('/post/region') && !ofCode && !failed.has('/post/region')) tell('REGION_MISSING', inRow('/post/region') ?? place);
  if (!has('/post/region') && !ofCode) failed.add('/post/region');
  const post: Wish['post'] = {
    title: orStandIn('/post/title', STAND_IN),
    organisation: orStandIn('/post/organisation', STAND_IN),
    region: has('/post/region') ?? ofCode ?? ANY_REGION,
  };
  classify(post, values, '/post/');
  fill(post, 'organisationInn', has('/post/organisationInn'));

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

  const person: Wish['person'] = {
    familyName: name?.[0] ?? STAND_IN,
    givenName: name?.[1] ?? STAND_IN,
    birthDate: orStandIn('/person/birthDate', LONG_AGO),
    sex: orStandIn('/person/sex', 'male') as Wish['person']['sex'],
  };
  fill(person, 'patronymic', name?.[2]);
  fill(person, 'snils', has('/person/snils'));
  fill(person, 'phone', has('/person/phone'));
  fill(person, 'email', has('/person/email'));
  const wish: Wish = {
    nominatorId,
    person,
    citizenship: orStandIn('/citizenship', 'RU'),
    education: orStandIn('/education', 'higher') as Wish['education'],
    post,
    employment,
    documents: documentsOf(values),
  };
  fill(wish, 'externalId', has('externalId'));
  fill(wish, 'category', has('/category'));
  fill(wish, 'registrationRegion', has('/registrationRegion'));
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
  for (const { line, startedOn, endedOn, title, organisation } of read.periods) {
    add({ startedOn, endedOn, title, organisation }, () => ({ ...place, line, value: lineOf(text, line) }));
  }
}

function lineOf(text: string, line: number): string {
  return cleanLine(text.split(/\r\n|\n|\r/)[line - 1] ?? '');
}

function readPast({ values, failed }: ReadRow): { readonly period: Period; readonly contradiction: string | null } {
  const municipality = values['/municipality'];
  const ofCode = municipality ? subjectOfMunicipality(municipality) : null;
  const region = values['/region'] ?? ofCode ?? undefined;
  const period: Period = {
    startedOn: values['/startedOn'] ?? LONG_AGO,
    endedOn: failed.has('/endedOn') ? null : (values['/endedOn'] ?? null),
    title: values['/title'] ?? STAND_IN,
    organisation: values['/organisation'] ?? STAND_IN,
  };
  classify(period, values, '/');
  fill(period, 'region', region);
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

/** Puts down what classifies a post, as far as it was filled in. */
function classify(position: Position, values: ReadRow['values'], at: string): void {
  for (const name of CLASSES) fill(position, name, values[at + name] || undefined);
}

/** A field that is not filled in is absent, as in a request. Objects are filled and not spread: a list has a hundred thousand. */
function fill<Name extends string>(object: Partial<Record<Name, string>>, name: Name, value: string | undefined): void {
  if (value !== undefined) object[name] = value;
}
