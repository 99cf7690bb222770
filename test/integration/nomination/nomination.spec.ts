import { Client } from 'pg';
import type { Policy } from '../../../src/campaign/domain/policy';
import { newId } from '../../../src/platform/new-id';
import { TestApi } from '../../support/app';
import { nomination, openCampaign, type OpenCampaign, publish, type Refusal, schoolOfMayors, withStage } from '../../support/campaign-story';

interface Entered {
  readonly items: readonly { readonly candidacyId: string; readonly number: string }[];
}

interface Listed {
  readonly items: readonly { readonly candidacyId: string; readonly number: string; readonly name: string; readonly stage: string; readonly status: string }[];
  readonly next: string | null;
}

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

const own = (campaign: OpenCampaign, region = '36'): OpenCampaign['nominators'][string] => campaign.nominators[region]!;

async function enter(campaign: OpenCampaign, count = 1, region = '36', change: Record<string, unknown> = {}): Promise<Entered['items']> {
  const { api: nominator, nominatorId } = own(campaign, region);
  const answer = await nominator.post<Entered>(`${campaign.path}/nominations/bulk`, { items: Array.from({ length: count }, () => nomination(nominatorId, change)) });
  expect(answer.status).toBe(201);
  return answer.body.items;
}

function submit(campaign: OpenCampaign, candidacies: readonly { candidacyId: string }[], region = '36') {
  const { api: nominator, nominatorId } = own(campaign, region);
  return nominator.post<Refusal & { decisionId: string; submitted: number }>(`${campaign.path}/nominations/submit`, { nominatorId, candidacyIds: candidacies.map(({ candidacyId }) => candidacyId) });
}

/** So many places for region 36. */
const limited = (limit: number, act = '1'): Policy => withStage(schoolOfMayors(act), 'nomination', { limit: { each: 12, named: [{ nominator: '36', limit }] } });

const places = (refusal: Refusal): unknown => refusal.faults?.map(({ pointer, code }) => [pointer, code]);

describe('entering', () => {
  it('gives public numbers of the nominator\'s region in the order of the request', async () => {
    const campaign = await openCampaign(api, { regions: ['36', '37'] });
    expect((await enter(campaign, 2)).map(({ number }) => number)).toEqual(['36-0001', '36-0002']);
    expect((await enter(campaign, 1, '37')).map(({ number }) => number)).toEqual(['37-0001']);
    expect((await enter(campaign, 1)).map(({ number }) => number)).toEqual(['36-0003']);
  });

  it('takes one nomination without the list around it, and points into it', async () => {
    const campaign = await openCampaign(api);
    const { api: nominator, nominatorId } = own(campaign);
    expect(await nominator.post(`${campaign.path}/nominations`, nomination(nominatorId))).toMatchObject({ status: 201, body: { items: [{ number: '36-0001' }] } });
    const { status, body } = await nominator.post<Refusal>(`${campaign.path}/nominations`, nomination(nominatorId, { category: 'no-such' }));
    expect({ status, places: places(body) }).toEqual({ status: 422, places: [['/category', 'CATEGORY_UNKNOWN']] });
  });

  it('tells every fault of every item at its place, and enters nobody', async () => {
    const campaign = await openCampaign(api);
    const { api: nominator, nominatorId } = own(campaign);
    const job = { startedOn: '2015-02-01', endedOn: '2014-01-01', title: 'x', organisation: 'x' };
    const { status, body } = await nominator.post<Refusal>(`${campaign.path}/nominations/bulk`, {
      items: [
        nomination(nominatorId),
        nomination(nominatorId, { category: undefined, employment: [job] }),
        nomination(nominatorId, { documents: [{ key: 'consent', receivedOn: '2026-02-10' }, { key: 'consent', receivedOn: '2026-02-10' }, { key: 'letter', receivedOn: '2026-02-10' }] }),
        nomination(nominatorId, {}, { snils: '112-233-445 96', familyName: 'Иван0в' }),
        nomination(nominatorId, { employment: [{ ...job, startedOn: '2026-03-02', endedOn: null }] }),
      ],
    });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'NOMINATIONS_REFUSED' });
    expect(places(body)).toEqual([
      ['/items/1/category', 'CATEGORY_MISSING'],
      ['/items/1/employment/0/endedOn', 'EMPLOYMENT_ENDS_BEFORE_START'],
      ['/items/2/documents/1/key', 'DOCUMENT_TWICE'],
      ['/items/2/documents/2/key', 'DOCUMENT_UNKNOWN'],
      ['/items/4/employment/0/startedOn', 'EMPLOYMENT_AFTER_REFERENCE_DATE'],
      ['/items/3/person/snils', 'SNILS_CHECKSUM'],
      ['/items/3/person/familyName', 'NAME_DIGIT'],
    ]);
    expect((await nominator.get<Listed>(`${campaign.path}/nominations`)).body.items).toEqual([]);
  });

  it('refuses codes that no reference data has: they would silently count nothing', async () => {
    const campaign = await openCampaign(api);
    const { api: nominator, nominatorId } = own(campaign);
    const post = { title: 'x', organisation: 'x', postCategory: 'municipal-ofice', municipality: '123', region: '00' };
    const { status, body } = await nominator.post<Refusal>(`${campaign.path}/nominations`, nomination(nominatorId, { post }));
    expect({ status, places: places(body) }).toEqual({ status: 400, places: [['/post/region', 'IS_ONE_OF'], ['/post/postCategory', 'IS_ONE_OF'], ['/post/municipality', 'IS_OKTMO']] });
  });

  it('is repeated under one Idempotency-Key without a second effect', async () => {
    const campaign = await openCampaign(api);
    const { api: nominator, nominatorId } = own(campaign);
    const entry = nomination(nominatorId);
    const send = { headers: { 'idempotency-key': newId() } };
    const first = await nominator.post<Entered>(`${campaign.path}/nominations`, entry, send);
    const second = await nominator.post<Entered>(`${campaign.path}/nominations`, entry, send);
    expect(second.body).toEqual(first.body);
    expect((await nominator.get<Listed>(`${campaign.path}/nominations`)).body.items).toHaveLength(1);
  });

  it('takes as many statements for 500 people as for one', async () => {
    const campaign = await openCampaign(api);
    const statements = jest.spyOn(Client.prototype, 'query');
    const ofLists = (): number => statements.mock.calls.filter(([text]) => /jsonb_to_recordset|unnest|::uuid\[\]/.test(String(text))).length; // not of those who look for work meanwhile
    await enter(campaign, 1);
    const forOne = ofLists();
    await enter(campaign, 500);
    const forMany = ofLists() - forOne;
    statements.mockRestore();
    expect(forOne).toBeGreaterThan(5);
    expect(forMany).toBeLessThanOrEqual(forOne);
    expect(await api.sql(`select count(*)::int as people from candidacy where campaign_id = $1`, [campaign.id])).toEqual([{ people: 501 }]);
  });
});

