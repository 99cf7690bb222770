import { TestApi } from '../../support/app';
import { draftCampaign, schoolOfMayors } from '../../support/campaign-story';
let api: TestApi;
beforeAll(async () => { api = await TestApi.start(); });
afterAll(() => api.close());
it('smoke', async () => {
  const c = await draftCampaign(api);
  console.log(JSON.stringify((await c.officer.put(`${c.path}/policy`, schoolOfMayors())).body).slice(0, 500));
  console.log((await c.officer.post(`${c.path}/policy/publish`, {version:1})).body);
});
