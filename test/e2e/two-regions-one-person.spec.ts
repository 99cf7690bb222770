import { DataSource } from 'typeorm';
import type { DuplicateRow } from '../../src/applicant/duplicate.repository';
import type { NomineeRow } from '../../src/nomination/nomination.repository';
import type { Page } from '../../src/platform/http/page-query';
import { type Answer, TestApi } from '../support/app';
import { freshName as someone, freshSnils, nomination, openCampaign, type OpenCampaign, type Refusal } from '../support/campaign-story';

interface Entered {
  readonly items: readonly { readonly candidacyId: string; readonly number: string }[];
}
type Entry = Answer<Entered & Refusal>;

let api: TestApi;
let campaign: OpenCampaign;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());
beforeEach(async () => {
  campaign = await openCampaign(api, { regions: ['36', '48'] });
});

const clerk = (region: string, of = campaign): OpenCampaign['nominators'][string] => of.nominators[region]!;
const enter = (region: string, person: Readonly<Record<string, unknown>>, of = campaign): Promise<Entry> =>
  clerk(region, of).api.post<Entered & Refusal>(`${of.path}/nominations`, nomination(clerk(region, of).nominatorId, {}, person));
const idOf = ({ body }: Entry): string => body.items[0]!.candidacyId;
const listOf = async (region: string): Promise<readonly NomineeRow[]> => (await clerk(region).api.get<Page<NomineeRow>>(`${campaign.path}/nominations`)).body.items;
const viewOf = async (region: string): Promise<unknown[]> => (await listOf(region)).map(({ number, name, status, underReview }) => [number, name, status, underReview]);
const submit = (region: string, candidacyIds: readonly string[]) => clerk(region).api.post<Refusal>(`${campaign.path}/nominations/submit`, { nominatorId: clerk(region).nominatorId, candidacyIds });
const sets = async (state = 'open', of = campaign): Promise<readonly DuplicateRow[]> => (await of.officer.get<Page<DuplicateRow>>(`${of.path}/duplicates?state=${state}`)).body.items;
const resolve = (id: string, body: object) => campaign.officer.post<DuplicateRow & Refusal>(`${campaign.path}/duplicates/${id}/resolve`, { reason: 'DUPLICATE_NOMINATION', ...body });
const faultsOf = ({ body }: Answer<Refusal>): unknown => body.faults?.map(({ code }) => code);

