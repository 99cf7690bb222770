import { DataSource } from 'typeorm';
import type { EnrolmentOrder } from '../../src/enrolment/order.service';
import { newId } from '../../src/platform/new-id';
import type { ShownRun } from '../../src/ranking/ranking.service';
import { addressOf, ApiDescription, type ApiOperation } from '../support/api-description';
import type { Answer, AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors, withStage } from '../support/campaign-story';
import { confirmShown, type Decided, preview, secondOfficer, startComputingApi, until, untilComputed } from '../support/computing-api';
import { Seed, type SeededCampaign, type SeededCandidacy } from '../support/seed';
import { PDF } from '../support/some-files';

/** Two seats; a region may have both. */
const POLICY = withStage(schoolOfMayors(), 'ranking', { quotas: { seats: 2, territories: { unit: 'region', each: { max: 2 } } } });

let api: TestApi;
let seed: Seed;
let campaign: OpenCampaign;
let seeded: SeededCampaign;
let second: AsAccount;

beforeAll(async () => {
  api = await startComputingApi();
  seed = new Seed(api.app.get(DataSource));
});
afterAll(() => api.close());
beforeEach(async () => {
  campaign = await openCampaign(api, { policy: POLICY, regions: ['36', '48'] });
  seeded = { id: campaign.id, policy: POLICY, policyVersion: 1 };
  second = await secondOfficer(api, campaign);
});

const at = (path: string): string => `${campaign.path}/${path}`;
const standing = async (): Promise<string[]> =>
  (await campaign.officer.get<{ items: { number: string; stage: string; status: string }[] }>(at('candidacies'))).body.items.map(({ number, stage, status }) => `${number} ${stage} ${status}`);

/** Somebody of the region who came as far as the ranking with this potential. */
async function ranked(region: string, potential: number): Promise<SeededCandidacy> {
  const [person] = await seed.candidacies({ campaign: seeded, stage: 'ranking', region, nominatorId: campaign.nominators[region]!.nominatorId });
  const candidacyId = person!.id;
  await seed.verdicts(seeded, 'tenure', [{ candidacyId, measures: { 'tenure:managerial-tenure': 1000 } }]);
  await seed.verdicts(seeded, 'diagnostics', [{ candidacyId, score: 500_000 }]);
  await seed.verdicts(seeded, 'potential', [{ candidacyId, score: potential * 10_000 }]);
  return person!;
}

/** Waits for the run's proposals and confirms them; the second officer publishes. */
async function decideRun({ id, revision }: { id: string; revision: number }): Promise<void> {
  const run = await until(() => campaign.officer.get<ShownRun>(at(`stages/ranking/runs/${id}`)), ({ state }) => state !== 'queued');
  expect(run.state).toBe('chosen');
  const { count, digest } = await preview(campaign, 'ranking', revision);
  const singly = (await campaign.officer.get<{ items: { number: string; why: string; name: string }[] }>(at(`stages/ranking/preview/singly?revision=${revision}`))).body.items;
  const decision = await campaign.officer.post<Decided>(at(`stages/ranking/runs/${id}/confirm`), { count, digest });
  const kept = (await campaign.officer.get<{ items: { number: string; why: string }[] }>(at(`decisions/${decision.body.id}/shown`))).body.items;
  expect(kept.map(({ number, why }) => [number, why])).toEqual(singly.map(({ number, why }) => [number, why]));
  expect(singly.map(({ why }) => why)).toContain('boundary');
  expect(decision.status).toBe(201);
  expect((await second.post(at(`decisions/${decision.body.id}/publish`))).status).toBe(200);
}

