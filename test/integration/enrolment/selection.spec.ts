import type { Caller } from '../../../src/platform/caller';
import type { RankingStage } from '../../../src/campaign/domain/policy';
import type { EnrolmentOrder } from '../../../src/enrolment/order.service';
import { callerOf, Seed, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { policyWithSeats, type Selection, selectionOn } from '../../support/selection';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const NONE = { locks: [], exclusions: [] };

describe('from ranking to the order', () => {
  let db: TestDatabase;
  let seed: Seed;
  let selection: Selection;
  let campaign: SeededCampaign;
  let officer: Caller;
  let second: Caller;

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    selection = selectionOn(db);
  });
  afterAll(() => db.close());

  const open = async (seats: number, change?: Partial<RankingStage>): Promise<void> => {
    campaign = await seed.campaign(policyWithSeats(seats, change));
    officer = callerOf(await seed.account('officer', { campaign }));
    second = callerOf(await seed.account('officer', { campaign }));
  };
  /** One person a figure, all with the same diagnostics; the figure is the potential score in points. */
  const people = async (potential: readonly number[], tenure: readonly number[] = []): Promise<SeededCandidacy[]> => {
    const seeded = await seed.candidacies({ campaign, stage: 'ranking', count: potential.length });
    await seed.verdicts(campaign, 'tenure', seeded.map(({ id }, i) => ({ candidacyId: id, measures: { 'tenure:managerial-tenure': tenure[i] ?? 1000 } })));
    await seed.verdicts(campaign, 'diagnostics', seeded.map(({ id }) => ({ candidacyId: id, score: 500_000 })));
    await seed.verdicts(campaign, 'potential', seeded.map(({ id }, i) => ({ candidacyId: id, score: Math.round(potential[i]! * 10_000) })));
    return seeded;
  };
  const run = async (request = NONE as Parameters<Selection['ranking']['start']>[3]): Promise<string> => {
    const { id } = await selection.ranking.start(officer, campaign.id, 'ranking', request);
    await selection.drain();
    return id;
  };
  const shown = async (revision?: number): Promise<{ count: number; digest: string; acceptShortfall: boolean }> => {
    const { count, digest } = await selection.decisions.preview(officer, campaign.id, 'ranking', { limit: 1, revision });
    return { count, digest, acceptShortfall: false };
  };
  const confirm = async (id: string): Promise<string> => {
    const { revision } = await selection.ranking.run(officer, campaign.id, 'ranking', id);
    const decision = await selection.ranking.confirm(officer, campaign.id, 'ranking', id, await shown(revision));
    await selection.decisions.publish(second, campaign.id, decision.id);
    return decision.id;
  };
  const answer = async ({ id }: SeededCandidacy, word: 'accept' | 'decline'): Promise<unknown> =>
    selection.answers.answer(officer, campaign.id, 'enrolment', 'all', [{ candidacyId: id, answer: word, channel: 'letter', ...(word === 'decline' && { statementId: await seed.statement(id) }) }]);
  const standing = async (): Promise<string[]> =>
    (await db.source.query<{ at: string }[]>(`select number || ' ' || stage || ' ' || status as at from candidacy where campaign_id = $1 order by number`, [campaign.id])).map(({ at }) => at.slice(3));
  const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'accepted', (error: { code: string }) => error.code);

  it('chooses, keeps a reserve, replaces who declines, enrols and makes the order', async () => {
    await open(2);
    const [first, next, reserve, last] = await people([4.5, 4, 3.5, 3]);
    await confirm(await run());
    expect(await standing()).toEqual(['0001 enrolment open', '0002 enrolment open', '0003 ranking reserve', '0004 ranking reserve']);

    expect(await selection.offers.offer(officer, campaign.id, 'enrolment', null)).toMatchObject({ offered: 2 });
    await answer(first!, 'accept');
    await answer(next!, 'decline');
    const { id } = await selection.enrolment.replace(officer, campaign.id, 'enrolment', []);
    await selection.drain();
    await confirm(id);
    expect(await standing()).toEqual(['0001 enrolment open', '0002 enrolment open', '0003 enrolment open', '0004 ranking reserve']);
    await selection.offers.offer(officer, campaign.id, 'enrolment', [reserve!.id]);
    await answer(reserve!, 'accept');
    expect(await refusal(selection.offers.offer(officer, campaign.id, 'enrolment', [last!.id]))).toBe('NOT_TO_BE_OFFERED');

    await selection.drain();
    const list = await selection.decisions.preview(officer, campaign.id, 'enrolment', { limit: 10 });
    expect(list.items.map(({ number, outcome }) => [number, outcome])).toEqual([['36-0001', 'pass'], ['36-0002', 'fail'], ['36-0003', 'pass']]);
    await selection.decisions.confirm(officer, campaign.id, { stage: 'enrolment', count: 3, digest: list.digest, departures: [] });
    await selection.ranking.closeReserve(officer, campaign.id, 'ranking', 1);
    expect(await standing()).toEqual(['0001 enrolment enrolled', '0002 enrolment withdrawn', '0003 enrolment enrolled', '0004 ranking rejected']);

    const draft = (): Promise<EnrolmentOrder> => selection.orders.draft(officer, campaign.id, { kind: 'enrolment', refersTo: null, details: {} });
    const order = await draft();
    expect(order).toMatchObject({ ordinal: 1, lines: [{ number: '36-0001', region: '36', category: 'head' }, { number: '36-0003', region: '36', category: 'head' }], digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await refusal(draft())).toBe('NOBODY_TO_ORDER');
  });

  it('confirms no replacement of somebody who holds his seat again', async () => {
    await open(1);
    const [first, next] = await people([4.5, 4]);
    await confirm(await run());
    await selection.offers.offer(officer, campaign.id, 'enrolment', null);
    await answer(first!, 'accept');
    const declined = (await selection.answers.answer(officer, campaign.id, 'enrolment', 'all', [{ candidacyId: first!.id, answer: 'decline', channel: 'letter', statementId: await seed.statement(first!.id) }])).id;
    expect(await selection.enrolment.previewReplacement(officer, campaign.id, 'enrolment', [])).toMatchObject({ left: [{ number: '36-0001' }], entered: [{ number: '36-0002', inPlaceOf: '36-0001', name: expect.stringContaining('36-0002') }], unanswered: 0, unfilled: 0 });
    const { id } = await selection.enrolment.replace(officer, campaign.id, 'enrolment', []);
    await selection.drain();
    await selection.changes.revert(officer, campaign.id, 'enrolment', declined, { reason: 'ENTERED_BY_MISTAKE' });
    expect(await refusal(confirm(id))).toBe('RUN_OUTDATED');
    expect(await refusal(selection.enrolment.previewReplacement(officer, campaign.id, 'enrolment', []))).toBe('NO_VACANCY');
    expect((await standing())[1]).toBe(`${next!.number.slice(3)} ranking reserve`);
  });

  it('stops at a tie that the published keys leave, and takes the choice of the commission', async () => {
    await open(2);
    const [, chosen] = await people([4, 3.5, 3.5, 3]);
    const tied = await run();
    const { state, tie } = await selection.ranking.run(officer, campaign.id, 'ranking', tied);
    expect({ state, certain: tie?.certain, contenders: tie?.contenders.map(({ number }) => number), places: tie?.places }).toEqual({ state: 'tie', certain: ['36-0001'], contenders: ['36-0002', '36-0003'], places: 1 });
    expect(await refusal(selection.ranking.confirm(officer, campaign.id, 'ranking', tied, await shown()))).toBe('RUN_HAS_TIE');

    const third = tie!.contenders[1]!;
    expect(third.candidacyId).not.toBe(chosen!.id);
    await confirm(await run({ locks: [{ candidacyId: third.candidacyId, reason: 'COMMISSION_CHOICE' }], exclusions: [] }));
    expect(await standing()).toEqual(['0001 enrolment open', '0002 ranking reserve', '0003 enrolment open', '0004 ranking reserve']);
  });

  it('closes the reserve on the run that was confirmed, not on a newer one nobody has confirmed', async () => {
    await open(1);
    const [chosen, waiting] = await people([4, 3]);
    await confirm(await run());
    await selection.offers.offer(officer, campaign.id, 'enrolment', null);
    await answer(chosen!, 'decline');
    await selection.enrolment.replace(officer, campaign.id, 'enrolment', []);
    await selection.ranking.closeReserve(officer, campaign.id, 'ranking', 1);
    const [line] = await db.source.query<{ verdict_revision: number; reason: string }[]>(`select verdict_revision, reason from history where candidacy_id = $1 order by n desc limit 1`, [waiting!.id]);
    expect(line).toEqual({ verdict_revision: 1, reason: 'RESERVE_CLOSED' });
  });

  it('lets the published key decide before the commission is asked', async () => {
    await open(1);
    await people([4, 4], [1000, 1001]);
    await confirm(await run());
    expect(await standing()).toEqual(['0001 ranking reserve', '0002 enrolment open']);
  });

  it('starts only when everybody before is decided, and says who is missing', async () => {
    await open(2);
    await people([4]);
    await seed.candidacies({ campaign, stage: 'diagnostics', count: 3, region: '77' });
    await expect(selection.ranking.start(officer, campaign.id, 'ranking', NONE)).rejects.toMatchObject({ kind: 'conflict', code: 'STAGE_NOT_COMPLETE', params: { diagnostics: 3 } });
  });

  it('confirms the newest run only, and none whose people have left', async () => {
    await open(2);
    const [, leaver] = await people([4, 3]);
    const old = await run();
    const fresh = await run({ locks: [], exclusions: [{ candidacyId: leaver!.id, reason: 'CONFLICT_OF_INTEREST' }] });
    expect(await refusal(selection.ranking.confirm(officer, campaign.id, 'ranking', old, await shown(1)))).toBe('RUN_SUPERSEDED');
    await selection.exits.exit(officer, campaign.id, [{ candidacyId: leaver!.id, event: 'withdraw', reason: 'OWN_WISH' }]);
    expect(await refusal(selection.ranking.confirm(officer, campaign.id, 'ranking', fresh, await shown(2)))).toBe('RUN_OUTDATED');
  });

  it('asks a person before a floor is left unmet', async () => {
    await open(2, { quotas: { seats: 2, categories: [{ category: 'organisation', bounds: { min: 1 } }] } });
    await people([4, 3]);
    const id = await run();
    const { state, result } = await selection.ranking.run(officer, campaign.id, 'ranking', id);
    expect({ state, result }).toMatchObject({ state: 'infeasible', result: { shortfall: { categories: { organisation: 1 } }, diagnosis: [{ code: 'FLOOR_GT_SUPPLY', key: 'organisation' }] } });
    expect(await refusal(selection.ranking.confirm(officer, campaign.id, 'ranking', id, await shown(1)))).toBe('SHORTFALL_NOT_ACCEPTED');
    expect(await refusal(selection.ranking.confirm(officer, campaign.id, 'ranking', id, { ...(await shown(1)), acceptShortfall: true }))).toBe('accepted');
  });

  it('does not compare anybody without a score, and gives no place to who is below the pass mark', async () => {
    await open(3, { order: { by: 'score', objective: 'sum', parts: [{ stage: 'potential', weight: '1' }], minScore: { value: '3', inclusive: true } } });
    const [, , nobody] = await people([3, 2.9999, 4]);
    await db.source.query(`update verdict set score = null where candidacy_id = $1 and stage = 'potential'`, [nobody!.id]);
    await run();
    const { items } = await selection.decisions.preview(officer, campaign.id, 'ranking', { limit: 10 });
    expect(items.map(({ number, outcome, reasons }) => [number, outcome, (reasons as { code: string }[])[0]!.code])).toEqual([
      ['36-0001', 'pass', 'CHOSEN'], ['36-0002', 'fail', 'BELOW_PASS_MARK'], ['36-0003', 'undetermined', 'SCORE_MISSING'],
    ]);
  });

  it('offers nothing on a decision that is not published', async () => {
    await open(1);
    await people([4]);
    const id = await run();
    await selection.ranking.confirm(officer, campaign.id, 'ranking', id, await shown(1));
    expect(await refusal(selection.offers.offer(officer, campaign.id, 'enrolment', null))).toBe('NOT_PUBLISHED');
  });

  it('cannot be reverted once a seat is offered on it', async () => {
    await open(1);
    await people([4]);
    const decision = await confirm(await run());
    await selection.offers.offer(officer, campaign.id, 'enrolment', null);
    expect(await refusal(selection.decisions.revert(second, campaign.id, decision, 'ENTERED_BY_MISTAKE'))).toBe('LATER_STAGE_DECIDED');
  });

  it('takes one answer to an offer, and only from within the scope', async () => {
    await open(1);
    const [person] = await people([4]);
    await confirm(await run());
    await selection.offers.offer(officer, campaign.id, 'enrolment', null);
    const stranger = await seed.nominator('77');
    expect(await refusal(selection.answers.answer(officer, campaign.id, 'enrolment', [stranger], [{ candidacyId: person!.id, answer: 'accept', channel: 'letter' }]))).toBe('CANDIDACY_ABSENT');
    await answer(person!, 'decline');
    for (const word of ['accept', 'decline'] as const) expect(await refusal(answer(person!, word))).toBe('SEAT_NOT_OFFERED');
  });
});
