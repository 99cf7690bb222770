import type { ListImport } from '../../../src/nomination/import.service';
import { TestApi } from '../../support/app';
import { openCampaign, type OpenCampaign } from '../../support/campaign-story';
import { clerksRow, csvOf, type Row, rowsOf, untilAtRest, upload } from '../../support/nominee-table';

let api: TestApi;
let campaign: OpenCampaign;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.sql('delete from nomination_layout'); // other specs of this worker's database teach the same regions' columns
  campaign = await openCampaign(api, { regions: ['36', '48'] });
});

const clerk = (region = '36'): OpenCampaign['nominators'][string] => campaign.nominators[region]!;
async function imported(rows: readonly Row[], { apply = true, region = '36' } = {}): Promise<ListImport> {
  const { status, body } = await upload(clerk(region).api, campaign.path, clerk(region).nominatorId, csvOf(rows), apply);
  expect({ status, body }).toMatchObject({ status: 202, body: { state: 'queued' } });
  return untilAtRest(clerk(region).api, campaign.path, body.id);
}
const names = async (): Promise<string[]> => (await clerk().api.get<{ items: { number: string; name: string }[] }>(`${campaign.path}/nominations`)).body.items.map(({ number, name }) => `${number} ${name}`);

it('looks at every row and enters nobody until it is asked to', async () => {
  const looked = await imported([clerksRow(1), clerksRow(2, { 'Дата рождения': '31.02.1980' }), clerksRow(3)], { apply: false });
  expect(looked).toMatchObject({ state: 'checked', position: 3, entered: 2, refused: 1, hasFile: true });
  expect(await names()).toEqual([]);
  expect(await rowsOf(clerk().api, campaign.path, looked.id, 'refused')).toMatchObject([{ row: 3, problems: expect.arrayContaining([expect.objectContaining({ level: 'error', code: 'DATE_NOT_IN_CALENDAR', value: '31.02.1980' })]) }]);
  expect((await clerk().api.post(`${campaign.path}/imports/${looked.id}/apply`)).status).toBe(202);
  expect(await untilAtRest(clerk().api, campaign.path, looked.id)).toMatchObject({ state: 'done', entered: 2, refused: 1 });
  expect(await names()).toEqual(['36-0001 Проверяемова-Б Анна Сергеевна', '36-0002 Проверяемова-Г Анна Сергеевна']);
});

it('enters nobody twice, whatever comes again', async () => {
  const rows = [1, 2, 3].map((i) => clerksRow(i));
  const first = await imported(rows);
  expect(first).toMatchObject({ state: 'done', entered: 3, refused: 0, sameAs: null, hasFile: false });
  expect(await imported(rows)).toMatchObject({ state: 'done', entered: 0, unchanged: 3, sameAs: first.id });
  expect(await imported([clerksRow(3), clerksRow(4)])).toMatchObject({ entered: 1, unchanged: 1, sameAs: null });
  expect(await names()).toHaveLength(4);
});

it('is one list when its upload is repeated under one key, also at the same moment', async () => {
  const { api: user, nominatorId } = clerk();
  const headers = { 'content-type': 'text/csv', 'idempotency-key': nominatorId };
  const send = (): ReturnType<typeof user.post> => user.post(`${campaign.path}/imports?nominatorId=${nominatorId}`, csvOf([clerksRow(1)]), { headers });
  const answers = [...(await Promise.all([send(), send()])), await send()];
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect((await user.get<{ items: object[] }>(`${campaign.path}/imports`)).body.items).toHaveLength(1);
});

it('corrects a draft by another file and leaves its number', async () => {
  await imported([clerksRow(1, { СНИЛС: '112-233-445 95' }), clerksRow(2)]);
  expect(await imported([clerksRow(1, { СНИЛС: '112-233-445 95', Фамилия: 'Исправленная' }), clerksRow(2, { Организация: 'Другая' })])).toMatchObject({ entered: 0, corrected: 2 });
  expect(await names()).toEqual(['36-0001 Исправленная Анна Сергеевна', '36-0002 Проверяемова-В Анна Сергеевна']);
});

