import { unzipSync } from 'fflate';
import { DataSource } from 'typeorm';
import type { ForeseenEffect } from '../../src/appeal/appeal-review.service';
import type { OwnAppeal, ReadAppeal, ShownAppeal } from '../../src/appeal/appeal.service';
import type { EnrolmentOrder, ReadOrder } from '../../src/enrolment/order.service';
import type { ShownRun } from '../../src/ranking/ranking.service';
import type { ShownEffect } from '../../src/ranking/run-review.service';
import type { Answer, AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors, withStage } from '../support/campaign-story';
import { confirmShown, type Decided, preview, secondOfficer, startComputingApi, until, untilComputed } from '../support/computing-api';
import { Seed, type SeededCampaign, type SeededCandidacy } from '../support/seed';
import { PDF } from '../support/some-files';

const POLICY = withStage(schoolOfMayors(), 'ranking', { quotas: { seats: 2, territories: { unit: 'region', each: { max: 2 } } } });
const DAY = 86_400_000;
const DETAILS = {
  issuer: 'Высшая школа', protocolNumber: '3', protocolDate: '2026-08-18', programmeKind: 'профессиональная переподготовка', hours: 500, form: 'очно-заочная',
  startsOn: '2026-09-01', endsOn: '2027-04-30', signatoryPost: 'Директор', signatory: 'И. И. Иванов',
};
const textOf = (docx: Uint8Array): string => Buffer.from(unzipSync(docx)['word/document.xml']!).toString('utf8').replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ');

let api: TestApi;
let seed: Seed;
let campaign: OpenCampaign;
let seeded: SeededCampaign;
let second: AsAccount;

beforeAll(async () => {
  api = await startComputingApi();
  seed = new Seed(api.app.get(DataSource));
});
afterAll(() => api.close());
beforeEach(async () => {
  campaign = await openCampaign(api, { policy: POLICY, regions: ['36', '48'] });
  seeded = { id: campaign.id, policy: POLICY, policyVersion: 1 };
  second = await secondOfficer(api, campaign);
  api.clock.set(new Date(Date.now() + 60_000).toISOString()); // decisions are published by the database's clock
});

const at = (path: string): string => `${campaign.path}/${path}`;
const done = <Body>({ status, body }: Answer<Body>): Body => {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};
const standing = async (): Promise<string[]> =>
  done(await campaign.officer.get<{ items: { number: string; stage: string; status: string }[] }>(at('candidacies'))).items.map(({ number, stage, status }) => `${number} ${stage} ${status}`);

/** Somebody in the stage with a name of his own and what the stages before gave him. */
async function person(region: string, familyName: string, stage: string): Promise<SeededCandidacy> {
  const [one] = await seed.candidacies({ campaign: seeded, stage, region, familyName, nominatorId: campaign.nominators[region]!.nominatorId });
  const { id: candidacyId } = one!;
  await seed.verdicts(seeded, 'tenure', [{ candidacyId, measures: { 'tenure:managerial-tenure': 1000 } }]);
  await seed.verdicts(seeded, 'diagnostics', [{ candidacyId, score: 500_000 }]);
  return one!;
}

async function ranked(region: string, familyName: string, potential: number): Promise<SeededCandidacy> {
  const one = await person(region, familyName, 'ranking');
  await seed.verdicts(seeded, 'potential', [{ candidacyId: one.id, score: potential * 10_000 }]);
  return one;
}

/** Rejected for his marks by a published decision, which may have rejected others; gives who and by which. */
async function rejected(region: string, familyName: string, ...others: string[]): Promise<SeededCandidacy & { decisionId: string }> {
  const one = await person(region, familyName, 'potential');
  const candidacies = [one, ...(await Promise.all(others.map((name) => person(region, name, 'potential'))))];
  await seed.verdicts(seeded, 'potential', candidacies.map(({ id }) => ({ candidacyId: id, outcome: 'fail', score: 20_000, reasons: [] })));
  const { id: decisionId } = done(await confirmShown(campaign, 'potential'));
  await publish(decisionId);
  return { ...one, decisionId };
}

/** The marks are given anew: what the worker writes when the reopened sheets are in. */
async function markedAnew(candidacyId: string, potential: number): Promise<void> {
  await api.sql(
    `insert into verdict (candidacy_id, stage, policy_version, revision, campaign_id, nominator_id, batch_id, outcome, score, measures, reasons, input_hash, row_hash)
     select candidacy_id, stage, policy_version, 1, campaign_id, nominator_id, batch_id, 'pass', $2, measures, reasons, input_hash, sha256('anew') from verdict where candidacy_id = $1 and stage = 'potential'`,
    [candidacyId, potential * 10_000],
  );
}

