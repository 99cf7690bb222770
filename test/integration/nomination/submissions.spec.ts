import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Batch, CheckedBatch, Receipt } from '../../../src/nomination/batch.service';
import type { Letter } from '../../../src/nomination/letter.service';
import type { Answer } from '../../support/app';
import { TestApi } from '../../support/app';
import { freshSnils, nomination, openCampaign, type OpenCampaign, type Refusal, schoolOfMayors, withStage } from '../../support/campaign-story';
import { PDF } from '../../support/some-files';

let api: TestApi;
let campaign: OpenCampaign;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());
beforeEach(async () => {
  api.clock.set('2026-03-10T12:00:00+03:00');
  campaign = await openCampaign(api, { regions: ['36', '41'] });
});

const RULES = schoolOfMayors();
const LAST_SECOND = '2026-03-31T23:59:59+03:00';
const TOO_LATE = '2026-04-01T00:00:00+03:00';

const own = (region = '36'): OpenCampaign['nominators'][string] => campaign.nominators[region]!;
const post = <Body>(path: string, body: unknown = {}, region = '36'): Promise<Answer<Body & Refusal>> => own(region).api.post(`${campaign.path}/${path}`, body);
const put = <Body>(path: string, body: unknown): Promise<Answer<Body & Refusal>> => own().api.put(`${campaign.path}/${path}`, body);
async function enter(count: number, region = '36', change = {}): Promise<string[]> {
  const items = Array.from({ length: count }, () => nomination(own(region).nominatorId, change, { snils: freshSnils() }));
  const { status, body } = await post<{ items: { candidacyId: string }[] }>('nominations/bulk', { items }, region);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.items.map(({ candidacyId }) => candidacyId);
}
const listOf = async (candidacyIds?: readonly string[], region = '36'): Promise<Batch> => (await post<Batch>('batches', { nominatorId: own(region).nominatorId, candidacyIds }, region)).body;
const check = async (id: string, region = '36'): Promise<CheckedBatch> => (await post<CheckedBatch>(`batches/${id}/check`, {}, region)).body;
async function submit(id: string, region = '36'): Promise<Answer<Receipt & Refusal>> {
  const { count, digest } = await check(id, region);
  return post<Receipt>(`batches/${id}/submit`, { count, digest }, region);
}
const used = async (): Promise<unknown> => (await own().api.get<{ places: number; used: number; remaining: number; drafts: number }[]>(`${campaign.path}/nominations/plan`)).body.map(({ used: u, remaining, drafts }) => [u, remaining, drafts])[0];