async function answer(region: string, { id }: SeededCandidacy, word: 'accept' | 'decline'): Promise<Answer<Refusal>> {
  const clerk = campaign.nominators[region]!.api;
  const signed = word === 'decline' ? await clerk.request<{ id: string }>('POST', at(`stages/enrolment/seats/${id}/statements`), { body: PDF, headers: { 'content-type': 'application/pdf' } }) : null;
  return clerk.post(at('stages/enrolment/answers'), { candidacyId: id, answer: word, channel: 'letter', ...(signed && { statementId: signed.body.id }) });
}

describe('an officer', () => {
  it('ranks, offers seats, has a declined one filled and makes the order', async () => {
    const [best, third] = [await ranked('36', 4.5), await ranked('36', 3)];
    const declining = await ranked('48', 4);
    const run = await campaign.officer.post<ShownRun>(at('stages/ranking/runs'), {});
    expect(run).toMatchObject({ status: 202, body: { revision: 1, state: 'queued' } });
    await decideRun(run.body);
    expect(await standing()).toEqual(['36-0001 enrolment open', '36-0002 ranking reserve', '48-0001 enrolment open']);

    expect(await campaign.officer.post(at('stages/enrolment/offers'), {})).toMatchObject({ status: 201, body: { offered: 2 } });
    expect((await answer('36', best, 'accept')).status).toBe(200);
    expect((await answer('36', declining, 'accept')).status).toBe(404);
    expect((await answer('48', declining, 'decline')).status).toBe(200);
    const replacement = await campaign.officer.post<ShownRun>(at('stages/enrolment/replacements'), {});
    expect(replacement.status).toBe(202);
    await decideRun(replacement.body);
    expect(await campaign.officer.post(at('stages/enrolment/offers'), {})).toMatchObject({ status: 201, body: { offered: 1 } });
    expect((await answer('36', third, 'accept')).status).toBe(200);

    await untilComputed(campaign, 'enrolment', 3);
    const decision = await confirmShown(campaign, 'enrolment');
    expect(decision).toMatchObject({ status: 201, body: { lines: 3 } });
    expect((await second.post(at(`decisions/${decision.body.id}/publish`))).status).toBe(200);
    expect(await standing()).toEqual(['36-0001 enrolment enrolled', '36-0002 enrolment enrolled', '48-0001 enrolment withdrawn']);
    const order = await campaign.officer.post<EnrolmentOrder>(at('orders'));
    expect(order).toMatchObject({ status: 201, body: { ordinal: 1, lines: [{ number: '36-0001', region: '36' }, { number: '36-0002', region: '36' }] } });
    expect((await campaign.officer.get<EnrolmentOrder[]>(at('orders'))).body).toEqual([order.body]);
  });

  it('confirms nothing before there is a verdict', async () => {
    const [person] = await seed.candidacies({ campaign: seeded, stage: 'diagnostics' });
    const { count, digest, waiting } = await preview(campaign, 'diagnostics');
    expect([count, waiting]).toEqual([0, 1]);
    const confirm = (more: object) => campaign.officer.post(at('decisions'), { stage: 'diagnostics', count, digest, departures: [], ...more });
    expect(await confirm({})).toMatchObject({ status: 409, body: { code: 'NOTHING_TO_DECIDE' } });
    expect(await confirm({ candidacyIds: [person!.id] })).toMatchObject({ status: 409, body: { code: 'NO_VERDICT' } });
    expect(await confirm({ departures: [{ candidacyId: person!.id, outcome: 'pass', reason: 'EXPERTS_SUPPORT' }] })).toMatchObject({ status: 409, body: { code: 'NO_VERDICT' } });
    expect(await standing()).toEqual(['36-0001 diagnostics open']);
  });

  it('confirms no list but the one he was shown', async () => {
    const [first] = await seed.candidacies({ campaign: seeded, stage: 'diagnostics' });
    await seed.verdicts(seeded, 'diagnostics', [{ candidacyId: first!.id, score: 500_000 }]);
    const { count, digest } = await preview(campaign, 'diagnostics');
    const confirm = (shown: object) => campaign.officer.post<Refusal>(at('decisions'), { stage: 'diagnostics', departures: [], ...shown });
    expect(await confirm({ count, digest: 'f'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });

    const [late] = await seed.candidacies({ campaign: seeded, stage: 'diagnostics' });
    await seed.verdicts(seeded, 'diagnostics', [{ candidacyId: late!.id, score: 400_000 }]);
    expect(await confirm({ count, digest })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW', params: { count: 2 } } });
    expect(await standing()).toEqual(['36-0001 diagnostics open', '36-0002 diagnostics open']);
    expect((await confirmShown(campaign, 'diagnostics')).status).toBe(201);
    expect(await confirmShown(campaign, 'diagnostics')).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } });
  });

  it('does not publish what he decided himself; a second person does, once', async () => {
    const [person] = await seed.candidacies({ campaign: seeded, stage: 'diagnostics' });
    await seed.verdicts(seeded, 'diagnostics', [{ candidacyId: person!.id, score: 500_000 }]);
    const decision = await confirmShown(campaign, 'diagnostics');
    const publish = (by: AsAccount) => by.post(at(`decisions/${decision.body.id}/publish`));
    expect(await publish(campaign.officer)).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
    expect((await publish(second)).status).toBe(200);
    expect(await publish(second)).toMatchObject({ status: 409, body: { code: 'ALREADY_PUBLISHED' } });
  });
});

