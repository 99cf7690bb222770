import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { CheckedBatch, Receipt } from '../../src/nomination/batch.service';
import { inspectSpreadsheet, readSpreadsheet } from '../../src/platform/spreadsheet/read-spreadsheet';
import { writeXlsx } from '../../src/platform/spreadsheet/write-xlsx';
import { TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, schoolOfMayors, withStage } from '../support/campaign-story';
import { clerksRow, type Row, rowsOf, untilAtRest, upload } from '../support/nominee-table';
import { PDF } from '../support/some-files';

type Table = string[][];

const PEOPLE = 'Кандидаты';
const CAREER = 'Трудовая деятельность';
const DOCX = /wordprocessingml/;

/** Every kind of mistake a clerk makes, and what he is told: the column's heading, the code, the value. */
const MISTAKES: readonly (readonly [heading: string, value: string, code: string])[] = [
  ['Дата рождения', '31.02.1980', 'DATE_NOT_IN_CALENDAR'],
  ['Дата рождения', '05.1980', 'DATE_WITHOUT_DAY'],
  ['Дата рождения', '20.05.80', 'DATE_YEAR_OF_TWO_DIGITS'],
  ['Дата рождения', 'весной', 'DATE_UNREADABLE'],
  ['Фамилия', '', 'CELL_MISSING'],
  ['Имя', 'Анна2', 'NAME_DIGIT'],
  ['СНИЛС', '112-233-445 96', 'SNILS_CHECKSUM'],
  ['Категория', 'Начальник', 'WORD_UNKNOWN'],
  ['Электронная почта', 'нет', 'IS_EMAIL'],
  ['ОКТМО', '06701000', 'MUNICIPALITY_UNKNOWN'],
  [CAREER, 'работала в разных местах', 'CAREER_LINE_UNREADABLE'],
  [CAREER, '03.2019 – 09.2015 глава, Администрация', 'EMPLOYMENT_ENDS_BEFORE_START'],
];

