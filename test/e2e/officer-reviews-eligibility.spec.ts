import type { TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, publish, type Refusal } from '../support/campaign-story';
import { confirmShown, startComputingApi, until } from '../support/computing-api';
import { asking, type Effect, fileOf, type Line, nominated, since, tenureOf, type Verdict, verdictOf } from '../support/eligibility-story';

let api: TestApi;
beforeAll(async () => {
  api = await startComputingApi();
});
afterAll(() => api.close());

describe('an exception', () => {
  const granted = { criterion: 'managerial-tenure', reason: 'COMMISSION_DECIDED', documentTitle: 'Протокол комиссии', documentNumber: '7', documentDate: '2026-02-20' };

  it('stands beside what is computed, survives every computation, and is explained in both languages', async () => {
    const campaign = await openCampaign(api, { policy: asking(24, '1') });
    const [short] = await nominated(campaign, [since('2024-05-01'), {}]);
    const before = await verdictOf(campaign, short!, 1, 0);
    expect(before.outcome).toBe('fail');

    const { status, body } = await campaign.officer.post<{ id: string }>(`${campaign.path}/stages/tenure/exceptions`, { candidacyId: short, ...granted });
    expect(status).toBe(201);
    const renewed = await verdictOf(campaign, short!, 1, 1);
    expect(renewed.outcome).toBe('pass');
    const about = (verdict: Verdict): unknown[] => verdict.reasons.filter(({ params }) => params.criterion === 'managerial-tenure').map(({ code, params }) => [code, params.state, params.decisive]);
    expect(about(renewed)).toEqual([['TENURE_SHORT', 'not-met', false], ['EXCEPTION_GRANTED', 'met', true]]);
    expect(tenureOf((await fileOf(campaign, short!)).body)[0]).toEqual(before);

    expect((await publish(campaign, asking(36, '2'))).status).toBe(200);
    const [english, russian] = [await verdictOf(campaign, short!, 2, 0, 'en'), await verdictOf(campaign, short!, 2, 0, 'ru')];
    expect([english.outcome, about(english)]).toEqual(['pass', about(renewed)]);
    const said = ({ reasons }: Verdict): string => reasons.find(({ code }) => code === 'EXCEPTION_GRANTED')!.text.replace(/\u00a0/g, ' ');
    expect(said(english)).toBe('An exception from this requirement has been granted. Document: “Протокол комиссии” of 20 February 2026 No. 7. A decision of the commission.');
    expect(said(russian)).toBe('Из этого требования сделано исключение. Документ: «Протокол комиссии» от 20 февраля 2026 года № 7. Решение комиссии.');

    expect((await campaign.officer.post(`${campaign.path}/exceptions/${body.id}/withdraw`, { reason: 'ENTERED_BY_MISTAKE' })).status).toBe(200);
    expect((await verdictOf(campaign, short!, 2, 1)).outcome).toBe('fail');
    const listed = await campaign.officer.get<{ items: object[] }>(`${campaign.path}/exceptions`);
    expect(listed.body.items).toEqual([expect.objectContaining({ id: body.id, ...granted, withdrawalReason: 'ENTERED_BY_MISTAKE' })]);
    const trail = await api.sql(`select action, reason from audit_event where chain = $1 and action like 'exception.%' order by tx`, [campaign.id]);
    expect(trail).toEqual([{ action: 'exception.granted', reason: null }, { action: 'exception.withdrawn', reason: 'ENTERED_BY_MISTAKE' }]);
  });

  it('is granted once, from a criterion there is, by an officer, and before anybody decides', async () => {
    const campaign = await openCampaign(api);
    const [first, second] = await nominated(campaign, [since('2024-05-01'), {}]);
    const path = `${campaign.path}/stages/tenure/exceptions`;
    const { status, body } = await campaign.officer.post<Refusal>(`${path}/bulk`, { items: [{ candidacyId: first, ...granted }, { candidacyId: second, ...granted, criterion: 'no-such' }] });
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'CRITERION_ABSENT', faults: [{ pointer: '/items/1/criterion' }] } });
    expect(await api.sql(`select from eligibility_exception where campaign_id = $1`, [campaign.id])).toEqual([]);

    const { body: done } = await campaign.officer.post<{ id: string }>(path, { candidacyId: first, ...granted });
    expect(await campaign.officer.post<Refusal>(path, { candidacyId: first, ...granted })).toMatchObject({ status: 409, body: { code: 'EXCEPTION_STANDS' } });
    expect((await campaign.nominators['36']!.api.post(path, { candidacyId: second, ...granted })).status).toBe(403);
    expect((await (await openCampaign(api)).officer.post(path, { candidacyId: second, ...granted })).status).toBe(404);
    expect((await campaign.officer.post(`${campaign.path}/stages/diagnostics/exceptions`, { candidacyId: second, ...granted })).status).toBe(404);

    await verdictOf(campaign, first!, 1, 1);
    expect((await confirmShown(campaign, 'tenure')).status).toBe(201);
    expect(await campaign.officer.post<Refusal>(path, { candidacyId: second, ...granted })).toMatchObject({ status: 409, body: { code: 'NOT_IN_STAGE' } });
    expect(await campaign.officer.post<Refusal>(`${campaign.path}/exceptions/${done.id}/withdraw`, { reason: 'OWN_WISH' })).toMatchObject({ status: 409, body: { code: 'NOT_IN_STAGE' } });
  });
});

