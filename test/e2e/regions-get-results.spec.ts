import { DataSource } from 'typeorm';
import { unzipSync } from 'fflate';
import { openCampaign, type OpenCampaign, schoolOfMayors } from '../support/campaign-story';
import { confirmShown, secondOfficer, startComputingApi } from '../support/computing-api';
import type { AsAccount, TestApi } from '../support/app';
import { Seed, type SeededCampaign, type SeededCandidacy } from '../support/seed';
import { recordsOfXlsx } from '../support/xlsx-cells';

const textOf = (docx: Uint8Array): string => Buffer.from(unzipSync(docx)['word/document.xml']!).toString('utf8').replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ');

describe('the results of a campaign', () => {
  let api: TestApi;
  let campaign: OpenCampaign;
  let second: AsAccount;
  let voronezh: SeededCandidacy[];

  beforeAll(async () => {
    api = await startComputingApi();
    const policy = schoolOfMayors();
    campaign = await openCampaign(api, { policy, regions: ['36', '48'] });
    second = await secondOfficer(api, campaign);
    const seed = new Seed(api.app.get(DataSource));
    const seeded: SeededCampaign = { id: campaign.id, policy, policyVersion: 1 };
    const inRegion = (region: string, stage: string, count: number): Promise<SeededCandidacy[]> => seed.candidacies({ campaign: seeded, stage, region, count, nominatorId: campaign.nominators[region]!.nominatorId });
    voronezh = [...(await inRegion('36', 'tenure', 1)), ...(await inRegion('36', 'diagnostics', 2))];
    await inRegion('48', 'diagnostics', 1);
    await api.sql(`update nominator set title = '=1+1' where id = $1`, [campaign.nominators['36']!.nominatorId]);
    await seed.verdicts(seeded, 'tenure', [{ candidacyId: voronezh[0]!.id, outcome: 'fail', reasons: [{ code: 'CITIZENSHIP_OTHER', params: { have: 'KZ', allowed: ['RU'], decisive: true, state: 'not-met', criterion: 'citizenship' } }] }]);
    await seed.verdicts(seeded, 'diagnostics', [{ candidacyId: voronezh[1]!.id, outcome: 'fail', score: 123_456, reasons: [{ code: 'SCORE_BELOW_THRESHOLD', params: { score: '12.3456' } }] }]);
  });
  afterAll(() => api.close());

  const paper = async (by: AsAccount, region: string): Promise<string> => textOf(await by.bytes(`${campaign.path}/handover?nominatorId=${campaign.nominators[region]!.nominatorId}&format=docx`));
  const publish = async (stage: string): Promise<void> => {
    const { body } = await confirmShown(campaign, stage);
    expect((await second.post(`${campaign.path}/decisions/${body.id}/publish`)).status).toBe(200);
  };

  it('say nothing that is not published, then who left where and why, and of diagnostics only that it was not passed', async () => {
    const clerk = campaign.nominators['36']!.api;
    const before = await paper(clerk, '36');
    await confirmShown(campaign, 'tenure');
    expect(await paper(clerk, '36')).toBe(before);
    expect(await paper(campaign.officer, '36')).toBe(before);

    const [batch] = (await campaign.officer.get<{ items: { id: string }[] }>(`${campaign.path}/decisions`)).body.items.slice(-1);
    expect((await second.post(`${campaign.path}/decisions/${batch!.id}/publish`)).status).toBe(200);
    await publish('diagnostics');
    const after = await paper(clerk, '36');
    expect(after).toMatch(/Выбыли .*36-0001 .*Не прошёл\. .*гражданств/i);
    expect(after).toMatch(/36-0002 .*Личностно-профессиональная диагностика.* Не прошёл\./);
    expect(after).not.toMatch(/12[.,]34|балл|порог/i);
    expect(after).not.toContain('48-0001');
    expect(after).toContain('Выдвинуто 3');
  });

  it('are handed to nobody else, and all at once to an officer', async () => {
    const foreign = `${campaign.path}/handover?nominatorId=${campaign.nominators['48']!.nominatorId}`;
    expect(await campaign.nominators['36']!.api.get(foreign)).toMatchObject({ status: 404, body: { code: 'NOMINATOR_ABSENT' } });
    expect(await campaign.nominators['36']!.api.get(`${campaign.path}/handovers`)).toMatchObject({ status: 403 });
    const zip = unzipSync(await campaign.officer.bytes(`${campaign.path}/handovers?format=docx`));
    expect(Object.keys(zip)).toEqual(['36.docx', '48.docx']);
    expect(textOf(zip['48.docx']!)).not.toContain('36-000');
    expect(Buffer.compare(Buffer.from(zip['36.docx']!), await campaign.officer.bytes(`${campaign.path}/handover?nominatorId=${campaign.nominators['36']!.nominatorId}&format=docx`))).toBe(0);
  });

  it('are an officer’s registers: who did not pass, where and why in words; taking one is recorded', async () => {
    const bytes = await campaign.officer.bytes(`${campaign.path}/register?of=not-admitted`);
    const [tenure, diagnostics, ...more] = recordsOfXlsx(bytes);
    expect(more).toEqual([]);
    expect(tenure).toMatchObject({ Номер: '36-0001', Итог: 'не\u00a0прошёл', Этап: 'Стаж и формальные требования', 'Субъект Российской Федерации': 'Воронежская область', 'Кто выдвинул': "'=1+1", Причина: expect.stringMatching(/гражданств/i) as string, 'Решение опубликовано': expect.stringMatching(/^\d\d\.\d\d\.20\d\d$/) as string });
    expect(diagnostics).toMatchObject({ Номер: '36-0002', Этап: 'Личностно-профессиональная диагностика (ЛПД)', Причина: 'Этап не\u00a0пройден.' });
    expect(JSON.stringify(diagnostics)).not.toMatch(/12[.,]34|балл|порог/i);
    expect((await campaign.officer.bytes(`${campaign.path}/register?of=not-admitted`)).equals(bytes)).toBe(true);
    expect((await campaign.officer.bytes(`${campaign.path}/register?of=not-admitted&form=csv`)).toString()).toContain('36-0002;');
    expect(await api.sql(`select from audit_event where chain = $1 and action = 'not-admitted.exported'`, [campaign.id])).toHaveLength(3);

    // Who is decided about and not published yet stands in no register.
    await api.sql(`update candidacy set status = 'rejected' where campaign_id = $1 and number = '48-0001'`, [campaign.id]);
    expect((await campaign.officer.bytes(`${campaign.path}/register?of=not-admitted`)).equals(bytes)).toBe(true);
    expect(recordsOfXlsx(await campaign.officer.bytes(`${campaign.path}/register?of=enrolled`))).toEqual([]);
    for (const role of ['nominator', 'auditor', 'assessor'] as const) {
      const { api: other } = role === 'nominator' ? campaign.nominators['36']! : await api.account({ role, campaignId: campaign.id });
      expect(await other.get(`${campaign.path}/register?of=enrolled`)).toMatchObject({ status: 403 });
    }
    expect(await campaign.officer.get(`${campaign.path}/register?of=everybody`)).toMatchObject({ status: 400 });
  });
});
