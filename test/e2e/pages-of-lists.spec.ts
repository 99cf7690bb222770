import { TestApi } from '../support/app';
import { openCampaign } from '../support/campaign-story';

describe('lists in the order of creation', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.close());

  it('of sessions and of interests go on where the page before ended', async () => {
    const campaign = await openCampaign(api);
    const sessions = `${campaign.path}/stages/diagnostics/sessions`;
    for (const capacity of [1, 2, 3]) await campaign.officer.post(sessions, { startsAt: '2026-04-25T10:00:00+03:00', place: null, capacity });
    const { id } = await api.account({ role: 'assessor', campaignId: campaign.id });
    const interests = `${campaign.path}/interests`;
    const items = ['7707083893', '5003052454', '7710140679'].map((organisationInn) => ({ assessorId: id, kind: 'leads-competitor', organisationInn }));
    expect(await campaign.officer.post(`${interests}/bulk`, { items })).toMatchObject({ status: 201 });
    for (const list of [sessions, interests]) {
      const first = (await campaign.officer.get<{ items: { id: string }[]; next: string }>(`${list}?limit=2`)).body;
      const second = await campaign.officer.get<{ items: { id: string }[]; next: null }>(`${list}?limit=2&after=${first.next}`);
      expect([list, second.status, second.body.next, new Set([...first.items, ...second.body.items].map((one) => one.id)).size]).toEqual([list, 200, null, 3]);
    }
  });
});
