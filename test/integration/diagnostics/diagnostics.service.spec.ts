import type { Policy } from '../../../src/campaign/domain/policy';
import { DiagnosticsOfficerController } from '../../../src/diagnostics/diagnostics.officer.controller';
import { DiagnosticsRepository, type StageKey } from '../../../src/diagnostics/diagnostics.repository';
import { DiagnosticsService } from '../../../src/diagnostics/diagnostics.service';
import type { ResultEntry } from '../../../src/diagnostics/domain/check-entries';
import { atOnce } from '../../support/at-once';
import { type Pipeline, pipelineOn } from '../../support/pipeline';
import { callerOf, Seed, type SeededAccount, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const STAGE = 'diagnostics';
const RAW = { leadership: '63', analysis: '48.5', cooperation: '70' };

describe('diagnostics', () => {
  let db: TestDatabase;
  let seed: Seed;
  let pipeline: Pipeline;
  let diagnostics: DiagnosticsService;
  let campaign: SeededCampaign;
  let officer: SeededAccount;
  let at: StageKey;

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    pipeline = pipelineOn(db);
    diagnostics = new DiagnosticsService(db.database, new DiagnosticsRepository(), pipeline.campaigns, pipeline.candidacies, pipeline.work);
  });
  afterAll(() => db.close());
  beforeEach(() => openCampaign());

  const openCampaign = async (policy?: Policy): Promise<void> => {
    campaign = await seed.campaign(policy);
    officer = await seed.account('officer', { campaign });
    at = { campaignId: campaign.id, stage: STAGE };
  };
  const entry = ({ id }: Pick<SeededCandidacy, 'id'>, change: Partial<ResultEntry> = {}): ResultEntry =>
    ({ candidacyId: id, instrument: 'lpd', takenOn: '2026-02-10', normGroup: 'managers', raw: RAW, conclusion: 'recommended', ...change });
  const record = (entries: readonly ResultEntry[]): ReturnType<DiagnosticsService['record']> => diagnostics.record(callerOf(officer), at, entries);
  const stand = (count: number): Promise<SeededCandidacy[]> => seed.candidacies({ campaign, stage: STAGE, count });
  const rows = <Row>(sql: string): Promise<Row[]> => db.source.query(sql, [campaign.id]);
  const ready = async (): Promise<string[]> => (await rows<{ id: string }>(`select unnest(ids) as id from work_ready where campaign_id = $1 order by 1`)).map(({ id }) => id);
  const recordedCount = async (): Promise<number> => (await rows<{ n: number }>(`select count(*)::int as n from diagnostics_result where campaign_id = $1`))[0]!.n;

  it('turns complete results into one verdict each, though every job is delivered twice', async () => {
    const people = await stand(3);
    const [a, b, c] = people as [SeededCandidacy, SeededCandidacy, SeededCandidacy];
    const answer = await record([entry(a), entry(b, { conclusion: 'not-recommended' }), entry(c, { raw: { leadership: '5', analysis: '5', cooperation: '5' } })]);
    expect(answer.map(({ complete }) => complete)).toEqual([true, true, true]);
    await pipeline.drain({ diagnostics: diagnostics.compute });

    const verdicts = await rows<{ outcome: string; score: number; measures: Record<string, number> }>(
      `select v.outcome, v.score, v.measures from verdict v join candidacy c on c.id = v.candidacy_id where v.campaign_id = $1 order by c.number`,
    );
    // T = 50 + 10 (63 - 52) / 12, and so on: 0.4 · 59.1667 + 0.3 · 50.3571 + 0.3 · 63.6364
    expect(verdicts.map(({ outcome, score }) => [outcome, score])).toEqual([['pass', 578_647], ['fail', 578_647], ['undetermined', expect.any(Number)]]);
    expect(verdicts[0]!.measures['scale:lpd.leadership']).toBe(591_667);
    expect(await rows(`select size, state from work_batch where campaign_id = $1`)).toEqual([{ size: 3, state: 'DONE' }]);
  });

  it('moves nobody: results are facts', async () => {
    const [person] = await stand(1);
    await record([entry(person!)]);
    await pipeline.drain({ diagnostics: diagnostics.compute });
    expect(await rows(`select stage, status, version from candidacy where campaign_id = $1`)).toEqual([{ stage: STAGE, status: 'open', version: 0 }]);
  });

  it('refuses a list with faults as a whole and says where each of them is', async () => {
    const people = await stand(7);
    const entries = people.map((person) => entry(person));
    Object.assign(entries[1]!, { instrument: 'rorschach' });
    Object.assign(entries[2]!, { raw: { leadership: '101', analysis: '48.5', cooperation: '70', 'Иванов Иван': '1' } });
    Object.assign(entries[3]!, { raw: { leadership: '63', cooperation: '70' } });
    Object.assign(entries[4]!, { normGroup: 'students' });
    Object.assign(entries[5]!, { takenOn: '2024-12-31' });
    Object.assign(entries[6]!, { conclusion: undefined });
    entries.push(entry(people[0]!));

    await expect(record(entries)).rejects.toMatchObject({
      code: 'RESULT_REFUSED',
      faults: [
        { pointer: '/items/1/instrument', code: 'INSTRUMENT_UNKNOWN' },
        { pointer: '/items/2/raw/leadership', code: 'RAW_SCORE_OUT_OF_RANGE', params: { min: '0', max: '100' } },
        { pointer: '/items/2/raw/*', code: 'SCALE_UNKNOWN' },
        { pointer: '/items/3/raw', code: 'SCALE_MISSING', params: { scale: 'analysis' } },
        { pointer: '/items/4/normGroup', code: 'NORM_GROUP_UNKNOWN' },
        { pointer: '/items/5/takenOn', code: 'NORM_NOT_IN_FORCE', params: { scale: 'leadership', normGroup: 'managers' } },
        { pointer: '/items/5/takenOn', code: 'NORM_NOT_IN_FORCE', params: { scale: 'analysis', normGroup: 'managers' } },
        { pointer: '/items/5/takenOn', code: 'NORM_NOT_IN_FORCE', params: { scale: 'cooperation', normGroup: 'managers' } },
        { pointer: '/items/6/conclusion', code: 'CONCLUSION_MISSING' },
        { pointer: '/items/7/instrument', code: 'ENTERED_TWICE' },
      ],
    });
    expect([await recordedCount(), await ready()]).toEqual([0, []]);
  });

  it('points into the single body when one result is sent alone', async () => {
    const controller = new DiagnosticsOfficerController(diagnostics);
    const [person] = await stand(1);
    const send = (change: { candidacyId?: string; raw?: Record<string, string> }): Promise<unknown> =>
      controller.record(callerOf(officer, 'results.write'), campaign.id, STAGE, { ...entry(person!), conclusion: 'recommended', raw: RAW, ...change });
    await expect(send({ raw: { ...RAW, leadership: '-1' } })).rejects.toMatchObject({ faults: [{ pointer: '/raw/leadership' }] });
    await expect(send({ candidacyId: officer.id })).rejects.toMatchObject({ kind: 'absent', faults: [{ pointer: '/candidacyId' }] });
    await expect(send({})).resolves.toEqual({ candidacyId: person!.id, instrument: 'lpd', complete: true });
  });

  it('never changes a result: of two sent at once one wins', async () => {
    const [person] = await stand(1);
    const sent = await atOnce(db, campaign, [() => record([entry(person!)]), () => record([entry(person!, { raw: { ...RAW, leadership: '99' } })])]);
    expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(record([entry(person!)])).rejects.toMatchObject({ kind: 'conflict', code: 'RESULT_RECORDED', faults: [{ pointer: '/items/0/instrument' }] });
    expect(await recordedCount()).toBe(1);
  });

  it('takes results only of those who are open in the stage of this campaign', async () => {
    const [elsewhere] = await seed.candidacies({ campaign, stage: 'potential' });
    const [held] = await seed.candidacies({ campaign, stage: STAGE, status: 'on-hold' });
    const [foreign] = await seed.candidacies({ campaign: await seed.campaign(), stage: STAGE });
    await expect(record([entry(elsewhere!)])).rejects.toMatchObject({ kind: 'conflict', code: 'NOT_IN_STAGE' });
    await expect(record([entry(held!)])).rejects.toMatchObject({ kind: 'conflict', code: 'NOT_IN_STAGE' });
    await expect(record([entry(foreign!)])).rejects.toMatchObject({ kind: 'absent', code: 'CANDIDACY_ABSENT' });
    await expect(diagnostics.record(callerOf(officer), { ...at, stage: 'potential' }, [entry(elsewhere!)])).rejects.toMatchObject({ code: 'STAGE_ABSENT' });
    expect(await recordedCount()).toBe(0);
  });

  it('leaves a protocol that is not to be trusted to a person, and takes none that says nothing of it', async () => {
    const lie = { key: 'lie', title: { ru: 'Ложь', en: 'Lie' }, rawMin: '0', rawMax: '10', validity: { to: '5' } };
    await openCampaign({ ...campaign.policy, instruments: campaign.policy.instruments!.map((one) => ({ ...one, scales: [...one.scales, lie] })) });
    const [honest, liar] = (await stand(2)) as [SeededCandidacy, SeededCandidacy];
    await expect(record([entry(honest)])).rejects.toMatchObject({ code: 'RESULT_REFUSED', faults: [{ pointer: '/items/0/raw', code: 'VALIDITY_MISSING', params: { scale: 'lie' } }] });
    await record([entry(honest, { raw: { ...RAW, lie: '5' } }), entry(liar, { raw: { ...RAW, lie: '6' }, conclusion: 'not-recommended' })]);
    await pipeline.drain({ diagnostics: diagnostics.compute });
    expect(await rows(`select v.outcome, v.score from verdict v join candidacy c on c.id = v.candidacy_id where v.campaign_id = $1 order by c.number`)).toEqual([
      { outcome: 'pass', score: 578_647 }, { outcome: 'undetermined', score: 578_647 },
    ]);
  });

  describe('with a battery of two instruments', () => {
    beforeEach(() => openCampaign(withAbilityTest(campaign.policy)));
    const ability = (person: SeededCandidacy): ResultEntry => entry(person, { instrument: 'ability', raw: { total: '20' }, conclusion: undefined });

    it('calls for a verdict only when the battery is complete', async () => {
      const [person] = await stand(1);
      expect(await record([ability(person!)])).toEqual([{ candidacyId: person!.id, instrument: 'ability', complete: false }]);
      await pipeline.drain({ diagnostics: diagnostics.compute });
      expect(await rows(`select from verdict where campaign_id = $1`)).toEqual([]);

      expect(await record([entry(person!)])).toEqual([{ candidacyId: person!.id, instrument: 'lpd', complete: true }]);
      await pipeline.drain({ diagnostics: diagnostics.compute });
      expect(await rows(`select outcome from verdict where campaign_id = $1`)).toEqual([{ outcome: 'pass' }]);
    });

    it('misses nobody whose two results arrive at the same time', async () => {
      const people = await stand(3);
      await atOnce(db, campaign, [() => record(people.map((person) => entry(person))), () => record(people.map(ability).reverse())]);
      expect(await ready()).toEqual(people.map(({ id }) => id).sort());
    });

    it('wants one conclusion for the whole battery', async () => {
      const [person] = await stand(1);
      await expect(record([ability(person!), entry(person!, { conclusion: undefined })])).rejects.toMatchObject({ faults: [{ pointer: '/items/1/conclusion', code: 'CONCLUSION_MISSING' }] });
      await expect(record([entry(person!), ability(person!)])).resolves.toHaveLength(2);
    });
  });

  it('shows officers what is recorded, page by page in the order of public numbers', async () => {
    const people = await stand(3);
    await record(people.map((person) => entry(person)));
    const first = await diagnostics.results(callerOf(officer), at, { limit: 2 });
    expect(first.items.map(({ number }) => number)).toEqual(['36-0001', '36-0002']);
    expect(first.items[0]!.results).toEqual([
      { instrument: 'lpd', supervised: false, takenOn: '2026-02-10', normGroup: 'managers', raw: RAW, conclusion: 'recommended', recordedBy: officer.id, recordedAt: expect.any(String) },
    ]);
    expect(first.next).toBe('36-0002');
    const last = await diagnostics.results(callerOf(officer), at, { limit: 2, after: first.next! });
    expect([last.items.map(({ candidacyId }) => candidacyId), last.next]).toEqual([[people[2]!.id], null]);
  });

  it('leaves an audit event that says how many results, by whom, and no score', async () => {
    const people = await stand(2);
    await record(people.map((person) => entry(person)));
    const events = await rows<{ digest: Buffer }>(`select action, actor, lines, policy_version, digest from audit_event where chain = $1`);
    expect(events).toEqual([{ action: 'result.recorded', actor: officer.id, lines: 2, policy_version: 1, digest: expect.any(Buffer) }]);
    expect(events[0]!.digest).toHaveLength(32);
  });
});

/** The same policy with a second instrument that is measured but not scored. */
function withAbilityTest(policy: Policy): Policy {
  const [lpd] = policy.instruments!;
  const ability = {
    ...lpd!, key: 'ability',
    scales: [{ key: 'total', title: lpd!.title, rawMin: '0', rawMax: '40' }],
    norms: [{ by: 'formula', scale: 'total', group: 'managers', validFrom: '2025-01-01', mean: '20', sd: '5' }] as const,
  };
  const stages = policy.stages.map((stage) => (stage.kind === 'diagnostics' ? { ...stage, battery: ['lpd', 'ability'] } : stage));
  return { ...policy, instruments: [lpd!, ability], stages };
}
