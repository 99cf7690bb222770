import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { columnLetters } from '../../kernel/column-letters';

/**
 * A sheet to be written. Every cell is text, and so is the format of every column: what people type later, such as
 * `09.2015` or a СНИЛС, stays as typed, and nothing can become a formula.
 */
export interface XlsxSheet {
  readonly name: string;
  /** Widths in characters; columns without one are as wide as usual. */
  readonly widths?: readonly number[];
  readonly rows: Iterable<XlsxRow> | AsyncIterable<XlsxRow>;
  /** Rows that stay when the sheet is scrolled. */
  readonly frozen?: number;
  /** Lists to choose from, for the rows given. Other values may still be typed: the import says what is wrong with them. */
  readonly lists?: readonly { readonly column: number; readonly rows: readonly [first: number, last: number]; readonly source: string }[];
}

export interface XlsxRow {
  readonly cells: readonly string[];
  /** Where it stands, the first is 1; after the last row unless told. */
  readonly row?: number;
  /** `heading`: bold on grey; `marked` tells which cells are to be looked at. */
  readonly heading?: boolean;
  readonly marked?: (column: number) => boolean;
  /** How many lines high it is; left to the program that opens it unless told, and not every one looks. */
  readonly lines?: number;
}

const [TEXT, HEADING, MARKED] = [0, 1, 2];
const LINE_POINTS = 15;
const PIECE = 64 * 1024;

/** The bytes of a workbook, made while they are read: rows are asked for one after the other and never held together. */
export function writeXlsx(sheets: readonly XlsxSheet[]): Readable {
  const zip = new ZipFile();
  const add = (name: string, xml: string): void => zip.addBuffer(Buffer.from(HEAD + xml), name, WHEN);
  add('[Content_Types].xml', contentTypes(sheets.length));
  add('_rels/.rels', `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  add('xl/workbook.xml', workbook(sheets));
  add('xl/_rels/workbook.xml.rels', relations(sheets.length));
  add('xl/styles.xml', STYLES);
  const bytes = zip.outputStream as Readable;
  for (const [i, sheet] of sheets.entries()) {
    const rows = Readable.from(inPieces(sheetXml(sheet))).on('error', (error) => bytes.destroy(error)); // rows that fail end the answer, not the process
    zip.addReadStream(rows, `xl/worksheets/sheet${i + 1}.xml`, WHEN);
  }
  zip.end();
  return bytes;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** On paper a sheet is as wide as a page of A4 across, and as many pages long as it takes. */
const PRINTED = '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';
/** The same content gives the same bytes. */
const WHEN = { mtime: new Date('2026-01-01T00:00:00Z'), forceDosTimestamp: true };

/** Format 49 is text. Heading: bold on grey, wrapped; marked: on a pale red. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFCE4E4"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="3" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

function contentTypes(sheets: number): string {
  const parts = Array.from({ length: sheets }, (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SHEET_ML}.worksheet+xml"/>`);
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_ML}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_ML}.styles+xml"/>${parts.join('')}</Types>`;
}

function workbook(sheets: readonly XlsxSheet[]): string {
  const tabs = sheets.map(({ name }, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${tabs.join('')}</sheets></workbook>`;
}

function relations(sheets: number): string {
  const parts = Array.from({ length: sheets }, (_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${parts.join('')}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
}

async function* sheetXml({ widths = [], rows, frozen = 0, lists = [] }: XlsxSheet): AsyncGenerator<string> {
  const pane = frozen ? `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>` : '';
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${TEXT}" customWidth="1"/>`);
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${columns.length ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`;
  let last = 0;
  for await (const row of rows) {
    last = row.row ?? last + 1;
    yield rowXml(last, row);
  }
  yield '</sheetData>';
  if (lists.length) {
    const choices = lists.map(({ column, rows: [from, to], source }) => `<dataValidation type="list" allowBlank="1" sqref="${columnLetters(column)}${from}:${columnLetters(column)}${to}"><formula1>${escape(source)}</formula1></dataValidation>`);
    yield `<dataValidations count="${choices.length}">${choices.join('')}</dataValidations>`;
  }
  yield PRINTED;
  yield '</worksheet>';
}

function rowXml(number: number, { cells, heading = false, marked, lines }: XlsxRow): string {
  const xml = cells.map((text, column) => {
    if (text === '') return '';
    const style = heading ? HEADING : marked?.(column) ? MARKED : TEXT;
    return `<c r="${columnLetters(column)}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
  });
  const height = lines === undefined ? '' : ` ht="${lines * LINE_POINTS}" customHeight="1"`;
  return `<row r="${number}"${height}>${xml.join('')}</row>`;
}

/** Few large pieces instead of many small ones. */
async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let piece = '';
  for await (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot hold is left out. */
function escape(text: string): string {
  return text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
}