describe('a list of nominees', () => {
  it('is checked, submitted as it was checked, and gives a receipt of what was handed in', async () => {
    await enter(3);
    const list = await listOf();
    expect(list).toMatchObject({ ordinal: 1, state: 'draft' });
    const checked = await check(list.id);
    expect(checked).toMatchObject({ batch: { state: 'checked' }, count: 3, faults: [], places: { places: 12, used: 0, remaining: 12 }, deadline: { moscow: '2026-03-31 23:59', zone: 'Europe/Moscow', isExtended: false } });
    const { status, body: receipt } = await post<Receipt>(`batches/${list.id}/submit`, { count: checked.count, digest: checked.digest });
    expect({ status, receipt }).toMatchObject({ status: 201, receipt: { number: '36/1', lines: 3, rowsDigest: checked.digest, files: [] } });
    expect(Date.parse(String(receipt.begunAt))).toBe(api.clock.now().getTime());
    const { body: rows } = await own().api.get<unknown[]>(`${campaign.path}/receipts/${receipt.id}/rows`);
    expect(createHash('sha256').update(JSON.stringify(rows)).digest('hex')).toBe(receipt.rowsDigest);
    expect(await used()).toEqual([3, 9, 0]);
    expect((await own('41').api.get<{ items: unknown[] }>(`${campaign.path}/receipts`)).body.items).toEqual([]);
    expect(await own('41').api.get(`${campaign.path}/receipts/${receipt.id}/rows`)).toMatchObject({ status: 404, body: { code: 'RECEIPT_ABSENT' } });
  });

  it('is not submitted unchecked, nor after somebody on it was changed', async () => {
    const [someone] = await enter(1);
    const list = await listOf();
    expect(await post(`batches/${list.id}/submit`, { count: 1, digest: 'a'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'BATCH_STATE', params: { state: 'draft' } } });
    const { count, digest } = await check(list.id);
    expect((await put(`nominations/${someone}`, nomination(own().nominatorId, { education: 'secondary' }))).status).toBe(200);
    expect(await post(`batches/${list.id}/submit`, { count, digest })).toMatchObject({ status: 409, body: { code: 'BATCH_CHANGED' } });
    expect((await submit(list.id)).status).toBe(201);
  });

  it('tells by name what each lacks', async () => {
    const [, incomplete] = [...(await enter(1)), ...(await enter(1, '36', { documents: [] }))];
    const { batch, faults } = await check((await listOf()).id);
    expect(batch.state).toBe('draft');
    expect(faults).toMatchObject([{ level: 'error', code: 'DOCUMENT_MISSING', name: expect.stringMatching(/^Проверяемова/), params: { number: '36-0002', document: 'consent' } }]);
    expect((await put(`batches/${batch.id}`, { candidacyIds: batch.candidacyIds.filter((id) => id !== incomplete) })).body).toMatchObject({ state: 'draft' });
    expect((await submit(batch.id)).status).toBe(201);
  });

  it('is withdrawn and submitted again under a second receipt', async () => {
    await enter(2);
    const list = await listOf();
    await submit(list.id);
    expect((await post<Batch>(`batches/${list.id}/withdraw`)).body).toMatchObject({ state: 'withdrawn' });
    expect(await used()).toEqual([0, 12, 2]);
    expect((await submit(list.id)).body).toMatchObject({ number: '36/1-2' });
    const { body } = await own().api.get<{ items: Receipt[] }>(`${campaign.path}/receipts`);
    expect(body.items.map(({ number }) => number)).toEqual(['36/1', '36/1-2']);
    expect(body.items[0]!.rowsDigest).toBe(body.items[1]!.rowsDigest);
  });

  it('is reopened by an officer, also by reverting its decision', async () => {
    await enter(1);
    const list = await listOf();
    await submit(list.id);
    expect(await post(`batches/${list.id}/reopen`, { reason: 'ENTERED_BY_MISTAKE' })).toMatchObject({ status: 403 });
    expect(await campaign.officer.post(`${campaign.path}/batches/${list.id}/reopen`, { reason: 'ENTERED_BY_MISTAKE' })).toMatchObject({ status: 200, body: { state: 'reopened' } });
    const { body: second } = await submit(list.id);
    await campaign.officer.post(`${campaign.path}/decisions/${second.decisionId}/revert`, { reason: 'ENTERED_BY_MISTAKE' });
    const { body } = await campaign.officer.get<{ items: Batch[] }>(`${campaign.path}/batches`);
    expect(body.items.map(({ state }) => state)).toEqual(['reopened']);
  });

  it('of others is absent', async () => {
    await enter(1);
    const list = await listOf();
    for (const act of ['check', 'withdraw']) expect(await post(`batches/${list.id}/${act}`, {}, '41')).toMatchObject({ status: 404, body: { code: 'BATCH_ABSENT' } });
  });
});

describe('a draft', () => {
  it('is deleted with everything written about it, and never once it was submitted', async () => {
    const [someone, other] = await enter(2);
    const [{ people: before }] = await api.sql<{ people: number }>(`select count(*)::int as people from person`) as [{ people: number }];
    expect(await own().api.request('DELETE', `${campaign.path}/nominations/${someone}`, {})).toMatchObject({ status: 200, body: { number: '36-0001' } });
    const [{ people: after }] = await api.sql<{ people: number }>(`select count(*)::int as people from person`) as [{ people: number }];
    expect(after).toBe(before - 1);
    await submit((await listOf([other!])).id);
    expect(await own().api.request('DELETE', `${campaign.path}/nominations/${other}`, {})).toMatchObject({ status: 409, body: { code: 'NOMINEE_SUBMITTED' } });
    expect(await put(`nominations/${other}`, nomination(own().nominatorId))).toMatchObject({ status: 409, body: { code: 'NOMINEE_SUBMITTED' } });
    expect(await own('41').api.request('DELETE', `${campaign.path}/nominations/${other}`, {})).toMatchObject({ status: 404 });
  });
});

