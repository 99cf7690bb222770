import { DataSource } from 'typeorm';
import { commitmentTo } from '../../src/ranking/domain/draw-lottery';
import type { ShownRun } from '../../src/ranking/ranking.service';
import type { ShownExport, Snapshot } from '../../src/ranking/snapshot.service';
import { describeVerification, verifyText } from '../../src/verifier/describe-verification';
import type { AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors, withStage } from '../support/campaign-story';
import { type Decided, preview, secondOfficer, startComputingApi, until } from '../support/computing-api';
import { Seed, type SeededCampaign, type SeededCandidacy } from '../support/seed';
import { PDF } from '../support/some-files';

/** Two seats; a region may have both. */
const POLICY = withStage(schoolOfMayors(), 'ranking', { quotas: { seats: 2, territories: { unit: 'region', each: { max: 2 } } } });

let api: TestApi;
let seed: Seed;
let campaign: OpenCampaign;
let seeded: SeededCampaign;
let second: AsAccount;
let auditor: AsAccount;
let people: SeededCandidacy[];

beforeAll(async () => {
  api = await startComputingApi();
  seed = new Seed(api.app.get(DataSource));
});
afterAll(() => api.close());
beforeEach(async () => {
  campaign = await openCampaign(api, { policy: POLICY, regions: ['36', '48'] });
  seeded = { id: campaign.id, policy: POLICY, policyVersion: 1 };
  second = await secondOfficer(api, campaign);
  auditor = (await api.account({ role: 'auditor', campaignId: campaign.id })).api;
  people = [await ranked('36', 4.5), await ranked('36', 3), await ranked('48', 4)];
});

/** Somebody of the region who came as far as the ranking with this potential. */
async function ranked(region: string, potential: number): Promise<SeededCandidacy> {
  const [person] = await seed.candidacies({ campaign: seeded, stage: 'ranking', region, nominatorId: campaign.nominators[region]!.nominatorId });
  const candidacyId = person!.id;
  await seed.verdicts(seeded, 'tenure', [{ candidacyId, measures: { 'tenure:managerial-tenure': 1000 } }]);
  await seed.verdicts(seeded, 'diagnostics', [{ candidacyId, score: 500_000 }]);
  await seed.verdicts(seeded, 'potential', [{ candidacyId, score: potential * 10_000 }]);
  return person!;
}

const at = (path: string): string => `${campaign.path}/${path}`;

/** A run with its proposals confirmed; answers the address of its export and the decision, which nobody has published yet. */
async function decided(started: Promise<{ status: number; body: { id: string; revision: number } }>): Promise<{ path: string; decisionId: string }> {
  const run = await started;
  expect(run).toMatchObject({ status: 202 });
  const { id, revision } = run.body;
  await until(() => campaign.officer.get<ShownRun>(at(`stages/ranking/runs/${id}`)), ({ state }) => state === 'chosen');
  const { count, digest } = await preview(campaign, 'ranking', revision);
  const decision = await campaign.officer.post<Decided>(at(`stages/ranking/runs/${id}/confirm`), { count, digest });
  expect(decision.status).toBe(201);
  return { path: at(`stages/ranking/runs/${id}/snapshot`), decisionId: decision.body.id };
}
const ranking = (): ReturnType<typeof decided> => decided(campaign.officer.post<{ id: string; revision: number }>(at('stages/ranking/runs'), {}));
const publish = (decisionId: string) => second.post(at(`decisions/${decisionId}/publish`));
const refusal = ({ status, body }: { status: number; body: Refusal }): string => `${status} ${body.code}`;

/** Asked for by the officer, let out by the second one, fetched by the auditor. */
async function exported(path: string): Promise<Snapshot> {
  const { body: { seal } } = await campaign.officer.post<ShownExport>(path);
  expect((await second.post(`${path}/release`, { seal })).status).toBe(200);
  const { status, body, headers } = await auditor.get<Snapshot>(path);
  expect([status, headers.get('content-disposition')]).toEqual([200, 'attachment; filename="snapshot.json"']);
  expect(body.hashes.seal).toBe(seal);
  return body;
}
const verdict = (snapshot: Snapshot, seal = ''): string => verifyText(JSON.stringify(snapshot), seal).verdict;

