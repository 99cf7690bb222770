import type { Quotas } from '../../../src/campaign/domain/policy';
import { type AsAccount, TestApi } from '../../support/app';
import { schoolOfMayors, withStage } from '../../support/campaign-story';
import { Seed, type SeededCampaign } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

interface Proposal {
  readonly seats: number;
  readonly units: readonly { readonly key: string; readonly nominees: number; readonly seats: number }[];
  readonly quotas: Quotas;
}

describe('a proposal of quotas', () => {
  let api: TestApi;
  let db: TestDatabase;
  let campaign: SeededCampaign;
  let officer: AsAccount;
  let at: string;

  beforeAll(async () => {
    api = await TestApi.start();
    db = await openTestDatabase();
    const seed = new Seed(db.source);
    campaign = await seed.campaign();
    await seed.candidacies({ campaign, stage: 'tenure', count: 6, region: '36' });
    await seed.candidacies({ campaign, stage: 'ranking', count: 3, region: '77', category: 'deputy-head' });
    await seed.candidacies({ campaign, stage: 'tenure', status: 'withdrawn', count: 5, region: '77' });
    await seed.candidacies({ campaign, stage: 'nomination', count: 7, region: '78' }); // not submitted
    officer = (await api.account({ role: 'officer', campaignId: campaign.id })).api;
    at = `/campaigns/${campaign.id}/stages/ranking/quota-proposal`;
  });
  afterAll(async () => {
    await db.close();
    await api.close();
  });

  const propose = async (body: object): Promise<Proposal> => (await officer.post<Proposal>(at, body)).body;

  it('goes by whoever is submitted and has not left, with the policy\'s other quotas kept', async () => {
    const { units, quotas } = await propose({ family: 'territories', seats: 3 });
    expect(units.map(({ key, nominees, seats }) => [key, nominees, seats])).toEqual([['36', 6, 2], ['77', 3, 1]]);
    expect(quotas.territories?.named).toEqual([{ code: '36', bounds: { min: 2, max: 2 } }, { code: '77', bounds: { min: 1, max: 1 } }]);
    expect(quotas.categories).toHaveLength(4);
    expect((await propose({ family: 'categories', seats: 4, as: 'floors' })).quotas.categories).toEqual([
      { category: 'deputy-head', bounds: { min: 1 } }, { category: 'head', bounds: { min: 3 } }, { category: 'organisation', bounds: { min: 0 } }, { category: 'regional-body', bounds: { min: 0 } },
    ]);
  });

  it('takes weights of the caller\'s, a method and a cap', async () => {
    const weights = [{ key: '36', weight: 1 }, { key: '77', weight: 9 }];
    expect((await propose({ family: 'territories', seats: 4, weights })).units.map(({ seats }) => seats)).toEqual([1, 3]);
    expect((await propose({ family: 'territories', seats: 4, weights, cap: 2, method: 'dhondt' })).units.map(({ seats }) => seats)).toEqual([2, 2]);
  });

  it('can be put into a draft, which the service then checks like any other', async () => {
    const { quotas } = await propose({ family: 'categories', seats: 9, as: 'floors' });
    const draft = withStage(schoolOfMayors('2'), 'ranking', { quotas: { ...quotas, seats: 161 } });
    const saved = await officer.put<{ version: number; faults: object[] }>(`/campaigns/${campaign.id}/policy`, draft);
    expect([saved.status, saved.body.faults.filter((fault) => JSON.stringify(fault).includes('/quotas/categories') && !JSON.stringify(fault).includes('DEMONSTRATION'))]).toEqual([200, []]);
  });

  it('says why seats cannot be dealt so', async () => {
    expect(await officer.post(at, { family: 'territories' })).toMatchObject({ status: 422, body: { code: 'PROPOSAL_REFUSED', faults: [{ code: 'SUM_CAPS_LT_SEATS' }] } }); // nine nominees for 161 seats
    expect(await officer.post(at, { family: 'groups', seats: 2, weights: [{ key: 'moon', weight: 1 }] })).toMatchObject({ status: 422, body: { faults: [{ pointer: '/weights/0/key', code: 'QUOTA_UNKNOWN' }] } });
    expect((await (await api.account({ role: 'auditor', campaignId: campaign.id })).api.post(at, { family: 'groups' })).status).toBe(403);
  });
});
