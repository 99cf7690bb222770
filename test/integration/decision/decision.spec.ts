import type { ConfirmRequest, DecisionService } from '../../../src/decision/decision.service';
import type { ExitService } from '../../../src/decision/exit.service';
import type { Policy } from '../../../src/campaign/domain/policy';
import type { Caller } from '../../../src/platform/caller';
import { decisionsOn } from '../../support/decisions';
import { type Pipeline, pipelineOn } from '../../support/pipeline';
import { callerOf, Seed, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

describe('decisions', () => {
  let db: TestDatabase;
  let seed: Seed;
  let pipeline: Pipeline;
  let decisions: DecisionService;
  let exits: ExitService;
  let campaign: SeededCampaign;
  let officer: Caller;
  let second: Caller;

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    pipeline = pipelineOn(db);
    ({ decisions, exits } = decisionsOn(db, pipeline));
  });
  beforeEach(async () => {
    campaign = await seed.campaign();
    officer = callerOf(await seed.account('officer', { campaign }));
    second = callerOf(await seed.account('officer', { campaign }));
  });
  afterAll(() => db.close());

  /** People in tenure: two pass, one fails, one is undetermined, one has no verdict. */
  const listed = async (): Promise<SeededCandidacy[]> => {
    const people = await seed.candidacies({ campaign, stage: 'tenure', count: 5 });
    const outcomes = ['pass', 'pass', 'fail', 'undetermined'] as const;
    await seed.verdicts(campaign, 'tenure', outcomes.map((outcome, i) => ({ candidacyId: people[i]!.id, outcome })));
    return people;
  };
  const shown = async (): Promise<Pick<ConfirmRequest, 'stage' | 'count' | 'digest' | 'departures'>> => {
    const { count, digest } = await decisions.preview(officer, campaign.id, 'tenure', { limit: 1 });
    return { stage: 'tenure', count, digest, departures: [] };
  };
  const standing = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await db.source.query<{ number: string; at: string }[]>(`select number, stage || ' ' || status as at from candidacy where campaign_id = $1`, [campaign.id])).map(({ number, at }) => [number, at]));
  const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'accepted', (error: { code: string }) => error.code);

  it('shows the list by name with counts, page by page', async () => {
    await listed();
    const first = await decisions.preview(officer, campaign.id, 'tenure', { limit: 3 });
    expect(first).toMatchObject({ count: 4, waiting: 1, outcomes: { pass: 2, fail: 1, reserve: 0, undetermined: 1 }, next: '36-0003' });
    expect(first.items[0]).toMatchObject({ number: '36-0001', name: 'Проверяемова Имя 36-0001', outcome: 'pass' });
    const rest = await decisions.previewPage(officer, campaign.id, 'tenure', first.next!, { limit: 3 });
    expect(rest.items.map(({ number, outcome }) => [number, outcome])).toEqual([['36-0004', 'undetermined'], ['36-0005', null]]);
  });

  it('moves everybody the engine could judge and leaves the others where they are', async () => {
    await listed();
    expect(await decisions.confirm(officer, campaign.id, await shown())).toMatchObject({ lines: 3, outcomes: { 'decided:pass': 2, 'decided:fail': 1 } });
    expect(await standing()).toEqual({
      '36-0001': 'diagnostics open', '36-0002': 'diagnostics open', '36-0003': 'tenure rejected', '36-0004': 'tenure open', '36-0005': 'tenure open',
    });
  });

  it('keeps who decided, on which verdict and why otherwise', async () => {
    const people = await listed();
    const departures = [{ candidacyId: people[3]!.id, outcome: 'pass' as const, reason: 'DOCUMENT_SEEN' }];
    const { id } = await decisions.confirm(officer, campaign.id, { ...(await shown()), departures });
    const history = await db.source.query(`select event, reason, verdict_revision, to_stage from history where batch_id = $1 and candidacy_id = $2`, [id, people[3]!.id]);
    expect(history).toEqual([{ event: 'decided:pass', reason: 'DOCUMENT_SEEN', verdict_revision: 0, to_stage: 'diagnostics' }]);
    const [audit] = await db.source.query(`select actor, action, lines, s.seq from audit_event e join audit_seal s using (tx) where e.subject = $1`, [id]);
    expect(audit).toEqual({ actor: officer.actor.id, action: 'decision.confirmed', lines: 4, seq: 1 });
  });

  it('refuses a list that has changed since it was shown', async () => {
    const people = await listed();
    const before = await shown();
    await seed.verdicts(campaign, 'tenure', [{ candidacyId: people[4]!.id, outcome: 'fail' }]);
    expect(await refusal(decisions.confirm(officer, campaign.id, before))).toBe('STALE_PREVIEW');
    await exits.exit(officer, campaign.id, [{ candidacyId: people[4]!.id, event: 'withdraw', reason: 'OWN_WISH' }]);
    expect(await refusal(decisions.confirm(officer, campaign.id, before))).toBe('accepted');
  });

  it('refuses to decide anybody without a verdict, and anybody undetermined without a departure', async () => {
    const people = await listed();
    const request = await shown();
    expect(await refusal(decisions.confirm(officer, campaign.id, { ...request, candidacyIds: [people[4]!.id] }))).toBe('NO_VERDICT');
    expect(await refusal(decisions.confirm(officer, campaign.id, { ...request, candidacyIds: [people[3]!.id] }))).toBe('UNDETERMINED_NEEDS_DEPARTURE');
    expect(Object.values(await standing()).every((at) => at === 'tenure open')).toBe(true);
  });

  it('is another officer’s where the decider is interested in somebody on the list, or in who nominates him', async () => {
    const [, , failing] = await listed();
    const interest = (about: { candidacy_id?: string; nominator_id?: string }): Promise<unknown> => db.source.query(
      `insert into assessor_interest (id, campaign_id, assessor_id, kind, candidacy_id, nominator_id, recorded_by) values (gen_random_uuid(), $1, $2, $3, $4, $5, $2)`,
      [campaign.id, officer.actor.id, about.candidacy_id ? 'declared' : 'nominator', about.candidacy_id ?? null, about.nominator_id ?? null],
    );
    await interest({ candidacy_id: failing!.id });
    await expect(decisions.confirm(officer, campaign.id, await shown())).rejects.toMatchObject({ code: 'DECIDER_INTERESTED', params: { count: 1, numbers: ['36-0003'] } });
    await db.source.query(`update assessor_interest set withdrawn_by = $1, withdrawn_at = now() where assessor_id = $1`, [officer.actor.id]);
    await interest({ nominator_id: failing!.nominatorId });
    await expect(exits.exit(officer, campaign.id, [{ candidacyId: failing!.id, event: 'withdraw', reason: 'OWN_WISH' }])).rejects.toMatchObject({ code: 'DECIDER_INTERESTED' });
    const { id, lines } = await decisions.confirm(second, campaign.id, await shown());
    expect(lines).toBe(3);
    await expect(decisions.publish(officer, campaign.id, id)).rejects.toMatchObject({ code: 'DECIDER_INTERESTED', params: { count: 3 } }); // nor is it published by him
    await db.source.query(`update assessor_interest set withdrawn_by = $1, withdrawn_at = now() where assessor_id = $1`, [officer.actor.id]);
    expect(await decisions.publish(officer, campaign.id, id)).toMatchObject({ publishedBy: officer.actor.id });
  });

  it('lets one of four simultaneous confirmations decide', async () => {
    await listed();
    const request = await shown();
    const answers = await Promise.all(Array.from({ length: 4 }, () => refusal(decisions.confirm(officer, campaign.id, request))));
    expect(answers.sort()).toEqual(['STALE_PREVIEW', 'STALE_PREVIEW', 'STALE_PREVIEW', 'accepted']);
  });

  it('creates work for those who enter a stage that computes on entry, at most 500 a batch', async () => {
    const people = await seed.candidacies({ campaign, stage: 'nomination', count: 1201 });
    const decided = people.map(({ id }) => ({ candidacyId: id, fromStatus: 'open' as const, event: 'decided:pass' as const, reason: null, revision: null }));
    await db.database.transact(officer, async (tx) => decisions.record(tx, await pipeline.campaigns.running(tx, campaign.id), 'submit', 'nomination', decided));
    const batches = await db.source.query(`select kind, stage, cardinality(ids) as members, size from work_batch where campaign_id = $1 order by size`, [campaign.id]);
    expect(batches).toEqual([201, 500, 500].map((size) => ({ kind: 'eligibility', stage: 'tenure', members: size, size })));
  });

  it('is published by a second person, once', async () => {
    await listed();
    const { id } = await decisions.confirm(officer, campaign.id, await shown());
    expect(await refusal(decisions.publish(officer, campaign.id, id))).toBe('SECOND_PERSON_NEEDED');
    expect((await decisions.publish(second, campaign.id, id)).publishedBy).toBe(second.actor.id);
    expect(await refusal(decisions.publish(second, campaign.id, id))).toBe('ALREADY_PUBLISHED');
    const other = await seed.campaign();
    expect(await refusal(decisions.publish(second, other.id, id))).toBe('DECISION_ABSENT');
  });

  it('may be published by the decider where the policy says so', async () => {
    const policy: Policy = { ...campaign.policy, stages: campaign.policy.stages.map((stage) => ({ ...stage, gate: { ...stage.gate, publishes: 'same-person' } })) };
    campaign = await seed.nextPolicy(campaign, policy);
    await listed();
    const { id } = await decisions.confirm(officer, campaign.id, await shown());
    expect((await decisions.publish(officer, campaign.id, id)).publishedBy).toBe(officer.actor.id);
  });

  it('is taken back as a new decision that leaves a trace, the engine is asked anew, but not after a later one', async () => {
    const people = await listed();
    const { id } = await decisions.confirm(officer, campaign.id, await shown());
    await decisions.revert(second, campaign.id, id, 'ENTERED_BY_MISTAKE');
    expect(Object.values(await standing()).every((at) => at === 'tenure open')).toBe(true);
    expect(await refusal(decisions.revert(second, campaign.id, id, 'ENTERED_BY_MISTAKE'))).toBe('LATER_STAGE_DECIDED');
    const trace = await db.source.query(`select event, reason from history where candidacy_id = $1 order by n`, [people[0]!.id]);
    expect(trace).toEqual([{ event: 'decided:pass', reason: null }, { event: 'revert', reason: 'ENTERED_BY_MISTAKE' }]);

    expect(await refusal(decisions.confirm(officer, campaign.id, await shown()))).toBe('VERDICT_BEING_RENEWED');
    const asked: string[] = [];
    await pipeline.drain({
      eligibility: (_tx, { ids }) => Promise.resolve(asked.push(...ids) ? ids.map((candidacyId) => ({ candidacyId, outcome: 'pass', score: null, reasons: [], measures: {}, inputs: null })) : []),
    });
    expect(people.map(({ id: known }) => asked.filter((each) => each === known).length > 0)).toEqual([true, true, true, false, false]);
    const again = await decisions.confirm(officer, campaign.id, await shown());
    await exits.exit(officer, campaign.id, [{ candidacyId: people[0]!.id, event: 'withdraw', reason: 'OWN_WISH' }]);
    expect(await refusal(decisions.revert(second, campaign.id, again.id, 'ENTERED_BY_MISTAKE'))).toBe('LATER_STAGE_DECIDED');
  });

  it('records leaving, hold and release, and refuses what is not legal for anybody named', async () => {
    const people = await listed();
    const exit = (i: number, event: 'withdraw' | 'exclude' | 'hold' | 'release'): Promise<unknown> => exits.exit(officer, campaign.id, [{ candidacyId: people[i]!.id, event, reason: 'OWN_WISH' }]);
    await exit(0, 'withdraw');
    await exit(1, 'hold');
    await exit(1, 'release');
    expect(await standing()).toMatchObject({ '36-0001': 'tenure withdrawn', '36-0002': 'tenure open' });
    expect(await refusal(exit(0, 'hold'))).toBe('EVENT_NOT_LEGAL');
    const [stranger] = await seed.candidacies({ campaign: await seed.campaign(), stage: 'tenure' });
    expect(await refusal(exits.exit(officer, campaign.id, [{ candidacyId: stranger!.id, event: 'withdraw', reason: 'OWN_WISH' }]))).toBe('CANDIDACY_ABSENT');
  });

  it('cannot be taken by the worker: its role may not move a candidacy', async () => {
    const [person] = await listed();
    await expect(db.database.transact({ actor: { kind: 'worker', id: officer.actor.id } }, (tx) => tx.query(`update candidacy set status = 'enrolled' where id = $1`, [person!.id]))).rejects.toMatchObject({ code: '42501' });
  });
});
