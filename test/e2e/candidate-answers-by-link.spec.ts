import { type Browser, chromium, type Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import type { IssuedLink } from '../../src/enrolment/answer-link.service';
import type { Seat } from '../../src/enrolment/seat.service';
import { type Answer, type AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors, withStage } from '../support/campaign-story';
import { Seed, type SeededCandidacy } from '../support/seed';

const POLICY = withStage(schoolOfMayors(), 'enrolment', { offer: { answerDays: 7, answeredBy: ['officer', 'link'], cutOffs: [] } });
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const program = process.env.BROWSER_PATH;

let api: TestApi;
let campaign: OpenCampaign;
let person: SeededCandidacy;
let link: IssuedLink;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());
beforeEach(async () => {
  api.clock.advance(60_000); // whoever guessed in the test before
  campaign = await openCampaign(api, { policy: POLICY });
  const seeded = { id: campaign.id, policy: POLICY, policyVersion: 1 };
  const seed = new Seed(api.app.get(DataSource));
  [person] = (await seed.candidacies({ campaign: seeded, stage: 'enrolment', nominatorId: campaign.nominators['36']!.nominatorId, familyName: 'Тайнова' })) as [SeededCandidacy];
  await seed.admitted(seeded, 'enrolment', [person.id]);
  await campaign.officer.post(at('offers'), {});
  await campaign.officer.post(at('dispatches'), { candidacyId: person.id, channel: 'e-mail', number: '01-15/1' });
  [link] = (await campaign.officer.post<IssuedLink[]>(at('answer-links'), { candidacyIds: [person.id] })).body as [IssuedLink];
});

const at = (path: string): string => `${campaign.path}/stages/enrolment/${path}`;
const seat = async (): Promise<Seat> => (await campaign.officer.get<{ items: Seat[] }>(at('seats'))).body.items[0]!;
const holder = (token: string): AsAccount => api.as(token);
const plain = ({ status, body: { requestId: _, ...body } }: Answer<Record<string, unknown>>): unknown => ({ status, body });

describe('a candidate without an account', () => {
  it('sees what is offered, without a name, and answers once', async () => {
    const offer = await holder(link.token).get<Record<string, unknown>>('/answer');
    expect(offer).toMatchObject({ status: 200, body: { programme: { ru: 'Школа мэров' }, number: person.number, answerUntil: { moscow: '2026-03-17 23:59' } } });
    expect(Object.keys(offer.body).sort()).toEqual(['answerUntil', 'campaign', 'number', 'programme']);
    expect(JSON.stringify(offer.body)).not.toContain('Тайнова');
    expect(await holder(link.token).post('/answer', { answer: 'accept' })).toMatchObject({ status: 200, body: { number: person.number, answer: 'accept' } });
    expect(await seat()).toMatchObject({ state: 'accepted', channel: 'link' });
  });

  it('is told the same whether his link is wrong, used, expired, missing or the token of an account', async () => {
    const other = api.as((await api.account({ role: 'officer', campaignId: campaign.id })).token);
    const wrong = [holder(`${link.token.slice(0, 42)}${link.token.endsWith('A') ? 'B' : 'A'}`), api.as(null), other, holder('short')];
    const answers: unknown[] = [];
    for (const somebody of wrong) for (const ask of [() => somebody.get<Record<string, unknown>>('/answer'), () => somebody.post<Record<string, unknown>>('/answer', { answer: 'decline' })]) answers.push(plain(await ask()));
    await holder(link.token).post('/answer', { answer: 'decline' });
    answers.push(plain(await holder(link.token).get('/answer')), plain(await holder(link.token).post('/answer', { answer: 'accept' })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify({ status: 404, body: { type: 'urn:problem:link-absent', title: 'Not Found', status: 404, code: 'LINK_ABSENT', detail: 'There is no such link, or it cannot be used any more.' } })]));
    expect(await seat()).toMatchObject({ state: 'declined', channel: 'link' });
  });

  it('does nothing else with his token, and is slowed down when he guesses', async () => {
    for (const path of ['/campaigns', campaign.path, at('seats')]) expect(await holder(link.token).get(path)).toMatchObject({ status: 401 });
    const guesses: Answer<Refusal>[] = [];
    for (let i = 0; i < 21; i++) guesses.push(await holder('g'.repeat(43)).get<Refusal>('/answer'));
    expect(guesses.map(({ status }) => status)).toEqual([...Array.from({ length: 20 }, () => 404), 429]);
    expect(guesses.at(-1)!.headers.get('retry-after')).toBe('60');
  });

  it('gets the same tokens when the request that issued them is repeated, and none is stored open', async () => {
    const issue = (): Promise<Answer<IssuedLink[]>> => campaign.officer.post<IssuedLink[]>(at('answer-links'), { candidacyIds: [person.id] }, { headers: { 'idempotency-key': `links-${campaign.id}` } });
    const [first, again] = [await issue(), await issue()];
    expect(again.body).toEqual(first.body);
    const { token } = first.body[0]!;
    const [row] = await api.sql<{ stored: number }>(`select (select count(*) from idempotent_answer where answer::text like '%' || $1 || '%') + (select count(*) from audit_event e where e::text like '%' || $1 || '%') as stored`, [token]);
    expect(Number(row!.stored)).toBe(0);
    expect((await holder(link.token).get('/answer')).status).toBe(404); // the earlier one ended
    expect((await holder(token).get('/answer')).status).toBe(200);
  });
});

(program ? describe : describe.skip)('the page of a link, in a real browser', () => {
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let urls: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: program, args: QUIET });
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await browser.newPage({ locale: 'ru-RU' });
    [errors, urls] = [[], []];
    page.on('request', (request) => urls.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
  });
  afterEach(async () => {
    expect(errors).toEqual([]);
    await page.close();
  });
  const heading = async (): Promise<string> => page.locator('main > section:not([hidden]) h1').innerText();

  it('asks twice before it declines, and never sends the token in an address', async () => {
    await page.goto(`${api.url}${link.page}`);
    await page.locator('#offer:not([hidden])').waitFor();
    expect(await heading()).toBe('Вам предложено место');
    expect(await page.locator('#offer').innerText()).toContain('2026-03-17 23:59 (Москва)');
    expect(page.url()).toBe(`${api.url}/api/v1/answer.html`);
    await page.getByRole('button', { name: /Отказаться/ }).click();
    expect(await heading()).toBe('Вы отказываетесь от места? Его предложат другому.');
    expect((await seat()).state).toBe('offered');
    await page.getByRole('button', { name: 'Назад' }).click();
    await page.getByRole('button', { name: /Согласиться/ }).click();
    await page.getByRole('button', { name: /Да, я соглас/ }).click();
    await page.locator('#done:not([hidden])').waitFor();
    expect(await heading()).toBe('Ваше согласие записано.');
    expect((await seat()).state).toBe('accepted');
    expect(urls.filter((url) => url.split('#')[0]!.includes(link.token))).toEqual([]);
  });

  it('says that a used link is not valid', async () => {
    await holder(link.token).post('/answer', { answer: 'accept' });
    await page.goto(`${api.url}${link.page}`);
    await page.locator('#absent:not([hidden])').waitFor();
    expect(await heading()).toBe('Ссылка не действует');
  });
});
