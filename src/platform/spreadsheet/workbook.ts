import { posix } from 'node:path';
import { builtInFormat, type NumberFormat, readFormat } from './number-format';
import { readWholeXml, readXml } from './read-xml';
import { FileRefused } from './spreadsheet.errors';
import { TextPool } from './text-pool';
import { ZipArchive } from './zip-archive';

/** A workbook without its rows: what the cells of every sheet refer to. */
export interface Workbook {
  readonly archive: ZipArchive;
  /** In the order of the tabs; `part` is the file within the archive. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly texts: TextPool;
  /** By the style number of a cell. */
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
}

const ODS = 'application/vnd.oasis.opendocument.spreadsheet';

/** Opens a workbook and reads everything but its rows. Throws FileRefused. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const archive = await ZipArchive.open(path);
  try {
    await refuseOthers(archive);
    const main = (await relationsOf(archive, '')).find(({ kind }) => kind === 'officeDocument')?.target;
    if (!main || !archive.has(main)) throw new FileRefused('FILE_NOT_TABLE', { kind: 'zip' });
    const relations = await relationsOf(archive, main);
    const targetOf = (kind: string): string | undefined => relations.find((relation) => relation.kind === kind)?.target;
    const targets = new Map(relations.map(({ id, target }) => [id, target]));
    const { sheets, from1904 } = await readMain(archive, main);
    return {
      archive,
      sheets: sheets.flatMap(({ name, relation }) => (targets.has(relation) ? [{ name, part: targets.get(relation)! }] : [])),
      texts: await readTexts(archive, targetOf('sharedStrings')),
      formats: await readFormats(archive, targetOf('styles')),
      from1904,
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function refuseOthers(archive: ZipArchive): Promise<void> {
  const has = (pattern: RegExp): boolean => archive.names.some((name) => pattern.test(name));
  if (archive.has('mimetype')) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.stream('mimetype')) chunks.push(chunk as Buffer);
    throw Buffer.concat(chunks).toString('latin1').trim() === ODS ? new FileRefused('FILE_IS_ODS') : new FileRefused('FILE_NOT_TABLE', { kind: 'zip' });
  }
  if (has(/^xl\/workbook\.bin$/i)) throw new FileRefused('FILE_IS_XLSB');
  if (has(/^word\//i)) throw new FileRefused('FILE_NOT_TABLE', { kind: 'docx' });
  if (has(/^xl\/externalLinks\//i)) throw new FileRefused('FILE_LINKS_OUTSIDE');
  if (!archive.has('[Content_Types].xml')) throw new FileRefused('FILE_NOT_TABLE', { kind: 'zip' });
}

interface Relation {
  readonly id: string;
  /** Last word of the type's address. */
  readonly kind: string;
  readonly target: string;
}

/** What a part refers to; '' asks for the relations of the whole package. */
async function relationsOf(archive: ZipArchive, part: string): Promise<Relation[]> {
  const name = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(name)) return [];
  const found: Relation[] = [];
  await readWholeXml(await archive.stream(name), {
    open: (element, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (element !== 'Relationship' || mode === 'External') return;
      const absolute = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target);
      found.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), target: absolute });
    },
    close: () => undefined,
  });
  return found;
}

async function readMain(archive: ZipArchive, part: string): Promise<{ sheets: { name: string; relation: string }[]; from1904: boolean }> {
  const sheets: { name: string; relation: string }[] = [];
  let from1904 = false;
  await readWholeXml(await archive.stream(part), {
    open: (element, attributes) => {
      if (element === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (element !== 'sheet') return;
      const relation = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
      if (relation) sheets.push({ name: attributes.name ?? '', relation });
    },
    close: () => undefined,
  });
  return { sheets, from1904 };
}

async function readTexts(archive: ZipArchive, part: string | undefined): Promise<TextPool> {
  const pool = new TextPool();
  if (!part || !archive.has(part)) return pool;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  const reading = readXml(await archive.stream(part), {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') inText = !inPhonetic;
      else if (name === 'rPh') inPhonetic = true;
    },
    close: (name) => {
      if (name === 'si') pool.add(text);
      else if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
  });
  for await (const _ of reading);
  return pool;
}

async function readFormats(archive: ZipArchive, part: string | undefined): Promise<NumberFormat[]> {
  const formats: NumberFormat[] = [];
  if (!part || !archive.has(part)) return formats;
  const own = new Map<number, NumberFormat>();
  let inCells = false;
  await readWholeXml(await archive.stream(part), {
    open: (name, attributes) => {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), readFormat(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        formats.push(own.get(id) ?? builtInFormat(id));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}
