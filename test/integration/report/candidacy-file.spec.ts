import { TestApi } from '../../support/app';
import { nomination, openCampaign, type OpenCampaign } from '../../support/campaign-story';

interface File {
  readonly verdicts: readonly { readonly stage: string; readonly reasons: readonly { readonly code: string; readonly text?: string }[] }[];
  readonly history: readonly { readonly event: string; readonly reason: string | null; readonly text?: string }[];
}

describe('the file of a candidacy', () => {
  let api: TestApi;
  let campaign: OpenCampaign;
  let path: string;

  beforeAll(async () => {
    api = await TestApi.start();
    campaign = await openCampaign(api);
    const { nominatorId, api: clerk } = campaign.nominators['36']!;
    const { body: { items: [entered] } } = await clerk.post<{ items: [{ candidacyId: string }] }>(`${campaign.path}/nominations`, nomination(nominatorId));
    const { candidacyId } = entered;
    await clerk.post(`${campaign.path}/nominations/submit`, { nominatorId, candidacyIds: [candidacyId] });
    await campaign.officer.post(`${campaign.path}/exits`, { items: [{ candidacyId, event: 'withdraw', reason: 'OWN_WISH' }] });
    path = `${campaign.path}/candidacies/${candidacyId}`;
  });
  afterAll(() => api.close());

  const left = async (query: string): Promise<object | undefined> => (await campaign.officer.get<File>(path + query)).body.history.at(-1);

  it('gives codes, and with a language their sentences', async () => {
    expect(await left('')).toEqual(expect.not.objectContaining({ text: expect.anything() }));
    expect(await left('')).toMatchObject({ event: 'withdraw', reason: 'OWN_WISH' });
    expect(await left('?explain=ru')).toMatchObject({ reason: 'OWN_WISH', text: 'По\u00a0собственному желанию.' });
    expect(await left('?explain=en')).toMatchObject({ reason: 'OWN_WISH', text: 'Of the candidate’s own wish.' });
  });

  it('knows two languages', async () => {
    expect(await campaign.officer.get(`${path}?explain=fr`)).toMatchObject({ status: 400, body: { faults: [{ pointer: '/explain', code: 'IS_ONE_OF' }] } });
  });
});
