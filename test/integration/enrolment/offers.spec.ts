import type { Caller } from '../../../src/platform/caller';
import type { Offer } from '../../../src/campaign/domain/policy';
import type { DueLapses } from '../../../src/enrolment/lapse.service';
import type { Seat } from '../../../src/enrolment/seat.service';
import { TestClock } from '../../support/app';
import { withStage } from '../../support/campaign-story';
import { callerOf, Seed, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { policyWithSeats, type Selection, selectionOn } from '../../support/selection';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const DAY = 86_400_000;

describe('offers of seats', () => {
  let db: TestDatabase;
  let seed: Seed;
  let clock: TestClock;
  let selection: Selection;
  let officer: Caller;
  let campaign: SeededCampaign;

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    clock = new TestClock();
    selection = selectionOn(db, clock);
  });
  afterAll(() => db.close());
  beforeEach(() => clock.set('2026-07-01T12:00:00+03:00'));

  const open = async (seats: number, offer: Partial<Offer> = {}): Promise<void> => {
    campaign = await seed.campaign(withStage(policyWithSeats(seats), 'enrolment', { offer: { answerDays: 7, answeredBy: ['nominator', 'officer', 'link'], cutOffs: ['2026-07-20'], ...offer } }));
    officer = callerOf(await seed.account('officer', { campaign }));
  };
  const waiting = async (count: number, region = '36'): Promise<SeededCandidacy[]> => {
    const people = await seed.candidacies({ campaign, stage: 'enrolment', count, region });
    await seed.admitted(campaign, 'enrolment', people.map(({ id }) => id));
    return people;
  };
  const offered = async (count: number, region?: string): Promise<SeededCandidacy[]> => {
    const people = await waiting(count, region);
    await selection.offers.offer(officer, campaign.id, 'enrolment', people.map(({ id }) => id));
    return people;
  };
  const dispatch = (people: readonly SeededCandidacy[], sentOn?: string): Promise<{ id: string }> =>
    selection.offers.dispatch(officer, campaign.id, 'enrolment', people.map(({ id, number }) => ({ candidacyId: id, channel: 'letter', number: `01-15/${number}`, sentOn })));
  const seats = async (): Promise<readonly Seat[]> => (await selection.seats.page(officer, campaign.id, 'enrolment', 'all', { limit: 100 })).items;
  const states = async (): Promise<string[]> => (await seats()).map(({ state }) => state);
  const due = (): Promise<DueLapses> => selection.lapses.due(officer, campaign.id, 'enrolment', { limit: 100 });
  const lapse = async (): Promise<{ id: string; lapsed: number }> => selection.lapses.lapse(officer, campaign.id, 'enrolment', await due());
  const revert = (id: string, more: object = {}): Promise<unknown> => selection.changes.revert(officer, campaign.id, 'enrolment', id, { reason: 'ENTERED_BY_MISTAKE', ...more });
  const answer = (person: SeededCandidacy, word: 'accept' | 'decline', more: object = {}): Promise<{ id: string }> =>
    selection.answers.answer(officer, campaign.id, 'enrolment', 'all', [{ candidacyId: person.id, answer: word, channel: 'letter', ...more }]);
  const decline = async (person: SeededCandidacy): Promise<{ id: string }> => answer(person, 'decline', { statementId: await seed.statement(person.id) });
  const refusal = (work: Promise<unknown>): Promise<unknown> =>
    work.then(() => 'accepted', ({ code, faults }: { code: string; faults?: readonly { pointer: string; code: string }[] }) => (faults?.length ? { code, faults: faults.map((fault) => `${fault.pointer} ${fault.code}`) } : code));

  describe('have a term that counts from the recorded dispatch', () => {
    it('and is told by Moscow\'s clock and the region\'s', async () => {
      await open(2);
      const [near, far] = [...(await offered(1)), ...(await offered(1, '25'))];
      expect((await seats()).map(({ answerUntil }) => answerUntil)).toEqual([null, null]);
      await dispatch([near!, far!]);
      expect((await seats()).map(({ answerUntil, dispatchedOn, dispatchNumber }) => ({ answerUntil, dispatchedOn, dispatchNumber })).reverse()).toEqual([
        { dispatchedOn: '2026-07-01', dispatchNumber: '01-15/36-0001', answerUntil: { at: '2026-07-08T20:59:59.000Z', moscow: '2026-07-08 23:59', local: '2026-07-08 23:59', zone: 'Europe/Moscow' } },
        { dispatchedOn: '2026-07-01', dispatchNumber: '01-15/25-0001', answerUntil: { at: '2026-07-08T20:59:59.000Z', moscow: '2026-07-08 23:59', local: '2026-07-09 06:59', zone: 'Asia/Vladivostok' } },
      ]);
    });

    it('which cannot be before the offer or after today', async () => {
      await open(2);
      const people = await offered(2);
      expect(await refusal(dispatch(people, '2026-07-02'))).toEqual({ code: 'DISPATCHES_REFUSED', faults: ['/items/0/sentOn DISPATCH_IN_FUTURE', '/items/1/sentOn DISPATCH_IN_FUTURE'] });
      expect(await refusal(dispatch([people[0]!], '2026-06-30'))).toEqual({ code: 'DISPATCHES_REFUSED', faults: ['/items/0/sentOn DISPATCH_BEFORE_OFFER'] });
    });

    it('so that what was not dispatched, or came back, never lapses', async () => {
      await open(3);
      const [sent, back] = await offered(3);
      await dispatch([sent!, back!]);
      await selection.offers.returned(officer, campaign.id, 'enrolment', [{ candidacyId: back!.id, reason: 'ADDRESSEE_UNKNOWN' }]);
      clock.advance(400 * DAY);
      expect(await due()).toMatchObject({ count: 1, notDispatched: 2, items: [{ number: sent!.number }] });
      expect(await lapse()).toMatchObject({ lapsed: 1 });
      expect(await states()).toEqual(['lapsed', 'offered', 'offered']);
      expect(await refusal(lapse())).toBe('NOBODY_TO_LAPSE');
    });

    it('to the last second of its last day', async () => {
      await open(1);
      await dispatch(await offered(1));
      clock.set('2026-07-08T23:59:59+03:00');
      expect((await due()).count).toBe(0);
      clock.advance(1000);
      expect(await due()).toMatchObject({ count: 1, items: [{ dispatchNumber: '01-15/36-0001', answerUntil: { moscow: '2026-07-08 23:59' } }] });
    });
  });

  describe('lapse as a batch that', () => {
    it('is listed before, and ends exactly what was listed', async () => {
      await open(3);
      const people = await offered(3);
      await dispatch(people);
      clock.advance(8 * DAY);
      const shown = await due();
      expect(shown.items.map(({ number, name }) => [number, name])).toEqual(people.map(({ number }) => [number, `Проверяемова Имя ${number}`]));
      await answer(people[0]!, 'accept', { receivedOn: '2026-07-08' }); // it came in time and is entered late
      expect(await refusal(selection.lapses.lapse(officer, campaign.id, 'enrolment', shown))).toBe('STALE_PREVIEW');
      expect(await states()).toEqual(['accepted', 'offered', 'offered']);
      await lapse();
      expect(await states()).toEqual(['accepted', 'lapsed', 'lapsed']);
    });

    it('is taken back whole or in part, with a new term, and leaves its trace', async () => {
      await open(3);
      const people = await offered(3);
      await dispatch(people);
      clock.advance(8 * DAY);
      const { id } = await lapse();
      expect(await refusal(revert(id))).toEqual({ code: 'NEW_TERM_NEEDED', faults: [0, 1, 2].map((i) => `/candidacyIds/${i} NEW_TERM_NEEDED`) });
      await revert(id, { candidacyIds: [people[1]!.id], answerUntil: '2026-07-31T23:59:59+03:00' });
      expect(await states()).toEqual(['lapsed', 'offered', 'lapsed']);
      expect((await due()).count).toBe(0);
      await revert(id, { candidacyIds: [people[0]!.id, people[2]!.id], answerUntil: '2026-07-31T23:59:59+03:00' });
      expect((await seats()).map(({ state, answeredAt, answerUntil }) => [state, answeredAt, answerUntil?.moscow])).toEqual(Array.from({ length: 3 }, () => ['offered', null, '2026-07-31 23:59']));
      expect(await refusal(revert(id, { answerUntil: '2026-07-31T23:59:59+03:00' }))).toMatchObject({ code: 'SEAT_CHANGED_SINCE' });
      const { items } = await selection.changes.batches(officer, campaign.id, 'enrolment', { limit: 100 });
      expect(items.map(({ kind, lines, reverted, revertsId }) => [kind, lines, reverted, revertsId])).toEqual([
        ['offered', 3, 0, null], ['dispatched', 3, 0, null], ['lapsed', 3, 3, null], ['reverted', 1, 0, id], ['reverted', 2, 0, id],
      ]);
      expect((await selection.changes.lines(officer, campaign.id, 'enrolment', id, { limit: 10 })).items[0]).toMatchObject({ number: '36-0001', fromState: 'offered', toState: 'lapsed', reason: 'TERM_OVER' });
    });

    it('is not taken back once the place has gone to somebody who moved up, even without an offer', async () => {
      await open(1);
      const [late] = await offered(1);
      await dispatch([late!]);
      clock.advance(8 * DAY);
      const { id } = await lapse();
      const back = { answerUntil: '2026-07-31T23:59:59+03:00' };
      const [heir] = await waiting(1);
      expect(await refusal(revert(id, back))).toBe('SEAT_REFILLED');
      await selection.offers.offer(officer, campaign.id, 'enrolment', [heir!.id]);
      expect(await refusal(revert(id, back))).toBe('SEAT_REFILLED');
      await answer(heir!, 'accept');
      expect(await refusal(revert(id, back))).toBe('SEAT_REFILLED');
      expect(await states()).toEqual(['lapsed', 'accepted']);
    });

    it('of somebody who was decided since stays', async () => {
      await open(1);
      await dispatch(await offered(1));
      clock.advance(8 * DAY);
      const { id } = await lapse();
      await selection.drain();
      const { count, digest } = await selection.decisions.preview(officer, campaign.id, 'enrolment', { limit: 10 });
      await selection.decisions.confirm(officer, campaign.id, { stage: 'enrolment', count, digest, departures: [] });
      expect(await refusal(revert(id, { answerUntil: '2026-07-31T23:59:59+03:00' }))).toMatchObject({ code: 'NOT_IN_STAGE' });
    });
  });

  describe('are answered', () => {
    it('in a candidate\'s name with his signed statement when he declines, and not another\'s', async () => {
      await open(2);
      const [person, other] = await offered(2);
      expect(await refusal(answer(person!, 'decline'))).toEqual({ code: 'ANSWERS_REFUSED', faults: ['/items/0/statementId STATEMENT_NEEDED'] });
      const foreign = await seed.statement(other!.id);
      for (const word of ['accept', 'decline'] as const) expect(await refusal(answer(person!, word, { statementId: foreign }))).toEqual({ code: 'ANSWERS_REFUSED', faults: ['/items/0/statementId STATEMENT_ABSENT'] });
      await decline(person!);
      expect((await seats())[0]).toMatchObject({ state: 'declined', channel: 'letter', answeredOn: '2026-07-01', statementId: expect.any(String) as string });
    });

    it('by the day the answer came: in time, not before the offer, not tomorrow', async () => {
      await open(1);
      const [person] = await offered(1);
      await dispatch([person!]);
      clock.advance(9 * DAY);
      expect(await refusal(answer(person!, 'accept'))).toEqual({ code: 'ANSWER_TERM_OVER', faults: ['/items/0/receivedOn ANSWER_TERM_OVER'] });
      expect(await refusal(answer(person!, 'accept', { receivedOn: '2026-07-11' }))).toMatchObject({ faults: ['/items/0/receivedOn ANSWER_IN_FUTURE'] });
      expect(await refusal(answer(person!, 'accept', { receivedOn: '2026-06-30' }))).toMatchObject({ faults: ['/items/0/receivedOn ANSWER_BEFORE_OFFER'] });
      expect(await refusal(answer(person!, 'accept', { receivedOn: '2026-07-08' }))).toBe('accepted');
    });

    it('only by whom the policy lets', async () => {
      await open(1, { answeredBy: ['officer'] });
      const [person] = await offered(1);
      expect(await refusal(selection.answers.answer(officer, campaign.id, 'enrolment', [person!.nominatorId], [{ candidacyId: person!.id, answer: 'accept', channel: 'letter' }]))).toBe('ANSWERED_OTHERWISE');
      expect(await refusal(selection.links.issue(officer, campaign.id, 'enrolment', [person!.id]))).toBe('ANSWERED_OTHERWISE');
      expect(await refusal(answer(person!, 'accept'))).toBe('accepted');
    });

    it('and declined after all until the enrolment is decided: the engine proposes anew', async () => {
      await open(1);
      const [person] = await offered(1);
      await answer(person!, 'accept');
      await selection.drain();
      const outcomes = async (): Promise<unknown> => (await selection.decisions.preview(officer, campaign.id, 'enrolment', { limit: 10 })).items.map(({ outcome, reasons }) => [outcome, (reasons as { code: string }[])[0]!.code]);
      expect(await outcomes()).toEqual([['pass', 'SEAT_ACCEPTED']]);
      const { id } = await decline(person!);
      await selection.drain();
      expect(await outcomes()).toEqual([['fail', 'SEAT_DECLINED']]);
      await revert(id);
      await selection.drain();
      expect(await outcomes()).toEqual([['pass', 'SEAT_ACCEPTED']]);
      expect(await states()).toEqual(['accepted']);
    });
  });

  describe('are withdrawn by the organiser', () => {
    it('with a reason; the seat is free, and its holder is offered another by name only', async () => {
      await open(1);
      const [person] = await offered(1);
      await selection.offers.withdraw(officer, campaign.id, 'enrolment', [{ candidacyId: person!.id, reason: 'WRONG_LETTER' }]);
      expect(await refusal(answer(person!, 'accept'))).toMatchObject({ code: 'SEAT_NOT_OFFERED' });
      expect(await refusal(selection.offers.offer(officer, campaign.id, 'enrolment', null))).toBe('NOBODY_TO_OFFER');
      await selection.offers.offer(officer, campaign.id, 'enrolment', [person!.id]);
      expect(await states()).toEqual(['offered']);
    });

    it('and whoever lost the seat so is excluded by a person; nobody else in the enrolment is', async () => {
      await open(2);
      const [person, holder] = await offered(2);
      const exclude = ({ id }: SeededCandidacy): Promise<unknown> => refusal(selection.exits.exit(officer, campaign.id, [{ candidacyId: id, event: 'exclude', reason: 'FALSE_DOCUMENT' }]));
      await answer(person!, 'accept');
      await selection.offers.withdraw(officer, campaign.id, 'enrolment', [{ candidacyId: person!.id, reason: 'FALSE_DOCUMENT' }]);
      expect(await exclude(holder!)).toBe('ANSWER_THE_OFFER');
      expect(await exclude(person!)).toBe('accepted');
      const [row] = await db.source.query<{ status: string }[]>(`select status from candidacy where id = $1`, [person!.id]);
      expect(row).toEqual({ status: 'excluded' });
    });
  });

  describe('are answered by a one-time link', () => {
    it('once, by the holder of the token alone', async () => {
      await open(2);
      const [person] = await offered(2);
      await dispatch([person!]);
      const [link] = await selection.links.issue(officer, campaign.id, 'enrolment', [person!.id]);
      expect(link).toMatchObject({ number: '36-0001', expiresAt: '2026-07-08T20:59:59.000Z', page: `/api/v1/answer.html#${link!.token}` });
      const [stored] = await db.source.query<{ found: boolean; length: number }[]>(`select length(token_hash) as length, l::text like '%' || $2 || '%' as found from candidate_link l where candidacy_id = $1`, [person!.id, link!.token]);
      expect(stored).toEqual({ length: 32, found: false });
      expect(await selection.links.read(link!.token, 'a')).toEqual({ programme: campaign.policy.programme.title, campaign: 'test', number: '36-0001', answerUntil: expect.objectContaining({ moscow: '2026-07-08 23:59' }) as unknown });
      expect(await selection.links.answer(link!.token, 'a', 'decline')).toEqual({ number: '36-0001', answer: 'decline' });
      expect((await seats())[0]).toMatchObject({ state: 'declined', channel: 'link', statementId: null });
      for (const token of [link!.token, `${link!.token.slice(0, -1)}_`, null]) {
        expect(await refusal(selection.links.read(token, 'b'))).toBe('LINK_ABSENT');
        expect(await refusal(selection.links.answer(token, 'b', 'accept'))).toBe('LINK_ABSENT');
      }
    });

    it('until its term is over, and no longer when the offer was answered, withdrawn or sent another link', async () => {
      await open(4);
      const people = await offered(4);
      await dispatch(people);
      const links = await selection.links.issue(officer, campaign.id, 'enrolment', people.map(({ id }) => id));
      await answer(people[0]!, 'accept');
      await selection.offers.withdraw(officer, campaign.id, 'enrolment', [{ candidacyId: people[1]!.id, reason: 'WRONG_LETTER' }]);
      const [fresh] = await selection.links.issue(officer, campaign.id, 'enrolment', [people[2]!.id]);
      const reads = async (): Promise<unknown[]> => Promise.all([...links, fresh!].map(({ token }, i) => refusal(selection.links.read(token, `c${i}`))));
      const ABSENT = 'LINK_ABSENT';
      expect(await reads()).toEqual([ABSENT, ABSENT, ABSENT, 'accepted', 'accepted']);
      clock.set('2026-07-09T00:00:01+03:00');
      expect(await reads()).toEqual([ABSENT, ABSENT, ABSENT, ABSENT, ABSENT]);
    });

    it('issued before the dispatch, as long as the offer is open then', async () => {
      await open(1);
      const [person] = await offered(1);
      const [link] = await selection.links.issue(officer, campaign.id, 'enrolment', [person!.id]);
      clock.advance(3 * DAY);
      await dispatch([person!]);
      clock.set('2026-07-11T12:00:00+03:00');
      expect(await refusal(selection.links.read(link!.token, 'd'))).toBe('accepted');
    });

    it('which is not guessed for long from one address', async () => {
      await open(1);
      const [person] = await offered(1);
      const [link] = await selection.links.issue(officer, campaign.id, 'enrolment', [person!.id]);
      const guesses = [];
      for (let i = 0; i < 22; i++) guesses.push(await refusal(selection.links.read(`guess-${i}`, 'e')));
      expect(guesses).toEqual([...Array.from({ length: 20 }, () => 'LINK_ABSENT'), 'TOO_MANY_GUESSES', 'TOO_MANY_GUESSES']);
      expect(await refusal(selection.links.read(link!.token, 'e'))).toBe('TOO_MANY_GUESSES');
      expect(await refusal(selection.links.read(link!.token, 'f'))).toBe('accepted');
      clock.advance(60_000);
      expect(await refusal(selection.links.read(link!.token, 'e'))).toBe('accepted');
    });
  });
});
