import { isSampled } from '../../src/eligibility/domain/draw-sample';
import type { TestApi } from '../support/app';
import { nomination, openCampaign, type OpenCampaign, type Refusal, schoolOfMayors, withStage } from '../support/campaign-story';
import { confirmShown, startComputingApi, until } from '../support/computing-api';
import { asking, type Effect, nominated, since, verdictOf } from '../support/eligibility-story';

interface RecordFile {
  readonly employments: readonly { readonly employmentId: string; readonly startedOn: string; readonly title: string; readonly postCategory: string | null }[];
  readonly changes: readonly { readonly recordId: string; readonly record: string; readonly n: number; readonly kind: string; readonly before: Readonly<Record<string, unknown>> | null; readonly reason: string; readonly classificationId: string | null }[];
}

interface Applied {
  readonly records: number;
  readonly renewed: number;
}

interface Queue {
  readonly items: readonly { readonly titleKey: string; readonly organisationKind: string; readonly title: string; readonly records: number; readonly proposals: readonly { readonly postCategory: string | null; readonly records: number }[] }[];
  readonly next: string | null;
}

interface Tasks {
  readonly items: readonly { readonly candidacyId: string; readonly number: string; readonly records: readonly { readonly employmentId: string; readonly state: string; readonly title: string | null }[] }[];
}

let api: TestApi;
beforeAll(async () => {
  api = await startComputingApi();
});
afterAll(() => api.close());

const recordsOf = async ({ officer, path }: OpenCampaign, id: string): Promise<RecordFile> => (await officer.get<RecordFile>(`${path}/candidacies/${id}/records`)).body;
const effectOf = async ({ officer, path }: OpenCampaign, what: 'corrections' | 'posts', items: readonly object[]): Promise<Effect> => {
  const { status, body } = await officer.post<Effect>(`${path}/${what}/effect`, { items });
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};
const job = (startedOn: string, endedOn: string | null = null, change: object = {}): object => ({
  startedOn, endedOn, title: 'Глава', organisation: 'Администрация', postCategory: 'municipal-office', municipality: '20701000', region: '36', ...change,
});

