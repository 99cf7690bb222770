import { columnLetters } from '../../kernel/column-letters';
import { foldWords } from '../../kernel/fold-words';
import { CANDIDATE_SHEET, type ColumnMapping, type Field } from './import-columns';
import type { TableRow } from './read-nomination';

/** Rows among which the headings are looked for; above them stand titles and approvals. */
const HEADING_ROWS = 20;
/** Fields a row must name to pass for headings. */
const LEAST_HEADINGS = 3;
/** Below this likeness two headings are different things. */
const LEAST_LIKENESS = 0.6;

/** The first rows of a sheet. */
export interface SheetStart {
  readonly name: string;
  readonly rows: readonly TableRow[];
}

/** Headings found in a sheet: the row they stand in and the column of each field. */
export interface FoundColumns {
  readonly sheet: string;
  readonly headerRow: number;
  readonly columns: Readonly<Record<string, string>>;
}

/** Headings of the template, letter by letter but for case and spaces; null where too few of them are there. */
export function findTemplateColumns(sheet: SheetStart, fields: readonly Field[]): FoundColumns | null {
  const own = fields.filter(({ foreign }) => !foreign);
  return bestRow(sheet, (cells) => {
    const texts = cells.map(foldWords);
    return Object.fromEntries(own.flatMap(({ key, header }) => {
      const at = texts.indexOf(foldWords(header));
      return at < 0 ? [] : [[key, columnLetters(at)]];
    }));
  });
}

/**
 * A proposal how to read a foreign table: the sheet and row whose headings resemble most fields, each field with the
 * column that resembles it most. A person looks at it before anything is read by it. null: nothing looks like headings.
 */
export function suggestMapping(sheets: readonly SheetStart[], fields: readonly Field[], careerFields: readonly Field[]): ColumnMapping | null {
  const people = mostFound(sheets.map((sheet) => bestRow(sheet, (cells) => assign(cells, fields))));
  if (!people) return null;
  const others = sheets.filter(({ name }) => name !== people.sheet);
  const career = mostFound(others.map((sheet) => bestRow(sheet, (cells) => assign(cells, careerFields))));
  const isCareer = career && 'startedOn' in career.columns && 'person' in career.columns;
  return { ...people, columns: withoutDoubleName(people.columns), ...(isCareer && { career }) };
}

function bestRow({ name, rows }: SheetStart, columnsOf: (cells: readonly string[]) => Record<string, string>): FoundColumns | null {
  const found = rows.slice(0, HEADING_ROWS).map(({ row, cells }) => ({ sheet: name, headerRow: row, columns: columnsOf(cells) }));
  return mostFound(found);
}

function mostFound(found: readonly (FoundColumns | null)[]): FoundColumns | null {
  const count = (one: FoundColumns | null): number => (one ? Object.keys(one.columns).length : 0);
  const best = found.reduce((most, one) => (count(one) > count(most) ? one : most), null);
  return count(best) >= LEAST_HEADINGS ? best : null;
}

/** The likest pairs first; a column holds one field and a field has one column. */
function assign(cells: readonly string[], fields: readonly Field[]): Record<string, string> {
  const pairs = cells.flatMap((cell, column) => {
    const heading = foldWords(cell);
    return heading === '' || heading.length > 80 ? [] : fields.map(({ key, header, aliases = [] }) => ({ key, column, likeness: Math.max(...[header, ...aliases].map((name) => likeness(heading, foldWords(name)))) }));
  });
  const columns: Record<string, string> = {};
  const taken = new Set<number>();
  for (const { key, column, likeness: how } of pairs.sort((a, b) => b.likeness - a.likeness || a.column - b.column)) {
    if (how < LEAST_LIKENESS || key in columns || taken.has(column)) continue;
    columns[key] = columnLetters(column);
    taken.add(column);
  }
  return columns;
}

/** 1: the same words; else the share of words in common, words being the same when they begin alike (Russian endings). */
function likeness(one: string, other: string): number {
  if (one === other) return 1;
  const [words, others] = [one.split(' '), other.split(' ')];
  const common = words.filter((word) => others.some((another) => alike(word, another))).length;
  return (0.95 * 2 * common) / (words.length + others.length);
}

function alike(one: string, other: string): boolean {
  if (one === other) return true;
  const start = Math.max(4, Math.min(one.length, other.length) - 2);
  return one.length >= start && one.slice(0, start) === other.slice(0, start);
}

/** Either the parts of a name or the whole of it. */
function withoutDoubleName(columns: Readonly<Record<string, string>>): Record<string, string> {
  const { fullName, ...rest } = columns;
  return fullName === undefined || 'familyName' in rest ? rest : { ...rest, fullName };
}

/** Whether a sheet is where the template has its people: by its name, or because it is the only one. */
export function candidateSheet<T extends SheetStart>(sheets: readonly T[]): T | undefined {
  return sheets.find(({ name }) => foldWords(name) === foldWords(CANDIDATE_SHEET)) ?? (sheets.length === 1 ? sheets[0] : undefined);
}
