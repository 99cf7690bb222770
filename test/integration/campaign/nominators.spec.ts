import { newId } from '../../../src/platform/new-id';
import { TestApi } from '../../support/app';
import { draftCampaign, openCampaign, type Refusal, schoolOfMayors, withStage } from '../../support/campaign-story';

interface Items {
  readonly items: readonly { readonly id: string; readonly code: string; readonly title: string; readonly places: number | null; readonly used: number }[];
}

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

describe('registration of nominators', () => {
  it('is repeated without effect: kind and code name one nominator', async () => {
    const administrator = await api.administrator();
    const items = [{ kind: 'region', code: '01', title: 'Адыгея', region: '01' }, { kind: 'organiser', code: newId(), title: 'Организатор' }];
    const first = await administrator.post<Items>('/nominators/bulk', { items });
    const again = await administrator.post<Items>('/nominators/bulk', { items: [...items].reverse() });
    expect(first.status).toBe(201);
    expect(again.body.items.map(({ id }) => id)).toEqual(first.body.items.map(({ id }) => id).reverse());
  });

  it('refuses unknown, missing and contradicting regions, each at its place', async () => {
    const administrator = await api.administrator();
    const { status, body } = await administrator.post<Refusal>('/nominators/bulk', {
      items: [{ kind: 'region', code: '02', title: 'x', region: '02' }, { kind: 'region', code: '03', title: 'x' }, { kind: 'region', code: '00', title: 'x', region: '00' }],
    });
    expect({ status, code: body.code, faults: body.faults?.map(({ pointer, code }) => [pointer, code]) }).toEqual({
      status: 422, code: 'NOMINATORS_REFUSED', faults: [['/items/1/region', 'REGION_MISSING'], ['/items/2/region', 'REGION_UNKNOWN']],
    });
    await administrator.post('/nominators/bulk', { items: [{ kind: 'region', code: '04', title: 'x', region: '04' }] });
    const other = await administrator.post<Refusal>('/nominators/bulk', { items: [{ kind: 'region', code: '04', title: 'x', region: '05' }] });
    expect(other.body.faults?.map(({ pointer, code }) => [pointer, code])).toEqual([['/items/0/region', 'REGISTERED_OTHERWISE']]);
  });

  it('is the administrator\'s', async () => {
    const { officer } = await draftCampaign(api);
    expect((await officer.post('/nominators/bulk', { items: [{ kind: 'organiser', code: 'x', title: 'x' }] })).status).toBe(403);
  });
});

describe('taking part in a campaign', () => {
  it('gives the places of the policy: each, and those named by code', async () => {
    const policy = withStage(schoolOfMayors(), 'nomination', { limit: { each: 7, named: [{ nominator: '77', limit: 20 }] } });
    const campaign = await openCampaign(api, { policy, regions: ['36', '77'] });
    const { body } = await campaign.officer.get<Items>(`${campaign.path}/nominators`);
    expect(body.items.map(({ code, places, used }) => ({ code, places, used })).sort((a, b) => (a.code < b.code ? -1 : 1))).toEqual([
      { code: '36', places: 7, used: 0 }, { code: '77', places: 20, used: 0 },
    ]);
  });

  it('has no limit where the policy has none', async () => {
    const campaign = await openCampaign(api, { policy: withStage(schoolOfMayors(), 'nomination', { limit: undefined }) });
    const { body } = await campaign.officer.get<Items>(`${campaign.path}/nominators`);
    expect(body.items.map(({ places }) => places)).toEqual([null]);
  });

  it('is refused to who is unknown or of another kind, each at its place', async () => {
    const campaign = await openCampaign(api);
    const organiser = await campaign.administrator.post<Items>('/nominators/bulk', { items: [{ kind: 'organiser', code: newId(), title: 'x' }] });
    const { status, body } = await campaign.officer.post<Refusal>(`${campaign.path}/nominators/bulk`, {
      items: [{ nominatorId: campaign.nominators['36']!.nominatorId }, { nominatorId: newId() }, { nominatorId: organiser.body.items[0]!.id }],
    });
    expect({ status, faults: body.faults?.map(({ pointer, code }) => [pointer, code]) }).toEqual({
      status: 422, faults: [['/items/1/nominatorId', 'NOMINATOR_ABSENT'], ['/items/2/nominatorId', 'NOMINATOR_KIND_NOT_ALLOWED']],
    });
  });

  it('waits until the campaign is open', async () => {
    const campaign = await draftCampaign(api);
    expect(await campaign.officer.get(`${campaign.path}/nominators`)).toMatchObject({ status: 409, body: { code: 'CAMPAIGN_NOT_OPEN' } });
  });
});
