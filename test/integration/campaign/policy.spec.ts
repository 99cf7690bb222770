import { createHash } from 'node:crypto';
import type { Policy } from '../../../src/campaign/domain/policy';
import { canonicalJson } from '../../../src/kernel/canonical-json';
import { newId } from '../../../src/platform/new-id';
import { PRESETS } from '../../../src/programme/presets';
import { TestApi } from '../../support/app';
import { draftCampaign, nomination, openCampaign, publish, type Refusal, schoolOfMayors, withStage } from '../../support/campaign-story';

interface Campaign {
  readonly id: string;
  readonly state: string;
  readonly policyVersion: number | null;
  readonly draftVersion: number | null;
}

interface Checked {
  readonly version: number;
  readonly faults: readonly { readonly code: string; readonly level: string; readonly pointer: string; readonly params: Readonly<Record<string, unknown>> }[];
}

const digestOf = (policy: Policy): string => createHash('sha256').update(canonicalJson(policy)).digest('hex');

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

describe('programmes', () => {
  it('are listed with what of each is not built yet', async () => {
    const { body } = await (await api.account({ role: 'administrator' })).api.get<{ key: string; notBuilt: { part: string; pointer: string }[] }[]>('/programmes');
    expect(body).toHaveLength(8);
    expect(body.find(({ key }) => key === 'school-of-mayors')?.notBuilt).toEqual([]);
    expect(body.find(({ key }) => key === 'municipal-teams')?.notBuilt).toContainEqual({ part: 'cascade.members', pointer: '/stages/3/cascade' });
  });

  it('give their policy, or 404', async () => {
    const administrator = await api.administrator();
    expect((await administrator.get<Policy>('/programmes/school-of-mayors')).body).toEqual(PRESETS.get('school-of-mayors'));
    expect(await administrator.get<Refusal>('/programmes/no-such')).toMatchObject({ status: 404, body: { code: 'PROGRAMME_ABSENT' } });
  });
});

describe('a campaign', () => {
  it('begins in draft with the preset of its programme, every date of the round moved', async () => {
    const administrator = await api.administrator();
    const { status, body } = await administrator.post<Campaign>('/campaigns', { programme: 'school-of-mayors', name: 'Next year', shiftDays: 365 });
    expect({ status, ...body }).toMatchObject({ status: 201, state: 'draft', policyVersion: null, draftVersion: 1 });
    const { body: read } = await administrator.get<{ state: string; policy: Policy }>(`/campaigns/${body.id}/policy`);
    expect([read.state, read.policy.referenceDate]).toEqual(['draft', '2027-03-01']);
  });

  it('is not made of a programme nobody knows', async () => {
    const { status, body } = await (await api.administrator()).post<Refusal>('/campaigns', { programme: 'no-such', name: 'x' });
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'PROGRAMME_UNKNOWN', faults: [{ pointer: '/programme' }] } });
  });

  it('is seen by whoever has a role in it, and by administrators', async () => {
    const [own, foreign] = [await draftCampaign(api), await draftCampaign(api)];
    const { body } = await own.officer.get<{ items: Campaign[] }>('/campaigns');
    expect(body.items.map(({ id }) => id)).toEqual([own.id]);
    const all: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: { items: Campaign[]; next: string | null } = (await own.administrator.get<{ items: Campaign[]; next: string | null }>(`/campaigns?limit=200${after && `&after=${after}`}`)).body;
      all.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect(all).toEqual(expect.arrayContaining([own.id, foreign.id]));
    expect((await own.officer.get(foreign.path)).status).toBe(404);
    expect((await own.administrator.get(`/campaigns/${newId()}`)).status).toBe(404);
  });
});

