import { parse } from 'csv-parse/sync';
import { DataSource } from 'typeorm';
import { TestApi } from '../support/app';
import { nomination, openCampaign, type OpenCampaign } from '../support/campaign-story';
import { Seed } from '../support/seed';
import { recordsOfXlsx } from '../support/xlsx-cells';

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
const tokenOf = (account: object): string => (account as { token: string }).token;

async function take(account: object, query = ''): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const answer = await fetch(`${api.url}/api/v1${campaign.path}/export${query}`, { headers: { authorization: `Bearer ${tokenOf(account)}` } });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const csvOf = async (account: object): Promise<Record<string, string>[]> => parse((await take(account, '?form=csv&language=en')).bytes, { bom: true, delimiter: ';', columns: true });

describe('the list as a file', () => {
  it('is the nominator’s own with what is published, the officer’s as everybody stands', async () => {
    const seed = new Seed(api.app.get(DataSource));
    const seeded = { id: campaign.id, policy: (await campaign.officer.get<{ policy: never }>(`${campaign.path}/policy`)).body.policy, policyVersion: 1 };
    await seed.candidacies({ campaign: seeded, stage: 'tenure', status: 'rejected', region: '36', nominatorId: clerk().nominatorId });
    await seed.candidacies({ campaign: seeded, stage: 'tenure', region: '48', nominatorId: clerk('48').nominatorId });
    const seen = (rows: readonly Record<string, string>[]): unknown => rows.map(({ Number, Stage, Status }) => `${Number} ${Stage} ${Status}`);
    expect(seen(await csvOf(clerk().api))).toEqual(['36-0001 nomination taking part']);
    expect(seen(await csvOf(campaign.officer))).toEqual(['36-0001 tenure not admitted', '48-0001 tenure taking part']);
    expect((await take((await api.account({ role: 'assessor', campaignId: campaign.id })).api)).status).toBe(403);
    expect((await take((await openCampaign(api)).officer)).status).toBe(404);
  });

  it('is the same as XLSX and as CSV, and holds no formula whoever typed one', async () => {
    const post = { title: '=HYPERLINK("http://x")', organisation: '@SUM(A1);"', postCategory: 'municipal-office', region: '36' };
    await clerk().api.post(`${campaign.path}/nominations`, nomination(clerk().nominatorId, { externalId: '-1', post }));
    const [line] = await csvOf(clerk().api);
    expect(line).toMatchObject({ Number: '36-0001', 'Nominator’s own number': "'-1", Post: `'${post.title}`, Organisation: `'${post.organisation}` });
    expect(recordsOfXlsx((await take(clerk().api, '?language=en')).bytes)).toEqual([line]);
  });

  it('comes as an attachment that is recorded, in Russian unless told', async () => {
    const { headers, bytes } = await take(campaign.officer, '?form=csv');
    expect(Object.fromEntries(headers)).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="candidacies.csv"', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect([bytes.subarray(0, 3).toString('hex'), bytes.toString().slice(1, 6)]).toEqual(['efbbbf', 'Номер']);
    expect(await api.sql(`select from audit_event where chain = $1 and action = 'candidacies.exported'`, [campaign.id])).toHaveLength(1);
  });

  it('is whole when it is longer than a page', async () => {
    const seed = new Seed(api.app.get(DataSource));
    const seeded = { id: campaign.id, policy: (await campaign.officer.get<{ policy: never }>(`${campaign.path}/policy`)).body.policy, policyVersion: 1 };
    await seed.candidacies({ campaign: seeded, stage: 'tenure', count: 1_001, region: '36', nominatorId: clerk().nominatorId });
    const numbers = (await csvOf(campaign.officer)).map(({ Number }) => Number);
    expect([numbers.length, new Set(numbers).size, numbers.at(-1)]).toEqual([1_001, 1_001, '36-1001']);
  });
});

describe('rows that fail on the way', () => {
  it.each(['csv', 'xlsx'])('end the answer and not the process, %s', async (form) => {
    const { token } = campaign.officer as unknown as { token: string };
    await api.sql(`alter table nominee rename to nominee_away`);
    try {
      const broken = fetch(`${api.url}/api/v1${campaign.path}/export?form=${form}`, { headers: { authorization: `Bearer ${token}` } }).then(async (answer) => {
        const text = await answer.text();
        return answer.status === 200 ? `whole: ${text.length}` : 'refused';
      });
      expect(['broken', 'refused']).toContain(await broken.catch(() => 'broken'));
    } finally {
      await api.sql(`alter table nominee_away rename to nominee`);
    }
    expect((await take(campaign.officer)).status).toBe(200);
  });
});
