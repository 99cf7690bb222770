import { type Browser, chromium, type Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import type { FiledAppeal, IssuedLink } from '../../src/appeal/appeal-link.service';
import type { OwnAppeal, ReadAppeal, ShownAppeal } from '../../src/appeal/appeal.service';
import { type Answer, type AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors } from '../support/campaign-story';
import { confirmShown, secondOfficer } from '../support/computing-api';
import { Seed, type SeededCandidacy } from '../support/seed';

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const program = process.env.BROWSER_PATH;
const DAY = 86_400_000;
const WORDS = 'Стаж посчитан не полностью.\nГоды в Лисках не учтены.';

let api: TestApi;
let seed: Seed;
let campaign: OpenCampaign;
let second: AsAccount;
let person: SeededCandidacy;
let other: SeededCandidacy;
let decisionId: string;
let link: IssuedLink;

beforeAll(async () => {
  api = await TestApi.start();
  seed = new Seed(api.app.get(DataSource));
});
afterAll(() => api.close());
beforeEach(async () => {
  api.clock.set(new Date(Date.now() + 60_000).toISOString()); // decisions are published by the database's clock
  const policy = schoolOfMayors();
  campaign = await openCampaign(api, { policy, regions: ['36', '48'] });
  second = await secondOfficer(api, campaign);
  const seeded = { id: campaign.id, policy, policyVersion: 1 };
  const inTenure = async (region: string): Promise<SeededCandidacy> => (await seed.candidacies({ campaign: seeded, stage: 'tenure', region, nominatorId: campaign.nominators[region]!.nominatorId, familyName: 'Тайнова' }))[0]!;
  [person, other] = [await inTenure('36'), await inTenure('48')];
  await seed.verdicts(seeded, 'tenure', [person, other].map(({ id }) => ({ candidacyId: id, outcome: 'fail', reasons: [] })));
  decisionId = done(await confirmShown(campaign, 'tenure')).id;
  expect(await issue([person.id])).toMatchObject({ status: 422, body: { code: 'APPEALS_REFUSED', faults: [{ pointer: '/candidacyIds/0', code: 'DECISION_NOT_APPEALABLE' }] } }); // not before it is published
  done(await second.post(at(`decisions/${decisionId}/publish`)));
  [link] = await issued([person.id]);
});

const at = (path: string): string => `${campaign.path}/${path}`;
const done = <Body>({ status, body }: Answer<Body>): Body => {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};
const issue = (candidacyIds: readonly string[], by: AsAccount = campaign.officer): Promise<Answer<IssuedLink[] & Refusal>> => by.post<IssuedLink[] & Refusal>(at('appeals/links'), { decisionId, candidacyIds });
const issued = async (candidacyIds: readonly string[]): Promise<readonly [IssuedLink]> => done(await issue(candidacyIds)) as unknown as readonly [IssuedLink];
const holder = (token: string): AsAccount => api.as(token);
const file = (token: string): Promise<Answer<FiledAppeal & Refusal>> => holder(token).post<FiledAppeal & Refusal>('/appeal', { text: WORDS });
const listed = async (query = ''): Promise<ShownAppeal[]> => done(await campaign.officer.get<{ items: ShownAppeal[] }>(at(`appeals${query}`))).items;
const plain = ({ status, body: { requestId: _, ...body } }: Answer<Record<string, unknown>>): string => JSON.stringify({ status, body });

describe('a candidate without an account', () => {
  it('appeals once; the term counts from that day, an officer enters the number, another one answers', async () => {
    const shown = await holder(link.token).get<Record<string, unknown>>('/appeal');
    expect(shown).toMatchObject({ status: 200, body: { programme: { ru: 'Школа мэров' }, number: person.number, stage: { ru: 'Стаж и формальные требования' } } });
    expect(Object.keys(shown.body).sort()).toEqual(['campaign', 'lodgeUntil', 'number', 'programme', 'publishedOn', 'stage']);
    expect(JSON.stringify(shown.body)).not.toContain('Тайнова');

    const filed = done(await file(link.token));
    expect(filed.number).toBe(person.number);
    expect(Date.parse(filed.dueOn) - Date.parse(filed.receivedOn)).toBe(30 * DAY);
    const [appeal, ...more] = await listed('?state=unregistered');
    expect(more).toEqual([]);
    expect(appeal).toMatchObject({ candidacyId: person.id, decisionId, number: null, byLink: true, registeredBy: null, registeredAt: null, receivedOn: filed.receivedOn, dueOn: filed.dueOn, late: false, textType: 'pdf', outcome: null });
    expect((await campaign.officer.bytes(at(`appeals/${appeal!.id}/text`))).subarray(0, 5).toString()).toBe('%PDF-');
    expect(done(await campaign.nominators['36']!.api.get<{ items: OwnAppeal[] }>(at('nominations/appeals'))).items).toMatchObject([{ candidate: person.number, number: null, outcome: null }]);

    const answer = () => second.post<ShownAppeal & Refusal>(at(`appeals/${appeal!.id}/answer`), { outcome: 'rejected', reason: 'APPEAL_DECISION_STANDS', text: 'Решение верно.' });
    expect(await answer()).toMatchObject({ status: 409, body: { code: 'APPEAL_NOT_REGISTERED' } });
    const register = (number: string) => campaign.officer.post<ShownAppeal & Refusal>(at(`appeals/${appeal!.id}/register`), { number });
    done(await campaign.officer.post(at('appeals'), { candidacyId: other.id, decisionId, number: 'В-17' }));
    expect(await register('В-17')).toMatchObject({ status: 409, body: { code: 'APPEAL_TWICE' } });
    expect(done(await register('В-18'))).toMatchObject({ number: 'В-18', byLink: true, registeredBy: expect.any(String) as string, receivedOn: filed.receivedOn, dueOn: filed.dueOn });
    expect(await register('В-19')).toMatchObject({ status: 409, body: { code: 'APPEAL_REGISTERED' } });
    expect(await listed('?state=unregistered')).toEqual([]);
    expect(done(await answer())).toMatchObject({ outcome: 'rejected' });
    expect((await file(link.token)).status).toBe(404); // used up, though nothing is open any more
    expect(await listed()).toHaveLength(2);
    expect(done(await campaign.officer.get<ReadAppeal>(at(`appeals/${appeal!.id}`)))).toMatchObject({ answer: 'Решение верно.' });
    const events = await api.sql<{ action: string }>(`select action from audit_event where chain = $1 and subject = $2 order by tx, n`, [campaign.id, appeal!.id]);
    expect(events.map(({ action }) => action)).toEqual(['appeal.received', 'appeal.text-attached', 'appeal.read', 'appeal.registered', 'appeal.rejected', 'appeal.read']);
    const [held] = await api.sql<{ document: string }>(`select document from legal_hold where candidacy_id = $1`, [person.id]);
    expect(held!.document).toBe(`б/н, ${filed.receivedOn}`);
  });

  it('is told the same whether his link is wrong, used, for something else, missing or the token of an account', async () => {
    const [foreign] = await issued([other.id]);
    const account = (await api.account({ role: 'officer', campaignId: campaign.id })).token;
    const wrong = [`${link.token.slice(0, 42)}${link.token.endsWith('A') ? 'B' : 'A'}`, account, 'short'];
    const answers: string[] = [];
    for (const token of wrong) answers.push(plain(await holder(token).get('/appeal')), plain(await file(token) as unknown as Answer<Record<string, unknown>>));
    answers.push(plain(await api.as(null).get('/appeal')), plain(await holder(link.token).get('/answer')));
    done(await file(link.token));
    answers.push(plain(await holder(link.token).get('/appeal')), plain(await file(link.token) as unknown as Answer<Record<string, unknown>>));
    expect(new Set(answers)).toEqual(new Set([JSON.stringify({ status: 404, body: { type: 'urn:problem:link-absent', title: 'Not Found', status: 404, code: 'LINK_ABSENT', detail: 'There is no such link, or it cannot be used any more.' } })]));
    expect((await listed()).map(({ candidate }) => candidate)).toEqual([person.number]);
    done(await file(foreign.token)); // the other's own link works for the other alone
    expect((await listed()).map(({ candidate }) => candidate)).toEqual([person.number, other.number]);
  });

  it('appeals once, however often he presses at once', async () => {
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => file(link.token)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, ...Array<number>(9).fill(404)]);
    expect(await listed()).toHaveLength(1);
  });

  it('appeals until the days to object are over, not against what an officer has registered on paper, and by the newest link alone', async () => {
    const [fresh] = await issued([person.id]);
    expect((await holder(link.token).get('/appeal')).status).toBe(404); // a further one ended it
    done(await campaign.officer.post(at('appeals'), { candidacyId: person.id, decisionId, number: 'В-1' }));
    expect((await holder(fresh.token).get('/appeal')).status).toBe(404);
    const [last] = await issued([other.id]);
    api.clock.set(new Date(Date.parse(last.expiresAt) + 999).toISOString());
    expect((await holder(last.token).get('/appeal')).status).toBe(404);
    expect((await file(last.token)).status).toBe(404);
    expect(await issue([other.id])).toMatchObject({ status: 422, body: { faults: [{ pointer: '/candidacyIds/0', code: 'TIME_TO_OBJECT_OVER' }] } });
    api.clock.set(last.expiresAt);
    expect((await file(last.token)).status).toBe(200);
  });

  it('is given his link by an officer of the campaign only; no token is stored open, and it opens nothing else', async () => {
    expect(await issue([person.id], campaign.nominators['36']!.api)).toMatchObject({ status: 403 });
    expect(await issue([person.id, person.id])).toMatchObject({ status: 422, body: { faults: [{ pointer: '/candidacyIds/1', code: 'CANDIDACY_TWICE' }] } });
    for (const path of ['/campaigns', at('appeals')]) expect(await holder(link.token).get(path)).toMatchObject({ status: 401 });
    const [row] = await api.sql<{ stored: string }>(
      `select (select count(*) from idempotent_answer where answer::text like '%' || $1 || '%') + (select count(*) from audit_event e where e::text like '%' || $1 || '%') + (select count(*) from candidate_link l where l::text like '%' || $1 || '%') as stored`, [link.token],
    );
    expect(Number(row!.stored)).toBe(0);
  });
});

