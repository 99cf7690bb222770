import { DataSource } from 'typeorm';
import type { EnrolmentOrder, PreviewedReplacement } from '../../src/enrolment/enrolment.service';
import type { DueLapses } from '../../src/enrolment/lapse.service';
import type { Seat } from '../../src/enrolment/seat.service';
import type { ShownRun } from '../../src/ranking/ranking.service';
import type { Answer, AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors, withStage } from '../support/campaign-story';
import { confirmShown, type Decided, preview, secondOfficer, startComputingApi, until, untilComputed } from '../support/computing-api';
import { Seed, type SeededCampaign } from '../support/seed';
import { PDF } from '../support/some-files';

const SEATS = 161;
const NOMINATED = 200;
const REGIONS = ['16', '18', '23', '25', '36', '39', '48', '61', '72', '77'];
const POLICY = withStage(
  withStage(schoolOfMayors(), 'ranking', { quotas: { seats: SEATS, territories: { unit: 'region', each: { max: SEATS } } } }),
  'enrolment', { offer: { answerDays: 7, answeredBy: ['nominator', 'officer'], cutOffs: ['2026-07-20', '2026-08-10'] } },
);
const DAY = 86_400_000;

/** The seats of a whole campaign over REST, as the README tells it: offered, declined, lapsed, refilled in two batches, ordered. */
describe('161 seats', () => {
  let api: TestApi;
  let campaign: OpenCampaign;
  let second: AsAccount;
  let people: { id: string; number: string; region: string }[];

  beforeAll(async () => {
    api = await startComputingApi();
    campaign = await openCampaign(api, { policy: POLICY, regions: REGIONS });
    second = await secondOfficer(api, campaign);
    const seed = new Seed(api.app.get(DataSource));
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
    const order = done(await campaign.officer.post<EnrolmentOrder>(`${campaign.path}/orders`));
    const gone = new Set([...declining, ...silent]);
    expect(order.lines.map(({ number }) => number)).toEqual(numbersFrom(0, SEATS + 11).filter((number) => !gone.has(number)).sort());
  }, 120_000);
});