describe('a correction', () => {
  it('is shown with its effect, made as it was shown, kept with what was there before, and computed anew', async () => {
    const campaign = await openCampaign(api, { policy: asking(24, '1') });
    const [short, other] = await nominated(campaign, [since('2024-05-01'), {}]);
    const { employments: [record] } = await recordsOf(campaign, short!);
    const items = [
      { candidacyId: short, kind: 'correct-employment', employmentId: record!.employmentId, employment: job('2023-12') },
      { candidacyId: short, kind: 'receive-document', documentKey: 'diploma', receivedOn: '2026-02-21' },
    ];
    const effect = await effectOf(campaign, 'corrections', items);
    expect(effect).toMatchObject({ affected: 1, changes: [{ stage: 'tenure', from: 'fail', to: 'pass', decided: false, count: 1 }], items: [{ candidacyId: short }] });
    expect((await recordsOf(campaign, short!)).changes).toEqual([]);
    expect(await api.sql(`select from work_ready where campaign_id = $1`, [campaign.id])).toEqual([]);

    const path = `${campaign.path}/corrections`;
    expect(await campaign.officer.post<Refusal>(path, { items: [items[0]], reason: 'CONFIRMED_BY_DOCUMENT', digest: effect.digest })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });
    const { status, body } = await campaign.officer.post<Applied>(path, { items, reason: 'CONFIRMED_BY_DOCUMENT', digest: effect.digest });
    expect({ status, body }).toEqual({ status: 201, body: { records: 2, renewed: 1 } });
    expect((await verdictOf(campaign, short!, 1, 1)).outcome).toBe('pass');
    expect(await campaign.officer.post<Refusal>(path, { items, reason: 'CONFIRMED_BY_DOCUMENT', digest: effect.digest })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });

    const file = await recordsOf(campaign, short!);
    expect(file.employments).toEqual([expect.objectContaining({ employmentId: record!.employmentId, startedOn: '2023-12' })]);
    expect(file.changes).toEqual(expect.arrayContaining([
      expect.objectContaining({ record: 'employment', recordId: record!.employmentId, n: 1, kind: 'corrected', reason: 'CONFIRMED_BY_DOCUMENT', before: expect.objectContaining({ started_on: '2024-05-01', title: 'Глава' }) }),
      expect.objectContaining({ record: 'document', recordId: short, kind: 'corrected', before: { key: 'diploma', received_on: null } }),
    ]));
    expect(await api.sql(`select revision from verdict where candidacy_id = $1 and stage = 'tenure'`, [other])).toEqual([{ revision: 0 }]);
    const [trail] = await api.sql<object>(`select action, reason, lines, to_jsonb(audit_event)::text !~ 'Глава|2023-12' as impersonal from audit_event where chain = $1 and action = 'records.corrected'`, [campaign.id]);
    expect(trail).toEqual({ action: 'records.corrected', reason: 'CONFIRMED_BY_DOCUMENT', lines: 2, impersonal: true });
  });

  it('adds and withdraws records, and corrects what else is known of a person', async () => {
    const campaign = await openCampaign(api, { policy: asking(24, '1') });
    const [id] = await nominated(campaign, [{ ...since('2024-05-01'), education: 'secondary' }]);
    const { employments: [record] } = await recordsOf(campaign, id!);
    const make = async (items: readonly object[]): Promise<Applied> => {
      const { digest } = await effectOf(campaign, 'corrections', items);
      return (await campaign.officer.post<Applied>(`${campaign.path}/corrections`, { items, reason: 'CONFIRMED_BY_DOCUMENT', digest })).body;
    };
    expect(await make([
      { candidacyId: id, kind: 'add-employment', employment: job('2020-01-01', '2023-12-31') },
      { candidacyId: id, kind: 'correct-person', person: { education: 'higher', post: { title: 'Глава города', organisation: 'Администрация', region: '36' } } },
    ])).toEqual({ records: 2, renewed: 1 });
    expect((await verdictOf(campaign, id!, 1, 1)).outcome).toBe('pass');
    expect(await make([{ candidacyId: id, kind: 'withdraw-employment', employmentId: record!.employmentId }, { candidacyId: id, kind: 'withdraw-document', documentKey: 'consent' }])).toEqual({ records: 2, renewed: 1 });
    expect(await verdictOf(campaign, id!, 1, 2)).toMatchObject({ outcome: 'undetermined' });
    const { employments, changes } = await recordsOf(campaign, id!);
    expect(employments.map(({ startedOn }) => startedOn)).toEqual(['2020-01-01']);
    expect(changes.map(({ record: of, kind }) => `${of} ${kind}`).sort()).toEqual(['document withdrawn', 'employment added', 'employment withdrawn', 'member corrected']);
    expect(changes.find(({ record: of }) => of === 'member')!.before).toMatchObject({ education: 'secondary', post_title: 'Глава' });
    expect(await api.sql(`select citizenship, education, post_title, post_category from member m join candidacy c using (applicant_id) where c.id = $1`, [id])).toEqual([{ citizenship: 'RU', education: 'higher', post_title: 'Глава города', post_category: null }]);
  });

  it('never moves the decided: they stand in the effect and stay until the decision is taken back and taken anew', async () => {
    const campaign = await openCampaign(api, { policy: asking(24, '1') });
    const [id] = await nominated(campaign, [since('2020-01-01')]);
    const decision = await confirmShown(campaign, 'tenure');
    expect(decision.status).toBe(201);
    const { employments: [record] } = await recordsOf(campaign, id!);
    const items = [{ candidacyId: id, kind: 'correct-employment', employmentId: record!.employmentId, employment: job('2025-01-01') }];
    const effect = await effectOf(campaign, 'corrections', items);
    expect(effect.changes).toEqual([{ stage: 'tenure', from: 'pass', to: 'fail', decided: true, count: 1 }]);
    expect((await campaign.officer.post<Applied>(`${campaign.path}/corrections`, { items, reason: 'NOT_CONFIRMED_BY_DOCUMENT', digest: effect.digest })).body).toEqual({ records: 1, renewed: 0 });
    expect(await api.sql(`select stage, status from candidacy where id = $1`, [id])).toEqual([{ stage: 'diagnostics', status: 'open' }]);
    expect(await api.sql(`select revision, outcome from verdict where candidacy_id = $1 and stage = 'tenure'`, [id])).toEqual([{ revision: 0, outcome: 'pass' }]);

    expect((await campaign.officer.post(`${campaign.path}/decisions/${decision.body.id}/revert`, { reason: 'NOT_CONFIRMED_BY_DOCUMENT' })).status).toBe(201);
    expect((await verdictOf(campaign, id!, 1, 1)).outcome).toBe('fail');
    expect((await confirmShown(campaign, 'tenure')).status).toBe(201);
    expect(await api.sql(`select stage, status from candidacy where id = $1`, [id])).toEqual([{ stage: 'tenure', status: 'rejected' }]);
  });

  it('is refused with every fault and its place, and to everybody but officers of the campaign', async () => {
    const campaign = await openCampaign(api);
    const [first, second] = await nominated(campaign, [{}, {}]);
    const { employments: [record] } = await recordsOf(campaign, first!);
    const items = [
      { candidacyId: second, kind: 'withdraw-employment', employmentId: record!.employmentId },
      { candidacyId: first, kind: 'correct-employment', employmentId: record!.employmentId, employment: job('2020-05', '2020-04') },
      { candidacyId: first, kind: 'receive-document', documentKey: 'no-such' },
      { candidacyId: first, kind: 'withdraw-employment', employmentId: record!.employmentId, documentKey: 'consent' },
      { candidacyId: first, kind: 'add-employment', employment: job('2030-01-01') },
    ];
    const { status, body } = await campaign.officer.post<Refusal>(`${campaign.path}/corrections/effect`, { items });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'CORRECTIONS_REFUSED' });
    expect(body.faults!.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/items/0/employmentId RECORD_ABSENT', '/items/1/employment/endedOn EMPLOYMENT_ENDS_BEFORE_START', '/items/1 RECORD_TWICE', '/items/2/receivedOn PART_MISSING', '/items/2/documentKey DOCUMENT_UNKNOWN',
      '/items/3/documentKey PART_NOT_ASKED', '/items/3 RECORD_TWICE', '/items/4/employment/startedOn EMPLOYMENT_AFTER_REFERENCE_DATE',
    ]);
    const own = { items: [{ candidacyId: first, kind: 'withdraw-document', documentKey: 'consent' }] };
    expect((await campaign.nominators['36']!.api.post(`${campaign.path}/corrections/effect`, own)).status).toBe(403);
    expect((await campaign.nominators['36']!.api.get(`${campaign.path}/candidacies/${first}/records`)).status).toBe(403);
    const foreign = await openCampaign(api);
    expect(await foreign.officer.post<Refusal>(`${foreign.path}/corrections/effect`, own)).toMatchObject({ status: 404, body: { code: 'CANDIDACY_ABSENT' } });
    expect((await foreign.officer.get(`${foreign.path}/candidacies/${first}/records`)).status).toBe(404);
  });
});

