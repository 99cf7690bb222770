import { DataSource } from 'typeorm';
import type { PreviewedReplacement } from '../../src/enrolment/enrolment.service';
import type { EnrolmentOrder, ReadOrder } from '../../src/enrolment/order.service';
import type { DueLapses } from '../../src/enrolment/lapse.service';
import type { Seat } from '../../src/enrolment/seat.service';
import type { ShownRun } from '../../src/ranking/ranking.service';
import type { Answer, AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors, withStage } from '../support/campaign-story';
import { confirmShown, type Decided, preview, secondOfficer, startComputingApi, until, untilComputed } from '../support/computing-api';
import { Seed, type SeededCampaign } from '../support/seed';
import { PDF } from '../support/some-files';
import { recordsOfXlsx } from '../support/xlsx-cells';

const SEATS = 161;
const NOMINATED = 200;
const REGIONS = ['16', '18', '23', '25', '36', '39', '48', '61', '72', '77'];
const POLICY = withStage(
  withStage(schoolOfMayors(), 'ranking', { quotas: { seats: SEATS, territories: { unit: 'region', each: { max: SEATS } } } }),
  'enrolment', { offer: { answerDays: 7, answeredBy: ['nominator', 'officer'], cutOffs: ['2026-07-20', '2026-08-10'] } },
);
const DAY = 86_400_000;
const DETAILS = {
  issuer: 'Высшая школа', protocolNumber: '3', protocolDate: '2026-08-18', programmeKind: 'профессиональная переподготовка', hours: 500, form: 'очно-заочная',
  startsOn: '2026-09-01', endsOn: '2027-04-30', grounds: 'Личное заявление.', signatoryPost: 'Директор', signatory: 'И. И. Иванов',
};