const publish = async (decisionId: string): Promise<void> => void done(await second.post(at(`decisions/${decisionId}/publish`)));

/** A run of the list, computed, confirmed as shown and published by the second officer. */
async function rank(): Promise<{ run: string; decision: string }> {
  const { id, revision } = done(await campaign.officer.post<ShownRun>(at('stages/ranking/runs'), {}));
  await until(() => campaign.officer.get<ShownRun>(at(`stages/ranking/runs/${id}`)), ({ state }) => state === 'chosen');
  const { count, digest } = await preview(campaign, 'ranking', revision);
  const { id: decision } = done(await campaign.officer.post<Decided>(at(`stages/ranking/runs/${id}/confirm`), { count, digest }));
  await publish(decision);
  return { run: id, decision };
}

async function lodge({ id, decisionId }: { readonly id: string; readonly decisionId: string }, more: object = {}): Promise<string> {
  const { id: appealId } = done(await campaign.officer.post<ShownAppeal>(at('appeals'), { candidacyId: id, decisionId, number: 'В-17', ...more }));
  done(await campaign.officer.request('PUT', at(`appeals/${appealId}/text`), { body: PDF, headers: { 'content-type': 'application/pdf' } }));
  return appealId;
}

const UPHOLD = { outcome: 'upheld', reason: 'APPEAL_MARKS_WRONG', text: 'Оценки выставлены с нарушением порядка.', remedy: 'marks-reopened' };
const REJECT = { outcome: 'rejected', reason: 'APPEAL_DECISION_STANDS', text: 'Решение верно.' };