it('refuses the second row of one person and rows of who was submitted, and takes the others', async () => {
  await imported([clerksRow(1)]);
  const { body } = await clerk().api.get<{ items: { candidacyId: string }[] }>(`${campaign.path}/nominations`);
  await clerk().api.post(`${campaign.path}/nominations/submit`, { nominatorId: clerk().nominatorId, candidacyIds: body.items.map(({ candidacyId }) => candidacyId) });
  const list = await imported([clerksRow(2), clerksRow(1, { Организация: 'Другая' }), clerksRow(2, { Организация: 'Другая' }), clerksRow(3)]);
  expect(list).toMatchObject({ state: 'done', entered: 2, refused: 2 });
  expect((await rowsOf(clerk().api, campaign.path, list.id, 'refused')).map(({ row, problems }) => [row, problems.flatMap(({ level, code }) => (level === 'error' ? [code] : []))])).toEqual([[3, ['NOMINEE_SUBMITTED']], [4, ['ROW_TWICE']]]);
});

it('lets a refused row be corrected by hand and then forgets what stood in it', async () => {
  const list = await imported([clerksRow(1, { Имя: 'Анна1' })]);
  expect(list).toMatchObject({ entered: 0, refused: 1, hasFile: true });
  const [row] = await rowsOf(clerk().api, campaign.path, list.id);
  expect(row).toMatchObject({ outcome: 'refused', problems: expect.arrayContaining([expect.objectContaining({ code: 'NAME_DIGIT', value: 'Анна1' })]) });
  const { nominatorId, api: account } = clerk();
  const wish = { nominatorId, category: 'head', person: { familyName: 'Проверяемова', givenName: 'Анна', birthDate: '1980-05-20', sex: 'female' }, citizenship: 'RU', education: 'higher', post: { title: 'Глава', organisation: 'Администрация', region: '36' }, employment: [], documents: [] };
  expect(await account.put(`${campaign.path}/imports/${list.id}/rows/${row!.n}`, wish)).toMatchObject({ status: 200, body: { number: '36-0001' } });
  expect(await rowsOf(account, campaign.path, list.id)).toMatchObject([{ outcome: 'resolved', number: '36-0001', problems: [] }]);
  expect(await account.put(`${campaign.path}/imports/${list.id}/rows/${row!.n}`, { ...wish, person: { ...wish.person, familyName: 'Другая' } })).toMatchObject({ status: 404, body: { code: 'IMPORT_ROW_ABSENT' } });
  const sealed = await api.sql<{ sealed: unknown }>(`select sealed from nomination_import_row where import_id = $1`, [list.id]);
  expect(sealed).toEqual([{ sealed: null }]);
});

it('keeps nothing readable of what stood in a refused row', async () => {
  const list = await imported([clerksRow(1, { Фамилия: 'Канарейкина7' })]);
  const stored = await api.sql<{ text: string }>(`select i::text || (select string_agg(r::text, '') from nomination_import_row r where r.import_id = i.id) as text from nomination_import i where i.id = $1`, [list.id]);
  expect(stored[0]!.text).not.toMatch(/Канарейкина/);
  expect(Buffer.from(stored[0]!.text.replace(/[^0-9a-f]/g, ''), 'hex').includes('Канарейкина')).toBe(false);
});

