import { Readable } from 'node:stream';

const BOM = '\ufeff';
const PIECE = 64 * 1024;

/**
 * The bytes of a CSV that a Russian Excel opens by a double click: UTF-8 with its mark, semicolons, quotes where needed
 * (RFC 4180). Made while they are read; rows are never held together.
 */
export function writeCsv(rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>): Readable {
  return Readable.from(inPieces(rows), { objectMode: false });
}

async function* inPieces(rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>): AsyncGenerator<Buffer> {
  let piece = BOM;
  for await (const cells of rows) {
    piece += `${cells.map(quoted).join(';')}\r\n`;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}

function quoted(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