describe('the clerk of a region, on the last day', () => {
  let api: TestApi;
  let campaign: OpenCampaign;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clerk-'));
    api = await TestApi.start();
    api.clock.set('2026-03-31T17:00:00+03:00');
    campaign = await openCampaign(api, { policy: withStage(schoolOfMayors(), 'nomination', { letter: 'required', limit: { each: 12, named: [{ nominator: '36', limit: 21 }] } }) });
  });
  afterAll(() => api.close());

  const clerk = (): OpenCampaign['nominators'][string] => campaign.nominators['36']!;
  const path = (rest: string): string => `${campaign.path}/${rest}`;
  async function download(rest: string, body?: object): Promise<{ type: string | null; bytes: Buffer }> {
    const response = await fetch(`${api.url}/api/v1${path(rest)}`, {
      method: body ? 'POST' : 'GET', headers: { authorization: `Bearer ${clerk().token}`, ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }),
    });
    expect({ rest, status: response.status }).toEqual({ rest, status: 200 });
    return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
  }

  /** Every sheet of a file as rows of text. */
  async function sheetsOf(bytes: Buffer): Promise<Map<string, Table>> {
    const file = join(folder, 'read.xlsx');
    await writeFile(file, bytes);
    const tables = new Map<string, Table>();
    for (const { name } of (await inspectSpreadsheet(file)).sheets) {
      const table: Table = [];
      for await (const { rows } of readSpreadsheet(file, [name])) for (const { cells } of rows) table.push([...cells]);
      tables.set(name, table);
    }
    return tables;
  }

  /** The template with people typed into it. */
  async function filled(template: Buffer, people: readonly Row[]): Promise<Buffer> {
    const sheets = await sheetsOf(template);
    const headings = sheets.get(PEOPLE)![0]!;
    for (const row of people) {
      const strange = Object.keys(row).filter((heading) => !headings.includes(heading));
      if (strange.length) throw new Error(`the template has no ${strange.join(', ')}`);
      sheets.get(PEOPLE)!.push(headings.map((heading) => row[heading] ?? ''));
    }
    return buffer(writeXlsx([...sheets].map(([name, table]) => ({ name, rows: table.map((cells) => ({ cells })) }))));
  }

  const good = Array.from({ length: 21 }, (_, i) => clerksRow(i + 1, { 'Субъект РФ': 'Воронежская область' }));
  const wrong = good.map((row, i) => ({ ...row, ...(MISTAKES[i] && { [MISTAKES[i][0]]: MISTAKES[i][1] }) }));
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

  it('fills in the template, corrects what is named, uploads the letter, submits and keeps the receipt', async () => {
    const { api: account, nominatorId } = clerk();
    const { bytes: template } = await download('imports/template');
    const [first, second] = [await filled(template, wrong), await filled(template, good)];

    const uploaded = await upload(account, campaign.path, nominatorId, first, true);
    expect(uploaded).toMatchObject({ status: 202, body: { fileDigest: sha256(first), sameAs: null } });
    expect(await untilAtRest(account, campaign.path, uploaded.body.id)).toMatchObject({ state: 'done', position: 21, entered: 9, refused: 12 });
    const refused = await rowsOf(account, campaign.path, uploaded.body.id, 'refused');
    const headings = (await sheetsOf(template)).get(PEOPLE)!;
    const errors = refused.flatMap(({ problems }) => problems.filter(({ level }) => level === 'error').map(({ sheet, row, column, code }) => [sheet, row, column === null ? null : headings[0]![column.charCodeAt(0) - 65], code]));
    expect(errors).toEqual(MISTAKES.map(([heading, , code], i) => [PEOPLE, i + 2, heading, code]));

    const annotated = await sheetsOf((await download(`imports/${uploaded.body.id}/annotated`)).bytes);
    const notes = annotated.get(PEOPLE)!.map((cells) => cells.at(-1)!);
    expect(notes[0]).toBe('Что исправить');
    expect(notes.slice(1, 13).every((note) => note.includes('Ошибка'))).toBe(true);
    expect(notes.slice(13).some((note) => note.includes('Ошибка'))).toBe(false);

    const corrected = await upload(account, campaign.path, nominatorId, second, true);
    expect(await untilAtRest(account, campaign.path, corrected.body.id)).toMatchObject({ state: 'done', entered: 12, unchanged: 9, refused: 0, hasFile: false });

    const { body: batch } = await account.post<{ id: string; candidacyIds: string[] }>(path('batches'), { nominatorId });
    expect(batch.candidacyIds).toHaveLength(21);
    const check = async (): Promise<CheckedBatch> => (await account.post<CheckedBatch>(path(`batches/${batch.id}/check`))).body;
    expect((await check()).faults.map(({ code }) => code)).toEqual(Array(21).fill('NOT_NAMED_BY_LETTER'));

    expect((await download('letters/draft', { nominatorId })).type).toMatch(DOCX);
    const { body: letter } = await account.post<{ id: string }>(path('letters'), { nominatorId, number: '01-15/214', datedOn: '2026-03-30', signatory: 'Губернатор А. А. Примеров', candidacyIds: batch.candidacyIds });
    expect((await account.put(path(`letters/${letter.id}/file`), PDF, { headers: { 'content-type': 'application/pdf' } })).status).toBe(200);

    const checked = await check();
    expect(checked).toMatchObject({ count: 21, faults: [], places: { remaining: 21 }, deadline: { moscow: '2026-03-31 23:59' } });
    const { status, body: receipt } = await account.post<Receipt>(path(`batches/${batch.id}/submit`), { count: checked.count, digest: checked.digest });
    expect({ status, receipt }).toMatchObject({ status: 201, receipt: { number: '36/1', lines: 21, rowsDigest: checked.digest, files: [sha256(first), sha256(second)].sort() } });
    const { bytes: rows } = await download(`receipts/${receipt.id}/rows`);
    expect(sha256(rows)).toBe(receipt.rowsDigest);

    const again = await upload(account, campaign.path, nominatorId, second, true);
    expect(await untilAtRest(account, campaign.path, again.body.id)).toMatchObject({ state: 'done', entered: 0, corrected: 0, unchanged: 21, refused: 0, sameAs: corrected.body.id });
    const { body: plan } = await account.get<object[]>(path('nominations/plan'));
    expect(plan).toMatchObject([{ places: 21, used: 21, remaining: 0, drafts: 0 }]);
  }, 60_000);

  it('may submit what he began to upload in time, within the hour after the deadline', async () => {
    const late = await openCampaign(api, { policy: schoolOfMayors() });
    const { api: account, nominatorId } = late.nominators['36']!;
    const list = await filled((await download('imports/template')).bytes, [clerksRow(1)]);
    api.clock.set('2026-03-31T23:59:58+03:00');
    const { body } = await upload(account, late.path, nominatorId, list, true);
    await untilAtRest(account, late.path, body.id);
    const [row] = await rowsOf(account, late.path, body.id);
    api.clock.set('2026-04-01T00:30:00+03:00');
    expect(await account.post(`${late.path}/nominations/submit`, { nominatorId, candidacyIds: [row!.candidacyId] })).toMatchObject({ status: 201, body: { receipt: { files: [sha256(list)] } } });
  });
});