describe('a changed policy', () => {
  const months = Array.from({ length: 12 }, (_, i) => 20 + 2 * i);
  /** The first day of a career of so many months on the reference date, 1 March 2026. */
  const careerOf = (length: number): object => since(new Date(Date.UTC(2026, 2 - length, 2)).toISOString().slice(0, 10));
  const standingOf = (campaign: OpenCampaign): Promise<unknown[]> =>
    api.sql(`select candidacy_id, policy_version, revision, outcome from verdict where campaign_id = $1 and stage = 'tenure' order by 1, 2, 3`, [campaign.id]);

  it('shows beforehand exactly who changes, writes nothing by it, and leaves the decided as they are', async () => {
    const campaign = await openCampaign(api, { policy: asking(24, '1') });
    const ids = await nominated(campaign, months.map(careerOf));
    const newest = async (): Promise<Map<string, string>> =>
      new Map((await api.sql<{ id: string; outcome: string }>(
        `select distinct on (candidacy_id) candidacy_id as id, outcome from verdict where campaign_id = $1 and stage = 'tenure' order by candidacy_id, policy_version desc, revision desc`, [campaign.id],
      )).map(({ id, outcome }) => [id, outcome]));
    const before = await newest();
    const decided = [ids[3]!, ids[4]!, ids[10]!]; // 26, 28 and 40 months
    const shown = await campaign.officer.get<{ count: number; digest: string }>(`${campaign.path}/stages/tenure/preview`);
    expect((await campaign.officer.post(`${campaign.path}/decisions`, { stage: 'tenure', count: shown.body.count, digest: shown.body.digest, candidacyIds: decided, departures: [] })).status).toBe(201);

    expect((await campaign.administrator.put(`${campaign.path}/policy`, asking(36, '2'))).status).toBe(200);
    const rows = await standingOf(campaign);
    const { status, body } = await campaign.officer.get<Effect>(`${campaign.path}/policy/effect?limit=200`);
    expect(status).toBe(200);
    expect(body.affected).toBe(ids.length);
    expect(await standingOf(campaign)).toEqual(rows);
    expect(await api.sql(`select from work_ready where campaign_id = $1`, [campaign.id])).toEqual([]);

    // Page by page the same list.
    const paged: Line[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Effect = (await campaign.officer.get<Effect>(`${campaign.path}/policy/effect?limit=3${next && `&after=${next}`}`)).body;
      paged.push(...page.items);
      next = page.next;
    }
    expect(paged).toEqual(body.items);

    expect(await campaign.officer.post<Refusal>(`${campaign.path}/policy/publish`, { version: 2, digest: 'a'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'DRAFT_CHANGED' } });
    expect((await campaign.officer.post(`${campaign.path}/policy/publish`, { version: 2, digest: body.policyDigest })).status).toBe(200);
    const undecided = ids.filter((id) => !decided.includes(id));
    await until(
      async () => ({ status: 200, headers: new Headers(), body: await api.sql<{ n: number }>(`select count(*)::int as n from verdict where campaign_id = $1 and stage = 'tenure' and policy_version = 2`, [campaign.id]) }),
      ([row]) => row!.n === undecided.length,
    );
    const after = await newest();
    const changed = undecided.filter((id) => before.get(id) !== after.get(id));
    expect(changed.length).toBeGreaterThan(3);
    const told = body.items.filter((line) => !line.decided);
    expect(told.map(({ candidacyId, from, to }) => [candidacyId, from, to]).sort()).toEqual(changed.map((id) => [id, before.get(id), after.get(id)]).sort());
    expect(body.items.filter((line) => line.decided).map(({ candidacyId }) => candidacyId).sort()).toEqual([ids[3], ids[4]].sort());
    expect(body.changes.reduce((sum, { count }) => sum + count, 0)).toBe(body.items.length);
    expect(decided.map((id) => after.get(id))).toEqual(decided.map((id) => before.get(id)));
    expect(body.items[0]!.name).toMatch(/^Проверяемова/);
  });

  it('is shown to officers, and only where something is drafted', async () => {
    const campaign = await openCampaign(api);
    expect(await campaign.officer.get<Refusal>(`${campaign.path}/policy/effect`)).toMatchObject({ status: 404, body: { code: 'POLICY_ABSENT' } });
    expect((await campaign.administrator.get(`${campaign.path}/policy/effect`)).status).toBe(403);
    expect((await campaign.nominators['36']!.api.get(`${campaign.path}/policy/effect`)).status).toBe(403);
  });
});
