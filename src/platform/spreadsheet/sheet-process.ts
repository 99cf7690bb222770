import { open, stat } from 'node:fs/promises';
import { csvRows, detectCsv } from './csv-rows';
import { detectKind } from './detect-kind';
import { lookThroughCsv, lookThroughSheet } from './look-through';
import { BATCH_ROWS, BATCH_TEXT, LIMITS, PREVIEW_ROWS } from './limits';
import type { Answer, Question } from './read-spreadsheet';
import { CSV_SHEET, type SheetRow, type SpreadsheetShape } from './spreadsheet';
import { FileRefused } from './spreadsheet.errors';
import { openWorkbook } from './workbook';
import { xlsxRows } from './xlsx-rows';

/**
 * The process that reads files for the service, one at a time. It has nothing worth taking: no environment, no connection,
 * a small heap. What a hostile file breaks is this.
 */
type Source = Pick<SpreadsheetShape, 'kind' | 'encoding' | 'delimiter'> & {
  readonly names: readonly string[];
  /** What must be known of a sheet before its rows: its merged ranges. Refuses one with too many rows. */
  readonly lookThrough: (sheet: string) => Promise<string[]>;
  readonly rows: (sheet: string) => AsyncGenerator<SheetRow[]>;
  readonly close: () => void;
};

/** A file is looked at and then read: it stays open in between. */
let kept: { readonly mark: string; readonly source: Source } | null = null;

async function sourceOf(path: string): Promise<Source> {
  const { size, ino, mtimeMs } = await stat(path);
  const mark = [path, size, ino, mtimeMs].join(' ');
  if (kept?.mark === mark) return kept.source;
  forget();
  if (size > LIMITS.file) throw new FileRefused('FILE_TOO_LARGE', { megabytes: LIMITS.file / 1024 ** 2 });
  kept = { mark, source: await openSource(path) };
  return kept.source;
}

function forget(): void {
  kept?.source.close();
  kept = null;
}

async function openSource(path: string): Promise<Source> {
  if (detectKind(await headOf(path)) === 'csv') {
    const form = await detectCsv(path);
    return { kind: 'csv', ...form, names: [CSV_SHEET], lookThrough: () => lookThroughCsv(path).then(() => []), rows: () => csvRows(path, form), close: () => undefined };
  }
  const workbook = await openWorkbook(path);
  const parts = new Map(workbook.sheets.map(({ name, part }) => [name, part]));
  return {
    kind: 'xlsx',
    names: [...parts.keys()],
    lookThrough: async (sheet) => lookThroughSheet(await workbook.archive.stream(parts.get(sheet)!)),
    rows: (sheet) => xlsxRows(workbook, parts.get(sheet)!),
    close: () => {
      workbook.archive.close();
      workbook.texts.close();
    },
  };
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024 ** 2), 0, 1024 ** 2, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function shapeOf({ names, rows, kind, encoding, delimiter }: Source): Promise<SpreadsheetShape> {
  const sheets = [];
  for (const name of names) {
    const first: SheetRow[] = [];
    for await (const some of rows(name)) {
      first.push(...some);
      if (first.length >= PREVIEW_ROWS) break;
    }
    sheets.push({ name, rows: first.slice(0, PREVIEW_ROWS) });
  }
  return { kind, encoding, delimiter, sheets };
}

async function giveRows({ lookThrough, rows }: Source, sheets: readonly string[]): Promise<void> {
  const mergedIn = new Map<string, string[]>();
  for (const sheet of sheets) mergedIn.set(sheet, await lookThrough(sheet));
  for (const [sheet, merged] of mergedIn) {
    let batch: SheetRow[] = [];
    let text = 0;
    for await (const some of rows(sheet)) {
      for (const row of some) {
        batch.push(row);
        for (const cell of row.cells) text += cell.length;
        if (batch.length < BATCH_ROWS && text < BATCH_TEXT) continue;
        await give({ batch: { sheet, rows: batch, merged } });
        batch = [];
        text = 0;
      }
    }
    await give({ batch: { sheet, rows: batch, merged } });
  }
}

/** Hands over when the service has asked for it, so that no more is read than it can take. */
async function give(answer: Answer): Promise<void> {
  while (asked === 0) await new Promise<void>((resolve) => (wake = resolve));
  asked--;
  process.send?.(answer);
}

let asked = 0;
let wake = (): void => undefined;

async function work({ path, sheets }: Question): Promise<void> {
  try {
    const source = await sourceOf(path);
    if (sheets) {
      await giveRows(source, sheets);
      forget();
    } else await give({ shape: await shapeOf(source) });
    await give({ done: true });
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    await give({ refused: { code: error.code, params: error.params } });
  }
}

process.on('message', (message: Question | 'next') => {
  if (message === 'next') {
    asked++;
    wake();
  } else {
    asked = 0; // what was asked about the file before
    void work(message);
  }
});