describe('rights', () => {
  it('a nominator enters and submits for himself alone: a foreign nominator is an absent one', async () => {
    const campaign = await openCampaign(api, { regions: ['36', '37'] });
    const foreign = own(campaign, '37');
    const { api: nominator, nominatorId } = own(campaign);
    const answer = await nominator.post<Refusal>(`${campaign.path}/nominations/bulk`, { items: [nomination(nominatorId), nomination(foreign.nominatorId)] });
    expect({ status: answer.status, code: answer.body.code, places: places(answer.body) }).toEqual({ status: 404, code: 'NOMINATOR_ABSENT', places: [['/items/1/nominatorId', 'NOMINATOR_ABSENT']] });
    const absent = await nominator.post<Refusal>(`${campaign.path}/nominations/bulk`, { items: [nomination(nominatorId), nomination(newId())] });
    expect({ ...absent.body, requestId: 0 }).toEqual({ ...answer.body, requestId: 0 });
    const [theirs] = await enter(campaign, 1, '37');
    const ids = { candidacyIds: [theirs!.candidacyId] };
    expect((await nominator.post(`${campaign.path}/nominations/submit`, { nominatorId: foreign.nominatorId, ...ids })).status).toBe(404);
    expect(await nominator.post(`${campaign.path}/nominations/submit`, { nominatorId, ...ids })).toMatchObject({ status: 404, body: { code: 'CANDIDACY_ABSENT' } });
    expect((await nominator.get<Listed>(`${campaign.path}/nominations`)).body.items).toEqual([]);
  });

  it('a nominator of another campaign sees nothing of this one', async () => {
    const [campaign, other] = [await openCampaign(api), await openCampaign(api)];
    expect((await own(other).api.get(`${campaign.path}/nominations`)).status).toBe(404);
    expect((await own(other).api.post(`${campaign.path}/nominations`, nomination(own(campaign).nominatorId))).status).toBe(404);
  });

  it('an officer enters for any nominator of the campaign, but does not submit', async () => {
    const campaign = await openCampaign(api);
    const { nominatorId } = own(campaign);
    const entered = await campaign.officer.post<Entered>(`${campaign.path}/nominations`, nomination(nominatorId));
    expect(entered.status).toBe(201);
    expect((await campaign.officer.post(`${campaign.path}/nominations/submit`, { nominatorId, candidacyIds: entered.body.items.map(({ candidacyId }) => candidacyId) })).status).toBe(403);
    expect((await submit(campaign, entered.body.items)).status).toBe(201);
  });
});

