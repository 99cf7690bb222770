import { type AsAccount, TestApi } from '../../support/app';
import { Seed, type SeededCampaign } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

interface Line {
  readonly score: string;
  readonly people: number;
  readonly composition: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}
interface Fairness {
  readonly notice: { readonly code: string; readonly text?: string };
  readonly stages: readonly { readonly stage: string; readonly view: string; readonly groups: readonly object[] }[];
}

describe('how groups stand', () => {
  let api: TestApi;
  let db: TestDatabase;
  let campaign: SeededCampaign;
  let runId: string;
  let officer: AsAccount;
  let auditor: AsAccount;

  beforeAll(async () => {
    api = await TestApi.start();
    db = await openTestDatabase();
    const seed = new Seed(db.source);
    campaign = await seed.campaign(); // reference date 2026-03-01
    const stage = 'ranking';
    const people = [
      ...(await seed.candidacies({ campaign, stage, count: 4, region: '36', sex: 'male', birthDate: '1976-03-01' })), // 50 on that day
      ...(await seed.candidacies({ campaign, stage, count: 3, region: '77', sex: 'female', birthDate: '1976-03-02', category: 'deputy-head' })), // 49 on that day
      ...(await seed.candidacies({ campaign, stage, count: 1, region: '77', sex: 'female', birthDate: '1996-03-02', category: 'deputy-head' })),
    ];
    await seed.candidacies({ campaign, stage: 'potential', status: 'rejected', count: 4, region: '77', sex: 'female', birthDate: '1980-01-01' });
    const candidates = people.map(({ number }, i) => ({ id: number, score: `${70 - Math.floor(i / 4) * 10.5}`, region: number.slice(0, 2), category: i < 4 ? 'head' : 'deputy-head', lottery: i + 1 }));
    runId = (await db.source.query<{ id: string }[]>(
      `insert into ranking_run (id, campaign_id, stage, revision, policy_version, cause, snapshot, snapshot_hash, rules_hash, started_by)
       values (gen_random_uuid(), $1, 'ranking', 1, 1, 'ranking', $2, '', '', $1) returning id`, [campaign.id, JSON.stringify({ input: { seats: 3, candidates } })],
    ))[0]!.id;
    officer = (await api.account({ role: 'officer', campaignId: campaign.id })).api;
    auditor = (await api.account({ role: 'auditor', campaignId: campaign.id })).api;
  });
  afterAll(async () => {
    await db.close();
    await api.close();
  });

  const cutOffs = async (reader: AsAccount, query = ''): Promise<{ items: Line[]; next: string | null }> =>
    (await reader.get<{ items: Line[]; next: string | null }>(`/campaigns/${campaign.id}/stages/ranking/runs/${runId}/cut-offs${query}`)).body;

  it('says how many have a score or a higher one, with ages on the reference date', async () => {
    expect((await cutOffs(officer)).items).toEqual([
      { score: '70', people: 4, composition: { region: { 36: 4 }, category: { head: 4 }, sex: { male: 4 }, ageBand: { '50-59': 4 } } },
      { score: '59.5', people: 8, composition: { region: { 36: 4, 77: 4 }, category: { head: 4, 'deputy-head': 4 }, sex: { male: 4, female: 4 }, ageBand: { '50-59': 4, '40-49': 3, 'under-30': 1 } } },
    ]);
    const first = await cutOffs(officer, '?limit=1');
    expect([first.items.length, first.next]).toEqual([1, '70']);
    expect((await cutOffs(officer, '?limit=1&after=70')).items.map(({ score }) => score)).toEqual(['59.5']);
  });

  it('hides groups of one or two from an auditor', async () => {
    expect((await cutOffs(auditor)).items[1]!.composition).toMatchObject({ sex: { male: 4, female: 4 }, ageBand: { '50-59': 4, '40-49': null, 'under-30': null } });
  });

  it('knows no run of another stage, and lets nobody else look', async () => {
    expect(await officer.get(`/campaigns/${campaign.id}/stages/tenure/runs/${runId}/cut-offs`)).toMatchObject({ status: 404, body: { code: 'RUN_ABSENT' } });
    const assessor = (await api.account({ role: 'assessor', campaignId: campaign.id })).api;
    for (const path of [`stages/ranking/runs/${runId}/cut-offs`, 'fairness']) expect((await assessor.get(`/campaigns/${campaign.id}/${path}`)).status).toBe(403);
  });

  it('compares groups stage by stage, and says that this decides nothing', async () => {
    const { body } = await officer.get<Fairness>(`/campaigns/${campaign.id}/fairness?explain=en`);
    expect(body.notice).toEqual({ code: 'FAIRNESS_INFORMATIVE', text: expect.stringContaining('decide nothing') });
    const potential = (view: string): object => body.stages.find((found) => found.stage === 'potential' && found.view === view)!;
    expect(potential('sex')).toMatchObject({ reference: 'male', groups: [{ key: 'female', passed: 4, judged: 8, rate: '1/2', ratio: '1/2', fourFifths: true }, { key: 'male', passed: 4, judged: 4, rate: '1/1' }] });
    expect(potential('district')).toMatchObject({ groups: [{ key: 'cfo', passed: 8, judged: 12, rate: '2/3' }] });
    expect(body.stages.some(({ stage }) => stage === 'ranking')).toBe(false); // nobody is judged there yet
  });
});
