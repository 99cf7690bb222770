import type { RankingStage } from '../../../src/campaign/domain/policy';
import { TestApi } from '../../support/app';
import { type Caller } from '../../../src/platform/caller';
import { callerOf, Seed, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { policyWithSeats, type Selection, selectionOn } from '../../support/selection';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

interface Told {
  readonly items: readonly { readonly number: string; readonly decision: string; readonly reason: { readonly code: string; readonly params: object }; readonly text?: string }[];
  readonly next: string | null;
}

describe('explanations of a run', () => {
  let api: TestApi;
  let db: TestDatabase;
  let seed: Seed;
  let selection: Selection;
  let campaign: SeededCampaign;
  let officer: Caller;
  let people: SeededCandidacy[];
  let runId: string;
  let at: string;

  beforeAll(async () => {
    api = await TestApi.start();
    db = await openTestDatabase();
    seed = new Seed(db.source);
    selection = selectionOn(db);
    const quotas: RankingStage['quotas'] = { seats: 5, territories: { unit: 'region', each: { max: 4 } } };
    campaign = await seed.campaign(policyWithSeats(5, { quotas, order: { by: 'score', objective: 'sum', parts: [{ stage: 'potential', weight: '1' }] } }));
    officer = callerOf(await seed.account('officer', { campaign }));
    // Region 36: five people for four places; region 77: one person.
    people = [...(await seed.candidacies({ campaign, stage: 'ranking', count: 5, region: '36' })), ...(await seed.candidacies({ campaign, stage: 'ranking', region: '77' }))];
    await seed.verdicts(campaign, 'potential', people.map(({ id }, i) => ({ candidacyId: id, score: [90, 80, 74, 73.9, 71.2, 50][i]! * 10_000 })));
    runId = (await selection.ranking.start(officer, campaign.id, 'ranking', { locks: [], exclusions: [] })).id;
    await selection.drain();
    at = `/campaigns/${campaign.id}/stages/ranking/runs/${runId}/explanations`;
  });
  afterAll(async () => {
    await db.close();
    await api.close();
  });

  const asRole = async (role: 'officer' | 'auditor' | 'assessor'): Promise<ReturnType<TestApi['as']>> => (await api.account({ role, campaignId: campaign.id })).api;
  const asNominator = async (nominatorId: string): Promise<ReturnType<TestApi['as']>> => (await api.account({ role: 'nominator', campaignId: campaign.id, nominatorId })).api;
  const plain = (text: string | undefined): string | undefined => text?.replace(/\u00a0/g, ' ');

  it('tell an officer everything, page by page, in words where asked', async () => {
    const reader = await asRole('officer');
    const { body } = await reader.get<Told>(`${at}?limit=4&explain=en`);
    expect([body.items.length, body.next]).toEqual([4, '36-0004']);
    const rest = (await reader.get<Told>(`${at}?after=36-0004&explain=ru`)).body;
    expect(rest.items.map(({ number, decision, reason }) => [number, decision, reason.code])).toEqual([['36-0005', 'NOT_SELECTED', 'REGION_CAP'], ['77-0001', 'SELECTED', 'CHOSEN']]);
    expect(plain(rest.items[0]!.text)).toBe('Балл 71,2. Предел территории (Воронежская область) исчерпан: 4 из 4, самый низкий выбранный балл 73,9. С баллом 73,9001 или выше кандидат был бы выбран.');
    expect(rest.items[0]).toMatchObject({ runId, rulesHash: expect.stringMatching(/^[0-9a-f]{64}$/), wouldEnterAt: '73.9001', rank: { overall: 5, region: 5 } });
    expect((await reader.get<Told>(`${at}?reason=REGION_CAP`)).body.items.map(({ number }) => number)).toEqual(['36-0005']);
  });

  it('can be read as the candidate and as the nominator would read them', async () => {
    const reader = await asRole('auditor');
    const one = `${at}/${people[4]!.id}`;
    expect((await reader.get(`${one}?level=candidate`)).body).toMatchObject({ score: '71.2', cutoff: { region: '73.9' } });
    const told = (await reader.get<{ text: string }>(`${one}?level=nominator&explain=en`)).body;
    expect(told).not.toHaveProperty('score');
    expect(told.text).toBe('The cap of the territory (region 36) is full: 4 of 4.');
    expect(await reader.get(`${at}/${runId}`)).toMatchObject({ status: 404, body: { code: 'EXPLANATION_ABSENT' } });
    expect(await reader.get(at.replace(runId, people[0]!.id))).toMatchObject({ status: 404, body: { code: 'RUN_ABSENT' } });
  });

  it('are nobody else\'s to read', async () => {
    expect((await (await asRole('assessor')).get(at)).status).toBe(403);
    expect((await (await asNominator(people[0]!.nominatorId)).get(at)).status).toBe(403);
    const elsewhere = await seed.campaign();
    expect((await (await api.account({ role: 'officer', campaignId: elsewhere.id })).api.get(at)).status).toBe(404);
  });

  it('reach a nominator with the published decision, of his own people only and without scores', async () => {
    const clerk = await asNominator(people[0]!.nominatorId);
    const own = (): Promise<Told> => clerk.get<Told>(`/campaigns/${campaign.id}/nominations/explanations?explain=en`).then(({ body }) => body);
    expect((await own()).items).toEqual([]);
    const { count, digest } = await selection.decisions.preview(officer, campaign.id, 'ranking', { limit: 1, revision: 1 });
    const { id } = await selection.ranking.confirm(officer, campaign.id, 'ranking', runId, { count, digest, acceptShortfall: false });
    expect((await own()).items).toEqual([]); // decided, not published

    await selection.decisions.publish(callerOf(await seed.account('officer', { campaign })), campaign.id, id);
    const { items } = await own();
    expect(items.map(({ number, decision, reason }) => [number, decision, reason.code])).toEqual([
      ['36-0001', 'SELECTED', 'CHOSEN'], ['36-0002', 'SELECTED', 'CHOSEN'], ['36-0003', 'SELECTED', 'CHOSEN'], ['36-0004', 'SELECTED', 'CHOSEN'], ['36-0005', 'NOT_SELECTED', 'REGION_CAP'],
    ]);
    expect(JSON.stringify(items)).not.toMatch(/73\.9|71\.2|score|margin/i);

    await selection.decisions.revert(officer, campaign.id, id, 'ENTERED_BY_MISTAKE');
    expect((await own()).items).toEqual([]); // taken back
  });
});