describe('places', () => {
  const ofTen = withStage(RULES, 'nomination', { limit: { each: 10 } });

  it('are exactly filled when 50 lists are submitted at once', async () => {
    campaign = await openCampaign(api, { policy: ofTen });
    const people = await enter(50);
    const lists = await Promise.all(people.map((id) => listOf([id])));
    const checked = await Promise.all(lists.map(({ id }) => check(id)));
    const answers = await Promise.all(checked.map(({ batch, count, digest }) => post<Receipt>(`batches/${batch.id}/submit`, { count, digest })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ body }) => body.code === 'NOMINATION_LIMIT_REACHED')).toHaveLength(40);
    expect(await used()).toEqual([10, 0, 40]);
  });

  it('are freed by who withdraws, for another', async () => {
    campaign = await openCampaign(api, { policy: withStage(RULES, 'nomination', { limit: { each: 12, named: [{ nominator: '36', limit: 1 }] } }) });
    const [first, second] = await enter(2);
    await submit((await listOf([first!])).id);
    const list = await listOf([second!]);
    expect(await submit(list.id)).toMatchObject({ status: 409, body: { code: 'NOMINATION_LIMIT_REACHED' } });
    await campaign.officer.post(`${campaign.path}/exits`, { items: [{ candidacyId: first, event: 'withdraw', reason: 'OWN_WISH' }] });
    expect((await submit(list.id)).status).toBe(201);
  });
});

describe('the deadline', () => {
  it('counts from when a request begins to arrive, and is told by two clocks', async () => {
    await enter(2, '41');
    const [one, two] = await Promise.all([listOf(undefined, '41')]).then(async ([list]) => [await listOf([list.candidacyIds[0]!], '41'), await listOf([list.candidacyIds[1]!], '41')] as const);
    api.clock.set(LAST_SECOND);
    expect((await submit(one.id, '41')).status).toBe(201);
    api.clock.set(TOO_LATE);
    expect(await submit(two.id, '41')).toMatchObject({
      status: 409, body: { code: 'NOMINATION_DEADLINE_PASSED', params: { nominator: '41', moscow: '2026-03-31 23:59', local: '2026-04-01 08:59', zone: 'Asia/Kamchatka', begunAt: '2026-03-31T21:00:00.000Z' } },
    });
    expect(await post(`batches/${one.id}/withdraw`, {}, '41')).toMatchObject({ status: 409, body: { code: 'NOMINATION_DEADLINE_PASSED' } });
  });

  it('does not fall before nomination opens', async () => {
    const people = await enter(1);
    api.clock.set('2026-01-31T23:59:59+03:00');
    expect(await post('nominations/submit', { nominatorId: own().nominatorId, candidacyIds: people })).toMatchObject({ status: 409, body: { code: 'NOMINATION_NOT_OPEN_YET' } });
  });

  it('is later for one nominator where an officer says so, until then and no longer', async () => {
    const [first, second] = await enter(2);
    const until = '2026-04-03T18:00:00+03:00';
    const grant = { nominatorId: own().nominatorId, until, reason: 'CHANNEL_FAILED' };
    expect(await campaign.officer.post(`${campaign.path}/extensions`, { ...grant, until: '2026-03-01T00:00:00Z' })).toMatchObject({ status: 422, body: { code: 'EXTENSION_NOT_LATER' } });
    expect(await campaign.officer.post(`${campaign.path}/extensions`, grant)).toMatchObject({ status: 201, body: { state: 'granted', reason: 'CHANNEL_FAILED' } });
    expect(await post('extensions', grant)).toMatchObject({ status: 403 });
    api.clock.set(until);
    expect((await post('nominations/submit', { nominatorId: own().nominatorId, candidacyIds: [first] })).status).toBe(201);
    const others = await enter(1, '41');
    expect((await post('nominations/submit', { nominatorId: own('41').nominatorId, candidacyIds: others }, '41')).status).toBe(409);
    api.clock.advance(1_000);
    expect((await post('nominations/submit', { nominatorId: own().nominatorId, candidacyIds: [second] })).status).toBe(409);
  });

  it('does not hold for a late entry that was asked for and approved', async () => {
    const [late, other] = await enter(2);
    api.clock.set(TOO_LATE);
    const { nominatorId } = own();
    const asked = await post<{ id: string; state: string }>('extensions/requests', { nominatorId, candidacyIds: [late], reason: 'LETTER_SIGNED_LATE' });
    expect(asked).toMatchObject({ status: 201, body: { state: 'requested', candidacyIds: [late] } });
    const hand = (candidacyId: string | undefined): Promise<Answer<Refusal>> => post('nominations/submit', { nominatorId, candidacyIds: [candidacyId] });
    expect((await hand(late)).status).toBe(409);
    const decide = (body: object): Promise<Answer<Refusal>> => campaign.officer.post(`${campaign.path}/extensions/${asked.body.id}/decide`, body);
    expect(await decide({ until: '2026-04-02T00:00:00+03:00', reason: 'COMMISSION_DECIDED' })).toMatchObject({ status: 200, body: { state: 'granted' } });
    expect(await decide({ until: null, reason: 'COMMISSION_DECIDED' })).toMatchObject({ status: 409, body: { code: 'EXTENSION_DECIDED' } });
    expect((await hand(other)).status).toBe(409);
    expect((await hand(late)).status).toBe(201);
  });
});

