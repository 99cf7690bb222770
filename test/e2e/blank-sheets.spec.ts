import { chromium } from 'playwright-core';
import { DataSource } from 'typeorm';
import type { Policy } from '../../src/campaign/domain/policy';
import { stageOf } from '../../src/campaign/domain/policy';
import { type AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, schoolOfMayors, withStage } from '../support/campaign-story';
import { Seed, type SeededCandidacy } from '../support/seed';

const STAGE = 'potential';
const SECRET_NAME = 'Неназываемая';
const MARKS = { strategy: '4', people: '4.5', result: '4' };

describe('blank sheets to print', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.close());

  async function story(policy: Policy = schoolOfMayors()): Promise<{ campaign: OpenCampaign; people: SeededCandidacy[]; assessor: AsAccount }> {
    const campaign = await openCampaign(api, { policy });
    const people = await new Seed(api.app.get(DataSource)).candidacies({ campaign: { id: campaign.id, policy, policyVersion: 1 }, stage: STAGE, count: 3, familyName: SECRET_NAME });
    const { id, api: assessor } = await api.account({ role: 'assessor', campaignId: campaign.id });
    await campaign.officer.post(`${campaign.path}/stages/${STAGE}/assignments/bulk`, { items: people.slice(0, 2).map((person) => ({ candidacyId: person.id, assessorId: id })) });
    return { campaign, people, assessor };
  }
  const print = async (who: AsAccount, { path }: OpenCampaign, sheets: string): Promise<{ status: number; type: string | null; page: string }> => {
    const { status, headers, body } = await who.get<unknown>(`${path}/stages/${STAGE}/${sheets}`);
    return { status, type: headers.get('content-type'), page: typeof body === 'string' ? body : JSON.stringify(body) };
  };
  const numbers = (page: string): string[] => [...page.matchAll(/№ (\d\d-\d{4})/g)].map(([, number]) => number!);

  it('an officer prints everybody’s or one, an assessor his own that are still empty', async () => {
    const { campaign, people, assessor } = await story();
    const all = await print(campaign.officer, campaign, 'panels/print');
    expect(all).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(numbers(all.page)).toEqual(['36-0001', '36-0002', '36-0003']);
    expect(numbers((await print(campaign.officer, campaign, 'panels/print?limit=1&after=36-0001')).page)).toEqual(['36-0002']);
    expect(numbers((await print(campaign.officer, campaign, `panels/${people[2]!.id}/print`)).page)).toEqual(['36-0003']);

    expect(numbers((await print(assessor, campaign, 'sheets/print')).page)).toEqual(['36-0001', '36-0002']);
    expect((await assessor.post(`${campaign.path}/stages/${STAGE}/marks`, { candidacyId: people[0]!.id, marks: MARKS })).status).toBe(201);
    expect(numbers((await print(assessor, campaign, 'sheets/print')).page)).toEqual(['36-0002']);
  });

  it('bear the number and the code of whoever has one, and no name where the panel is blind', async () => {
    const { campaign, people, assessor } = await story();
    await api.sql(`insert into testing_code (candidacy_id, campaign_id, nominator_id, code) values ($1, $2, $3, 'BCDF2345')`, [people[0]!.id, campaign.id, people[0]!.nominatorId]);
    const pages = [await print(campaign.officer, campaign, 'panels/print'), await print(assessor, campaign, 'sheets/print')];
    for (const { page } of pages) {
      expect(page).not.toContain(SECRET_NAME);
      expect(page.match(/код BCDF2345/g)).toHaveLength(1);
    }
  });

  it('bear the name where the panel is not blind', async () => {
    const blind = schoolOfMayors();
    const stage = stageOf(blind, STAGE);
    if (stage?.kind !== 'assessment') throw new Error('no assessment');
    const { campaign, assessor } = await story(withStage(blind, 'assessment', { panel: { ...stage.panel, blind: false } }));
    expect((await print(assessor, campaign, 'sheets/print')).page.match(new RegExp(SECRET_NAME, 'g'))).toHaveLength(2);
  });

  (process.env.BROWSER_PATH ? it : it.skip)('look in a browser as they are meant to: their own sheet of style is allowed, anything else is not', async () => {
    const { campaign } = await story();
    const officer = await api.account({ role: 'officer', campaignId: campaign.id });
    const browser = await chromium.launch({ executablePath: process.env.BROWSER_PATH, args: ['--no-sandbox', '--disable-gpu'] });
    const page = await browser.newPage({ extraHTTPHeaders: { authorization: `Bearer ${officer.token}` } });
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${api.url}/api/v1${campaign.path}/stages/${STAGE}/panels/print`);
    const border = (): Promise<string> => page.evaluate<string>(`getComputedStyle(document.querySelector('tbody td')).borderTopStyle`);
    const loaded = { border: await border(), errors: [...errors] };
    await page.evaluate(`document.head.insertAdjacentHTML('beforeend', '<style>td { border-top-style: dotted !important }</style>')`);
    const injected = await border();
    await browser.close();
    expect(loaded).toEqual({ border: 'solid', errors: [] });
    expect(injected).toBe('solid');
    expect(errors.join()).toContain('Content Security Policy');
  });

  it('are refused to others, of others, and of whoever is not in the stage', async () => {
    const { campaign, people, assessor } = await story();
    const auditor = (await api.account({ role: 'auditor', campaignId: campaign.id })).api;
    expect((await print(assessor, campaign, 'panels/print')).status).toBe(403);
    expect((await print(assessor, campaign, `panels/${people[0]!.id}/print`)).status).toBe(403);
    expect((await print(auditor, campaign, 'panels/print')).status).toBe(403);
    await api.sql(`update candidacy set status = 'on-hold' where id = $1`, [people[0]!.id]);
    expect((await print(campaign.officer, campaign, `panels/${people[0]!.id}/print`)).page).toContain('NOT_IN_STAGE');
    const elsewhere = await story();
    expect((await print(campaign.officer, campaign, `panels/${elsewhere.people[0]!.id}/print`)).page).toContain('CANDIDACY_ABSENT');
    expect((await print(campaign.officer, campaign, 'panels/print')).page).not.toContain('36-0001');
  });
});