describe('a post', () => {
  /** Two years as head of a department, as clerks write it. */
  const headOf = (title: string, organisation: string, postCategory?: string): object => ({ employment: [{ startedOn: '2023-01-01', endedOn: null, title, organisation, postCategory, municipality: '20701000', region: '36' }] });

  it('is classified once for every record that names it, those entered later too, and the effect is shown first', async () => {
    const campaign = await openCampaign(api, { policy: asking(24, '1') });
    const ids = await nominated(campaign, [
      headOf('Начальник управления', 'Администрация города'), headOf('начальник  Управления.', 'Администрация района', 'specialist'), headOf('НАЧАЛЬНИК УПРАВЛЕНИЯ', 'ООО «Рога и копыта»', 'unit-head'), {},
    ]);
    const { body: queue } = await campaign.officer.get<Queue>(`${campaign.path}/posts/queue`);
    expect(queue.items).toEqual([expect.objectContaining({
      titleKey: 'начальник управления', organisationKind: 'administration', records: 2, proposals: [{ postCategory: 'specialist', records: 1 }, { postCategory: null, records: 1 }],
    })]);
    const post = { titleKey: 'начальник управления', organisationKind: 'administration', postCategory: 'unit-head', sphere: 'municipal-service' };
    const effect = await effectOf(campaign, 'posts', [post]);
    expect(effect.affected).toBe(2);
    expect(effect.changes).toEqual([{ stage: 'tenure', from: 'fail', to: 'pass', decided: false, count: 1 }, { stage: 'tenure', from: 'undetermined', to: 'pass', decided: false, count: 1 }]);

    const apply = { items: [post], reason: 'COMMISSION_DECIDED', digest: effect.digest };
    expect(await campaign.officer.post<Refusal>(`${campaign.path}/posts`, { ...apply, digest: 'b'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });
    expect(await campaign.officer.post<Applied>(`${campaign.path}/posts`, apply)).toMatchObject({ status: 201, body: { records: 2, renewed: 2 } });
    for (const id of ids.slice(0, 2)) expect((await verdictOf(campaign, id, 1, 1)).outcome).toBe('pass');
    expect((await recordsOf(campaign, ids[1]!)).changes).toEqual([expect.objectContaining({ kind: 'classified', before: expect.objectContaining({ post_category: 'specialist', sphere: null }), reason: 'COMMISSION_DECIDED' })]);
    expect((await recordsOf(campaign, ids[2]!)).changes).toEqual([]);
    expect((await campaign.officer.get<Queue>(`${campaign.path}/posts/queue`)).body.items).toEqual([]);
    const { body: decided } = await campaign.officer.get<{ items: object[] }>(`${campaign.path}/posts`);
    expect(decided.items).toEqual([expect.objectContaining({ ...post, postGroup: null, reason: 'COMMISSION_DECIDED' })]);

    const { nominatorId, api: nominator } = campaign.nominators['36']!;
    const entered = await nominator.post<{ items: { candidacyId: string }[] }>(`${campaign.path}/nominations`, nomination(nominatorId, { ...headOf('Начальник управления', 'Администрация посёлка', 'specialist') }));
    const late = await recordsOf(campaign, entered.body.items[0]!.candidacyId);
    expect(late.employments).toEqual([expect.objectContaining({ postCategory: 'unit-head' })]);
    expect(late.changes).toEqual([expect.objectContaining({ kind: 'classified', before: expect.objectContaining({ post_category: 'specialist' }) })]);
  });

  it('is decided about by officers; clerks propose with each record', async () => {
    const campaign = await openCampaign(api);
    await nominated(campaign, [headOf('Директор', 'МБУ «Парк»')]);
    const post = { titleKey: 'директор', organisationKind: 'institution', postCategory: 'organisation-head' };
    const { api: nominator } = campaign.nominators['36']!;
    expect((await nominator.get(`${campaign.path}/posts/queue`)).status).toBe(403);
    expect((await nominator.post(`${campaign.path}/posts`, { items: [post], reason: 'OWN_WISH', digest: 'a'.repeat(64) })).status).toBe(403);
    expect(await campaign.officer.post<Refusal>(`${campaign.path}/posts/effect`, { items: [{ ...post, organisationKind: 'enterprise' }] })).toMatchObject({ status: 404, body: { code: 'POST_ABSENT', faults: [{ pointer: '/items/0/titleKey' }] } });
    expect(await campaign.officer.post<Refusal>(`${campaign.path}/posts/effect`, { items: [post, post] })).toMatchObject({ status: 422, body: { code: 'POST_TWICE' } });
    expect((await campaign.officer.get<Queue>(`${campaign.path}/posts/queue?limit=1`)).body).toMatchObject({ items: [{ titleKey: 'директор', organisationKind: 'institution', records: 1 }], next: null });
  });

  it('is queued page by page', async () => {
    const campaign = await openCampaign(api);
    await nominated(campaign, ['Эксперт', 'Аналитик отдела', 'Юрист'].map((title) => headOf(title, 'Администрация')));
    const titles: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Queue = (await campaign.officer.get<Queue>(`${campaign.path}/posts/queue?limit=1${next && `&after=${encodeURIComponent(next)}`}`)).body;
      titles.push(...page.items.map(({ titleKey }) => titleKey));
      next = page.next;
    }
    expect(titles).toEqual(['аналитик отдела', 'эксперт', 'юрист']);
  });
});

