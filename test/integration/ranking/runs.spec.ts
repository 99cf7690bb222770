import { createHash } from 'node:crypto';
import type { EnrolmentStage, Policy, RankingStage } from '../../../src/campaign/domain/policy';
import type { Caller } from '../../../src/platform/caller';
import { Clock } from '../../../src/platform/clock';
import { commitmentTo, drawLottery, lotterySeed } from '../../../src/ranking/domain/draw-lottery';
import type { ShownRun } from '../../../src/ranking/ranking.service';
import { callerOf, Seed, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { policyWithSeats, type Selection, selectionOn } from '../../support/selection';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const NONE = { locks: [], exclusions: [] };
const DRAWN_AT = '2026-03-22T12:00:00+03:00';

/** A clock that stands where the test puts it. */
class SetClock extends Clock {
  at = new Date(DRAWN_AT);

  override now(): Date {
    return this.at;
  }
}

describe('runs of a ranking', () => {
  let db: TestDatabase;
  let seed: Seed;
  let selection: Selection;
  let campaign: SeededCampaign;
  let officer: Caller;
  let second: Caller;
  const clock = new SetClock();

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    selection = selectionOn(db, clock);
  });
  afterAll(() => db.close());

  const open = async (seats: number, change?: Partial<RankingStage>, vacancy?: EnrolmentStage['vacancy']): Promise<void> => {
    const policy: Policy = policyWithSeats(seats, change);
    const stages = policy.stages.map((stage) => (stage.kind === 'enrolment' && vacancy ? { ...stage, vacancy } : stage));
    campaign = await seed.campaign({ ...policy, stages });
    officer = callerOf(await seed.account('officer', { campaign }));
    second = callerOf(await seed.account('officer', { campaign }));
  };
  /** One person a figure, of one region and category; the figure is the potential score in points. */
  const people = async (potential: readonly number[], where: { region?: string; category?: string } = {}): Promise<SeededCandidacy[]> => {
    const seeded = await seed.candidacies({ campaign, stage: 'ranking', count: potential.length, ...where });
    await seed.verdicts(campaign, 'tenure', seeded.map(({ id }) => ({ candidacyId: id, measures: { 'tenure:managerial-tenure': 1000 } })));
    await seed.verdicts(campaign, 'diagnostics', seeded.map(({ id }) => ({ candidacyId: id, score: 500_000 })));
    await seed.verdicts(campaign, 'potential', seeded.map(({ id }, i) => ({ candidacyId: id, score: Math.round(potential[i]! * 10_000) })));
    return seeded;
  };
  const run = async (request: Parameters<Selection['ranking']['start']>[3] = NONE): Promise<ShownRun> => {
    const { id } = await selection.ranking.start(officer, campaign.id, 'ranking', request);
    await selection.drain();
    return show(id);
  };
  const show = (id: string): Promise<ShownRun> => selection.ranking.run(officer, campaign.id, 'ranking', id);
  const selectedOf = ({ result }: ShownRun): string[] => (result as { selected: string[] }).selected;
  const confirm = async ({ id, revision }: ShownRun, displaced?: number, acceptShortfall = false, by = officer): Promise<void> => {
    const { count, digest } = await selection.decisions.preview(by, campaign.id, 'ranking', { limit: 1, revision });
    const decision = await selection.ranking.confirm(by, campaign.id, 'ranking', id, { count, digest, acceptShortfall, displaced });
    await selection.decisions.publish(by === officer ? second : officer, campaign.id, decision.id);
  };
  const offerAll = (): Promise<unknown> => selection.offers.offer(officer, campaign.id, 'enrolment', null);
  const answer = async ({ id }: SeededCandidacy, word: 'accept' | 'decline'): Promise<unknown> =>
    selection.answers.answer(officer, campaign.id, 'enrolment', 'all', [{ candidacyId: id, answer: word, channel: 'letter', ...(word === 'decline' && { statementId: await seed.statement(id) }) }]);
  const replace = async (locks: readonly { candidacyId: string; reason: string }[] = []): Promise<ShownRun> => {
    const { id } = await selection.enrolment.replace(officer, campaign.id, 'enrolment', locks);
    await selection.drain();
    return show(id);
  };
  const numbers = (seeded: readonly (SeededCandidacy | undefined)[]): string[] => seeded.map((person) => person!.number);
  const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'accepted', (error: { code: string }) => error.code);
  const certificate = (id: string): ReturnType<Selection['review']['certificate']> => selection.review.certificate(officer, campaign.id, 'ranking', id);

  describe('a tie at the last seat', () => {
    it.each(['commission', 'keys'] as const)('goes to the commission under the policy "%s", and its choice is a lock of a new run', async (atBoundary) => {
      await open(2, { ties: { keys: [], atBoundary } });
      const seeded = await people([4, 3, 3, 3]);
      const tied = await run();
      expect(tied).toMatchObject({ state: 'tie', certificateHash: null, tie: { certain: numbers([seeded[0]]), places: 1 } });
      expect(tied.tie!.contenders.map(({ number }) => number)).toEqual(numbers(seeded.slice(1)));

      const chosen = { candidacyId: seeded[3]!.id, reason: 'COMMISSION_CHOICE', document: { number: '12-K', date: '2026-03-20' } };
      const settled = await run({ locks: [chosen], exclusions: [] });
      expect(settled).toMatchObject({ state: 'chosen', tie: null, departures: [{ number: seeded[3]!.number, as: 'locked', reason: 'COMMISSION_CHOICE', document: { number: '12-K', date: '2026-03-20' }, by: officer.actor.id }] });
      expect(selectedOf(settled)).toEqual(numbers([seeded[0], seeded[3]]));
    });

    it('is drawn under the policy "lottery": bound before the draw, revealed after it, the same for every later run', async () => {
      const lottery = { source: { ru: 'Тираж', en: 'Draw' }, drawnAt: DRAWN_AT };
      await open(2, { ties: { keys: [], atBoundary: 'lottery', lottery } });
      const seeded = await people([4, 3, 3, 3]);
      const secret = 'kept by the organiser';
      const reveal = { ...NONE, lotterySecret: secret, lotteryValue: '7 14 21' };
      expect(await refusal(run(reveal))).toBe('LOTTERY_NOT_COMMITTED');
      clock.at = new Date(DRAWN_AT);
      expect(await refusal(selection.lotteries.commit(officer, campaign.id, 'ranking', commitmentTo(secret)))).toBe('LOTTERY_DRAWN');
      clock.at = new Date('2026-03-01T00:00:00Z');
      expect(await selection.lotteries.commit(officer, campaign.id, 'ranking', commitmentTo(secret))).toMatchObject({ commitment: commitmentTo(secret), pool: 4, secret: null });
      expect(await refusal(selection.lotteries.commit(officer, campaign.id, 'ranking', commitmentTo('another')))).toBe('LOTTERY_COMMITTED');
      expect(await refusal(run(reveal))).toBe('LOTTERY_NOT_DRAWN');
      clock.at = new Date(DRAWN_AT);
      expect(await refusal(run())).toBe('LOTTERY_SEED_NEEDED');
      expect(await refusal(run({ ...reveal, lotterySecret: 'another' }))).toBe('LOTTERY_SEED_MISMATCH');

      const first = await run(reveal);
      const { order } = drawLottery(lotterySeed(secret, '7 14 21', campaign.id), numbers(seeded.slice(1)));
      expect(first).toMatchObject({ state: 'chosen', tie: null });
      expect(selectedOf(first)).toEqual([seeded[0]!.number, order[0]]);
      expect(await refusal(run({ ...reveal, lotteryValue: '1 2 3' }))).toBe('LOTTERY_SEED_MISMATCH');
      expect(selectedOf(await run())).toEqual(selectedOf(first));
      expect(await selection.lotteries.show(officer, campaign.id, 'ranking')).toMatchObject({ secret, publicValue: '7 14 21' });

      await people([2]);
      expect(await refusal(run())).toBe('LOTTERY_POOL_CHANGED');
    });
  });

  it('previews a departure, computes it as a new run and shows the difference; the certificate names it', async () => {
    await open(2, { quotas: { seats: 2, territories: { unit: 'region', each: { max: 1 } } } });
    const [mayor, next] = await people([4, 3]);
    const [other] = await people([2], { region: '77' });
    const plain = await run();
    expect(selectedOf(plain)).toEqual(numbers([mayor, other]));
    expect((await certificate(plain.id)).certificate).toMatchObject({ statement: { code: 'BEST_UNDER_RULES', params: {} }, departures: [] });

    const departures = { locks: [], exclusions: [{ candidacyId: mayor!.id, reason: 'CONFLICT_OF_INTEREST' }] };
    const rows = async (): Promise<unknown> => db.source.query(`select (select count(*) from ranking_run) as runs, (select count(*) from audit_event) as events, (select count(*) from work_batch) as batches`);
    const before = await rows();
    const preview = await selection.review.preview(officer, campaign.id, 'ranking', departures);
    expect(await rows()).toEqual(before);
    const effect = { entered: [{ number: next!.number, candidacyId: next!.id }], left: [{ number: mayor!.number, candidacyId: mayor!.id }], filled: [2, 2] };
    expect(preview).toMatchObject({ from: plain.id, tie: null, effect, departures: [{ number: mayor!.number, as: 'excluded', reason: 'CONFLICT_OF_INTEREST', document: null }] });

    const departed = await run(departures);
    expect(await selection.review.difference(officer, campaign.id, 'ranking', departed.id, plain.id)).toMatchObject(effect);
    expect(await selection.review.difference(officer, campaign.id, 'ranking', plain.id, departed.id)).toMatchObject({ entered: effect.left, left: effect.entered });
    const proof = await certificate(departed.id);
    expect(proof).toMatchObject({ holds: true, faults: [], hash: departed.certificateHash, certificate: { statement: { code: 'BEST_UNDER_RULES_AND_DEPARTURES', params: { count: 1 } }, snapshot: departed.snapshotHash, rules: departed.rulesHash, result: departed.resultHash } });
    expect(proof.certificate.departures).toEqual(departed.departures);
    expect(selectedOf(await show(plain.id))).toEqual(numbers([mayor, other])); // a run is never edited
  });

  it('keeps the very text its hashes cover, and sees a result that was changed by hand', async () => {
    await open(1);
    await people([4, 3]);
    const { id, snapshotHash, resultHash, certificateHash } = await run();
    const [stored] = await db.source.query<{ snapshot: string; result: string; certificate: string }[]>(`select snapshot::text, result::text, certificate::text from ranking_run where id = $1`, [id]);
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect([sha256(stored!.snapshot), sha256(stored!.result), sha256(stored!.certificate)]).toEqual([snapshotHash, resultHash, certificateHash]);
    await db.source.query(`update ranking_run set result = replace(result::text, '"36-0001"', '"36-0002"')::json where id = $1`, [id]);
    expect(await certificate(id)).toMatchObject({ holds: false, faults: [{ code: 'BETTER_OF_CELL_LEFT_OUT' }] });
  });

  it('names everybody it goes on without, page by page', async () => {
    await open(2);
    const [, , waited] = await people([4, 3, 2]);
    await db.source.query(`update verdict set score = null where candidacy_id = $1 and stage = 'potential'`, [waited!.id]);
    const [absent] = await seed.candidacies({ campaign, stage: 'diagnostics', status: 'no-show', region: '77' });
    const [postponed] = await seed.candidacies({ campaign, stage: 'potential', status: 'on-hold', region: '78' });
    const { id, withoutResult } = await run();
    expect(withoutResult).toEqual({ 'absent': 1, 'postponed': 1, 'waited-for': 1 });
    const first = await selection.review.withoutResult(officer, campaign.id, 'ranking', id, { limit: 2 });
    const rest = await selection.review.withoutResult(officer, campaign.id, 'ranking', id, { limit: 2, after: first.next! });
    expect([...first.items, ...rest.items]).toEqual([
      { number: waited!.number, stage: 'ranking', why: 'waited-for' }, { number: absent!.number, stage: 'diagnostics', why: 'absent' }, { number: postponed!.number, stage: 'potential', why: 'postponed' },
    ]);
    expect(rest.next).toBeNull();
  });

  it('ends refused, and is not tried again, when its departures contradict the rules', async () => {
    await open(1);
    const [one, other] = await people([4, 3]);
    const locks = [one, other].map((person) => ({ candidacyId: person!.id, reason: 'COMMISSION_CHOICE' }));
    expect(await refusal(selection.review.preview(officer, campaign.id, 'ranking', { locks, exclusions: [] }))).toBe('RUN_IMPOSSIBLE');
    const refused = await run({ locks, exclusions: [] });
    expect(refused).toMatchObject({ state: 'refused', result: null, refused: { code: 'LOCKED_INFEASIBLE', path: '/seats' } });
    expect(await refusal(selection.ranking.confirm(officer, campaign.id, 'ranking', refused.id, { count: 0, digest: '', acceptShortfall: false }))).toBe('RUN_REFUSED');
    expect(await refusal(certificate(refused.id))).toBe('RUN_NOT_FINISHED');
  });

  it('takes everybody whom the caps allow where there is no total', async () => {
    await open(0, { quotas: { seats: null, territories: { unit: 'region', each: { max: 2 } } } });
    const seeded = await people([4, 3, 2]);
    const unlimited = await run();
    expect(selectedOf(unlimited)).toEqual(numbers(seeded.slice(0, 2)));
    expect(unlimited.result).toMatchObject({ filled: 2, unfilled: 0 });
  });

  describe('a freed seat', () => {
    /** Heads 4, 3 and 2 points of one region, a deputy with 3.5: two seats, heads 4 and deputy hold them. */
    const cells = async (vacancy: EnrolmentStage['vacancy'], heads: readonly number[] = [4, 3, 2]): Promise<{ heads: SeededCandidacy[]; deputies: SeededCandidacy[] }> => {
      await open(2, {}, vacancy);
      return { heads: await people(heads, { category: 'head' }), deputies: await people([3.5, 3.2], { category: 'deputy' }) };
    };

    it.each([['open', (seeded: Awaited<ReturnType<typeof cells>>) => seeded.deputies[1]!], ['same-cell-first', (seeded: Awaited<ReturnType<typeof cells>>) => seeded.heads[1]!]] as const)(
      'goes where the rule "%s" and the table of the run say',
      async (rule, heirOf) => {
        const seeded = await cells({ rule, keeps: 'offers' });
        const ranked = await run();
        const holders = numbers([seeded.heads[0], seeded.deputies[0]]);
        const { items } = await selection.review.successions(officer, campaign.id, 'ranking', ranked.id, { limit: 10 });
        expect(items.map(({ leaves }) => leaves)).toEqual(holders.toSorted());
        const line = items.find(({ leaves }) => leaves === holders[0])!;
        expect(line).toEqual({ leaves: holders[0], enters: [heirOf(seeded).number], displaced: [], contenders: [], places: 0 });
        expect((await selection.review.successions(officer, campaign.id, 'ranking', ranked.id, { limit: 1, after: items[0]!.leaves })).items).toEqual(items.slice(1));

        await confirm(ranked);
        await offerAll();
        await answer(seeded.heads[0]!, 'decline');
        expect(selectedOf(await replace()).toSorted()).toEqual([holders[1], heirOf(seeded).number].toSorted());
      },
    );

    it('waits for the commission where heirs of the cell are equal, and goes to whom it locks in', async () => {
      const seeded = await cells({ rule: 'same-cell-first', keeps: 'offers' }, [4, 3, 3]);
      const ranked = await run();
      await confirm(ranked);
      await offerAll();
      await answer(seeded.heads[0]!, 'decline');
      const equals = numbers(seeded.heads.slice(1));
      const { items } = await selection.review.successions(officer, campaign.id, 'ranking', ranked.id, { limit: 10 });
      expect(items.find(({ leaves }) => leaves === seeded.heads[0]!.number)).toMatchObject({ enters: [], contenders: equals, places: 1 });
      const tied = await replace();
      expect(tied).toMatchObject({ state: 'tie', tie: { certain: [seeded.deputies[0]!.number], places: 1 } });
      expect(tied.tie!.contenders.map(({ number }) => number)).toEqual(equals);
      const settled = await replace([{ candidacyId: seeded.heads[2]!.id, reason: 'COMMISSION_CHOICE' }]);
      expect(settled).toMatchObject({ state: 'chosen', tie: null });
      await confirm(settled);
      expect(await offerAll()).toMatchObject({ offered: 1 });
    });

    it('may cost an offer only where the policy keeps the confirmed alone, and only when that is said', async () => {
      // One a region, at least one organisation. The organisation of region 77 leaves; the next one is in region 36, whose place is held.
      await open(2, { quotas: { seats: 2, territories: { unit: 'region', each: { max: 1 } }, categories: [{ category: 'organisation', bounds: { min: 1 } }] } }, { rule: 'open', keeps: 'confirmed' });
      const [mayor] = await people([4], { region: '36' });
      const [heir] = await people([2], { region: '36', category: 'organisation' });
      const [organisation] = await people([3], { region: '77', category: 'organisation' });
      const [head] = await people([2.5], { region: '77' });
      const ranked = await run();
      expect(selectedOf(ranked)).toEqual(numbers([mayor, organisation]));
      const { items } = await selection.review.successions(officer, campaign.id, 'ranking', ranked.id, { limit: 10 });
      expect(items.find(({ leaves }) => leaves === organisation!.number)).toEqual({ leaves: organisation!.number, enters: numbers([head, heir]), displaced: numbers([mayor]), contenders: [], places: 0 });

      await confirm(ranked);
      await offerAll();
      await answer(organisation!, 'decline');
      const swap = await replace();
      expect(swap).toMatchObject({ state: 'chosen', displaced: [{ number: mayor!.number, candidacyId: mayor!.id }] });
      expect(await refusal(confirm(swap))).toBe('DISPLACEMENT_NOT_ACCEPTED');
      expect(await refusal(confirm(swap, 1))).toBe('SECOND_PERSON_NEEDED'); // who started the run
      await confirm(swap, 1, false, second);
      const at = async (person: SeededCandidacy | undefined): Promise<unknown> => (await db.source.query(`select c.stage, c.status, s.state from candidacy c left join seat s on s.candidacy_id = c.id where c.id = $1`, [person!.id]))[0];
      expect(await at(mayor)).toEqual({ stage: 'ranking', status: 'reserve', state: 'taken-back' });
      expect(await at(heir)).toEqual({ stage: 'enrolment', status: 'open', state: null });
      expect(await refusal(answer(mayor!, 'accept'))).toBe('SEAT_NOT_OFFERED');
      expect(await offerAll()).toMatchObject({ offered: 2 });

      await answer(heir!, 'decline'); // nobody serves the floor any more: the mayor comes back, and is offered anew
      const back = await replace();
      expect(back).toMatchObject({ state: 'infeasible', displaced: [], result: { shortfall: { categories: { organisation: 1 } } } });
      await confirm(back, 0, true);
      expect(await offerAll()).toMatchObject({ offered: 1 });
      expect(await at(mayor)).toEqual({ stage: 'enrolment', status: 'open', state: 'offered' });
    });

    it('takes no offer back from somebody who has accepted meanwhile', async () => {
      await open(2, { quotas: { seats: 2, territories: { unit: 'region', each: { max: 1 } }, categories: [{ category: 'organisation', bounds: { min: 1 } }] } }, { rule: 'open', keeps: 'confirmed' });
      const [mayor] = await people([4], { region: '36' });
      await people([2], { region: '36', category: 'organisation' });
      const [organisation] = await people([3], { region: '77', category: 'organisation' });
      await people([2.5], { region: '77' });
      await confirm(await run());
      await offerAll();
      await answer(organisation!, 'decline');
      const swap = await replace();
      await answer(mayor!, 'accept');
      expect(await refusal(confirm(swap, 1, false, second))).toBe('RUN_OUTDATED');
    });
  });
});
