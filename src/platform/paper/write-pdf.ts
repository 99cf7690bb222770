import { dirname, join } from 'node:path';
import pdfmake, { type Content } from 'pdfmake';
import type { Block, Paper } from '../../kernel/paper';
import { typeset } from './typeset';

const MM = 72 / 25.4;
/** GOST R 7.0.97 for papers that are kept long: 30 mm on the left, where they are sewn. */
const MARGINS: readonly [number, number, number, number] = [30 * MM, 20 * MM, 15 * MM, 20 * MM];
const WIDTH = 210 * MM - MARGINS[0] - MARGINS[2];
const HAIRLINE = 0.5;
const BODY = 11;
const TABLE = 9.5;
const SMALL = 7.5;

const FONTS = dirname(require.resolve('@expo-google-fonts/pt-serif/package.json'));
const face = (name: string): string => join(FONTS, name, `PTSerif_${name}.ttf`);
pdfmake.setFonts({ 'PT Serif': { normal: face('400Regular'), bold: face('700Bold'), italics: face('400Regular_Italic'), bolditalics: face('700Bold_Italic') } });
// A paper is text: it loads nothing from the network, and of the machine only its font.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONTS));

/**
 * The paper as PDF, A4, its font (PT Serif) embedded. Equal papers give equal bytes: streams stay uncompressed, since what
 * zlib makes of them differs between processors and versions.
 */
export async function writePdf(paper: Paper): Promise<Buffer> {
  const created = new Date(paper.createdAt);
  const file = pdfmake.createPdf({
    pageSize: 'A4',
    pageMargins: MARGINS,
    compress: false,
    language: 'ru',
    displayTitle: true,
    info: { title: typeset(paper.title), creationDate: created, modDate: created, producer: 'selection-service', creator: 'selection-service' },
    defaultStyle: { font: 'PT Serif', fontSize: BODY, lineHeight: 1 },
    content: paper.blocks.map(contentOf),
    pageBreakBefore: ({ headlineLevel }, nodes) => headlineLevel === KEPT && nodes.getFollowingNodesOnPage().length === 0,
    footer: (page, pages) => ({
      margin: [MARGINS[0], 10 * MM, MARGINS[2], 0],
      fontSize: SMALL,
      columns: [
        { width: '*', text: paper.identity === undefined ? '' : typeset(paper.identity) },
        { width: 80, alignment: 'right', text: `стр.\u00a0${page} из\u00a0${pages}` },
      ],
    }),
  });
  return file.getBuffer();
}

/** Marks what stays on one page with what follows; see `pageBreakBefore`. */
const KEPT = 1;

function contentOf(block: Block): Content {
  switch (block.kind) {
    case 'heading':
      return block.level === 2
        ? { text: typeset(block.text), bold: true, margin: [0, 10, 0, 4], headlineLevel: KEPT }
        : { text: typeset(block.text), bold: true, fontSize: BODY + 2, alignment: 'center', margin: [0, 8, 0, 8], headlineLevel: KEPT };
    case 'paragraph':
      return {
        text: typeset(block.text) || ' ',
        alignment: block.align ?? 'left',
        bold: block.bold ?? false,
        italics: block.italic ?? false,
        ...(block.small ? { fontSize: SMALL + 1 } : {}),
        ...(block.indent ? { leadingIndent: 12.5 * MM } : {}),
        ...(block.keep ? { headlineLevel: KEPT } : {}),
        margin: [0, 0, 0, 4],
      };
    case 'list':
      return { ol: block.items.map((text) => ({ text: typeset(text), margin: [0, 0, 0, 3] })), start: block.start ?? 1, margin: [0, 0, 0, 4] };
    case 'table':
      return tableOf(block);
    case 'facts':
      return { layout: 'noBorders', margin: [0, 2, 0, 6], table: { widths: [WIDTH * 0.32, '*'], dontBreakRows: true, body: block.rows.map((row) => row.map(typeset)) } };
    case 'signatures':
      return signaturesOf(block);
    case 'page-break':
      return { text: '', pageBreak: 'after' };
  }
}

function tableOf({ columns, rows }: Extract<Block, { kind: 'table' }>): Content {
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  // What the lines and the padding of a cell take is not part of its width.
  const room = WIDTH - columns.length * 2 * PADDING - (columns.length + 1) * HAIRLINE;
  const head: Content[] = columns.map(({ title }) => ({ text: typeset(title), bold: true, alignment: 'center' }));
  const body: Content[][] = rows.map((row) => row.map((text, i) => ({ text: typeset(text), alignment: columns[i]!.align ?? 'left' })));
  return {
    fontSize: TABLE,
    margin: [0, 4, 0, 8],
    layout: { hLineWidth: () => HAIRLINE, vLineWidth: () => HAIRLINE, paddingLeft: () => PADDING, paddingRight: () => PADDING, paddingTop: () => 2, paddingBottom: () => 2 },
    table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths: columns.map(({ width }) => (room * width) / parts), body: [head, ...body] },
  };
}

const PADDING = 4;

function signaturesOf({ lines }: Extract<Block, { kind: 'signatures' }>): Content {
  const field = (text: string | undefined, at: number, under: string, alignment: 'left' | 'right' = 'left'): Content =>
    text === undefined
      ? { stack: [{ canvas: [{ type: 'line', x1: 0, y1: 0, x2: COLUMNS[at]!, y2: 0, lineWidth: HAIRLINE }], margin: [0, 13, 0, 0] }, { text: under, fontSize: SMALL, alignment: 'center' }] }
      : { text: typeset(text), alignment };
  return {
    unbreakable: true,
    margin: [0, 16, 0, 0],
    layout: 'noBorders',
    table: {
      dontBreakRows: true,
      widths: [...COLUMNS],
      body: lines.map(({ post, name }) => [field(post, 0, '(должность)'), field(undefined, 1, '(подпись)'), field(name, 2, '(инициалы, фамилия)', 'right')]),
    },
  };
}

/** Post, signature, name, in points. */
const COLUMNS: readonly number[] = [WIDTH * 0.42, WIDTH * 0.22, WIDTH * 0.32];
