import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A part of a document: a paragraph, or a table whose first row is its head. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string; readonly align?: 'left' | 'center' | 'right'; readonly bold?: boolean }
  | { readonly kind: 'table'; readonly widths: readonly number[]; readonly rows: readonly (readonly string[])[] };

/**
 * A document for a text processor (Office Open XML, ECMA-376): paragraphs and tables in one font, A4, nothing else. It is
 * there to be read, signed and changed by people; three parts are all such a file needs.
 */
export async function writeDocument(blocks: readonly Block[]): Promise<Buffer> {
  const zip = new ZipFile();
  const add = (name: string, xml: string): void => zip.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`), name, { mtime: NO_TIME });
  add('[Content_Types].xml', TYPES);
  add('_rels/.rels', RELATIONS);
  add('word/document.xml', `<w:document xmlns:w="${W}"><w:body>${blocks.map(xmlOf).join('')}${PAGE}</w:body></w:document>`);
  zip.end();
  return buffer(zip.outputStream);
}

/** Equal content gives equal bytes. */
const NO_TIME = new Date('1980-01-01T00:00:00Z');
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES =
  `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS =
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="d" Target="word/document.xml" ` +
  `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>`;
/** A4 in twentieths of a point, margins of 2 cm. */
const PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>';
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="000000"/>`).join('');

function xmlOf(block: Block): string {
  if (block.kind === 'paragraph') return paragraph(block.text, block);
  const grid = block.widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const rows = block.rows.map((cells, i) => {
    const head = i === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : '';
    return `<w:tr>${head}${cells.map((text, at) => `<w:tc><w:tcPr><w:tcW w:w="${block.widths[at]}" w:type="dxa"/></w:tcPr>${paragraph(text, { bold: i === 0 })}</w:tc>`).join('')}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join('')}</w:tbl>`;
}

function paragraph(text: string, { align = 'left', bold = false }: { readonly align?: string; readonly bold?: boolean }): string {
  const font = `<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>${bold ? '<w:b/>' : ''}<w:sz w:val="24"/></w:rPr>`;
  return `<w:p><w:pPr><w:jc w:val="${align}"/></w:pPr><w:r>${font}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}
