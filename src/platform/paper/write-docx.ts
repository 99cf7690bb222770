import { AlignmentType, BorderStyle, Document, Footer, type IParagraphOptions, LevelFormat, Packer, PageBreak, PageNumber, Paragraph, Tab, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType } from 'docx';
import { unzipSync, zipSync } from 'fflate';
import type { Block, Paper } from '../../kernel/paper';
import { typeset } from './typeset';

/** Twentieths of a point, the unit of the format. */
const MM = 1440 / 25.4;
/** GOST R 7.0.97 for papers that are kept long: 30 mm on the left, where they are sewn. */
const MARGIN = { left: Math.round(30 * MM), top: Math.round(20 * MM), right: Math.round(15 * MM), bottom: Math.round(20 * MM), footer: Math.round(10 * MM) };
const PAGE = { width: 11906, height: 16838 };
const WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
/** Half points. */
const BODY = 24;
const TABLE = 21;
const SMALL = 17;
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_LINES = { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE, insideHorizontal: NO_LINE, insideVertical: NO_LINE };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;

/** The paper for a text processor (Office Open XML, ECMA-376), A4, Times New Roman. Equal papers give equal bytes. */
export async function writeDocx(paper: Paper): Promise<Buffer> {
  const lists = paper.blocks.flatMap((block, i) => (block.kind === 'list' ? [{ reference: listName(i), start: block.start ?? 1 }] : []));
  const document = new Document({
    title: typeset(paper.title),
    creator: 'selection-service',
    lastModifiedBy: 'selection-service',
    styles: { default: { document: { run: { font: 'Times New Roman', size: BODY, language: { value: 'ru-RU' } }, paragraph: { spacing: { after: 80 } } } } },
    numbering: { config: lists.map(({ reference, start }) => ({ reference, levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', start, style: { paragraph: { indent: { left: 425, hanging: 425 } } } }] })) },
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN } },
        footers: { default: new Footer({ children: [footer(paper.identity)] }) },
        children: paper.blocks.flatMap((block, i) => partsOf(block, i)),
      },
    ],
  });
  return settled(await Packer.toBuffer(document), paper.createdAt);
}

/** The parts in the order of their names, without the moment of writing. */
function settled(file: Buffer, createdAt: string): Buffer {
  const at = new Date(createdAt).toISOString();
  const parts = Object.entries(unzipSync(file)).sort(([a], [b]) => (a < b ? -1 : 1));
  const same = parts.map(([name, bytes]): [string, Uint8Array] => [name, name === 'docProps/core.xml' ? Buffer.from(Buffer.from(bytes).toString('utf8').replace(/(<dcterms:\w+ [^>]*>)[^<]*/g, `$1${at}`)) : bytes]);
  return Buffer.from(zipSync(Object.fromEntries(same), { mtime: FIRST_DAY }));
}

/** The first moment a ZIP can name, by the wall clock wherever this runs. */
const FIRST_DAY = new Date(1980, 0, 1);
const listName = (at: number): string => `list-${at}`;

function footer(identity: string | undefined): Paragraph {
  return new Paragraph({
    tabStops: [{ type: 'right', position: WIDTH }],
    children: [
      new TextRun({ text: identity === undefined ? '' : typeset(identity), size: SMALL }),
      new TextRun({ size: SMALL, children: [new Tab(), 'стр.\u00a0', PageNumber.CURRENT, ' из\u00a0', PageNumber.TOTAL_PAGES] }),
    ],
  });
}

function partsOf(block: Block, at: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        block.level === 2
          ? paragraph(block.text, { keepNext: true, spacing: { before: 200, after: 80 } }, { bold: true })
          : paragraph(block.text, { keepNext: true, alignment: ALIGN.center, spacing: { before: 160, after: 160 } }, { bold: true, size: BODY + 4 }),
      ];
    case 'paragraph':
      return [
        paragraph(
          block.text,
          { alignment: ALIGN[block.align ?? 'left'], keepNext: block.keep ?? false, ...(block.indent ? { indent: { firstLine: Math.round(12.5 * MM) } } : {}) },
          { bold: block.bold ?? false, italics: block.italic ?? false, size: block.small ? SMALL + 2 : BODY },
        ),
      ];
    case 'list':
      return block.items.map((text) => paragraph(text, { numbering: { reference: listName(at), level: 0 } }));
    case 'table':
      return [tableOf(block), paragraph('', { spacing: { after: 0 } }, { size: SMALL })];
    case 'facts':
      return [grid([WIDTH * 0.32, WIDTH * 0.68], block.rows.map((row) => row.map((text) => [paragraph(text)]))), paragraph('', { spacing: { after: 0 } }, { size: SMALL })];
    case 'signatures':
      return [paragraph('', { keepNext: true }), signaturesOf(block)];
    case 'page-break':
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

interface Face {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly size?: number;
}

function paragraph(text: string, options: IParagraphOptions = {}, face: Face = {}): Paragraph {
  const lines = typeset(text).split('\n');
  return new Paragraph({ ...options, children: lines.map((line, i) => new TextRun({ text: line, ...face, ...(i ? { break: 1 } : {}) })) });
}

function tableOf({ columns, rows }: Extract<Block, { kind: 'table' }>): Table {
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.round((WIDTH * width) / parts));
  const cell = (text: string, i: number, options: IParagraphOptions, face: Face = {}): TableCell =>
    new TableCell({
      width: { size: widths[i]!, type: WidthType.DXA },
      margins: { left: 80, right: 80, top: 30, bottom: 30 },
      verticalAlign: VerticalAlignTable.TOP,
      children: [paragraph(text, { spacing: { after: 0 }, ...options }, { size: TABLE, ...face })],
    });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ title }, i) => cell(title, i, { alignment: ALIGN.center, keepNext: true }, { bold: true })) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text, i) => cell(text, i, { alignment: ALIGN[columns[i]!.align ?? 'left'] })) })),
    ],
  });
}

/** A table without lines. */
function grid(widths: readonly number[], rows: readonly (readonly Paragraph[])[][]): Table {
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths.map(Math.round),
    layout: TableLayoutType.FIXED,
    borders: NO_LINES,
    rows: rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map((children, i) => new TableCell({ width: { size: Math.round(widths[i]!), type: WidthType.DXA }, children: [...children] })) })),
  });
}

function signaturesOf({ lines }: Extract<Block, { kind: 'signatures' }>): Table {
  const under = (text: string): Paragraph => paragraph(text, { alignment: ALIGN.center, keepNext: true, spacing: { after: 120 } }, { size: SMALL });
  const field = (text: string | undefined, alignment: IParagraphOptions['alignment'] = ALIGN.left): Paragraph =>
    text === undefined ? new Paragraph({ keepNext: true, spacing: { after: 0 }, border: { bottom: { ...LINE, space: 1 } } }) : paragraph(text, { keepNext: true, spacing: { after: 0 }, alignment });
  return grid(
    [WIDTH * 0.42, WIDTH * 0.26, WIDTH * 0.32],
    lines.map(({ post, name }) => [
      [field(post), under(post === undefined ? '(должность)' : '')],
      [field(undefined), under('(подпись)')],
      [field(name, ALIGN.right), under(name === undefined ? '(инициалы, фамилия)' : '')],
    ]),
  );
}
