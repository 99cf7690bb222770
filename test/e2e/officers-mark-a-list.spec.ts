import { DataSource } from 'typeorm';
import type { CheckedList, ShownList, SinglePage } from '../../src/decision/decision-list.service';
import { type AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors } from '../support/campaign-story';
import { Seed, type SeededCampaign, type SeededCandidacy } from '../support/seed';

const STAGE = 'diagnostics';

let api: TestApi;
let campaign: OpenCampaign;
let seeded: SeededCampaign;
let second: { readonly id: string; readonly api: AsAccount };
let people: SeededCandidacy[];

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());
/** In region 36: two who pass, one of them at the boundary, one who fails, one left open; in 48 one who passes with less. */
beforeEach(async () => {
  const policy = schoolOfMayors();
  campaign = await openCampaign(api, { policy, regions: ['36', '48'] });
  seeded = { id: campaign.id, policy, policyVersion: 1 };
  second = await api.account({ role: 'officer', campaignId: campaign.id });
  const seed = new Seed(api.app.get(DataSource));
  people = [
    ...(await seed.candidacies({ campaign: seeded, stage: STAGE, count: 4, region: '36', nominatorId: campaign.nominators['36']!.nominatorId })),
    ...(await seed.candidacies({ campaign: seeded, stage: STAGE, region: '48', nominatorId: campaign.nominators['48']!.nominatorId })),
  ];
  const said = [['pass', 60], ['pass', 55], ['fail', 30], ['undetermined', null], ['pass', 50]] as const;
  await seed.verdicts(seeded, STAGE, said.map(([outcome, score], i) => ({ candidacyId: people[i]!.id, outcome, score: score === null ? null : score * 10_000 })));
});

const at = (path: string): string => `${campaign.path}/${path}`;
const pending = (path = ''): string => at(`stages/${STAGE}/pending${path}`);
const shown = async (by = campaign.officer): Promise<ShownList> => (await by.get<ShownList>(pending())).body;
const standing = async (): Promise<string[]> =>
  (await campaign.officer.get<{ items: { number: string; stage: string; status: string }[] }>(at('candidacies'))).body.items.map(({ number, stage, status }) => `${number} ${stage} ${status}`);
const mark = (by: AsAccount, version: number, ...items: readonly [number, string, string?][]) =>
  by.post<{ version: number; marked: number } & Refusal>(pending('/bulk'), { version, items: items.map(([i, outcome, reason]) => ({ candidacyId: people[i]!.id, outcome, ...(reason && { reason }) })) });
/** What the person who confirms has to repeat, read as a person would: the check, then everybody shown singly. */
async function readAll(limit = 50): Promise<{ count: number; digest: string; singly: { count: number; digest: string }; why: string[] }> {
  const { count, digest, faults } = (await campaign.officer.post<CheckedList>(pending('/check'))).body;
  expect(faults).toEqual([]);
  const why: string[] = [];
  for (let after = ''; ; ) {
    const page = (await campaign.officer.get<SinglePage>(pending(`/singly?limit=${limit}${after}`))).body;
    why.push(...page.items.map((line) => `${line.number} ${line.why}`));
    if (page.next === null) return { count, digest, singly: { count: page.count, digest: page.digest! }, why };
    expect(page.digest).toBeNull();
    after = `&after=${page.next}`;
  }
}
const confirm = ({ count, digest, singly }: Awaited<ReturnType<typeof readAll>>) => campaign.officer.post<{ id: string; lines: number; departures: number } & Refusal>(pending('/confirm'), { count, digest, singly });

it('several officers mark; nobody moves until one confirms what was checked and shown', async () => {
  expect(await shown()).toMatchObject({ version: 0, count: 0, items: [] });
  expect(await campaign.officer.post(pending('/proposed'), { version: 0, filter: { region: '36' } })).toMatchObject({ status: 200, body: { version: 1, marked: 3 } });
  expect(await mark(second.api, 1, [3, 'pass', 'EXPERTS_SUPPORT'], [4, 'fail', 'FALSE_INFORMATION'])).toMatchObject({ status: 200, body: { version: 2, marked: 5 } });
  const list = await shown();
  expect(list).toMatchObject({ version: 2, state: 'draft', count: 5, marks: { pass: 3, fail: 2, 'no-show': 0 } });
  expect(list.items.map(({ number, outcome, reason, markedBy }) => [number, outcome, reason, markedBy === second.id])).toEqual([
    ['36-0001', 'pass', null, false], ['36-0002', 'pass', null, false], ['36-0003', 'fail', null, false], ['36-0004', 'pass', 'EXPERTS_SUPPORT', true], ['48-0001', 'fail', 'FALSE_INFORMATION', true],
  ]);
  expect(list.items[0]!.name).toContain('36-0001');
  expect(new Set(await standing())).toEqual(new Set(['36-0001', '36-0002', '36-0003', '36-0004', '48-0001'].map((number) => `${number} ${STAGE} open`)));

  const read = await readAll(2);
  expect(read.why).toEqual(['36-0002 boundary', '36-0003 rejected', '36-0004 undetermined', '48-0001 departure']);
  expect((await shown()).state).toBe('checked');
  const decision = await confirm(read);
  expect(decision).toMatchObject({ status: 201, body: { lines: 5, departures: 2 } });
  expect(await standing()).toEqual(['36-0001 potential open', '36-0002 potential open', '36-0003 diagnostics rejected', '36-0004 potential open', '48-0001 diagnostics rejected']);
  const kept = await campaign.officer.get<{ items: { number: string; why: string }[] }>(at(`decisions/${decision.body.id}/shown`));
  expect(kept.body.items.map(({ number, why }) => `${number} ${why}`)).toEqual(read.why);
  expect(await shown()).toMatchObject({ id: null, count: 0 });
});