describe('an appeal', () => {
  it('upheld: one person is assessed again, the list’s change is foreseen, a new run, a new order; the case file names nobody else', async () => {
    const appellant = await rejected('48', 'Возражаева', 'Соседова');
    const [best, next] = [await ranked('36', 'Первакова', 4.5), await ranked('36', 'Вторакова', 3)];
    const first = await rank();
    expect(await standing()).toEqual(['36-0001 enrolment open', '36-0002 enrolment open', '48-0001 potential rejected', '48-0002 potential rejected']);

    const id = await lodge(appellant, { representative: 'Защитникова Анна' });
    const answer = (by: AsAccount) => by.post<ShownAppeal & Refusal>(at(`appeals/${id}/answer`), UPHOLD);
    expect(await answer(campaign.officer)).toMatchObject({ status: 409, body: { code: 'REVIEWER_DECIDED' } });
    expect(done(await answer(second))).toMatchObject({ outcome: 'upheld', remedy: 'marks-reopened', reopenedIn: expect.any(String) as string, overdue: false });
    expect(await standing()).toEqual(['36-0001 enrolment open', '36-0002 enrolment open', '48-0001 potential open', '48-0002 potential rejected']);
    expect(await answer(second)).toMatchObject({ status: 409, body: { code: 'APPEAL_ANSWERED' } });

    // He alone is assessed again and decided anew.
    expect(await second.get<Refusal>(at(`appeals/${id}/effect`))).toMatchObject({ status: 409, body: { code: 'NOT_IN_RANKING', params: { stage: 'potential', status: 'open' } } });
    await markedAnew(appellant.id, 4);
    const decided = done(await confirmShown(campaign, 'potential'));
    expect(decided.lines).toBe(1);
    await publish(decided.id);

    // What the list would come to, by name, before anything of it is done.
    const foreseen = done(await second.get<ForeseenEffect>(at(`appeals/${id}/effect`)));
    expect(foreseen).toMatchObject({
      stage: 'ranking', from: first.run, replaces: first.decision, tie: null,
      entered: [{ number: appellant.number, name: expect.stringMatching(/^Возражаева/) as string }], left: [{ number: next.number, name: expect.stringMatching(/^Вторакова/) as string }],
    });
    expect(await standing()).toEqual(['36-0001 enrolment open', '36-0002 enrolment open', '48-0001 ranking open', '48-0002 potential rejected']);

    done(await campaign.officer.post(at(`decisions/${first.decision}/revert`), { reason: 'APPEAL_MARKS_WRONG' }));
    const again = await rank();
    const { entered, left } = done(await second.get<ShownEffect>(at(`stages/ranking/runs/${again.run}/difference?from=${first.run}`)));
    expect([entered.map(({ number }) => number), left.map(({ number }) => number)]).toEqual([[appellant.number], [next.number]]);
    expect(await standing()).toEqual(['36-0001 enrolment open', '36-0002 ranking reserve', '48-0001 enrolment open', '48-0002 potential rejected']);

    done(await campaign.officer.post(at('stages/enrolment/offers'), {}));
    const items = [best, appellant].map(({ id: candidacyId }) => ({ candidacyId, answer: 'accept', channel: 'letter' }));
    for (const item of items) done(await campaign.officer.post(at('stages/enrolment/answers'), item));
    await untilComputed(campaign, 'enrolment', 2);
    await publish(done(await confirmShown(campaign, 'enrolment')).id);
    const order = done(await campaign.officer.post<EnrolmentOrder>(at('orders'), {}));
    expect(order.lines.map(({ number }) => number)).toEqual([best.number, appellant.number]);
    // The new order in full: described, files completed, printed, signed outside, number, date and scan entered.
    const orderAt = at(`orders/${order.id}`);
    done(await campaign.officer.request('PUT', orderAt, { body: DETAILS }));
    expect(await campaign.officer.get<Refusal>(`${orderAt}/paper`)).toMatchObject({ status: 409, body: { code: 'PERSONAL_FILE_INCOMPLETE', params: { people: 2 } } });
    for (const enrolled of [best, appellant]) await seed.documents(seeded, enrolled, ['application', 'diploma']);
    expect(textOf(await campaign.officer.bytes(`${orderAt}/paper?format=docx`))).toMatch(/ПРИКАЗ .*Возражаева/);
    const { content } = done(await campaign.officer.get<ReadOrder>(orderAt));
    done(await campaign.officer.request('PUT', `${orderAt}/scan`, { body: PDF, headers: { 'content-type': 'application/pdf' } }));
    const signed = done(await campaign.officer.post<EnrolmentOrder>(`${orderAt}/register`, { number: '301-у', datedOn: '2026-08-25', content }));
    expect(signed).toMatchObject({ number: '301-у', datedOn: '2026-08-25', contentDigest: content, scanSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const printed = await campaign.officer.bytes(`${orderAt}/paper`);
    api.clock.advance(DAY);
    expect((await campaign.officer.bytes(`${orderAt}/paper`)).equals(printed)).toBe(true);
    const [run] = await api.sql<{ hash: string }>(`select encode(result_hash, 'hex') as hash from ranking_run where id = $1`, [again.run]);
    expect(textOf(await campaign.officer.bytes(`${orderAt}/paper?format=docx`))).toContain(run!.hash);

    const read = done(await second.get<ReadAppeal>(at(`appeals/${id}`)));
    expect(read.followedBy.map(({ stage, event, runId }) => [stage, event, runId])).toEqual([
      ['potential', 'revert', null], ['potential', 'decided:pass', null], ['ranking', 'decided:pass', again.run], ['enrolment', 'decided:pass', null],
    ]);
    expect(read).toMatchObject({ representative: 'Защитникова Анна', answer: UPHOLD.text, orders: [{ id: order.id, ordinal: 1, number: '301-у' }] });

    const files = unzipSync(await second.bytes(at(`appeals/${id}/case-file`)));
    expect(Object.keys(files)).toEqual(['case-file.pdf', 'case-file.docx', 'answer.pdf', 'appeal.pdf']);
    expect(Buffer.from(files['appeal.pdf']!).equals(Buffer.from(PDF))).toBe(true);
    const text = textOf(files['case-file.docx']!);
    for (const name of ['case-file.pdf', 'answer.pdf']) expect(Buffer.from(files[name]!).subarray(0, 5).toString()).toBe('%PDF-');
    for (const said of ['Возражаева', 'Защитникова', 'Оценки поставлены с нарушением порядка', 'получил дело по возражению', 'читал возражение', 'сотрудник']) expect(text).toContain(said);
    for (const other of ['Первакова', 'Вторакова', 'Соседова', best.number, next.number, '48-0002']) expect(text).not.toContain(other);
    expect(textOf(await second.bytes(at(`appeals/${id}/answer?format=docx`)))).toContain('Возражение удовлетворено');
    const [holds] = await api.sql<{ count: number }>(`select count(*)::int as count from legal_hold where candidacy_id = $1 and released_at is null and reason = 'APPEAL_RECEIVED'`, [appellant.id]);
    expect(holds!.count).toBe(1);
    const events = await api.sql<{ action: string }>(`select action from audit_event where chain = $1 and subject = $2 order by tx, n`, [campaign.id, id]);
    expect(events.map(({ action }) => action)).toEqual(['appeal.registered', 'appeal.text-attached', 'appeal.upheld', 'appeal.read', 'case-file.read', 'appeal.read']);
  }, 120_000);

  it('is shown to the nominator as being there; how it ended only once it is sent', async () => {
    const one = await rejected('48', 'Возражаева');
    const id = await lodge(one);
    const own = async (region: string) => done(await campaign.nominators[region]!.api.get<{ items: OwnAppeal[] }>(at('nominations/appeals'))).items;
    const send = () => campaign.officer.post(at(`appeals/${id}/send`), { number: '01-20/17' });
    expect(await send()).toMatchObject({ status: 409, body: { code: 'APPEAL_NOT_ANSWERED' } });
    done(await second.post(at(`appeals/${id}/answer`), REJECT));
    expect(await own('48')).toMatchObject([{ id, candidate: one.number, outcome: null, sentNumber: null }]);
    done(await send());
    expect(await own('48')).toMatchObject([{ id, outcome: 'rejected', sentNumber: '01-20/17' }]);
    expect(await own('36')).toEqual([]);
    expect(await send()).toMatchObject({ status: 409, body: { code: 'APPEAL_PUBLISHED' } });
    expect(await campaign.nominators['48']!.api.get(at(`appeals/${id}`))).toMatchObject({ status: 403 });
    expect(await standing()).toEqual(['48-0001 potential rejected']);
  }, 60_000);

  it('runs for thirty days, is overdue then, and late when it came too late, until somebody admits it', async () => {
    const one = await rejected('48', 'Возражаева');
    const listed = async (state: string) => done(await campaign.officer.get<{ items: ShownAppeal[] }>(at(`appeals?state=${state}`))).items.map(({ number }) => number);
    api.clock.set(new Date(Date.now() + 10 * DAY).toISOString());
    const inTime = await lodge(one);
    api.clock.advance(30 * DAY);
    expect(await listed('overdue')).toEqual([]);
    api.clock.advance(DAY);
    expect(await listed('overdue')).toEqual(['В-17']);
    done(await second.post(at(`appeals/${inTime}/answer`), REJECT));
    expect([await listed('overdue'), await listed('answered')]).toEqual([[], ['В-17']]);

    const late = await lodge(one, { number: 'В-18' });
    const uphold = () => second.post<ShownAppeal & Refusal>(at(`appeals/${late}/answer`), UPHOLD);
    expect(await uphold()).toMatchObject({ status: 409, body: { code: 'APPEAL_NOT_ADMITTED' } });
    expect(await campaign.officer.post(at(`appeals/${inTime}/admit`), { reason: 'ILLNESS' })).toMatchObject({ status: 409, body: { code: 'APPEAL_ANSWERED' } });
    expect(done(await campaign.officer.post<ShownAppeal>(at(`appeals/${late}/admit`), { reason: 'ILLNESS' }))).toMatchObject({ late: true, admittedReason: 'ILLNESS' });
    expect(done(await uphold())).toMatchObject({ outcome: 'upheld' });
  }, 60_000);

  it('keeps a seat free while it is open, where the policy says so', async () => {
    const policy = { ...POLICY, appeals: { ...POLICY.appeals, holdsSeat: true } };
    campaign = await openCampaign(api, { policy, regions: ['36', '48'] });
    seeded = { id: campaign.id, policy, policyVersion: 1 };
    second = await secondOfficer(api, campaign);
    const one = await rejected('48', 'Возражаева');
    const [best] = [await ranked('36', 'Первакова', 4.5), await ranked('36', 'Вторакова', 3)];
    await rank();
    const id = await lodge(one);
    expect(done(await campaign.officer.get<ReadAppeal>(at(`appeals/${id}`)))).toMatchObject({ holdsSeat: true });
    const offer = (body: object) => campaign.officer.post<Refusal>(at('stages/enrolment/offers'), body);
    expect(await offer({})).toMatchObject({ status: 409, body: { code: 'SEATS_HELD_BY_APPEALS', params: { seats: 2, held: 0, wanted: 2, appeals: 1 } } });
    expect(done(await offer({ candidacyIds: [best.id] }))).toMatchObject({ offered: 1 });
    expect(await offer({})).toMatchObject({ status: 409, body: { code: 'SEATS_HELD_BY_APPEALS' } });
    done(await second.post(at(`appeals/${id}/answer`), REJECT));
    expect(done(await offer({}))).toMatchObject({ offered: 1 });
  }, 60_000);

  it('upheld keeps the seat free until the person is decided anew', async () => {
    const policy = { ...POLICY, appeals: { ...POLICY.appeals, holdsSeat: true } };
    campaign = await openCampaign(api, { policy, regions: ['36', '48'] });
    seeded = { id: campaign.id, policy, policyVersion: 1 };
    second = await secondOfficer(api, campaign);
    const one = await rejected('48', 'Возражаева');
    await ranked('36', 'Первакова', 4.5);
    await ranked('36', 'Вторакова', 3);
    await rank();
    const offer = () => campaign.officer.post<Refusal & { offered: number }>(at('stages/enrolment/offers'), {});
    done(await second.post(at(`appeals/${await lodge(one)}/answer`), UPHOLD));
    expect(await offer()).toMatchObject({ status: 409, body: { code: 'SEATS_HELD_BY_APPEALS', params: { appeals: 1 } } });
    await api.sql(
      `insert into verdict (candidacy_id, stage, policy_version, revision, campaign_id, nominator_id, batch_id, outcome, score, measures, reasons, input_hash, row_hash)
       select candidacy_id, stage, policy_version, 1, campaign_id, nominator_id, batch_id, 'fail', score, measures, reasons, input_hash, sha256('anew') from verdict where candidacy_id = $1 and stage = 'potential'`,
      [one.id],
    );
    await publish(done(await confirmShown(campaign, 'potential')).id);
    expect(done(await offer())).toMatchObject({ offered: 2 });
  }, 60_000);

  it('is said in the explanation that the nominator reads, until its answer is sent', async () => {
    await ranked('36', 'Первакова', 4.5);
    await ranked('36', 'Вторакова', 4);
    const third = await ranked('48', 'Третьякова', 3);
    const { decision } = await rank();
    const explained = async (): Promise<unknown> => {
      const { items } = done(await campaign.nominators['48']!.api.get<{ items: { number: string; underAppeal: boolean; text: string }[] }>(at('nominations/explanations?explain=ru')));
      return items.map(({ number, underAppeal, text }) => [number, underAppeal, text.endsWith('Рассматривается возражение, решение может измениться.')]);
    };
    expect(await explained()).toEqual([[third.number, false, false]]);
    const id = await lodge({ ...third, decisionId: decision });
    expect(await explained()).toEqual([[third.number, true, true]]);
    done(await second.post(at(`appeals/${id}/answer`), REJECT));
    expect(await explained()).toEqual([[third.number, true, true]]); // how it was answered is nobody's to know yet
    done(await campaign.officer.post(at(`appeals/${id}/send`), { number: '01-20/17' }));
    expect(await explained()).toEqual([[third.number, false, false]]);
    const again = await lodge({ ...third, decisionId: decision }, { number: 'В-18' });
    done(await second.post(at(`appeals/${again}/answer`), UPHOLD));
    done(await campaign.officer.post(at(`appeals/${again}/send`), { number: '01-20/18' }));
    expect(await explained()).toEqual([[third.number, true, true]]); // nobody has decided anew
  }, 60_000);

  it('is registered against a published decision about the person, once; many at once, all or none', async () => {
    const one = await rejected('48', 'Возражаева');
    const other = await ranked('36', 'Первакова', 4);
    const wish = { candidacyId: one.id, decisionId: one.decisionId, number: 'В-1' };
    const bulk = (items: readonly object[]) => campaign.officer.post<Refusal>(at('appeals/bulk'), { items });
    expect(await bulk([wish, { ...wish, candidacyId: other.id, number: 'В-2' }])).toMatchObject({ status: 422, body: { code: 'APPEALS_REFUSED', faults: [{ pointer: '/items/1/decisionId', code: 'DECISION_NOT_APPEALABLE' }] } });
    expect(await bulk([wish, { ...wish, number: 'В-3' }])).toMatchObject({ status: 409, body: { code: 'APPEAL_TWICE', faults: [{ pointer: '/items/1/number' }] } });
    expect(await campaign.officer.post<Refusal>(at('appeals'), { ...wish, receivedOn: '2020-01-01' })).toMatchObject({ status: 422, body: { faults: [{ pointer: '/receivedOn', code: 'RECEIVED_BEFORE_DECISION' }] } });
    expect((await bulk([wish])).status).toBe(201);
    expect(await bulk([{ ...wish, number: 'В-4' }])).toMatchObject({ status: 409, body: { code: 'APPEAL_TWICE' } });
    const rows = await api.sql<{ representative: Buffer | null }>(`select * from appeal where campaign_id = $1`, [campaign.id]);
    expect(rows.length).toBe(1);
  }, 60_000);
});
