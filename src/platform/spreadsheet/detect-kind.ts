import { FileRefused } from './spreadsheet.errors';

const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const EMPTY_ZIP = Buffer.from('PK\x05\x06', 'latin1');

/** First bytes of what is sent instead of a table. */
const OTHERS: readonly (readonly [kind: string, start: RegExp])[] = [
  ['pdf', /^%PDF-/],
  ['rtf', /^\{\\rtf/],
  ['html', /^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body|table|meta)/i],
  ['xml', /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<\0?\?\0?x/i],
  ['archive', /^(Rar!|7z\xbc\xaf|\x1f\x8b|BZh)/],
  ['image', /^(\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0)/s],
];

/**
 * What a file is by its first bytes, whatever its name says; text is taken for CSV. `head` should be the first 64 KB or
 * more. Throws FileRefused for what is no XLSX or CSV.
 */
export function detectKind(head: Buffer): 'xlsx' | 'csv' {
  if (head.length === 0) throw new FileRefused('FILE_EMPTY');
  if (startsWith(head, ZIP)) return 'xlsx';
  if (startsWith(head, EMPTY_ZIP)) throw new FileRefused('FILE_EMPTY');
  // Names in an OLE2 directory are UTF-16. Excel wraps an encrypted workbook into the same container as old formats.
  const names = (name: string): boolean => head.includes(Buffer.from(name, 'utf16le'));
  if (startsWith(head, OLE2)) {
    if (names('EncryptedPackage')) throw new FileRefused('FILE_ENCRYPTED');
    throw names('WordDocument') ? new FileRefused('FILE_NOT_TABLE', { kind: 'doc' }) : new FileRefused('FILE_IS_XLS');
  }
  const start = head.subarray(0, 512).toString('latin1');
  const other = OTHERS.find(([, pattern]) => pattern.test(start));
  if (other) throw new FileRefused('FILE_NOT_TABLE', { kind: other[0] });
  return 'csv';
}

function startsWith(head: Buffer, start: Buffer): boolean {
  return head.subarray(0, start.length).equals(start);
}