/** The seats of a whole campaign over REST, as the README tells it: offered, declined, lapsed, refilled in two batches, ordered. */
describe('161 seats', () => {
  let api: TestApi;
  let campaign: OpenCampaign;
  let second: AsAccount;
  let people: { id: string; number: string; region: string }[];
  let source: DataSource;
  let orders: string;

  beforeAll(async () => {
    api = await startComputingApi();
    campaign = await openCampaign(api, { policy: POLICY, regions: REGIONS });
    second = await secondOfficer(api, campaign);
    source = api.app.get(DataSource);
    orders = `${campaign.path}/orders`;
    const seed = new Seed(source);
    const seeded: SeededCampaign = { id: campaign.id, policy: POLICY, policyVersion: 1 };
    const byRegion = await Promise.all(REGIONS.map((region) => seed.candidacies({ campaign: seeded, stage: 'ranking', region, count: NOMINATED / REGIONS.length, nominatorId: campaign.nominators[region]!.nominatorId })));
    people = byRegion.flatMap((some, r) => some.map(({ id, number }) => ({ id, number, region: REGIONS[r]! })));
    await seed.verdicts(seeded, 'tenure', people.map(({ id }) => ({ candidacyId: id, measures: { 'tenure:managerial-tenure': 1000 } })));
    await seed.verdicts(seeded, 'diagnostics', people.map(({ id }) => ({ candidacyId: id, score: 500_000 })));
    await seed.verdicts(seeded, 'potential', people.map(({ id }, i) => ({ candidacyId: id, score: 45_000 - 100 * i })));
    api.clock.set('2026-07-13T10:00:00+03:00');
  });
  afterAll(() => api.close());

  const at = (path: string): string => `${campaign.path}/stages/enrolment/${path}`;
  const done = <Body>({ status, body }: Answer<Body>): Body => {
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  };
  /** The run is computed, confirmed as shown and published by the second officer. */
  const decideRun = async ({ id, revision }: { id: string; revision: number }): Promise<void> => {
    const runs = `${campaign.path}/stages/ranking/runs/${id}`;
    const run = await until(() => campaign.officer.get<ShownRun>(runs), ({ state }) => state !== 'queued');
    expect(run.state).toBe('chosen');
    const { count, digest } = await preview(campaign, 'ranking', revision);
    const { id: decision } = done(await campaign.officer.post<Decided>(`${runs}/confirm`, { count, digest }));
    done(await second.post(`${campaign.path}/decisions/${decision}/publish`));
  };
  const seats = async (): Promise<readonly Seat[]> => done(await campaign.officer.get<{ items: Seat[] }>(at('seats?limit=200'))).items;
  const inState = async (state: string): Promise<Seat[]> => (await seats()).filter((seat) => seat.state === state);
  /** Everybody who waits is offered a seat, and the offers are recorded as sent. */
  const offerAndDispatch = async (letter: string): Promise<number> => {
    const { offered } = done(await campaign.officer.post<{ offered: number }>(at('offers'), {}));
    const items = (await inState('offered')).filter(({ dispatchedOn }) => dispatchedOn === null).map(({ candidacyId, number }) => ({ candidacyId, channel: 'letter', number: `${letter}/${number}` }));
    expect(done(await campaign.officer.post<{ dispatched: number }>(at('dispatches/bulk'), { items }))).toMatchObject({ dispatched: offered });
    return offered;
  };
  /** Every clerk passes on what his people said. */
  const answer = async (answers: readonly { candidacyId: string; number: string; answer: 'accept' | 'decline' }[]): Promise<void> => {
    for (const region of REGIONS) {
      const { api: clerk } = campaign.nominators[region]!;
      const items = [];
      for (const { candidacyId, number, answer: word } of answers) {
        if (!number.startsWith(region)) continue;
        const statement = word === 'decline' ? done(await clerk.request<{ id: string }>('POST', at(`seats/${candidacyId}/statements`), { body: PDF, headers: { 'content-type': 'application/pdf' } })) : null;
        items.push({ candidacyId, answer: word, channel: 'letter', ...(statement && { statementId: statement.id }) });
      }
      if (items.length) done(await clerk.post(at('answers/bulk'), { items }));
    }
  };
  const foreseen = async (): Promise<PreviewedReplacement> => done(await campaign.officer.post<PreviewedReplacement>(at('replacements/preview'), {}));
  const replace = async (): Promise<void> => decideRun(done(await campaign.officer.post<{ id: string; revision: number }>(at('replacements'), {})));
  const numbersFrom = (first: number, count: number): string[] => people.slice(first, first + count).map(({ number }) => number);

  const papers = async (id: string): Promise<Buffer[]> => {
    const printed: Buffer[] = [];
    for (const format of ['paper?format=pdf', 'paper?format=docx', 'list']) printed.push(await campaign.officer.bytes(`${orders}/${id}/${format}`));
    return printed;
  };
  const register = async (of: string): Promise<Record<string, string>[]> => recordsOfXlsx(await campaign.officer.bytes(`${campaign.path}/register?of=${of}&language=en`));
  /** What an officer does with a draft: completes it and the files of those in it, prints it, and registers what came back signed. */
  const signed = async ({ id, kind, lines }: EnrolmentOrder, number: string): Promise<void> => {
    const paper = `${orders}/${id}/paper`;
    expect(await campaign.officer.get<Refusal>(paper)).toMatchObject({ status: 409, body: { code: 'ORDER_DETAILS_MISSING', faults: expect.arrayContaining([{ pointer: '/details/signatory', code: 'ORDER_DETAIL_MISSING', params: {} }]) as object } });
    done(await campaign.officer.request('PUT', `${orders}/${id}`, { body: DETAILS }));
    if (kind === 'enrolment') {
      const blocked = (await campaign.officer.get<Refusal>(paper)).body;
      expect(blocked).toMatchObject({ code: 'PERSONAL_FILE_INCOMPLETE', params: { people: lines.length } });
      expect(blocked.faults![0]).toEqual({ pointer: '/lines/0', code: 'PERSONAL_FILE_INCOMPLETE', params: { number: lines[0]!.number, missing: ['application', 'diploma'] } });
      await source.query(
        `insert into document (candidacy_id, key, campaign_id, nominator_id, received_on) select c.id, k, c.campaign_id, c.nominator_id, '2026-02-10' from candidacy c, unnest(array['application', 'diploma']) k where c.campaign_id = $1`,
        [campaign.id],
      );
    }
    const { content } = done(await campaign.officer.get<ReadOrder>(`${orders}/${id}`));
    const register = (body: object) => campaign.officer.post(`${orders}/${id}/register`, { number, datedOn: '2026-08-20', content, ...body });
    expect(await register({ content: 'f'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'STALE_ORDER' } });
    expect(await register({})).toMatchObject({ status: 409, body: { code: 'SCAN_MISSING' } });
    done(await campaign.officer.request('PUT', `${orders}/${id}/scan`, { body: PDF, headers: { 'content-type': 'application/pdf' } }));
    expect(done(await register({}))).toMatchObject({ number, contentDigest: content });
    expect(await register({})).toMatchObject({ status: 409, body: { code: 'ORDER_REGISTERED' } });
  };

  it('are offered, 9 declined and 2 lapsed after a recorded dispatch, and filled in two batches', async () => {
    await decideRun(done(await campaign.officer.post<{ id: string; revision: number }>(`${campaign.path}/stages/ranking/runs`, {})));
    expect(await offerAndDispatch('01-15')).toBe(SEATS);

    const offered = await inState('offered');
    const silent = new Set([offered[22]!.number, offered[100]!.number]);
    const declining = new Set(offered.filter((_, i) => i % 17 === 3).slice(0, 9).map(({ number }) => number));
    await answer(offered.filter(({ number }) => !silent.has(number)).map(({ candidacyId, number }) => ({ candidacyId, number, answer: declining.has(number) ? 'decline' : 'accept' })));

    // At the first cut-off: who would enter for whom, by name; two are still to answer, their term is not over.
    const first = await foreseen();
    expect(first).toMatchObject({ unanswered: 2, dueToLapse: 0, displaced: [], tie: null, unfilled: 0, nextCutOff: '2026-07-20' });
    expect(first.left.map(({ number }) => number).sort()).toEqual([...declining].sort());
    expect(first.entered.map(({ number }) => number)).toEqual(numbersFrom(SEATS, 9));
    expect(first.entered[0]).toMatchObject({ name: expect.stringMatching(/^Проверяемова Имя/) as string, region: '72' });
    expect(first.entered.map(({ inPlaceOf }) => inPlaceOf).sort()).toEqual([...declining].sort());
    expect((await campaign.officer.get<DueLapses>(at('lapses'))).body).toMatchObject({ count: 0, notDispatched: 0 });
    await replace();
    expect(await offerAndDispatch('01-16')).toBe(9);
    const moved = (await inState('offered')).filter(({ number }) => !silent.has(number));
    expect(moved.map(({ number }) => number)).toEqual(numbersFrom(SEATS, 9));
    await answer(moved.map(({ candidacyId, number }) => ({ candidacyId, number, answer: 'accept' })));

    // A week after the dispatch nobody has lapsed by himself; the list is read, then run by a named person.
    api.clock.advance(8 * DAY);
    expect((await inState('offered')).map(({ number }) => number)).toEqual([...silent].sort());
    const due = (await campaign.officer.get<DueLapses>(at('lapses'))).body;
    expect(due).toMatchObject({ count: 2, notDispatched: 0, items: [{ dispatchNumber: `01-15/${[...silent].sort()[0]!}`, answerUntil: { moscow: '2026-07-20 23:59' } }, {}] });
    expect(await campaign.officer.post<Refusal>(at('lapses'), { count: 2, digest: 'f'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });
    expect(done(await campaign.officer.post(at('lapses'), { count: due.count, digest: due.digest }))).toMatchObject({ lapsed: 2 });

    const last = await foreseen();
    expect(last).toMatchObject({ unanswered: 0, unfilled: 0, nextCutOff: '2026-08-10' });
    expect([last.left.map(({ number }) => number).sort(), last.entered.map(({ number }) => number)]).toEqual([[...silent].sort(), numbersFrom(SEATS + 9, 2)]);
    await replace();
    expect(await offerAndDispatch('01-17')).toBe(2);
    await answer((await inState('offered')).map(({ candidacyId, number }) => ({ candidacyId, number, answer: 'accept' })));

    await untilComputed(campaign, 'enrolment', SEATS + 11);
    const { body: decision } = await confirmShown(campaign, 'enrolment');
    expect(decision).toMatchObject({ lines: SEATS + 11, outcomes: { 'decided:pass': SEATS, 'decided:fail': 11 } });
    done(await second.post(`${campaign.path}/decisions/${decision.id}/publish`));
    const gone = new Set([...declining, ...silent]);
    const order = done(await campaign.officer.post<EnrolmentOrder>(orders, {}));
    expect(order.lines.map(({ number }) => number)).toEqual(numbersFrom(0, SEATS + 11).filter((number) => !gone.has(number)).sort());
    await signed(order, '214-у');

    const enrolled = await register('enrolled');
    expect(enrolled.map((row) => row.Number)).toEqual(order.lines.map(({ number }) => number));
    expect(enrolled[0]).toMatchObject({ 'Subject of the Federation': 'Республика Татарстан', Outcome: 'enrolled', Orders: 'of 20 Aug 2026 No. 214-у' });
    const declined = await register('declined');
    expect(declined.map((row) => row.Number)).toEqual([...gone].sort());
    expect(declined.filter((row) => silent.has(row.Number!)).map((row) => [row.Outcome, row.Reason, row['Answered by']])).toEqual(Array(2).fill(['withdrew', 'The time to answer is over, the offer no longer holds.', '']));
    expect(new Set(declined.filter((row) => declining.has(row.Number!)).map((row) => [row.Stage, row.Reason, row['Answered by'], row['Answered on']].join('|'))).size).toBe(1);
    expect(await register('not-admitted')).toEqual([]); // whoever is in the reserve is still taking part
  }, 120_000);

  it('end in an order that is blocked by name until every file is complete, and printed the same from then on', async () => {
    const [order] = done(await campaign.officer.get<EnrolmentOrder[]>(orders));
    const read = done(await campaign.officer.get<ReadOrder>(`${orders}/${order!.id}`));
    expect(read.people[0]).toMatchObject({ number: order!.lines[0]!.number, name: expect.stringMatching(/^Проверяемова Имя/) as string, subject: 'Республика Татарстан', missing: [] });
    expect([order!.number, order!.contentDigest]).toEqual(['214-у', read.content]);

    const first = await papers(order!.id);
    expect(recordsOfXlsx(first[2]!).map((row) => row['Номер'])).toEqual(order!.lines.map(({ number }) => number));
    api.clock.advance(DAY);
    await source.query(`update person set family_name = 'Ёлкина' where id = (select m.person_id from member m join candidacy c on c.applicant_id = m.applicant_id where c.campaign_id = $1 and c.number = $2)`, [campaign.id, order!.lines[0]!.number]);
    for (const [i, paper] of (await papers(order!.id)).entries()) expect(paper.equals(first[i]!)).toBe(true);

    for (const change of [() => campaign.officer.request('PUT', `${orders}/${order!.id}`, { body: {} }), () => campaign.officer.request('DELETE', `${orders}/${order!.id}`, {})]) {
      expect(await change()).toMatchObject({ status: 409, body: { code: 'ORDER_REGISTERED' } });
    }
    await expect(source.query(`update enrolment_order set details = '{}' where id = $1`, [order!.id])).rejects.toThrow('a registered order is never edited');
  }, 60_000);

  it('are changed by new orders: a name that is another, and an expulsion whose seat is filled', async () => {
    const [order] = done(await campaign.officer.get<EnrolmentOrder[]>(orders));
    const change = done(await campaign.officer.post<EnrolmentOrder>(orders, { kind: 'change', refersTo: order!.id }));
    expect(change.lines.map(({ number }) => number)).toEqual([order!.lines[0]!.number]);
    await signed(change, '230-у');
    expect(done(await campaign.officer.get<ReadOrder>(`${orders}/${change.id}`)).people).toMatchObject([{ name: expect.stringMatching(/^Ёлкина/) as string, was: { name: expect.stringMatching(/^Проверяемова/) as string } }]);
    expect(await campaign.officer.post(orders, { kind: 'change', refersTo: order!.id })).toMatchObject({ status: 409, body: { code: 'NOBODY_TO_ORDER' } });

    const { id: leaving } = people.find(({ number }) => number === order!.lines[5]!.number)!;
    expect(await campaign.officer.post(at('expulsions'), { candidacyId: people.at(-1)!.id, reason: 'OWN_WISH' })).toMatchObject({ status: 409, body: { code: 'NOT_ENROLLED' } });
    expect(done(await campaign.officer.post(at('expulsions'), { candidacyId: leaving, reason: 'OWN_WISH' }))).toMatchObject({ expelled: 1 });
    const expulsion = done(await campaign.officer.post<EnrolmentOrder>(orders, { kind: 'expulsion', refersTo: order!.id }));
    expect(expulsion.lines.map(({ number }) => number)).toEqual([order!.lines[5]!.number]);
    await signed(expulsion, '231-у');
    const [changed, expelled] = [order!.lines[0]!.number, order!.lines[5]!.number];
    const named = (await register('enrolled')).filter((row) => [changed, expelled].includes(row.Number!));
    expect(named.map((row) => row.Orders!.replace(/\u00a0/g, ' '))).toEqual(['of 20 Aug 2026 No. 214-у; change of 20 Aug 2026 No. 230-у', 'of 20 Aug 2026 No. 214-у; expulsion of 20 Aug 2026 No. 231-у']);
    expect((await foreseen()).entered.map(({ number }) => number)).toEqual(numbersFrom(SEATS + 11, 1));
    expect(await campaign.officer.post(orders, { kind: 'change' })).toMatchObject({ status: 422, body: { code: 'ORDER_REFERS_WRONGLY' } });
  }, 60_000);
});
