import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const PARTS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A spreadsheet as a clerk saves it: an XLSX whose cells are all text. */
export async function writeSpreadsheet(sheets: readonly Sheet[]): Promise<Buffer> {
  const zip = new ZipFile();
  const add = (name: string, xml: string): void => zip.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`), name);
  const parts = sheets.map((sheet, i) => ({ ...sheet, id: i + 1 }));
  add('[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${PARTS}.sheet.main+xml"/>${parts.map(({ id }) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${PARTS}.worksheet+xml"/>`).join('')}</Types>`);
  add('_rels/.rels', relations([`<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>`]));
  add('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${parts.map(({ id, name }) => `<sheet name="${escaped(name)}" sheetId="${id}" r:id="r${id}"/>`).join('')}</sheets></workbook>`);
  add('xl/_rels/workbook.xml.rels', relations(parts.map(({ id }) => `<Relationship Id="r${id}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${id}.xml"/>`)));
  for (const { id, rows } of parts) add(`xl/worksheets/sheet${id}.xml`, `<worksheet xmlns="${MAIN}"><sheetData>${rows.map(rowOf).join('')}</sheetData></worksheet>`);
  zip.end();
  return buffer(zip.outputStream);
}

function relations(list: readonly string[]): string {
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function rowOf(cells: readonly string[], i: number): string {
  const filled = cells.map((text, column) => (text === '' ? '' : `<c r="${lettersOf(column)}${i + 1}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`));
  return `<row r="${i + 1}">${filled.join('')}</row>`;
}

/** 0 → A, 25 → Z, 26 → AA. */
function lettersOf(column: number): string {
  return (column >= 26 ? lettersOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}
