import type { Caller } from '../../../src/platform/caller';
import { ScenarioRepository } from '../../../src/ranking/scenario.repository';
import { type AsAccount, TestApi } from '../../support/app';
import { callerOf, Seed, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { policyWithSeats, type Selection, selectionOn } from '../../support/selection';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

interface Shown {
  readonly id: string;
  readonly title: string;
  readonly outcome: { readonly selected: readonly string[]; readonly lowest: string };
  readonly effect: { readonly entered: readonly string[]; readonly left: readonly string[]; readonly byCategory: readonly object[] };
}

describe('what if', () => {
  let api: TestApi;
  let db: TestDatabase;
  let selection: Selection;
  let campaign: SeededCampaign;
  let officer: Caller;
  let api36: AsAccount;
  let people: SeededCandidacy[];
  let runId: string;
  let at: string;

  beforeAll(async () => {
    api = await TestApi.start();
    db = await openTestDatabase();
    const seed = new Seed(db.source);
    selection = selectionOn(db);
    const order = { by: 'score', objective: 'sum', parts: [{ stage: 'diagnostics', weight: '0.5' }, { stage: 'potential', weight: '0.5' }] } as const;
    campaign = await seed.campaign(policyWithSeats(3, { order, quotas: { seats: 3, territories: { unit: 'region', each: { max: 2 } }, categories: [{ category: 'deputy-head', bounds: { min: 1 } }] } }));
    officer = callerOf(await seed.account('officer', { campaign }));
    api36 = (await api.account({ role: 'officer', campaignId: campaign.id })).api;
    people = [
      ...(await seed.candidacies({ campaign, stage: 'ranking', count: 3, region: '36', category: 'head' })),
      ...(await seed.candidacies({ campaign, stage: 'ranking', region: '77', category: 'head' })), ...(await seed.candidacies({ campaign, stage: 'ranking', region: '77', category: 'deputy-head' })),
    ];
    const points = [[90, 90], [80, 80], [70, 70], [20, 90], [40, 30]];
    for (const [place, stage] of ['diagnostics', 'potential'].entries()) await seed.verdicts(campaign, stage, people.map(({ id }, i) => ({ candidacyId: id, score: points[i]![place]! * 10_000 })));
    runId = (await selection.ranking.start(officer, campaign.id, 'ranking', { locks: [], exclusions: [] })).id;
    at = `/campaigns/${campaign.id}/stages/ranking/runs/${runId}/scenarios`;
  });
  afterAll(async () => {
    await db.close();
    await api.close();
  });

  const save = async (title: string, changes: object): Promise<Shown> => {
    const { status, body } = await api36.post<Shown>(at, { title, changes });
    expect(status).toBe(201);
    return body;
  };
  /** Every table but the scenarios and what is written about writing them. */
  const world = async (): Promise<string> => {
    const tables = await db.source.query<{ name: string }[]>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('scenario', 'audit_event', 'audit_seal', 'idempotent_answer', 'account') order by relname`);
    const rows = await Promise.all(tables.map(({ name }) => db.source.query<{ digest: string }[]>(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${name} t`)));
    return JSON.stringify(rows);
  };

  it('waits for a run that is judged', async () => {
    expect(await api36.post(`${at}/preview`, { changes: {} })).toMatchObject({ status: 409, body: { code: 'RUN_NOT_FINISHED' } });
    await selection.drain();
    expect(await api36.post(`${at}/preview`, { changes: {} })).toMatchObject({ status: 200, body: { effect: { entered: [], left: [] } } });
  });

  it('shows who would enter and who would leave, keeps it under a title, and compares two', async () => {
    const noFloor = await save('No floors for categories', { drop: [{ family: 'categories', limits: 'floors' }] });
    expect(noFloor.effect).toMatchObject({ entered: ['77-0001'], left: ['77-0002'], byCategory: [{ key: 'deputy-head', before: 1, after: 0 }, { key: 'head', before: 2, after: 3 }] });
    const cap = await save('One of a region', { bounds: [{ family: 'territories', key: 'each', max: 1 }] });
    expect(cap).toMatchObject({ outcome: { selected: ['36-0001', '77-0002'], unfilled: 1, lowest: '35' }, effect: { entered: [], left: ['36-0002'] } });
    const weights = await save('Diagnostics alone', { weights: { diagnostics: '1', potential: '0' } });
    expect(weights.effect).toMatchObject({ entered: [], left: [] });

    const list = await api36.get<{ items: { id: string; title: string }[]; next: string | null }>(`${at}?limit=2`);
    expect([list.body.items.map(({ title }) => title), list.body.next]).toEqual([['No floors for categories', 'One of a region'], cap.id]);
    expect((await api36.get<Shown>(`${at}/${cap.id}/against/${noFloor.id}`)).body).toMatchObject({ title: 'One of a region', effect: { entered: ['77-0002'], left: ['36-0002', '77-0001'] } });
    expect((await api36.get<Shown>(`${at}/${cap.id}`)).body.effect).toEqual(cap.effect);
    expect(await api36.get(`${at}/${cap.id}/against/${runId}`)).toMatchObject({ status: 404, body: { code: 'SCENARIO_ABSENT' } });
  });

  it('sweeps a range and tells how firm the results are', async () => {
    const swept = await api36.post<{ steps: object[] }>(`${at}/sweep`, { sweep: { over: 'seats', from: '1', to: '3', step: '1' } });
    expect(swept.body.steps).toMatchObject([{ value: '1', filled: 1, lacking: 0, left: 2 }, { value: '2', filled: 2, left: 1 }, { value: '3', left: 0, entered: 0 }]);
    const firm = await api36.post<{ borderline: number; people: { number: string; times: number }[] }>(`${at}/stability`, { seed: 'a', sem: '0', redraws: 100 });
    expect(firm.body).toMatchObject({ borderline: 0, redraws: 100, people: [{ number: '36-0001', times: 100 }, { number: '36-0002', times: 100 }, { number: '77-0002', times: 100 }, { times: 0 }, { times: 0 }] });
    expect((await api36.post<{ sem: number }>(`${at}/stability`, { seed: 'a', reliability: '0.75', redraws: 100 })).body.sem).toBeGreaterThan(10);
  });

  it.each([
    ['preview', { changes: { bounds: [{ family: 'groups', key: 'moon', max: 1 }] } }, 'SCENARIO_REFUSED', '/changes/bounds/0/key'],
    ['preview', { changes: { bounds: [{ family: 'territories', key: '36', min: 3 }] } }, 'SCENARIO_IMPOSSIBLE', '/regions/36'],
    ['sweep', { sweep: { over: 'bound', family: 'groups', key: 'moon', limit: 'max', from: '1', to: '2', step: '1' } }, 'SCENARIO_REFUSED', '/changes/bounds/0/key'],
    ['sweep', { sweep: { over: 'seats', from: '3', to: '2', step: '1' } }, 'SWEEP_EMPTY', undefined],
    ['sweep', { sweep: { over: 'seats', from: '3' } }, 'SWEEP_INCOMPLETE', undefined],
    ['stability', { seed: 'a' }, 'ONE_ERROR_NEEDED', undefined],
    ['stability', { seed: 'a', reliability: '1.5' }, 'RELIABILITY_OUT_OF_RANGE', undefined],
    ['stability', { seed: 'a', sem: '-1' }, 'ERROR_NEGATIVE', undefined],
  ])('refuses what cannot be asked: %s %j', async (what, body, code, pointer) => {
    const answer = await api36.post<{ code: string; faults?: { pointer: string }[] }>(`${at}/${what}`, body);
    expect([answer.status, answer.body.code, answer.body.faults?.[0]?.pointer]).toEqual([422, code, pointer]);
  });

  it('is the officers\' to play, the auditors\' to read and nobody else\'s', async () => {
    const auditor = (await api.account({ role: 'auditor', campaignId: campaign.id })).api;
    expect((await auditor.get(at)).status).toBe(200);
    expect((await auditor.post(`${at}/preview`, { changes: {} })).status).toBe(403);
    expect((await (await api.account({ role: 'nominator', campaignId: campaign.id, nominatorId: people[0]!.nominatorId })).api.get(at)).status).toBe(403);
    const elsewhere = await new Seed(db.source).campaign();
    expect((await (await api.account({ role: 'officer', campaignId: elsewhere.id })).api.get(at)).status).toBe(404);
  });

  it('touches nothing real', async () => {
    const before = await world();
    await save('Seats', { seats: 1 });
    await api36.post(`${at}/sweep`, { sweep: { over: 'families' } });
    await api36.post(`${at}/stability`, { seed: 'a', sem: '3', redraws: 100 });
    expect(await world()).toBe(before);
    await db.source.query(`update candidacy set category = 'head' where id = $1`, [people[4]!.id]);
    expect(await world()).not.toBe(before); // it would have been seen
    await db.source.query(`update candidacy set category = 'deputy-head' where id = $1`, [people[4]!.id]);
  });

  it('asks the people as they were frozen, whatever has become of them since', async () => {
    const play = async (): Promise<Shown> => (await api36.post<Shown>(`${at}/preview`, { changes: { weights: { diagnostics: '0.9', potential: '0.1' } } })).body;
    const before = await play();
    await db.source.query(`update verdict set score = 10 where candidacy_id = $1`, [people[0]!.id]);
    await db.source.query(`update candidacy set territory = '78', status = 'withdrawn' where id = $1`, [people[0]!.id]);
    expect(await play()).toEqual(before);
  });

  it.each([
    ['decide', `update candidacy set status = 'rejected'`], ['re-judge', `update ranking_run set state = 'queued'`], ['alter what is frozen', `update ranking_basis set seed = 'x'`],
    ['change a policy', `delete from policy_version`], ['offer a seat', `update seat set state = 'accepted'`], ['rewrite a scenario', `update scenario set title = 'x'`], ['read a person', `select family_name from person`],
  ])('has no way to %s while it writes', async (_, statement) => {
    const scenarios = new ScenarioRepository();
    await expect(db.database.transact(officer, (tx) => scenarios.behindTheWall(tx, async () => void (await tx.query(statement))))).rejects.toMatchObject({ code: '42501' });
  });

  it('is one effect under one Idempotency-Key', async () => {
    const send = { headers: { 'idempotency-key': 'scenario-1' } };
    const [first, again] = [await api36.post<Shown>(at, { title: 'Once', changes: {} }, send), await api36.post<Shown>(at, { title: 'Once', changes: {} }, send)];
    expect([first.status, again.body.id]).toEqual([201, first.body.id]);
  });
});