describe('a draft', () => {
  it('is saved with everything that only publication refuses, and tells it', async () => {
    const campaign = await draftCampaign(api);
    const unfinished = { ...withStage(schoolOfMayors(), 'nomination', { nominators: ['region', 'organisation'] }), approvingAct: null };
    const { status, body } = await campaign.officer.put<Checked>(`${campaign.path}/policy`, unfinished);
    expect({ status, version: body.version }).toEqual({ status: 200, version: 1 });
    expect(body.faults).toContainEqual({ level: 'publish', code: 'ACT_MISSING', pointer: '/approvingAct', params: {} });
    expect(body.faults).toContainEqual({ level: 'publish', code: 'NOT_BUILT', pointer: '/stages/0/nominators/1', params: { part: 'nominator.organisation' } });
    const checked = await campaign.officer.post<Checked>(`${campaign.path}/policy/check`);
    expect(checked.body.faults).toHaveLength(body.faults.length);
    expect(checked.body.faults).toEqual(expect.arrayContaining([...body.faults]));
  });

  it('is not saved when it is no policy; every place is named and the draft stays', async () => {
    const campaign = await draftCampaign(api);
    const { referenceDate: _, ...withoutDate } = schoolOfMayors();
    const { status, body } = await campaign.officer.put<Refusal>(`${campaign.path}/policy`, { ...withoutDate, surprise: 1 });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'POLICY_MALFORMED' });
    expect(body.faults).toEqual(expect.arrayContaining([
      expect.objectContaining({ pointer: '/referenceDate', code: 'SCHEMA_REQUIRED' }),
      expect.objectContaining({ pointer: '/surprise', code: 'SCHEMA_UNKNOWN_FIELD' }),
    ]));
    expect((await campaign.officer.get<{ policy: Policy }>(`${campaign.path}/policy`)).body.policy).toEqual(PRESETS.get('school-of-mayors'));
  });

  it('is changed by officers of the campaign only', async () => {
    const [campaign, other] = [await draftCampaign(api), await draftCampaign(api)];
    const auditor = (await api.account({ role: 'auditor', campaignId: campaign.id })).api;
    expect((await other.officer.put(`${campaign.path}/policy`, schoolOfMayors())).status).toBe(404);
    expect((await auditor.put(`${campaign.path}/policy`, schoolOfMayors())).status).toBe(403);
    expect((await auditor.get(`${campaign.path}/policy`)).status).toBe(200);
    expect((await campaign.administrator.post(`${campaign.path}/policy/publish`, { version: 1 })).status).toBe(403);
  });
});