describe('one person of two regions', () => {
  it('is found by СНИЛС; each region sees its own side only, an officer both, and one goes on', async () => {
    const [snils, family] = [freshSnils(), someone()];
    const first = await enter('36', { snils, familyName: family, givenName: 'Алёна', patronymic: 'Петровна' });
    const second = await enter('48', { snils, familyName: `Замужняя-${family}`, givenName: 'Алена' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await viewOf('36')).toEqual([['36-0001', `${family} Алёна Петровна`, 'open', true]]);
    expect(await viewOf('48')).toEqual([['48-0001', `Замужняя-${family} Алена`, 'open', true]]);
    expect(JSON.stringify([second.body, await listOf('48')])).not.toMatch(/\b36-|Петровна/);

    const refused = await submit('48', [idOf(second)]);
    expect({ status: refused.status, found: faultsOf(refused) }).toEqual({ status: 422, found: expect.arrayContaining(['NOMINEE_UNDER_REVIEW']) });
    expect(JSON.stringify(refused.body)).not.toMatch(/\b36-|Петровна/);

    const [set] = await sets();
    expect(set).toMatchObject({ foundBy: 'snils', state: 'open', members: [{ number: '36-0001', nominator: 'Region 36' }, { number: '48-0001', nominator: 'Region 48' }] });
    expect(faultsOf(await resolve(set!.id, { outcome: 'different-people' }))).toEqual(['DUPLICATE_SNILS_SAME']);
    expect(faultsOf(await resolve(set!.id, { outcome: 'same-person' }))).toEqual(['DUPLICATE_ONE_MAY_REMAIN']);
    const resolved = await resolve(set!.id, { outcome: 'same-person', withdraw: [idOf(second)] });
    expect(resolved).toMatchObject({ status: 200, body: { state: 'same-person', reason: 'DUPLICATE_NOMINATION', resolvedBy: expect.any(String) } });
    expect(await resolve(set!.id, { outcome: 'withdrawn', withdraw: [idOf(first)] })).toMatchObject({ status: 409, body: { code: 'DUPLICATE_RESOLVED' } });

    expect(await viewOf('36')).toEqual([['36-0001', `${family} Алёна Петровна`, 'open', false]]);
    expect(await viewOf('48')).toEqual([['48-0001', `Замужняя-${family} Алена`, 'withdrawn', false]]);
    expect(await submit('36', [idOf(first)])).toMatchObject({ status: 201 });
  });

  it('is found by name and birth date, whatever the spelling, and let go on as two', async () => {
    const family = someone();
    await enter('36', { familyName: family, givenName: 'Алёна Мария' });
    await enter('48', { familyName: family.toUpperCase(), givenName: 'алена-мария', patronymic: 'Ивановна' });
    const [set] = await sets();
    expect(set).toMatchObject({ foundBy: 'name' });
    expect(await resolve(set!.id, { outcome: 'different-people' })).toMatchObject({ status: 200, body: { state: 'different-people' } });
    expect([await viewOf('36'), await viewOf('48')]).toMatchObject([[[expect.anything(), expect.anything(), 'open', false]], [[expect.anything(), expect.anything(), 'open', false]]]);
    expect(await sets()).toEqual([]);
  });

  it('is not somebody else: another birth date, another patronymic, each with a СНИЛС, one who has withdrawn', async () => {
    const family = someone();
    const before = await enter('36', { familyName: family, snils: freshSnils(), patronymic: 'Петровна' });
    await enter('48', { familyName: family, birthDate: '1980-05-21' });
    await enter('48', { familyName: family, patronymic: 'Ивановна' });
    await enter('48', { familyName: family, patronymic: 'Петровна', snils: freshSnils() });
    expect(await sets()).toEqual([]);
    expect(await clerk('36').api.post(`${campaign.path}/nominations/exits`, { items: [{ candidacyId: idOf(before), reason: 'REPLACED_BY_NOMINATOR' }] })).toMatchObject({ status: 201 });
    await enter('48', { familyName: family, patronymic: 'Петровна' });
    expect(await sets()).toEqual([]);
  });

  it('of an earlier campaign is recognised, hinders nobody, and once said to be the same is one row', async () => {
    const [family, earlier] = [someone(), await openCampaign(api, { regions: ['48'] })];
    await enter('48', { familyName: family, snils: freshSnils() }, earlier);
    const now = await enter('36', { familyName: family });
    expect(await viewOf('36')).toMatchObject([['36-0001', expect.anything(), 'open', false]]);
    const [set] = await sets();
    expect(set!.members.map(({ candidacyId, nominator }) => [candidacyId, nominator])).toEqual([[null, null], [idOf(now), 'Region 36']]);
    expect(await resolve(set!.id, { outcome: 'same-person' })).toMatchObject({ status: 200 });
    const persons = await api.sql<{ persons: number }>(`select count(distinct m.person_id)::int as persons from member m join person p on p.id = m.person_id where p.family_name = $1`, [family]);
    expect(persons).toEqual([{ persons: 1 }]);
  });

  it('is found when both regions enter at the same moment, known before or not', async () => {
    const earlier = await openCampaign(api, { regions: ['36'] });
    const people = Array.from({ length: 40 }, () => ({ familyName: someone(), snils: freshSnils() }));
    const send = (region: string, list: readonly object[], of = campaign) =>
      clerk(region, of).api.post(`${of.path}/nominations/bulk`, { items: list.map((person) => nomination(clerk(region, of).nominatorId, {}, { ...person })) });
    await send('36', people.slice(0, 30), earlier);
    const gate = api.app.get(DataSource).createQueryRunner(); // both stand before their commits at the same time
    await gate.startTransaction();
    await gate.query(`select pg_advisory_xact_lock(hashtextextended($1, 5))`, [campaign.id]);
    const sent = Promise.all([send('36', people), send('48', people.toReversed())]);
    while ((await api.sql(`select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`)).length < 2);
    await gate.rollbackTransaction();
    await gate.release();
    const answers = await sent;
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await sets()).toHaveLength(people.length);
  });

  it('put forward by three is one set, of which one remains', async () => {
    campaign = await openCampaign(api, { regions: ['36', '48', '50'] });
    const person = { familyName: someone(), snils: freshSnils() };
    const entries = [await enter('36', person), await enter('48', person), await enter('50', person)].map(idOf);
    const [set, ...others] = await sets();
    expect([set!.members.length, others]).toEqual([3, []]);
    expect(await resolve(set!.id, { outcome: 'withdrawn', withdraw: entries.slice(0, 2) })).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect([await viewOf('36'), await viewOf('48'), await viewOf('50')].map((view) => (view[0] as unknown[])[2])).toEqual(['withdrawn', 'withdrawn', 'open']);
  });

  it('is an officer’s business and of his campaign', async () => {
    const person = { familyName: someone(), snils: freshSnils() };
    await enter('36', person);
    await enter('48', person);
    const [set] = await sets();
    expect((await clerk('36').api.get(`${campaign.path}/duplicates`)).status).toBe(403);
    const other = await openCampaign(api);
    expect((await other.officer.get(`${campaign.path}/duplicates`)).status).toBe(404);
    expect(await other.officer.post(`${other.path}/duplicates/${set!.id}/resolve`, { outcome: 'same-person', reason: 'DUPLICATE_NOMINATION' })).toMatchObject({ status: 404, body: { code: 'DUPLICATE_ABSENT' } });
  });
});

describe('a nominator', () => {
  it('records who of his own withdraws, at any stage, and nobody else’s', async () => {
    const own = idOf(await enter('36', { familyName: someone() }));
    const foreign = idOf(await enter('48', { familyName: someone() }));
    const exits = (ids: readonly string[]) => clerk('36').api.post<Refusal>(`${campaign.path}/nominations/exits`, { items: ids.map((candidacyId) => ({ candidacyId, reason: 'OWN_WISH' })) });
    expect(await exits([own, foreign])).toMatchObject({ status: 404, body: { code: 'CANDIDACY_ABSENT' } });
    expect(await viewOf('36')).toMatchObject([[expect.anything(), expect.anything(), 'open', false]]);
    expect(await exits([own])).toMatchObject({ status: 201 });
    expect(await viewOf('36')).toMatchObject([[expect.anything(), expect.anything(), 'withdrawn', false]]);
    expect(await exits([own])).toMatchObject({ status: 409, body: { code: 'EXIT_BY_OFFICER', params: { number: '36-0001' } } });
    const [line] = await api.sql<{ reason: string; decided_by: string }>(`select h.reason, b.decided_by from history h join decision_batch b on b.id = h.batch_id where h.candidacy_id = $1`, [own]);
    expect(line).toEqual({ reason: 'OWN_WISH', decided_by: clerk('36').id });
  });
});