it('two officers publish; one alone is refused', async () => {
  await mark(campaign.officer, 0, [0, 'pass'], [2, 'fail']);
  const { body: { id } } = await confirm(await readAll());
  const publish = (by: AsAccount) => by.post<Refusal & { publishedBy: string }>(at(`decisions/${id}/publish`));
  expect(await publish(campaign.officer)).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
  expect((await campaign.nominators['36']!.api.get<{ items: { status: string }[] }>(at('nominations'))).body.items.map(({ status }) => status)).not.toContain('rejected');
  expect(await publish(second.api)).toMatchObject({ status: 200, body: { publishedBy: second.id } });
});

it('nobody overwrites what he has not seen', async () => {
  await mark(campaign.officer, 0, [0, 'pass']);
  expect(await mark(second.api, 0, [0, 'fail', 'FALSE_INFORMATION'])).toMatchObject({ status: 409, body: { code: 'LIST_CHANGED', params: { version: 1 } } });
  const race = await Promise.all(Array.from({ length: 8 }, (_, i) => mark(i % 2 ? second.api : campaign.officer, 1, [1, 'pass'])));
  expect(race.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
  expect(await shown()).toMatchObject({ version: 2, count: 2 });
});

it('marks are cleared by name, by filter, and all', async () => {
  const clear = async (body: object) => (await campaign.officer.post<{ marked: number }>(pending('/clear'), { version: (await shown()).version, ...body })).body.marked;
  await campaign.officer.post(pending('/proposed'), { version: 0 });
  expect((await shown()).count).toBe(4);
  expect(await clear({ candidacyIds: [people[0]!.id] })).toBe(3);
  expect(await clear({ filter: { proposed: 'fail' } })).toBe(2);
  expect(await clear({ filter: { region: '48' } })).toBe(1);
  expect(await clear({})).toBe(0);
});

it('refuses marks by name and pointer, all or nothing', async () => {
  const refused = await mark(campaign.officer, 0, [0, 'pass'], [2, 'pass'], [3, 'pass']);
  expect(refused).toMatchObject({ status: 422, body: { code: 'REASON_NEEDED', faults: [{ pointer: '/items/1', params: { number: '36-0003' } }, { pointer: '/items/2', params: { number: '36-0004' } }] } });
  expect((await shown()).count).toBe(0);
});

it('a check names whom the list cannot decide any more, and what it found stays only while nothing changes', async () => {
  await mark(campaign.officer, 0, [0, 'pass'], [1, 'pass']);
  expect(await campaign.officer.get(pending('/singly'))).toMatchObject({ status: 409, body: { code: 'LIST_NOT_CHECKED' } });
  const read = await readAll();
  await campaign.officer.post(at('exits'), { items: [{ candidacyId: people[1]!.id, event: 'withdraw', reason: 'OWN_WISH' }] });
  expect(await confirm(read)).toMatchObject({ status: 409, body: { code: 'LIST_NOT_CHECKED' } });
  await new Seed(api.app.get(DataSource)).nextPolicy(seeded, seeded.policy); // another version: nobody has a proposal under it
  const { body } = await campaign.officer.post<CheckedList>(pending('/check'));
  expect(body.faults.map(({ pointer, code, name }) => [pointer, code, name])).toEqual([['/items/0', 'REASON_NEEDED', 'Проверяемова Имя 36-0001'], ['/items/1', 'NOT_ON_LIST', 'Проверяемова Имя 36-0002']]);
});

it('confirms nothing unless everybody who has to be was looked at', async () => {
  await mark(campaign.officer, 0, [0, 'pass'], [2, 'fail']);
  const read = await readAll();
  expect(await confirm({ ...read, singly: { count: 0, digest: 'f'.repeat(64) } })).toMatchObject({ status: 422, body: { code: 'NOT_SHOWN_SINGLY', params: { count: 2 } } });
  expect(await confirm({ ...read, digest: 'f'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });
  expect((await confirm(read)).status).toBe(201);
});

it('a revert after publication leaves a trace, loses nobody, and is seen by whoever saw the decision', async () => {
  await campaign.officer.post(pending('/proposed'), { version: 0 });
  const before = await standing();
  const { body: { id } } = await confirm(await readAll());
  await second.api.post(at(`decisions/${id}/publish`));
  const told = async () => (await campaign.nominators['36']!.api.get<{ items: { number: string; stage: string; status: string }[] }>(at('nominations'))).body.items.map(({ stage, status }) => `${stage} ${status}`);
  expect(await told()).toContain(`${STAGE} rejected`);
  const revert = await campaign.officer.post<{ id: string; lines: number }>(at(`decisions/${id}/revert`), { reason: 'ENTERED_BY_MISTAKE' });
  expect(revert).toMatchObject({ status: 201, body: { lines: 4 } });
  expect(await standing()).toEqual(before);
  expect((await told()).slice(0, 3)).toEqual(Array(3).fill(`${STAGE} open`));
  const trace = await api.sql<{ event: string; reason: string | null }>(`select event, reason from history where candidacy_id = $1 order by n`, [people[0]!.id]);
  expect(trace).toEqual([{ event: 'decided:pass', reason: null }, { event: 'revert', reason: 'ENTERED_BY_MISTAKE' }]);
});

it('what was taken back before anybody was told stays untold', async () => {
  await campaign.officer.post(pending('/proposed'), { version: 0 });
  const { body: { id } } = await confirm(await readAll());
  const revert = await campaign.officer.post<{ id: string }>(at(`decisions/${id}/revert`), { reason: 'ENTERED_BY_MISTAKE' });
  for (const each of [id, revert.body.id]) expect(await second.api.post(at(`decisions/${each}/publish`))).toMatchObject({ status: 409, body: { code: 'DECISION_REVERTED' } });
});