describe('publication', () => {
  it('lists all that stands in its way and nothing else, and changes nothing', async () => {
    const campaign = await draftCampaign(api);
    const wrong = withStage({ ...schoolOfMayors(), approvingAct: null, categories: [] }, 'nomination', { nominators: ['region', 'organisation'] });
    const { status, body } = await publish(campaign, wrong);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'POLICY_REFUSED' });
    expect(body.faults).toContainEqual(expect.objectContaining({ code: 'NOT_BUILT', pointer: '/stages/0/nominators/1', params: { part: 'nominator.organisation' } }));
    expect(body.faults).toContainEqual(expect.objectContaining({ code: 'ACT_MISSING' }));
    expect(body.faults).toContainEqual(expect.objectContaining({ code: 'CATEGORY_UNKNOWN' }));
    expect(body.faults?.map(({ code }) => code)).not.toContain('DEMONSTRATION_VALUE');
    expect((await campaign.officer.get<Campaign>(campaign.path)).body).toMatchObject({ state: 'draft', policyVersion: null, draftVersion: 1 });
  });

  it('opens the campaign, binds the document by its digest and leaves an audit line', async () => {
    const campaign = await draftCampaign(api);
    const { status, body } = await publish(campaign, schoolOfMayors());
    expect({ status, version: body.version }).toEqual({ status: 200, version: 1 });
    expect((await campaign.officer.get<Campaign>(campaign.path)).body).toMatchObject({ state: 'open', policyVersion: 1, draftVersion: null });
    const read = await campaign.officer.get<{ policy: Policy; digest: string; state: string }>(`${campaign.path}/policy`);
    expect(read.body).toMatchObject({ state: 'published', digest: body.digest, policy: schoolOfMayors() });
    expect(body.digest).toBe(createHash('sha256').update(canonicalJson(read.body.policy)).digest('hex'));
    const audit = await api.sql<{ action: string; digest: string; version: number }>(
      `select action, encode(digest, 'hex') as digest, policy_version as version from audit_event where chain = $1 and action = 'policy.published'`, [campaign.id]);
    expect(audit).toEqual([{ action: 'policy.published', digest: body.digest, version: 1 }]);
    const made = await api.sql(`select from candidacy where campaign_id = $1 union all select from nomination_quota where campaign_id = $1`, [campaign.id]);
    expect(made).toEqual([]);
  });

  it('needs two officers; one alone is refused', async () => {
    const campaign = await draftCampaign(api);
    const second = (await api.account({ role: 'officer', campaignId: campaign.id })).api;
    await campaign.officer.put(`${campaign.path}/policy`, schoolOfMayors());
    const publication = `${campaign.path}/policy/publish`;
    expect(await campaign.officer.post(publication, { version: 1 })).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
    expect((await campaign.officer.get<Campaign>(campaign.path)).body).toMatchObject({ state: 'draft', policyVersion: null });
    await second.put(`${campaign.path}/policy`, schoolOfMayors('2')); // who changed it last has proposed it
    expect(await second.post(publication, { version: 1 })).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
    expect(await campaign.officer.post(publication, { version: 1 })).toMatchObject({ status: 200, body: { version: 1 } });
  });

  it('needs one person where the campaign was begun so, and the audit says it', async () => {
    const administrator = await api.administrator();
    const { body } = await administrator.post<Campaign & { secondPerson: boolean }>('/campaigns', { programme: 'school-of-mayors', name: 'Small', secondPerson: false });
    expect(body.secondPerson).toBe(false);
    const officer = (await api.account({ role: 'officer', campaignId: body.id })).api;
    const preset = (await officer.get<{ policy: Policy }>(`/campaigns/${body.id}/policy`)).body.policy;
    await officer.put(`/campaigns/${body.id}/policy`, schoolOfMayors());
    expect((await officer.post(`/campaigns/${body.id}/policy/publish`, { version: 1 })).status).toBe(200);
    const audit = await api.sql<object>(`select action, role, before, after from audit_event where chain = $1 order by tx`, [body.id]);
    expect(audit).toEqual([
      { action: 'campaign.created', role: 'administrator', before: null, after: 'one-person' },
      { action: 'policy.drafted', role: 'officer', before: digestOf(preset), after: digestOf(schoolOfMayors()) },
      { action: 'policy.published', role: 'officer', before: 'draft', after: '1' },
    ]);
  });

  it('happens once to a version', async () => {
    const campaign = await openCampaign(api);
    expect(await campaign.officer.post(`${campaign.path}/policy/publish`, { version: 1 })).toMatchObject({ status: 409, body: { code: 'POLICY_PUBLISHED' } });
    expect(await campaign.officer.post(`${campaign.path}/policy/publish`, { version: 2 })).toMatchObject({ status: 404, body: { code: 'POLICY_ABSENT' } });
    expect(await campaign.officer.post(`${campaign.path}/policy/check`)).toMatchObject({ status: 404 });
  });

  it.each([
    ['the document', `update policy_version set document = '{}' where campaign_id = $1`],
    ['the state', `update policy_version set state = 'draft', published_by = null, published_at = null where campaign_id = $1`],
    ['the whole row', `delete from policy_version where campaign_id = $1`],
  ])('is final: not even by SQL does anybody change %s', async (_, statement) => {
    const campaign = await openCampaign(api);
    await expect(api.sql(statement, [campaign.id])).rejects.toThrow('never changed');
  });
});

