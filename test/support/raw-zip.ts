import { crc32, deflateRawSync } from 'node:zlib';

/** A file within an archive; whatever is said of it may be false. */
export interface ZipEntry {
  readonly name: string;
  readonly data: Buffer | string;
  /** As the central directory says; true unless given. */
  readonly declared?: number;
  readonly encrypted?: boolean;
  /** Cuts the packed bytes. */
  readonly cut?: number;
  /** Shares the bytes of the entry before it, as overlapping bombs do. */
  readonly overlaps?: boolean;
}

/** An archive byte by byte: libraries refuse to write what must be refused. */
export function rawZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let before: { offset: number; packed: Buffer; crc: number; size: number } = { offset: 0, packed: Buffer.alloc(0), crc: 0, size: 0 };
  for (const { name, data, declared, encrypted = false, cut, overlaps = false } of entries) {
    const bytes = Buffer.from(data);
    const whole = overlaps ? before.packed : deflateRawSync(bytes);
    const packed = cut === undefined ? whole : whole.subarray(0, cut);
    const about = overlaps ? before : { offset, packed, crc: crc32(bytes), size: bytes.length };
    const file = Buffer.from(name);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE((encrypted ? 1 : 0) | 0x800, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(about.crc, 10);
    header.writeUInt32LE(whole.length, 14);
    header.writeUInt32LE(declared ?? about.size, 18);
    header.writeUInt16LE(file.length, 22);
    if (!overlaps) {
      parts.push(Buffer.from('PK\x03\x04', 'latin1'), header, file, packed);
      offset += 30 + file.length + packed.length;
    }
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(about.offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, entry, file);
    before = about;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook in whatever XML; sheets by name, each the inside of a `worksheet`. */
export function rawWorkbook(sheets: Readonly<Record<string, string | Buffer>>, { strings, styles, date1904 = false, more = [] }: { strings?: string | Buffer; styles?: string; date1904?: boolean; more?: readonly ZipEntry[] } = {}): Buffer {
  const names = Object.keys(sheets);
  const relation = (id: string, kind: string, target: string): string => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  return rawZip([
    { name: '[Content_Types].xml', data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: '_rels/.rels', data: `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>` },
    { name: 'xl/workbook.xml', data: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i}"/>`).join('')}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', data: `<Relationships xmlns="${PACKAGE}">${names.map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('f', 'styles', 'styles.xml')}</Relationships>` },
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', data: strings }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', data: styles }]),
    ...names.map((name, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, data: typeof sheets[name] === 'string' ? `<worksheet xmlns="${MAIN}">${sheets[name]}</worksheet>` : sheets[name]! })),
    ...more,
  ]);
}

/** Rows of a sheet with every cell in place as text. */
export function sheetData(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `<c t="inlineStr"><is><t xml:space="preserve">${text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))}</t></is></c>`;
  return `<sheetData>${rows.map((cells, i) => `<row r="${i + 1}">${cells.map(cell).join('')}</row>`).join('')}</sheetData>`;
}