describe('submitting', () => {
  it('moves people on by a decision of the submitting person that is published at once', async () => {
    const campaign = await openCampaign(api);
    const people = await enter(campaign, 2);
    const { status, body } = await submit(campaign, people);
    expect({ status, ...body }).toMatchObject({ status: 201, submitted: 2, incomplete: [] });
    const [batch] = await api.sql(`select kind, stage, decided_by, published_by, lines, published_at is not null as published from decision_batch where id = $1`, [body.decisionId]);
    expect(batch).toEqual({ kind: 'submit', stage: 'nomination', decided_by: own(campaign).id, published_by: own(campaign).id, lines: 2, published: true });
    const verdicts = await api.sql(`select candidacy_id, outcome, stage from verdict where batch_id = $1`, [body.decisionId]);
    expect(verdicts).toHaveLength(2);
    const { body: list } = await own(campaign).api.get<Listed>(`${campaign.path}/nominations`);
    expect(list.items.map(({ number, name, stage, status: standing }) => [number, name, stage, standing])).toEqual([
      ['36-0001', expect.stringMatching(/^Проверяемова.* Анна$/), 'tenure', 'open'], ['36-0002', expect.stringMatching(/^Проверяемова.* Анна$/), 'tenure', 'open'],
    ]);
    const work = await api.sql<{ ids: string[] }>(`select ids from work_batch where campaign_id = $1 and stage = 'tenure'`, [campaign.id]);
    expect(work.flatMap(({ ids }) => ids).sort()).toEqual(people.map(({ candidacyId }) => candidacyId).sort());
    const actions = await api.sql<{ action: string }>(`select action from audit_event where chain = $1 and action in ('nomination.entered', 'decision.submitted') order by tx, n`, [campaign.id]);
    expect(actions.map(({ action }) => action)).toEqual(['nomination.entered', 'decision.submitted']);
  });

  it('refuses all when anybody is incomplete, and says what each lacks', async () => {
    const campaign = await openCampaign(api);
    const [complete] = await enter(campaign);
    const [incomplete] = await enter(campaign, 1, '36', { documents: [] });
    const { status, body } = await submit(campaign, [complete!, incomplete!]);
    expect({ status, code: body.code, faults: body.faults }).toEqual({
      status: 422, code: 'NOMINATION_INCOMPLETE', faults: [{ pointer: '/candidacyIds/1', code: 'DOCUMENT_MISSING', params: { document: 'consent', number: '36-0002' } }],
    });
    const { body: list } = await own(campaign).api.get<Listed>(`${campaign.path}/nominations`);
    expect(list.items.map(({ stage }) => stage)).toEqual(['nomination', 'nomination']);
  });

  it('is done once with each', async () => {
    const campaign = await openCampaign(api);
    const [person] = await enter(campaign);
    expect(await submit(campaign, [person!, person!])).toMatchObject({ status: 422, body: { code: 'CANDIDACY_NAMED_TWICE', faults: [{ pointer: '/candidacyIds/1' }] } });
    expect((await submit(campaign, [person!])).status).toBe(201);
    expect(await submit(campaign, [person!])).toMatchObject({ status: 409, body: { code: 'NOT_IN_STAGE' } });
  });

  it('stops at the nominator\'s places, for the whole request', async () => {
    const campaign = await openCampaign(api, { policy: limited(3) });
    const people = await enter(campaign, 4);
    expect((await submit(campaign, people.slice(0, 2))).status).toBe(201);
    expect(await submit(campaign, people.slice(2))).toMatchObject({ status: 409, body: { code: 'NOMINATION_LIMIT_REACHED', params: { places: 3, used: 2 } } });
    expect((await submit(campaign, people.slice(2, 3))).status).toBe(201);
  });

  it('lets exactly as many through as there are places when 50 submit at once', async () => {
    const campaign = await openCampaign(api, { policy: limited(7) });
    const people = await enter(campaign, 50);
    const answers = await Promise.all(people.map((person) => submit(campaign, [person])));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(7);
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'NOMINATION_LIMIT_REACHED')).toHaveLength(43);
    const [{ moved }] = await api.sql<{ moved: number }>(`select count(*)::int as moved from candidacy where campaign_id = $1 and stage = 'tenure'`, [campaign.id]) as [{ moved: number }];
    expect(moved).toBe(7);
    const { body } = await campaign.officer.get<{ items: { used: number }[] }>(`${campaign.path}/nominators`);
    expect(body.items.map(({ used }) => used)).toEqual([7]);
  });

  it('lets one of many through when the same person is submitted at once', async () => {
    const campaign = await openCampaign(api);
    const people = await enter(campaign);
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(campaign, people)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  it('gives the place back when it is reverted, and may be repeated', async () => {
    const campaign = await openCampaign(api, { policy: limited(1) });
    const [first, second] = await enter(campaign, 2);
    const { body } = await submit(campaign, [first!]);
    expect((await submit(campaign, [second!])).status).toBe(409);
    expect((await campaign.officer.post(`${campaign.path}/decisions/${body.decisionId}/revert`, { reason: 'ENTERED_BY_MISTAKE' })).status).toBeLessThan(300);
    expect((await submit(campaign, [second!])).status).toBe(201);
    expect(await submit(campaign, [first!])).toMatchObject({ status: 409, body: { code: 'NOMINATION_LIMIT_REACHED' } });
  });

  it('of the same person after a revert is a new formal check', async () => {
    const campaign = await openCampaign(api);
    const people = await enter(campaign);
    const { body } = await submit(campaign, people);
    await campaign.officer.post(`${campaign.path}/decisions/${body.decisionId}/revert`, { reason: 'ENTERED_BY_MISTAKE' });
    expect((await submit(campaign, people)).status).toBe(201);
    const revisions = await api.sql<{ revision: number }>(`select revision from verdict where candidacy_id = $1 and stage = 'nomination' order by revision`, [people[0]!.candidacyId]);
    expect(revisions).toEqual([{ revision: 0 }, { revision: 1 }]);
  });
});