describe('a nomination letter', () => {
  beforeEach(async () => {
    campaign = await openCampaign(api, { policy: withStage(RULES, 'nomination', { letter: 'required' }) });
  });
  const register = (candidacyIds: readonly string[], number = '1'): Promise<Answer<Letter & Refusal>> =>
    post<Letter>('letters', { nominatorId: own().nominatorId, number, datedOn: '2026-03-01', signatory: 'Губернатор', candidacyIds });
  const attach = (id: string, part: string, file: Uint8Array): Promise<Answer<Letter & Refusal>> => own().api.put(`${campaign.path}/letters/${id}/${part}`, file, { headers: { 'content-type': 'application/octet-stream' } });

  it('covers whom it names once it is there; a replacement comes with one of its own', async () => {
    const [first, second] = await enter(2);
    const list = await listOf();
    expect((await submit(list.id)).body).toMatchObject({ code: 'BATCH_STATE' });
    const letter = await register([first!]);
    expect(letter).toMatchObject({ status: 201, body: { numbers: ['36-0001'], fileDigest: null } });
    expect((await check(list.id)).faults.map(({ code, params }) => [code, params.number])).toEqual([['NOT_NAMED_BY_LETTER', '36-0001'], ['NOT_NAMED_BY_LETTER', '36-0002']]);
    expect(await attach(letter.body.id, 'file', Buffer.from('not a letter'))).toMatchObject({ status: 422, body: { code: 'FILE_TYPE_REFUSED' } });
    expect(await attach(letter.body.id, 'file', PDF)).toMatchObject({ status: 200, body: { fileDigest: createHash('sha256').update(PDF).digest('hex') } });
    expect(await attach(letter.body.id, 'file', PDF)).toMatchObject({ status: 409, body: { code: 'LETTER_FILE_KEPT' } });
    expect((await check(list.id)).faults.map(({ params }) => params.number)).toEqual(['36-0002']);
    expect(await register([second!])).toMatchObject({ status: 409, body: { code: 'LETTER_TWICE' } });
    const supplement = await register([second!], '1-доп');
    await attach(supplement.body.id, 'file', PDF);
    expect((await submit(list.id)).status).toBe(201);
  });

  it('is kept with its detached signature, byte for byte', async () => {
    const people = await enter(1);
    const { body: { id } } = await register(people);
    const signature = Buffer.from([0x30, 0x82, 0, 1, 2, 3, 255]);
    expect(await own().api.get(`${campaign.path}/letters/${id}/signature`)).toMatchObject({ status: 404, body: { code: 'LETTER_FILE_MISSING' } });
    await attach(id, 'file', PDF);
    await attach(id, 'signature', signature);
    const bytes = async (part: string): Promise<Buffer> => {
      const response = await fetch(`${api.url}/api/v1${campaign.path}/letters/${id}/${part}`, { headers: { authorization: `Bearer ${own().token}` } });
      return Buffer.from(await response.arrayBuffer());
    };
    expect([await bytes('file'), await bytes('signature')]).toEqual([PDF, signature]);
  });

  it('is printed as a draft that names everybody whom none names yet', async () => {
    const [named] = await enter(2);
    await register([named!]);
    const response = await fetch(`${api.url}/api/v1${campaign.path}/letters/draft`, {
      method: 'POST', headers: { authorization: `Bearer ${own().token}`, 'content-type': 'application/json' }, body: JSON.stringify({ nominatorId: own().nominatorId }),
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']);
    const text = await textOf(Buffer.from(await response.arrayBuffer()));
    expect(text).toContain('О\u00a0выдвижении кандидатов на\u00a0отбор «Школа мэров»');
    expect(text).toContain('36-0002');
    expect(text).not.toContain('36-0001');
  });

  async function textOf(docx: Buffer): Promise<string> {
    const { fromBuffer } = await import('yauzl');
    return new Promise((resolve, reject) => {
      fromBuffer(docx, { lazyEntries: true }, (error, zip) => {
        if (error) return reject(error);
        zip.on('entry', (entry: { fileName: string }) => {
          if (entry.fileName !== 'word/document.xml') return zip.readEntry();
          zip.openReadStream(entry as never, (failure, stream) => (failure ? reject(failure) : void buffer(stream).then((bytes) => resolve(bytes.toString('utf8')), reject)));
        });
        zip.readEntry();
      });
    });
  }
});