describe('somebody else', () => {
  let operations: readonly ApiOperation[];
  beforeAll(async () => {
    const description = await ApiDescription.of(api);
    operations = description.operations().filter(({ path }) => path.includes('{campaignId}'));
  });

  /** What each operation of this campaign answers to the account: `METHOD /path` → status. */
  async function statuses(account: AsAccount, asked: readonly ApiOperation[], campaignId: string): Promise<Record<string, number>> {
    const answers = await Promise.all(asked.map(async (operation) => {
      const { status } = await account.request(operation.method, addressOf(operation, valuesOf(operation, campaignId)).replace('/api/v1', ''), { ...(operation.body && { body: {} }) });
      return [`${operation.method} ${operation.path.replace('/api/v1/campaigns/{campaignId}', '')}`, status] as const;
    }));
    return Object.fromEntries(answers);
  }

  const valuesOf = ({ path }: ApiOperation, campaignId: string): Record<string, string> =>
    ({ ...Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, newId()])), campaignId, stage: 'ranking' });

  it('an officer of another campaign finds this one absent, as if it did not exist', async () => {
    const stranger = (await openCampaign(api)).officer;
    const here = await statuses(stranger, operations, campaign.id);
    expect(here).toEqual(await statuses(stranger, operations, newId()));
    const elsewhere = await openCampaign(api);
    const own = await statuses(elsewhere.officer, operations, elsewhere.id);
    expect(Object.keys(here).length).toBeGreaterThan(100);
    expect(Object.values(here).filter((status) => status === 403).length).toBeLessThan(40);
    expect(here).toEqual(Object.fromEntries(Object.keys(here).map((key) => [key, own[key] === 403 ? 403 : 404])));
  });

  it('an auditor reads and writes nothing', async () => {
    const auditor = (await api.account({ role: 'auditor', campaignId: campaign.id })).api;
    const writing = operations.filter(({ method }) => method !== 'GET');
    const answers = await statuses(auditor, writing, campaign.id);
    expect(Object.keys(answers).length).toBeGreaterThan(20);
    const secondPerson = 'POST /stages/{stage}/runs/{runId}/snapshot/release'; // of an export an auditor may be
    expect(answers).toEqual(Object.fromEntries(Object.keys(answers).map((key) => [key, key === secondPerson ? 400 : 403])));
    for (const path of ['stages', 'funnel', 'candidacies', 'decisions', 'orders', 'policy', 'stages/enrolment/seats']) expect([path, (await auditor.get(at(path))).status]).toEqual([path, 200]);
  });
});