describe('a later version', () => {
  const stricter = withStage(schoolOfMayors('2'), 'diagnostics', { minScore: { value: '40', inclusive: true } });

  it('may change thresholds under a new act', async () => {
    const campaign = await openCampaign(api);
    expect(await publish(campaign, stricter)).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await campaign.officer.get<Campaign>(campaign.path)).body).toMatchObject({ state: 'open', policyVersion: 2 });
    expect((await campaign.officer.get<{ version: number }>(`${campaign.path}/policy?version=1`)).body.version).toBe(1);
  });

  it('needs a new approving act', async () => {
    const campaign = await openCampaign(api);
    const { status, body } = await publish(campaign, { ...stricter, approvingAct: schoolOfMayors('1').approvingAct });
    expect({ status, code: body.code, faults: body.faults }).toMatchObject({ status: 422, code: 'POLICY_REFUSED', faults: [{ code: 'NEW_ACT_NEEDED', pointer: '/approvingAct' }] });
  });

  it('may not change by what somebody has been measured already', async () => {
    const campaign = await openCampaign(api);
    const { status, body } = await publish(campaign, withStage(stricter, 'assessment', { total: 'sum' }));
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'CHANGED_AFTER_OPENING' });
    expect(body.faults).toContainEqual(expect.objectContaining({ code: 'CHANGED_AFTER_OPENING', pointer: '/stages/potential/total', params: { from: 'mean', to: 'sum' } }));
    expect((await campaign.officer.get<Campaign>(campaign.path)).body).toMatchObject({ policyVersion: 1, draftVersion: 2 });
  });

  it('sets the nominators\' places, but not below what they have submitted', async () => {
    const campaign = await openCampaign(api, { regions: ['36', '37'] });
    await nominate(campaign, 2);
    const limited = (number: string, limit: number): Policy =>
      withStage(schoolOfMayors(number), 'nomination', { limit: { each: 12, named: [{ nominator: '36', limit }, { nominator: '37', limit: 1 }] } });
    expect(await publish(campaign, limited('2', 1))).toMatchObject({ status: 409, body: { code: 'LIMIT_BELOW_USED', params: { nominators: ['36'] } } });
    expect(await publish(campaign, limited('3', 2))).toMatchObject({ status: 200 });
    const { body } = await campaign.officer.get<{ items: { code: string; places: number; used: number }[] }>(`${campaign.path}/nominators`);
    expect(body.items.map(({ code, places, used }) => [code, places, used]).sort()).toEqual([['36', 2, 2], ['37', 1, 0]]);
  });

  it('has the work of the undecided made anew: batches under way, those computed, and nobody who has moved on', async () => {
    const campaign = await openCampaign(api);
    const [waiting, computed, decided] = await nominate(campaign, 3);
    await api.sql(`update work_batch set state = 'RUNNING' where campaign_id = $1`, [campaign.id]);
    await api.sql(`update work_batch set ids = array_remove(array_remove(ids, $2), $3), size = 1 where campaign_id = $1`, [campaign.id, computed, decided]);
    await api.sql(
      `insert into verdict (candidacy_id, stage, policy_version, campaign_id, nominator_id, batch_id, outcome, measures, reasons, input_hash, row_hash)
       select id, 'tenure', 1, campaign_id, nominator_id, id, 'pass', '{}', '[]', '', '' from candidacy where id = any($1)`, [[computed, decided]]);
    await api.sql(`update candidacy set stage = 'diagnostics' where id = $1`, [decided]);
    expect((await publish(campaign, stricter)).status).toBe(200);
    expect(await api.sql(`select state from work_batch where campaign_id = $1`, [campaign.id])).toEqual([{ state: 'SUPERSEDED' }]);
    const ready = await api.sql<{ id: string; stage: string; kind: string }>(`select unnest(ids) as id, stage, kind from work_ready where campaign_id = $1`, [campaign.id]);
    expect(ready).toHaveLength(2);
    expect(ready).toEqual(expect.arrayContaining([{ id: waiting, stage: 'tenure', kind: 'eligibility' }, { id: computed, stage: 'tenure', kind: 'eligibility' }]));
  });
});

/** Enters and submits `count` people of region 36; gives their candidacies. */
async function nominate(campaign: Awaited<ReturnType<typeof openCampaign>>, count: number): Promise<string[]> {
  const { nominatorId, api: nominator } = campaign.nominators['36']!;
  const items = Array.from({ length: count }, () => nomination(nominatorId));
  const entered = await nominator.post<{ items: { candidacyId: string }[] }>(`${campaign.path}/nominations/bulk`, { items });
  const ids = entered.body.items.map(({ candidacyId }) => candidacyId);
  expect(await nominator.post(`${campaign.path}/nominations/submit`, { nominatorId, candidacyIds: ids })).toMatchObject({ status: 201 });
  return ids;
}
