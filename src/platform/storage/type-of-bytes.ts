/** What a file can be known as. Office documents that carry macros are none of these. */
export const FILE_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpeg: 'image/jpeg',
  tiff: 'image/tiff',
} as const;

export type FileType = keyof typeof FILE_TYPES;

const BEGINNINGS: readonly (readonly [FileType, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
];

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const CENTRAL_ENTRY = 0x02014b50;
const CENTRAL_HEADER_BYTES = 46;

/**
 * What a file is by its bytes, whatever it is called; null when it is nothing of the list. `head`: its beginning; `tail`:
 * its end, where a ZIP lists its parts, which tell DOCX from XLSX from any other ZIP.
 */
export function typeOfBytes(head: Uint8Array, tail: Uint8Array): FileType | null {
  const begins = (bytes: readonly number[]): boolean => bytes.every((byte, i) => head[i] === byte);
  const known = BEGINNINGS.find(([, bytes]) => begins(bytes));
  if (known) return known[0];
  if (!begins(ZIP)) return null;
  const parts = partsOfZip(Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength));
  if (!parts.includes('[Content_Types].xml') || parts.some((name) => /vbaProject\.bin$/i.test(name))) return null;
  if (parts.includes('word/document.xml')) return 'docx';
  return parts.includes('xl/workbook.xml') ? 'xlsx' : null;
}

/** Names in the central directory of a ZIP, as far as it lies in these last bytes. */
function partsOfZip(tail: Buffer): string[] {
  const names: string[] = [];
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(CENTRAL_ENTRY);
  for (let at = tail.indexOf(signature); at >= 0 && at + CENTRAL_HEADER_BYTES <= tail.length; at = tail.indexOf(signature, at + CENTRAL_HEADER_BYTES)) {
    const name = at + CENTRAL_HEADER_BYTES;
    names.push(tail.toString('latin1', name, name + tail.readUInt16LE(at + 28)));
  }
  return names;
}
