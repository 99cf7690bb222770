import { DataSource } from 'typeorm';
import type { NomineeRow } from '../../src/nomination/nomination.repository';
import type { Page } from '../../src/platform/http/page-query';
import type { TestApi } from '../support/app';
import { nomination, openCampaign, type OpenCampaign, type Refusal } from '../support/campaign-story';
import { confirmShown, secondOfficer, startComputingApi, untilComputed } from '../support/computing-api';
import { Seed } from '../support/seed';

interface Entered {
  readonly items: readonly { readonly candidacyId: string; readonly number: string }[];
}

/** Ten months in office before the reference date, of the 24 asked for. */
const SHORT = { employment: [{ startedOn: '2025-05-01', endedOn: null, title: 'Глава', organisation: 'Администрация', postCategory: 'municipal-office', municipality: '20701000', region: '36' }] };

let api: TestApi;
let campaign: OpenCampaign;

beforeAll(async () => {
  api = await startComputingApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  campaign = await openCampaign(api, { regions: ['36', '48'] });
});

const clerk = (region = '36'): OpenCampaign['nominators'][string] => campaign.nominators[region]!;
const enter = async (region: string, changes: readonly Record<string, unknown>[]): Promise<Entered['items']> =>
  (await clerk(region).api.post<Entered>(`${campaign.path}/nominations/bulk`, { items: changes.map((change) => nomination(clerk(region).nominatorId, change)) })).body.items;
const submit = (region: string, candidacyIds: readonly string[], nominatorId = clerk(region).nominatorId) =>
  clerk(region).api.post<Refusal & { submitted: number }>(`${campaign.path}/nominations/submit`, { nominatorId, candidacyIds });
const list = async (region = '36'): Promise<readonly NomineeRow[]> => (await clerk(region).api.get<Page<NomineeRow>>(`${campaign.path}/nominations`)).body.items;
const standings = async (): Promise<string[]> => (await list()).map(({ number, stage, status }) => `${number} ${stage} ${status}`);

describe('the clerk of a region', () => {
  it('enters people, submits them and learns what was decided once it is published', async () => {
    const people = await enter('36', [{}, SHORT]);
    expect(await standings()).toEqual(['36-0001 nomination open', '36-0002 nomination open']);
    expect(await submit('36', people.map(({ candidacyId }) => candidacyId))).toMatchObject({ status: 201, body: { submitted: 2, incomplete: [] } });
    expect(await standings()).toEqual(['36-0001 tenure open', '36-0002 tenure open']);

    await untilComputed(campaign, 'tenure', 2);
    const decision = await confirmShown(campaign, 'tenure');
    expect(decision).toMatchObject({ status: 201, body: { lines: 2 } });
    expect(await standings()).toEqual(['36-0001 tenure open', '36-0002 tenure open']);

    const published = await (await secondOfficer(api, campaign)).post(`${campaign.path}/decisions/${decision.body.id}/publish`);
    expect(published.status).toBe(200);
    expect(await standings()).toEqual(['36-0001 diagnostics open', '36-0002 tenure rejected']);
  });

  it('sees before publication, to the letter, what he saw before the decision', async () => {
    const people = await enter('36', [{}, SHORT]);
    await submit('36', people.map(({ candidacyId }) => candidacyId));
    const before = await list();
    await untilComputed(campaign, 'tenure', 2);
    expect(await list()).toEqual(before);
    await confirmShown(campaign, 'tenure');
    expect(await list()).toEqual(before);
    expect(Object.keys(before[0]!).sort()).toEqual(['candidacyId', 'category', 'name', 'nominatorId', 'number', 'stage', 'status', 'underReview']);
  });

  it('finds people of another region absent wherever he names them', async () => {
    const [own] = await enter('36', [{}]);
    const [foreign] = await enter('48', [{}]);
    expect((await list()).map(({ number }) => number)).toEqual(['36-0001']);
    expect(await submit('36', [foreign!.candidacyId])).toMatchObject({ status: 404, body: { code: 'CANDIDACY_ABSENT' } });
    expect(await submit('36', [foreign!.candidacyId], clerk('48').nominatorId)).toMatchObject({ status: 404, body: { code: 'NOMINATOR_ABSENT' } });
    expect(await submit('36', [own!.candidacyId, foreign!.candidacyId])).toMatchObject({ status: 404, body: { code: 'CANDIDACY_ABSENT' } });
    expect((await list('48')).map(({ stage }) => stage)).toEqual(['nomination']);
    expect(await clerk().api.post(`${campaign.path}/nominations`, nomination(clerk('48').nominatorId))).toMatchObject({ status: 404, body: { code: 'NOMINATOR_ABSENT' } });
  });

  it('answers offers for his own people only', async () => {
    const seed = new Seed(api.app.get(DataSource));
    const seeded = { id: campaign.id, policy: (await campaign.officer.get<{ policy: never }>(`${campaign.path}/policy`)).body.policy, policyVersion: 1 };
    const [own] = await seed.candidacies({ campaign: seeded, stage: 'enrolment', region: '36', nominatorId: clerk().nominatorId });
    const [foreign] = await seed.candidacies({ campaign: seeded, stage: 'enrolment', region: '48', nominatorId: clerk('48').nominatorId });
    const answer = (candidacyId: string) => clerk().api.post(`${campaign.path}/stages/enrolment/answers`, { candidacyId, answer: 'accept', channel: 'letter' });
    expect(await answer(own!.id)).toMatchObject({ status: 409, body: { code: 'SEAT_NOT_OFFERED' } });
    expect(await answer(foreign!.id)).toMatchObject({ status: 404, body: { code: 'CANDIDACY_ABSENT' } });
  });

  it('may not look behind the curtain', async () => {
    const [person] = await enter('36', [{}]);
    await submit('36', [person!.candidacyId]);
    const closed = ['candidacies', `candidacies/${person!.candidacyId}`, 'stages', 'funnel', 'decisions', 'orders', 'policy', 'stages/tenure/preview', 'stages/diagnostics/results', 'stages/potential/panels', 'stages/potential/sheets'];
    const answers = await Promise.all(closed.map(async (path) => [path, (await clerk().api.get(`${campaign.path}/${path}`)).status]));
    expect(answers).toEqual(closed.map((path) => [path, 403]));
  });
});
