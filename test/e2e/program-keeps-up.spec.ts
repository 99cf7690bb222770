import { DataSource } from 'typeorm';
import type { Changes } from '../../src/report/change.service';
import { TestApi } from '../support/app';
import { nomination, openCampaign, type OpenCampaign, type Refusal } from '../support/campaign-story';

let api: TestApi;
let campaign: OpenCampaign;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());
beforeEach(async () => {
  campaign = await openCampaign(api, { regions: ['36', '48'] });
});

const clerk = (region = '36'): OpenCampaign['nominators'][string] => campaign.nominators[region]!;
const enter = async (region: string, externalIds: readonly (string | undefined)[]): Promise<string[]> =>
  (await clerk(region).api.post<{ items: { candidacyId: string }[] }>(`${campaign.path}/nominations/bulk`, { items: externalIds.map((externalId) => nomination(clerk(region).nominatorId, { externalId })) })).body.items.map(({ candidacyId }) => candidacyId);
const leave = (region: string, ids: readonly string[], reason = 'OWN_WISH') => clerk(region).api.post(`${campaign.path}/nominations/exits`, { items: ids.map((candidacyId) => ({ candidacyId, reason })) });
const changes = async (after?: string | null, limit = 50, region = '36'): Promise<Changes> =>
  (await clerk(region).api.get<Changes>(`${campaign.path}/changes?limit=${limit}${after ? `&after=${after}` : ''}`)).body;
const told = ({ items }: Changes): unknown => items.map(({ number, event, status }) => `${number} ${event} ${status}`);

describe('a nominee under a number of one’s own', () => {
  const send = (items: readonly object[], region = '36') => clerk(region).api.post<Refusal & { items: { candidacyId: string; number: string }[] }>(`${campaign.path}/nominations/bulk`, { items });
  const person = (externalId: string, givenName: string, familyName = 'Повторова', region = '36') => nomination(clerk(region).nominatorId, { externalId }, { familyName, givenName });
  const names = async (region = '36'): Promise<unknown> =>
    (await clerk(region).api.get<{ items: { number: string; name: string }[] }>(`${campaign.path}/nominations`)).body.items.map(({ number, name }) => `${number} ${name}`);

  it('is the same however often he is sent, written anew while he is a draft, and stands still once submitted', async () => {
    const first = await send([person('A-1', 'Анна'), person('A-2', 'Вера')]);
    const again = await send([person('A-2', 'Вера'), person('A-1', 'Алла'), person('A-3', 'Зоя')]);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.items.slice(0, 2)).toEqual(first.body.items.toReversed());
    expect(await names()).toEqual(['36-0001 Повторова Алла', '36-0002 Повторова Вера', '36-0003 Повторова Зоя']);
    const { candidacyId } = first.body.items[0]!;
    expect((await clerk().api.post(`${campaign.path}/nominations/submit`, { nominatorId: clerk().nominatorId, candidacyIds: [candidacyId] })).status).toBe(201);
    expect((await send([person('A-1', 'Алла')])).body.items).toEqual(first.body.items.slice(0, 1));
    const { status, body } = await send([person('A-4', 'Яна'), person('A-1', 'Инна')]);
    expect({ status, code: body.code, faults: body.faults }).toEqual({ status: 409, code: 'NOMINEE_SUBMITTED', faults: [{ pointer: '/items/1', code: 'NOMINEE_SUBMITTED', params: { number: '36-0001' } }] });
    expect(await names()).toHaveLength(3);
  });

  it('is one of his nominator’s, and once in a request', async () => {
    await send([person('A-1', 'Анна')]);
    expect((await send([person('A-1', 'Ольга', 'Иначева', '48')], '48')).body.items).toEqual([{ candidacyId: expect.any(String), number: '48-0001' }]);
    expect(await names()).toEqual(['36-0001 Повторова Анна']);
    const { status, body } = await send([person('B', 'Анна', 'Одна'), person('B', 'Анна', 'Другая')]);
    expect({ status, faults: body.faults?.map(({ pointer, code }) => [pointer, code]) }).toEqual({ status: 422, faults: [['/items/1/externalId', 'EXTERNAL_ID_TWICE']] });
  });

  it('is one when he is sent twice at the same moment', async () => {
    for (const id of ['C-1', 'C-2', 'C-3']) {
      const answers = await Promise.all([send([person(id, 'Анна', `Разом${id === 'C-1' ? 'а' : id === 'C-2' ? 'б' : 'в'}`)]), send([person(id, 'Анна', `Разом${id === 'C-1' ? 'а' : id === 'C-2' ? 'б' : 'в'}`)])]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect(answers[0].body.items).toEqual(answers[1].body.items);
    }
  });
});

describe('a program', () => {
  it('reads what was published of its own nominees, page by page, and goes on from there', async () => {
    expect(await changes()).toEqual({ items: [], next: null, isMore: false });
    const own = await enter('36', ['A-1', undefined, 'A-3']);
    const foreign = await enter('48', [undefined]);
    await leave('36', own.slice(0, 2));
    await leave('48', foreign);
    const first = await changes(null, 1);
    expect(first).toMatchObject({ items: [{ number: '36-0001', externalId: 'A-1', event: 'withdraw', stage: 'nomination', status: 'withdrawn', version: 1 }], isMore: true });
    const second = await changes(first.next);
    expect([told(second), second.isMore]).toEqual([['36-0002 withdraw withdrawn'], false]);
    expect(await changes(second.next)).toEqual({ items: [], next: second.next, isMore: false });
    await leave('36', own.slice(2));
    expect(told(await changes(second.next))).toEqual(['36-0003 withdraw withdrawn']);
    expect(JSON.stringify(await changes())).not.toContain('"48-'); // a number; an id may have these signs inside
  });

  it('does not learn what is decided and not published, and passes over nobody whose publication commits late', async () => {
    const [early, late] = (await enter('36', [undefined, undefined])) as [string, string];
    await leave('36', [early]);
    const published = await changes();
    await api.sql(`update decision_batch set published_at = null, published_by = null where campaign_id = $1`, [campaign.id]);
    await api.sql(`delete from publication where campaign_id = $1`, [campaign.id]);
    expect(await changes()).toEqual({ items: [], next: null, isMore: false });

    const slow = api.app.get(DataSource).createQueryRunner();
    await slow.startTransaction();
    await slow.query(`update decision_batch set published_at = now(), published_by = decided_by where campaign_id = $1`, [campaign.id]);
    await leave('36', [late]);
    const seen = await changes();
    expect(told(seen)).toEqual(['36-0002 withdraw withdrawn']);
    await slow.commitTransaction();
    await slow.release();
    expect(told(await changes(seen.next))).toEqual(told(published));
  });

  it('gives every change once while many publish at the same time', async () => {
    const ids = await enter('36', Array.from({ length: 24 }, () => undefined));
    const gone = Promise.all(ids.map((id) => leave('36', [id])));
    const seen: string[] = [];
    let next: string | null = null;
    while (seen.length < ids.length) {
      const page: Changes = await changes(next, 5);
      seen.push(...page.items.map(({ candidacyId }) => candidacyId));
      next = page.next;
    }
    await gone;
    expect([seen.length, [...seen].sort()]).toEqual([ids.length, [...ids].sort()]);
  });

  it('is a nominator, with a cursor it was given', async () => {
    expect((await campaign.officer.get(`${campaign.path}/changes`)).status).toBe(403);
    expect(await clerk().api.get<Refusal>(`${campaign.path}/changes?after=1`)).toMatchObject({ status: 400, body: { faults: [{ code: 'IS_CURSOR' }] } });
  });
});