(program ? describe : describe.skip)('the page of a link, in a real browser', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: program, args: QUIET });
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await browser.newPage({ locale: 'ru-RU' });
  });
  afterEach(() => page.close());
  const heading = async (): Promise<string> => page.locator('main > section:not([hidden]) h1').innerText();

  it('takes the words, shows them once more, and tells by when they are answered; the token is in no address', async () => {
    const [urls, errors]: [string[], string[]] = [[], []];
    page.on('request', (request) => urls.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${api.url}${link.page}`);
    await page.locator('#decision:not([hidden])').waitFor();
    expect(await page.locator('#decision').innerText()).toContain(person.number);
    await page.getByRole('button', { name: /Далее/ }).click();
    expect(await heading()).toBe('Возражение против решения'); // nothing is written yet
    await page.getByLabel(/С чем вы не согласны/).fill(WORDS);
    await page.getByRole('button', { name: /Далее/ }).click();
    expect(await page.locator('#said').innerText()).toBe(WORDS);
    expect(await listed()).toEqual([]);
    await page.getByRole('button', { name: /Да, подать/ }).click();
    await page.locator('#done:not([hidden])').waitFor();
    const [appeal] = await listed();
    expect(await page.locator('#due').innerText()).toBe(appeal!.dueOn.split('-').reverse().join('.'));
    expect(urls.filter((url) => url.split('#')[0]!.includes(link.token))).toEqual([]);
    expect([page.url(), errors]).toEqual([`${api.url}/api/v1/appeal.html`, []]);
    await page.goto('about:blank');
    await page.goto(`${api.url}${link.page}`);
    await page.locator('#absent:not([hidden])').waitFor();
    expect(await heading()).toBe('Ссылка не действует');
  });
});