describe('the nominator\'s list', () => {
  it('shows a decision when it is published, not when it is taken', async () => {
    const campaign = await openCampaign(api);
    const people = await enter(campaign);
    await submit(campaign, people);
    const { candidacyId } = people[0]!;
    const batch = newId();
    await api.sql(
      `insert into decision_batch (id, campaign_id, stage, kind, policy_version, decided_by, list_digest, lines) values ($1, $2, 'tenure', 'confirm', 1, $1, '', 1)`, [batch, campaign.id]);
    await api.sql(`update candidacy set stage = 'tenure', status = 'rejected', version = 2 where id = $1`, [candidacyId]);
    await api.sql(
      `insert into history (candidacy_id, n, campaign_id, nominator_id, batch_id, event, stage, from_status, to_stage, to_status)
       select id, 2, campaign_id, nominator_id, $2, 'decided:fail', 'tenure', 'open', 'tenure', 'rejected' from candidacy where id = $1`, [candidacyId, batch]);
    expect(await standing()).toEqual(['tenure', 'open']);
    await api.sql(`update decision_batch set published_by = decided_by, published_at = now() where id = $1`, [batch]);
    expect(await standing()).toEqual(['tenure', 'rejected']);

    async function standing(): Promise<unknown> {
      const { body } = await own(campaign).api.get<Listed>(`${campaign.path}/nominations`);
      return body.items.map(({ stage, status }) => [stage, status])[0];
    }
  });

  it('is read page by page', async () => {
    const campaign = await openCampaign(api);
    await enter(campaign, 3);
    const { api: nominator } = own(campaign);
    const first = await nominator.get<Listed>(`${campaign.path}/nominations?limit=2`);
    expect([first.body.items.map(({ number }) => number), first.body.next]).toEqual([['36-0001', '36-0002'], '36-0002']);
    const rest = await nominator.get<Listed>(`${campaign.path}/nominations?limit=2&after=${first.body.next}`);
    expect([rest.body.items.map(({ number }) => number), rest.body.next]).toEqual([['36-0003'], null]);
  });
});

it('nominations wait for the campaign to open and follow its later versions', async () => {
  const campaign = await openCampaign(api, { policy: limited(1) });
  const people = await enter(campaign, 2);
  expect((await submit(campaign, people)).status).toBe(409);
  await publish(campaign, limited(2, '2'));
  expect((await submit(campaign, people)).status).toBe(201);
});
