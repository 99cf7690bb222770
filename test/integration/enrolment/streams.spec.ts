import { schoolOfMayors, withStage } from '../../support/campaign-story';
import { type AsAccount, TestApi } from '../../support/app';
import { Seed, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

interface Split {
  readonly id: string;
  readonly digest: string;
  readonly imbalance: number;
  readonly least: number;
  readonly proven: boolean;
  readonly lines: readonly { readonly number: string; readonly stream: number }[];
  readonly streams: readonly { readonly stream: number; readonly size: number; readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>> }[];
}

describe('streams of the enrolled', () => {
  let api: TestApi;
  let db: TestDatabase;
  let seed: Seed;
  let campaign: SeededCampaign;
  let officer: AsAccount;
  let at: string;
  let people: SeededCandidacy[];

  beforeAll(async () => {
    api = await TestApi.start();
    db = await openTestDatabase();
    seed = new Seed(db.source);
  });
  beforeEach(async () => {
    campaign = await seed.campaign(schoolOfMayors());
    officer = (await api.account({ role: 'officer', campaignId: campaign.id })).api;
    at = `/campaigns/${campaign.id}/stages/enrolment/streams`;
    const enrolled = { campaign, stage: 'enrolment', status: 'enrolled' } as const;
    people = [
      ...(await seed.candidacies({ ...enrolled, count: 4, region: '36', sex: 'male' })), ...(await seed.candidacies({ ...enrolled, count: 4, region: '77', sex: 'female', category: 'deputy-head' })),
      ...(await seed.candidacies({ ...enrolled, count: 3, region: '78', sex: 'male' })),
    ];
    await seed.candidacies({ campaign, stage: 'ranking', status: 'rejected', count: 2, region: '36' });
  });
  afterAll(async () => {
    await db.close();
    await api.close();
  });

  const preview = async (body: object = {}): Promise<Split> => (await officer.post<Split>(`${at}/preview`, { seed: 'protocol-1', ...body })).body;

  it('are proposed evenly, saved as seen, and shown', async () => {
    const split = await preview();
    expect(split).toMatchObject({ proven: true, imbalance: split.least });
    expect(split.streams.map(({ size }) => size)).toEqual([6, 5]);
    expect(split.streams.map(({ counts }) => [counts.sex!.female, counts.category!['deputy-head'], counts.group!.cfo])).toEqual([[2, 2, 4], [2, 2, 4]]);
    expect(await preview()).toEqual(split);

    expect(await officer.get(at)).toMatchObject({ status: 404, body: { code: 'STREAMS_ABSENT' } });
    expect(await officer.post(at, { seed: 'protocol-2', digest: split.digest })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });
    const saved = await officer.post<Split>(at, { seed: 'protocol-1', digest: split.digest });
    expect([saved.status, saved.body.lines]).toEqual([201, split.lines]);
    expect((await officer.get<Split>(at)).body).toMatchObject({ id: saved.body.id, digest: split.digest, lines: split.lines, imbalance: split.imbalance });
    const [event] = await db.source.query<{ lines: number }[]>(`select lines from audit_event where chain = $1 and action = 'streams.saved'`, [campaign.id]);
    expect(event!.lines).toBe(11);
  });

  it('are confirmed as they were seen: somebody enrolled meanwhile makes the preview stale, and then moves nobody', async () => {
    const { digest } = await preview();
    await seed.candidacies({ campaign, stage: 'enrolment', status: 'enrolled', region: '78' });
    expect(await officer.post(at, { seed: 'protocol-1', digest })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });
    const first = await preview();
    await officer.post(at, { seed: 'protocol-1', digest: first.digest });
    await seed.candidacies({ campaign, stage: 'enrolment', status: 'enrolled', count: 2, region: '77' });
    const next = await preview({ seed: 'another' });
    expect(next.lines).toEqual(expect.arrayContaining([...first.lines]));
    expect(next.lines).toHaveLength(first.lines.length + 2);
    expect((await preview({ seed: 'another', keepsSaved: false })).lines).not.toEqual(expect.arrayContaining([...first.lines]));
  });

  it('leave settled people in their stream and keep limits, or say that they cannot', async () => {
    const fixed = people.slice(0, 2).map(({ id }) => ({ candidacyId: id, stream: 2 }));
    const split = await preview({ fixed });
    expect(split.lines.filter(({ number }) => ['36-0001', '36-0002'].includes(number)).map(({ stream }) => stream)).toEqual([2, 2]);
    const limits = [{ family: 'sex', value: 'female', max: 1 }];
    const tight = await preview({ limits });
    expect(tight).toMatchObject({ excess: 2, proven: false });
    expect(await officer.post(at, { seed: 'protocol-1', limits, digest: tight.digest })).toMatchObject({ status: 422, body: { code: 'STREAM_LIMIT_UNMET', params: { excess: 2 } } });
  });

  it('are refused for people who are not enrolled and streams that are not there, each by its place', async () => {
    const [outsider] = await seed.candidacies({ campaign, stage: 'ranking', status: 'reserve', region: '77' });
    const answer = await officer.post<{ code: string; faults: { pointer: string; code: string }[] }>(`${at}/preview`, { seed: 's', fixed: [{ candidacyId: outsider!.id, stream: 1 }, { candidacyId: people[0]!.id, stream: 3 }] });
    expect(answer).toMatchObject({ status: 422, body: { code: 'STREAMS_REFUSED', faults: [{ pointer: '/fixed/0/candidacyId', code: 'NOT_ENROLLED' }, { pointer: '/fixed/1/stream', code: 'STREAM_UNKNOWN' }] } });
  });

  it('need a policy that names them, and somebody enrolled', async () => {
    const without = await seed.campaign(withStage(schoolOfMayors(), 'enrolment', { streams: undefined }));
    const its = (await api.account({ role: 'officer', campaignId: without.id })).api;
    expect(await its.post(`/campaigns/${without.id}/stages/enrolment/streams/preview`, { seed: 's' })).toMatchObject({ status: 409, body: { code: 'NO_STREAMS' } });
    const empty = await seed.campaign(schoolOfMayors());
    const reader = (await api.account({ role: 'officer', campaignId: empty.id })).api;
    expect(await reader.post(`/campaigns/${empty.id}/stages/enrolment/streams/preview`, { seed: 's' })).toMatchObject({ status: 409, body: { code: 'NOBODY_ENROLLED' } });
    expect((await reader.post(`${at}/preview`, { seed: 's' })).status).toBe(404);
    expect((await (await api.account({ role: 'auditor', campaignId: campaign.id })).api.post(`${at}/preview`, { seed: 's' })).status).toBe(403);
  });
});
