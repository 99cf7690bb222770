import { DataSource } from 'typeorm';
import { TestApi } from '../../support/app';
import { openCampaign, schoolOfMayors } from '../../support/campaign-story';
import { Seed } from '../../support/seed';

const NAME = 'Прочитаннова';

describe('a reading of personal data', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.close());

  async function story(): Promise<{ officerId: string; candidacyId: string; campaignId: string; read: (id: string, requestId?: string) => Promise<{ status: number; body: unknown }> }> {
    const campaign = await openCampaign(api);
    const { id, api: officer } = await api.account({ role: 'officer', campaignId: campaign.id }, { role: 'auditor', campaignId: campaign.id });
    const [candidacy] = await new Seed(api.app.get(DataSource)).candidacies({ campaign: { id: campaign.id, policy: schoolOfMayors(), policyVersion: 1 }, stage: 'tenure', nominatorId: campaign.nominators['36']!.nominatorId, familyName: NAME });
    return {
      officerId: id, candidacyId: candidacy!.id, campaignId: campaign.id,
      read: (candidacyId, requestId = 'mine-1') => officer.get(`${campaign.path}/candidacies/${candidacyId}`, { headers: { 'x-request-id': requestId } }),
    };
  }
  const events = (campaignId: string): Promise<object[]> =>
    api.sql<object>(`select e.action, e.actor, e.role, e.subject, e.request, s.seq is not null as sealed from audit_event e left join audit_seal s using (tx) where e.chain = $1 and e.action = 'candidacy.read' order by e.tx`, [campaignId]);

  it('is an event: who, in which capacity, whose data, by which request', async () => {
    const { officerId, candidacyId, campaignId, read } = await story();
    expect((await read(candidacyId)).status).toBe(200);
    expect(await events(campaignId)).toEqual([{ action: 'candidacy.read', actor: officerId, role: 'auditor+officer', subject: candidacyId, request: 'mine-1', sealed: true }]);
  });

  it('of somebody who is not there is none', async () => {
    const [here, elsewhere] = [await story(), await story()];
    expect((await here.read(elsewhere.candidacyId)).status).toBe(404);
    expect(await events(here.campaignId)).toEqual([]);
    expect(await events(elsewhere.campaignId)).toEqual([]);
  });

  it('that cannot be recorded gives nothing', async () => {
    const { candidacyId, campaignId, read } = await story();
    await api.sql(`alter table audit_event add constraint nothing_is_read_here check (request is distinct from 'not-recorded')`);
    const { status, body } = await read(candidacyId, 'not-recorded');
    await api.sql(`alter table audit_event drop constraint nothing_is_read_here`);
    expect(status).toBe(409);
    expect(JSON.stringify(body)).not.toContain(NAME);
    expect(await events(campaignId)).toEqual([]);
  });
});
