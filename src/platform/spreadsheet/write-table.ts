import type { Readable } from 'node:stream';
import { safeCell } from './safe-cell';
import { writeCsv } from './write-csv';
import { writeXlsx, type XlsxRow } from './write-xlsx';

/** A table that leaves the service: its heading, widths in characters, and rows that are asked for one after the other. */
export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: Iterable<readonly (string | null)[]> | AsyncIterable<readonly (string | null)[]>;
}

export const TABLE_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
export type TableForm = keyof typeof TABLE_TYPES;

/** The bytes of a table, made while they are read. No cell is a formula, whoever typed it; the same rows give the same bytes. */
export function writeTable({ name, columns, rows }: Table, form: TableForm): Readable {
  if (form === 'csv') return writeCsv(cellsOf(columns, rows));
  return writeXlsx([{ name, widths: columns.map(({ width }) => width), frozen: 1, rows: headed(cellsOf(columns, rows), columns.map(({ width }) => width)) }]);
}

async function* cellsOf(columns: Table['columns'], rows: Table['rows']): AsyncGenerator<readonly string[]> {
  yield columns.map(({ title }) => title);
  for await (const row of rows) yield row.map((cell) => safeCell(cell ?? ''));
}

async function* headed(rows: AsyncIterable<readonly string[]>, widths: readonly number[]): AsyncGenerator<XlsxRow> {
  let heading = true;
  for await (const cells of rows) {
    yield { cells, heading, lines: Math.min(MOST_LINES, Math.max(1, ...cells.map((cell, i) => linesOf(cell, widths[i]! * (heading ? BOLD : 1))))) };
    heading = false;
  }
}

/** A row is 409 points high at most (ECMA-376 readers). */
const MOST_LINES = 27;
/** Bold letters are wider. */
const BOLD = 0.85;

/** Lines that a text takes in a column, broken between words: an estimate, letters differ in width. */
function linesOf(text: string, width: number): number {
  let [lines, used] = [1, 0];
  for (const { length } of text.split(/\s+/)) {
    if (used > 0 && used + 1 + length > width) [lines, used] = [lines + 1, length];
    else used += (used > 0 ? 1 : 0) + length;
  }
  return lines;
}
