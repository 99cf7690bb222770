import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type CsvError, parse } from 'csv-parse';
import { LIMITS } from './limits';
import type { CellFault, Delimiter, Encoding, SheetRow } from './spreadsheet';
import { FileRefused } from './spreadsheet.errors';

/** How a CSV file is to be read. */
export interface CsvForm {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

const HEAD = 64 * 1024;
const DELIMITERS: readonly Delimiter[] = [';', '\t', ','];
/** Excel's own way of naming the delimiter in a first line. */
const SEPARATOR_LINE = /^sep=([;,\t])\r?\n?$/;

/** Finds encoding and delimiter out: nobody at a desk knows them. Throws FileRefused. */
export async function detectCsv(path: string): Promise<CsvForm> {
  const encoding = await detectEncoding(path);
  const head = new TextDecoder(encoding).decode(await headOf(path));
  return { encoding, delimiter: detectDelimiter(head) };
}

/** Rows of a CSV file, record by record. Throws FileRefused. */
export async function* csvRows(path: string, { encoding, delimiter }: CsvForm): AsyncGenerator<SheetRow[]> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'], // one file has been through several programs
    relax_column_count: true,
    relax_quotes: true, // ООО "Ромашка" without quotes around
    max_record_size: 4 * LIMITS.cell,
    bom: true,
  });
  const records = parser[Symbol.asyncIterator]() as AsyncIterableIterator<string[]>;
  const feeding = feed(path, encoding, parser);
  let row = 0;
  let filled = 0;
  let rows: SheetRow[] = [];
  try {
    for await (const record of records) {
      row++;
      if (record.every((cell) => cell.trim() === '') || (row === 1 && SEPARATOR_LINE.test(record.join(delimiter)))) continue;
      if (record.length > LIMITS.columns && record.slice(LIMITS.columns).some((cell) => cell !== '')) {
        throw new FileRefused('FILE_TOO_MANY_COLUMNS', { most: LIMITS.columns });
      }
      if (++filled > LIMITS.rows) throw new FileRefused('FILE_TOO_MANY_ROWS', { most: LIMITS.rows });
      rows.push(rowOf(row, record));
      if (rows.length < 100) continue;
      yield rows;
      rows = [];
    }
    await feeding;
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    const open = (error as CsvError).code === 'CSV_QUOTE_NOT_CLOSED' || (error as CsvError).code === 'CSV_MAX_RECORD_SIZE';
    throw open ? new FileRefused('FILE_QUOTE_OPEN', { row: row + 1 }) : new FileRefused('FILE_DAMAGED');
  }
  if (rows.length) yield rows;
}

function rowOf(row: number, record: readonly string[]): SheetRow {
  const cells = record.slice(0, LIMITS.columns);
  const faults: CellFault[] = [];
  for (const [column, cell] of cells.entries()) {
    if (cell.length > LIMITS.cell) {
      faults.push({ column, code: 'CELL_TOO_LONG' });
      cells[column] = cell.slice(0, LIMITS.cell);
    }
  }
  return { row, cells, ...(faults.length && { faults }) };
}

/** Decodes the file into the parser at the parser's pace. */
async function feed(path: string, encoding: Encoding, parser: ReturnType<typeof parse>): Promise<void> {
  const decoder = new TextDecoder(encoding);
  try {
    for await (const piece of createReadStream(path)) {
      const text = decoder.decode(piece as Buffer, { stream: true });
      if (text.includes('\0')) throw new FileRefused('FILE_HAS_NUL');
      if (!parser.write(text)) await new Promise((resolve) => parser.once('drain', resolve).once('close', resolve));
      if (parser.destroyed) return;
    }
    parser.end(decoder.decode());
  } catch (error) {
    parser.destroy(error as Error);
  }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * UTF-8 when all of the file is; UTF-16 by its mark (Excel's «Юникод»); else Windows-1251, if what it gives is Russian.
 * The whole file is looked at: a table may have its first Russian word on the last line.
 */
async function detectEncoding(path: string): Promise<Encoding> {
  const head = await headOf(path);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head.includes(0)) throw new FileRefused('FILE_HAS_NUL');
  if (await isWhollyUtf8(path)) return 'utf-8';
  const words = new TextDecoder('windows-1251').decode(head);
  const letters = words.match(/[^\x00-\x7f]/g) ?? [];
  const russian = letters.filter((letter) => /[а-яё№«»–—…\u00a0]/i.test(letter));
  // Another Russian encoding read as this one gives Russian letters as well, but not those that Russian is made of.
  const frequent = russian.filter((letter) => /[оеаинтсрвл]/i.test(letter));
  if (russian.length < letters.length * 0.9 || frequent.length < russian.length * 0.5) throw new FileRefused('FILE_ENCODING_UNKNOWN');
  return 'windows-1251';
}

async function isWhollyUtf8(path: string): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const piece of createReadStream(path, { highWaterMark: 1024 ** 2 })) {
    const bytes = Buffer.concat([rest, piece as Buffer]);
    const end = wholeCharacters(bytes);
    if (!isUtf8(bytes.subarray(0, end))) return false;
    rest = bytes.subarray(end);
  }
  return isUtf8(rest);
}

/** Where the last character that is complete ends, at most three bytes before the end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return bytes.length - back;
    if (byte < 0x80) break;
  }
  return bytes.length;
}

/** The sign that parts the first lines into most cells, quoted text left aside. */
function detectDelimiter(head: string): Delimiter {
  const lines = head.replace(/^\ufeff/, '').split(/\r\n|\n|\r/, 20);
  const named = SEPARATOR_LINE.exec(lines[0] ?? '')?.[1];
  if (named) return named as Delimiter;
  const plain = lines.join('\n').replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => plain.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}
