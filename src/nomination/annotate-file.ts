import { Readable } from 'node:stream';
import type { Policy } from '../campaign/domain/policy';
import { columnIndex } from '../kernel/column-letters';
import { inspectSpreadsheet, readSpreadsheet } from '../platform/spreadsheet/read-spreadsheet';
import { writeXlsx, type XlsxRow } from '../platform/spreadsheet/write-xlsx';
import { explain } from '../report/domain/explain';
import { findLayout } from './domain/find-layout';
import { candidateFields, careerFields, type ColumnMapping } from './domain/import-columns';
import type { Problem, ProblemLevel } from './domain/import-problem';

const HEADING = 'Что исправить';
const LEVELS: Readonly<Record<ProblemLevel, string>> = { error: 'Ошибка', warning: 'Внимание', info: 'К сведению' };
const WIDTH = 80;

/** What was found in a file, in the order of its people; asked for twice. */
export type Findings = () => AsyncIterable<readonly Problem[]>;

/**
 * The clerk's own file back as XLSX, every sheet as it was read, with a last column that says what to correct in each row;
 * the cells meant are marked. It can be corrected and uploaded as it is: the added column is read by nobody.
 */
export async function annotateFile(path: string, policy: Policy, mapping: ColumnMapping | null, findings: Findings): Promise<Readable> {
  const { sheets } = await inspectSpreadsheet(path);
  const layout = findLayout(sheets, mapping, candidateFields(policy), careerFields());
  const found = 'code' in layout ? [] : [layout.people, ...(layout.career ? [layout.career] : [])];
  const people = found[0]?.sheet;
  const widths = await widthsOf(path, sheets.map(({ name }) => name));
  // Findings about careers come in the order of the people; there are never more of them than careers are held.
  const careers = new Map<number, Problem[]>();
  for await (const some of findings()) for (const problem of some) if (problem.sheet !== people) careers.set(problem.row, [...(careers.get(problem.row) ?? []), problem]);
  return writeXlsx(sheets.map(({ name }) => {
    const headerRow = found.find(({ sheet }) => sheet === name)?.headerRow;
    const width = widths.get(name) ?? 0;
    const inOrder = name === people ? new InOrder(peopleOnly(findings(), name)) : null;
    const told = (row: number): Promise<Problem[]> | Problem[] => inOrder?.take(row) ?? careers.get(row) ?? [];
    if (headerRow === undefined) return { name, rows: plainRows(path, name) };
    return { name, widths: [...Array.from({ length: width }, () => 20), WIDTH], frozen: headerRow, rows: annotatedRows(path, name, headerRow, width, told, policy) };
  }));
}

async function* plainRows(path: string, sheet: string): AsyncGenerator<XlsxRow> {
  for await (const { rows } of readSpreadsheet(path, [sheet])) yield* rows;
}

async function* annotatedRows(path: string, sheet: string, headerRow: number, width: number, told: (row: number) => Promise<Problem[]> | Problem[], policy: Policy): AsyncGenerator<XlsxRow> {
  for await (const { rows } of readSpreadsheet(path, [sheet])) {
    for (const { row, cells } of rows) {
      const problems = row > headerRow ? await told(row) : [];
      const marked = new Set(problems.flatMap(({ column, level }) => (column === null || level === 'info' ? [] : [columnIndex(column)])));
      const note = row === headerRow ? HEADING : problems.map((problem) => say(problem, policy)).join('\n');
      yield { row, cells: [...Array.from({ length: width }, (_, i) => cells[i] ?? ''), note], heading: row === headerRow, marked: (column) => marked.has(column) };
    }
  }
}

function say({ level, column, code, params }: Problem, policy: Policy): string {
  return `${LEVELS[level]}${column === null ? '' : `, столбец ${column}`}: ${explain({ code, params }, 'ru', policy)}`;
}

/** How many columns each sheet uses, so that the new one stands behind all of them. */
async function widthsOf(path: string, sheets: readonly string[]): Promise<Map<string, number>> {
  const widths = new Map<string, number>();
  for await (const { sheet, rows } of readSpreadsheet(path, sheets)) {
    widths.set(sheet, rows.reduce((most, { cells }) => Math.max(most, cells.length), widths.get(sheet) ?? 0));
  }
  return widths;
}

async function* peopleOnly(findings: AsyncIterable<readonly Problem[]>, sheet: string): AsyncGenerator<Problem> {
  for await (const some of findings) for (const problem of some) if (problem.sheet === sheet) yield problem;
}

/** Hands out what was found row by row, the rows being asked for in the order of the findings. */
class InOrder {
  private readonly findings: AsyncIterator<Problem>;
  private next: Problem | null = null;

  constructor(findings: AsyncIterable<Problem>) {
    this.findings = findings[Symbol.asyncIterator]();
  }

  async take(row: number): Promise<Problem[]> {
    const taken: Problem[] = [];
    for (;;) {
      this.next ??= await this.pull();
      if (!this.next || this.next.row > row) return taken;
      if (this.next.row === row) taken.push(this.next);
      this.next = null;
    }
  }

  private async pull(): Promise<Problem | null> {
    const next = await this.findings.next();
    return next.done ? null : next.value;
  }
}