describe('a comparison with documents', () => {
  const checking = (percent: number) => withStage(schoolOfMayors(), 'eligibility', { verification: { percent } });

  it('takes the records of the sample, whose confirmed ones are closed and whose corrected ones are refuted', async () => {
    const campaign = await openCampaign(api, { policy: checking(100) });
    const [first, second] = await nominated(campaign, [since('2020-01-01'), since('2020-01-01')]);
    const path = `${campaign.path}/stages/tenure/verification`;
    expect((await campaign.officer.post(`${path}/draw`)).body).toEqual({ sampled: 2, tasks: 2 });
    expect((await campaign.officer.post(`${path}/draw`)).body).toEqual({ sampled: 2, tasks: 0 });
    const { body } = await campaign.officer.get<Tasks>(`${path}?state=open`);
    const [confirmed, refuted] = [first, second].map((id) => body.items.find(({ candidacyId }) => candidacyId === id)!.records[0]!.employmentId);

    expect((await campaign.officer.post(`${path}/confirm`, { employmentId: confirmed })).body).toEqual({ confirmed: 1 });
    expect(await campaign.officer.post<Refusal>(`${path}/confirm/bulk`, { items: [{ employmentId: refuted }, { employmentId: confirmed }] })).toMatchObject({ status: 409, body: { code: 'RECORDS_CHECKED', faults: [{ pointer: '/items/1/employmentId' }] } });
    expect(await campaign.officer.post<Refusal>(`${path}/confirm`, { employmentId: first })).toMatchObject({ status: 404, body: { code: 'TASK_ABSENT', faults: [{ pointer: '/employmentId' }] } });

    const items = [{ candidacyId: second, kind: 'withdraw-employment', employmentId: refuted }];
    const { digest } = await effectOf(campaign, 'corrections', items);
    await campaign.officer.post(`${campaign.path}/corrections`, { items, reason: 'NOT_CONFIRMED_BY_DOCUMENT', digest });
    expect((await verdictOf(campaign, second!, 1, 1)).outcome).toBe('undetermined');
    expect((await campaign.officer.get<Tasks>(`${path}?state=open`)).body.items).toEqual([]);
    const states = (await campaign.officer.get<Tasks>(path)).body.items.map(({ records: [record] }) => [record!.employmentId, record!.state, record!.title]);
    expect(states).toEqual([[confirmed, 'confirmed', 'Глава'], [refuted, 'refuted', null]]);
    expect((await campaign.nominators['36']!.api.get(path)).status).toBe(403);
    expect((await (await openCampaign(api)).officer.get(path)).status).toBe(404);
  });

  it('draws by lot the share that the policy names, and nothing where it names none', async () => {
    const campaign = await openCampaign(api, { policy: checking(30) });
    const ids = await nominated(campaign, Array.from({ length: 12 }, () => ({})));
    const path = `${campaign.path}/stages/tenure/verification`;
    await campaign.officer.post(`${path}/draw`);
    const drawn = (await campaign.officer.get<Tasks>(path)).body.items.map(({ candidacyId }) => candidacyId);
    expect(drawn.sort()).toEqual(ids.filter((id) => isSampled(id, `${campaign.id} tenure`, 30)).sort());
    const none = await openCampaign(api);
    expect(await none.officer.post<Refusal>(`${none.path}/stages/tenure/verification/draw`)).toMatchObject({ status: 409, body: { code: 'NO_SAMPLE' } });
  });
});

describe('whoever is being computed anew', () => {
  it('is not decided on what the engine said before', async () => {
    const campaign = await openCampaign(api);
    const [id] = await nominated(campaign, [{}]);
    await api.sql(`insert into work_batch (campaign_id, stage, kind, policy_version, revision, ids, size, state, lease_until) values ($1, 'tenure', 'eligibility', 1, 1, array[$2::uuid], 1, 'RUNNING', now() + interval '1 minute')`, [campaign.id, id]);
    expect(await confirmShown(campaign, 'tenure')).toMatchObject({ status: 409, body: { code: 'VERDICT_BEING_RENEWED', params: { count: 1 } } });
    await api.sql(`update work_batch set state = 'SUPERSEDED' where campaign_id = $1 and revision = 1`, [campaign.id]);
    await until(() => campaign.officer.get<{ items: object[] }>(`${campaign.path}/stages/tenure/preview`), ({ items }) => items.length === 1);
    expect((await confirmShown(campaign, 'tenure')).status).toBe(201);
  });
});