describe('the export of a published ranking', () => {
  it('is made after publication, by two persons, and recomputes to the same', async () => {
    const { path, decisionId } = await ranking();
    expect(refusal(await campaign.officer.post<Refusal>(path))).toBe('409 RANKING_NOT_PUBLISHED');
    await publish(decisionId);

    expect(refusal(await auditor.post<Refusal>(path))).toBe('403 FORBIDDEN');
    expect(refusal(await second.get<Refusal>(path))).toBe('404 SNAPSHOT_ABSENT');
    const asked = await campaign.officer.post<ShownExport>(path);
    expect(asked).toMatchObject({ status: 201, body: { people: 3, chosen: 2, releasedBy: null, seal: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(JSON.stringify(asked.body)).not.toContain('secret');
    const { seal } = asked.body;
    expect(refusal(await second.post<Refusal>(path))).toBe('409 SNAPSHOT_REQUESTED');
    expect(refusal(await auditor.get<Refusal>(path))).toBe('409 SNAPSHOT_NOT_RELEASED');
    expect(refusal(await campaign.officer.post<Refusal>(`${path}/release`, { seal }))).toBe('409 SECOND_PERSON_NEEDED');
    expect(refusal(await auditor.post<Refusal>(`${path}/release`, { seal: '0'.repeat(64) }))).toBe('409 SEAL_DIFFERS');
    expect((await auditor.post(`${path}/release`, { seal })).status).toBe(200);
    expect(refusal(await second.post<Refusal>(`${path}/release`, { seal }))).toBe('409 SNAPSHOT_RELEASED');

    const { body: snapshot } = await second.get<Snapshot>(path);
    expect(verdict(snapshot, seal)).toBe('equal');
    expect(snapshot.result).toMatchObject({ status: 'optimal', filled: 2 });
    const events = await api.sql<{ action: string; digest: string }>(`select action, encode(digest, 'hex') as digest from audit_event where chain = $1 and action like 'snapshot.%' order by tx`, [campaign.id]);
    expect(events).toEqual([{ action: 'snapshot.requested', digest: seal }, { action: 'snapshot.released', digest: seal }]);
  });

  it('names nobody, and stays the same when a person in it is erased', async () => {
    const { path, decisionId } = await ranking();
    await publish(decisionId);
    const before = await exported(path);
    expect(JSON.stringify(before)).not.toMatch(/\d{2}-\d{4}"|Проверяем/);
    for (const { id, applicantId, personId } of people) for (const secret of [id, applicantId, personId]) expect(JSON.stringify(before)).not.toContain(secret);

    const [erased] = people;
    const { body: own } = await auditor.get<{ number: string; row: string }>(`${path}/rows/${erased!.id}`);
    expect(before.people.find(({ id }) => id === own.row)).toMatchObject({ territory: '36', rank: 1 });
    const runner = api.app.get(DataSource).createQueryRunner();
    await runner.query(`set session_replication_role = replica`); // an erasure is not built yet: the rows simply go
    await runner.query(`delete from member where id = $1`, [erased!.memberId]);
    await runner.query(`delete from person where id = $1`, [erased!.personId]);
    await runner.query(`set session_replication_role = default`);
    await runner.release();
    expect((await auditor.get<Snapshot>(path)).body).toEqual(before);
    expect(verdict(before, before.hashes.seal)).toBe('equal');
  });

  it('tells the row whose score was changed by hand', async () => {
    const { path, decisionId } = await ranking();
    await publish(decisionId);
    const snapshot = await exported(path);
    const lowest = snapshot.people.find(({ rank }) => rank === 3)!;
    const forged = { ...snapshot, people: snapshot.people.map((row) => (row.id === lowest.id ? { ...row, score: '99' } : row)) };
    const verification = verifyText(JSON.stringify(forged), '');
    expect(verification.verdict).toBe('different');
    expect(describeVerification(verification, '', 'ru').findings.map(({ text }) => text)).toEqual([`Строка ${lowest.id} изменена после выгрузки.`, expect.stringContaining(`Строка ${lowest.id}: балл 99`)]);
  });

  it('exists of a replacement too, on the basis of the ranking before it', async () => {
    const first = await ranking();
    await publish(first.decisionId);
    await campaign.officer.post(at('stages/enrolment/offers'), {});
    const clerk = campaign.nominators['48']!.api;
    const signed = await clerk.request<{ id: string }>('POST', at(`stages/enrolment/seats/${people[2]!.id}/statements`), { body: PDF, headers: { 'content-type': 'application/pdf' } });
    await clerk.post(at('stages/enrolment/answers'), { candidacyId: people[2]!.id, answer: 'decline', channel: 'letter', statementId: signed.body.id });
    const { path, decisionId } = await decided(campaign.officer.post<{ id: string; revision: number }>(at('stages/enrolment/replacements'), {}));
    await publish(decisionId);
    const snapshot = await exported(path);
    expect(snapshot.about.run).toMatchObject({ revision: 2, cause: 'replacement' });
    expect(snapshot.people.flatMap(({ marks }) => marks).sort()).toEqual(['declined', 'holding', 'holding']);
    expect(verdict(snapshot, snapshot.hashes.seal)).toBe('equal');
  });

  it('shows a lottery from its commitment to the lots', async () => {
    const lottery = { source: { ru: 'Тираж', en: 'Draw' }, drawnAt: '2026-06-25T12:00:00+03:00' };
    api.clock.set('2026-06-25T11:00:00+03:00');
    const policy = withStage(POLICY, 'ranking', { ties: { keys: [{ by: 'stage-score', stage: 'potential' }], atBoundary: 'lottery', lottery } });
    campaign = await openCampaign(api, { policy, regions: ['36', '48'] });
    seeded = { id: campaign.id, policy, policyVersion: 1 };
    [second, auditor] = [await secondOfficer(api, campaign), (await api.account({ role: 'auditor', campaignId: campaign.id })).api];
    for (const potential of [4.5, 4, 4, 4, 3]) await ranked('36', potential);
    const secret = 'kept until the draw';
    expect((await campaign.officer.post(at('stages/ranking/lottery'), { commitment: commitmentTo(secret) })).status).toBe(201);
    api.clock.set(lottery.drawnAt);
    const { path, decisionId } = await decided(campaign.officer.post<{ id: string; revision: number }>(at('stages/ranking/runs'), { lotterySecret: secret, lotteryValue: '7 14 21' }));
    await publish(decisionId);
    const snapshot = await exported(path);
    expect(snapshot.terms.lottery).toEqual({ commitment: commitmentTo(secret), secret, publicValue: '7 14 21' });
    expect(snapshot.people.filter(({ lot }) => lot !== null).map(({ rank }) => rank).sort()).toEqual([2, 3, 4]);
    expect(verdict(snapshot, snapshot.hashes.seal)).toBe('equal');
  });

  it('is refused of a run whose record was changed, and when its decision is taken back', async () => {
    const { path, decisionId } = await ranking();
    await publish(decisionId);
    await exported(path);
    const [row] = await api.sql<{ id: string }>(`select id from ranking_run where campaign_id = $1`, [campaign.id]);
    await api.sql(`update ranking_run set result = jsonb_set(result::jsonb, '{result,totalScore}', '"999.0000"')::json where id = $1`, [row!.id]);
    expect(refusal(await auditor.get<Refusal>(path))).toBe('409 SNAPSHOT_NOT_REPRODUCED');

    const other = await openCampaign(api, { policy: POLICY, regions: ['36'] });
    expect((await other.officer.get(path)).status).toBe(404);
    const [stranger] = await seed.candidacies({ campaign: seeded, stage: 'tenure', region: '36', nominatorId: campaign.nominators['36']!.nominatorId });
    expect(refusal(await auditor.get<Refusal>(`${path}/rows/${stranger!.id}`))).toBe('404 CANDIDACY_ABSENT');
    expect(refusal(await campaign.officer.post<Refusal>(at(`decisions/${decisionId}/revert`), { reason: 'MISTAKE' }))).toMatch(/^20[01] /);
    expect(refusal(await auditor.get<Refusal>(path))).toBe('409 RANKING_NOT_PUBLISHED');
  });
});

describe('the verifier page', () => {
  it('is given to anybody, lets nothing in and nothing out', async () => {
    const { status, headers, body } = await api.as(null).get<string>('/verifier.html');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/=]{44}' 'sha256-[\w+/=]{44}'; style-src 'sha256-[\w+/=]{44}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/);
    expect(body).toContain(`content="${policy.replace("; frame-ancestors 'none'", '')}"`);
    expect(body).not.toMatch(/(?:src|href)="(?!data:)|https?:\/\/|@import|url\(/);
  });
});
