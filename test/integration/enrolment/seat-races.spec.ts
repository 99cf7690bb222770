import type { Caller } from '../../../src/platform/caller';
import { newId } from '../../../src/platform/new-id';
import { withStage } from '../../support/campaign-story';
import { callerOf, Seed, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { policyWithSeats, type Selection, selectionOn } from '../../support/selection';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';
import { TestClock } from '../../support/app';

const ROUNDS = 200;
const AT_ONCE = 50;
const PATIENCE_MS = 240_000;

/** How often each answer came. */
const tally = (answers: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
};

/**
 * The last place, wanted by many at the same moment. Every round has a stage of one seat of its own; nothing is simulated:
 * the services, eight connections and the locks of the database.
 */
describe('the last place', () => {
  let db: TestDatabase;
  let seed: Seed;
  let selection: Selection;
  let officer: Caller;
  let campaign: SeededCampaign;

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    selection = selectionOn(db, new TestClock());
  });
  afterAll(() => db.close());

  const outcome = (work: Promise<unknown>, done: string): Promise<string> => work.then(() => done, (error: { code?: string; message: string }) => error.code ?? error.message);
  const offer = ({ id }: SeededCandidacy): Promise<string> => outcome(selection.offers.offer(officer, campaign.id, 'enrolment', [id]), 'offered');
  const accept = ({ id }: SeededCandidacy): Promise<string> => outcome(selection.answers.answer(officer, campaign.id, 'enrolment', 'all', [{ candidacyId: id, answer: 'accept', channel: 'letter' }]), 'accepted');
  const decline = ({ id }: SeededCandidacy, statementId: string): Promise<string> =>
    outcome(selection.answers.answer(officer, campaign.id, 'enrolment', 'all', [{ candidacyId: id, answer: 'decline', channel: 'letter', statementId }]), 'declined');

  const open = async (): Promise<void> => {
    campaign = await seed.campaign(withStage(policyWithSeats(1), 'enrolment', { offer: { answerDays: 7, answeredBy: ['nominator', 'officer', 'link'], cutOffs: [] } }));
    officer = callerOf(await seed.account('officer', { campaign }));
    await db.source.query(`insert into seat_quota (campaign_id, stage, seats) values ($1, 'enrolment', 1)`, [campaign.id]); // else the first offer lets everybody else wait for it
  };
  /** People who have been let into the enrolment and wait for an offer. */
  const waiting = async (count: number): Promise<SeededCandidacy[]> => {
    const people = await seed.candidacies({ campaign, stage: 'enrolment', count });
    await seed.admitted(campaign, 'enrolment', people.map(({ id }) => id));
    return people;
  };
  /** What the database counts, and what there is. */
  const books = async (): Promise<unknown> => {
    const [row] = await db.source.query<unknown[]>(
      `select q.seats, q.held, q.taken, count(s) filter (where s.state in ('offered', 'accepted'))::int as "areHeld", count(s) filter (where s.state = 'accepted')::int as "areTaken"
       from seat_quota q left join seat s using (campaign_id, stage) where q.campaign_id = $1 group by q.campaign_id, q.stage`,
      [campaign.id],
    );
    return row;
  };
  const FULL = { seats: 1, held: 1, taken: 1, areHeld: 1, areTaken: 1 };

  it(`goes to one of ${AT_ONCE} who are offered it and accept at once, in ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await open();
      const people = await waiting(AT_ONCE);
      const ends = await Promise.all(people.map(async (person) => {
        const answer = await offer(person);
        return answer === 'offered' ? accept(person) : answer;
      }));
      expect({ round, ends: tally(ends), books: await books() }).toEqual({ round, ends: { accepted: 1, NO_SEAT_LEFT: AT_ONCE - 1 }, books: FULL });
    }
  }, PATIENCE_MS);

  it(`is accepted once by ${AT_ONCE} who enter the same answer at once, clerks, officers and the candidate by his link, in ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await open();
      const [person] = await waiting(1);
      await offer(person!);
      const [link] = await selection.links.issue(officer, campaign.id, 'enrolment', [person!.id]);
      const clerk = callerOf(await seed.account('nominator', { campaign, nominatorId: person!.nominatorId }));
      const ways = [
        () => accept(person!),
        () => outcome(selection.answers.answer(clerk, campaign.id, 'enrolment', [person!.nominatorId], [{ candidacyId: person!.id, answer: 'accept', channel: 'letter' }]), 'accepted'),
        () => outcome(selection.links.answer(link!.token, newId(), 'accept'), 'accepted'),
      ];
      const ends = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => ways[i % ways.length]!()));
      const { accepted, ...refused } = tally(ends);
      expect({ round, accepted, books: await books() }).toEqual({ round, accepted: 1, books: FULL });
      expect(Object.keys(refused).sort()).toEqual(['LINK_ABSENT', 'SEAT_NOT_OFFERED']);
      expect((refused.LINK_ABSENT ?? 0) + (refused.SEAT_NOT_OFFERED ?? 0)).toBe(AT_ONCE - 1);
    }
  }, PATIENCE_MS);

  it(`has one holder at most while it is accepted, declined, withdrawn, and promoted to another, in ${ROUNDS} rounds`, async () => {
    const seen: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await open();
      const [holder, ...others] = await waiting(9);
      await offer(holder!);
      const statement = await seed.statement(holder!.id);
      const racers = [
        ...Array.from({ length: 4 }, () => [() => accept(holder!), () => decline(holder!, statement)]).flat(),
        () => outcome(selection.offers.withdraw(officer, campaign.id, 'enrolment', [{ candidacyId: holder!.id, reason: 'FALSE_DOCUMENT' }]), 'withdrawn'),
        ...others.map((other) => () => offer(other)),
      ];
      const ends = await Promise.all(racers.map((_, i) => racers[(i + round) % racers.length]!())); // another one starts first in each round
      const counts = tally(ends);
      for (const once of ['accepted', 'declined', 'withdrawn', 'offered']) expect({ round, once, times: Math.max(1, counts[once] ?? 0) }).toEqual({ round, once, times: 1 });
      expect(Object.keys(counts).filter((end) => !['accepted', 'declined', 'withdrawn', 'offered', 'NO_SEAT_LEFT', 'SEAT_NOT_OFFERED', 'SEAT_NOT_HELD'].includes(end))).toEqual([]); // everybody else is told why
      // An offer to another is possible only once the holder's seat was freed.
      if (counts.offered) expect([round, counts.declined ?? counts.withdrawn]).toEqual([round, 1]);
      const [{ held, taken, areHeld, areTaken }] = [(await books()) as { held: number; taken: number; areHeld: number; areTaken: number }];
      expect({ round, held, taken }).toEqual({ round, held: areHeld, taken: areTaken });
      expect(held).toBeLessThanOrEqual(1);
      const trace = await db.source.query<{ gaps: number }[]>(`select count(*)::int as gaps from seat s where s.campaign_id = $1 and s.version + 1 <> (select count(*) from seat_change h where h.candidacy_id = s.candidacy_id)`, [campaign.id]);
      expect(trace).toEqual([{ gaps: 0 }]);
      seen.push(Object.keys(counts).filter((end) => ['declined', 'withdrawn', 'offered'].includes(end)).sort().join('+'));
    }
    expect(new Set(seen).size).toBeGreaterThan(1); // the rounds really end differently
  }, PATIENCE_MS);

  describe('has a second wall in the database, whoever writes past the service:', () => {
    const around = (sql: string, params: readonly unknown[]): Promise<unknown> => db.database.transact(officer, (tx) => tx.query(sql, params));
    const refusedBy = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 'accepted', ({ code, constraint }: { code: string; constraint?: string }) => constraint ?? code);
    const SEAT = `insert into seat (candidacy_id, campaign_id, nominator_id, stage, offered_by, state, answered_at) select id, campaign_id, nominator_id, stage, $2, $3, case when $3 <> 'offered' then now() end from candidacy where id = $1`;

    it.each(['offered', 'accepted'])('no seat more is %s than there are', async (state) => {
      await open();
      const [first, second] = await waiting(2);
      await offer(first!);
      expect(await refusedBy(around(SEAT, [second!.id, newId(), state]))).toBe('offers_never_exceed_seats');
      expect(await books()).toMatchObject({ held: 1, areHeld: 1 });
    });

    it('no ended seat comes back to life beside another', async () => {
      await open();
      const [first, second] = await waiting(2);
      await offer(first!);
      await decline(first!, await seed.statement(first!.id));
      await offer(second!);
      expect(await refusedBy(around(`update seat set state = 'accepted' where candidacy_id = $1`, [first!.id]))).toBe('offers_never_exceed_seats');
    });

    it('the seats are not made fewer than are held, and nobody writes the counts', async () => {
      await open();
      const [first] = await waiting(1);
      await offer(first!);
      await accept(first!);
      expect(await refusedBy(around(`update seat_quota set seats = 0 where campaign_id = $1`, [campaign.id]))).toMatch(/^(offers|seats)_never_exceed/);
      for (const column of ['taken', 'held']) expect(await refusedBy(around(`update seat_quota set ${column} = 0 where campaign_id = $1`, [campaign.id]))).toBe('42501');
      await expect(db.source.query(`update seat_quota set taken = 2, held = 2 where campaign_id = $1`, [campaign.id])).rejects.toMatchObject({ constraint: expect.stringMatching(/never_exceed/) as string });
    });

    it('no seat stands outside of a quota, no decline without a statement, no lapse without a dispatch', async () => {
      await open();
      const [first] = await waiting(1);
      await db.source.query(`delete from seat_quota where campaign_id = $1`, [campaign.id]);
      expect(await refusedBy(around(SEAT, [first!.id, newId(), 'offered']))).toBe('seat_of_an_open_quota');
      await offer(first!);
      expect(await refusedBy(around(`update seat set state = 'declined', answered_at = now(), channel = 'letter' where candidacy_id = $1`, [first!.id]))).toBe('decline_is_signed');
      expect(await refusedBy(around(`update seat set state = 'lapsed', answered_at = now() where candidacy_id = $1`, [first!.id]))).toBe('seat_lapses_after_dispatch');
    });
  });
});