it('tells its progress as events until the end', async () => {
  const { body } = await upload(clerk().api, campaign.path, clerk().nominatorId, csvOf([clerksRow(1), clerksRow(2)]), true);
  const events = await clerk().api.get<string>(`${campaign.path}/imports/${body.id}/events`);
  expect(events.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const told = events.body.split('\n\n').filter(Boolean).map((event) => JSON.parse(event.replace(/^data: /, '')) as ListImport);
  expect(told.at(-1)).toMatchObject({ id: body.id, state: 'done', entered: 2 });
});

it('shows a foreign list to nobody', async () => {
  const list = await imported([clerksRow(1)]);
  const { api: stranger } = clerk('48');
  for (const path of ['', '/rows', '/events']) expect(await stranger.get(`${campaign.path}/imports/${list.id}${path}`)).toMatchObject({ status: 404, body: { code: 'IMPORT_ABSENT' } });
  expect(await upload(stranger, campaign.path, clerk().nominatorId, csvOf([clerksRow(1)]))).toMatchObject({ status: 404, body: { code: 'NOMINATOR_ABSENT' } });
  expect((await stranger.get<{ items: unknown[] }>(`${campaign.path}/imports`)).body.items).toEqual([]);
});

it('asks what the columns mean, and remembers it', async () => {
  const own = { Кто: 'Проверяемова Анна Сергеевна', Родилась: '20.05.1980', П: 'ж', Страна: 'РФ', Обр: 'высшее', Роль: 'Глава муниципалитета', Работа: 'Глава', Где: 'Администрация', Край: '36' };
  const file = csvOf([own]);
  const { nominatorId, api: account } = clerk();
  expect(await upload(account, campaign.path, nominatorId, file)).toMatchObject({ status: 422, body: { code: 'IMPORT_MAPPING_NEEDED' } });
  const preview = await account.post<{ template: boolean; sheets: object[]; remembered: object | null }>(`${campaign.path}/imports/preview?nominatorId=${nominatorId}`, file, { headers: { 'content-type': 'text/csv' } });
  expect(preview).toMatchObject({ status: 200, body: { kind: 'csv', template: false, remembered: null } });
  const mapping = { sheet: 'CSV', headerRow: 1, columns: { fullName: 'A', birthDate: 'B', sex: 'C', citizenship: 'D', education: 'E', category: 'F', title: 'G', organisation: 'H', region: 'I' } };
  expect((await account.put(`${campaign.path}/imports/layout`, { nominatorId, mapping })).status).toBe(200);
  const { body } = await upload(account, campaign.path, nominatorId, file, true);
  const read = await untilAtRest(account, campaign.path, body.id);
  expect(await rowsOf(account, campaign.path, body.id)).toMatchObject([{ outcome: 'entered' }]);
  expect(read).toMatchObject({ state: 'done', entered: 1 });
});

it('goes on where it was when the API is started again', async () => {
  const first = await TestApi.start();
  const { nominatorId, token } = clerk();
  const rows = Array.from({ length: 1_200 }, (_, i) => clerksRow(i + 1));
  const { body } = await upload(first.as(token), campaign.path, nominatorId, csvOf(rows), true);
  for (let now = body; now.state !== 'applying' || now.position === 0;) ({ body: now } = await first.as(token).get<typeof body>(`${campaign.path}/imports/${body.id}`));
  await first.close();
  const second = await TestApi.start();
  try {
    expect(await untilAtRest(second.as(token), campaign.path, body.id)).toMatchObject({ state: 'done', position: 1_200, entered: 1_200, refused: 0 });
    const [{ people, last }] = await api.sql<{ people: number; last: string }>(`select count(*)::int as people, max(number) as last from candidacy where campaign_id = $1`, [campaign.id]) as [{ people: number; last: string }];
    expect([people, last]).toEqual([1_200, '36-1200']);
  } finally {
    await second.close();
  }
}, 60_000);

it('stops when it is cancelled, and keeps what it has entered', async () => {
  const { nominatorId, api: account } = clerk();
  const { body } = await upload(account, campaign.path, nominatorId, csvOf(Array.from({ length: 1_500 }, (_, i) => clerksRow(i + 1))), true);
  expect((await account.post(`${campaign.path}/imports/${body.id}/cancel`)).status).toBe(202);
  const stopped = await untilAtRest(account, campaign.path, body.id);
  expect(stopped).toMatchObject({ state: 'cancelled', hasFile: false });
  const [{ people }] = await api.sql<{ people: number }>(`select count(*)::int as people from candidacy where campaign_id = $1`, [campaign.id]) as [{ people: number }];
  expect(people).toBeLessThan(1_500);
}, 60_000);
