import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { Can } from '../../src/access/can.decorator';
import { sendEvents } from '../../src/platform/http/event-stream';
import { newId } from '../../src/platform/new-id';
import { type AsAccount } from '../support/app';
import { OidcWorld } from '../support/oidc';
import { appCode, invite, PASSWORD } from '../support/person';

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const WITHIN_MS = 5_000;
/** Given by the launcher; without a browser nothing here can be seen, and the run counts it as skipped. */
const program = process.env.BROWSER_PATH;

interface Seen {
  readonly events: number;
  readonly closedAt: number;
  readonly refusedAt: number;
}

/** A stream that goes on until its reader goes. */
@Controller('endless')
class EndlessController {
  @Can('campaigns.read')
  @Get()
  async events(@Res() reply: FastifyReply): Promise<void> {
    await sendEvents(reply, endless());
  }
}

async function* endless(): AsyncGenerator<number> {
  for (let n = 0; ; n++) {
    yield n;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

(program ? describe : describe.skip)('signing in, in a real browser', () => {
  const campaignId = newId();
  const nominatorId = newId();
  let world: OidcWorld;
  let administrator: AsAccount;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    world = await OidcWorld.start(
      [
        { claim: 'groups', value: 'selection-office', role: 'officer', campaignId },
        { claim: 'groups', value: 'selection-clerks', role: 'nominator', campaignId, nominator: { kind: 'region', codeClaim: 'region' } },
      ],
      [EndlessController],
    );
    await world.api.sql(`insert into campaign (id, programme, name, created_by) values ($1, 'probe', 'Probe', $1)`, [campaignId]);
    await world.api.sql(`insert into nominator (id, kind, code, title, region) values ($1, 'region', '87', 'Region', '87') on conflict do nothing`, [nominatorId]);
    administrator = await world.api.administrator();
    browser = await chromium.launch({ executablePath: program, args: QUIET });
  });
  afterAll(async () => {
    await browser.close();
    await world.stop();
  });
  beforeEach(async () => {
    await world.api.sql(`delete from sign_in_throttle`);
    context = await browser.newContext({ locale: 'ru-RU' });
    page = await context.newPage();
    errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && !message.text().startsWith('Failed to load resource') && errors.push(message.text()));
    await page.goto(`${world.api.url}/api/v1/sign-in.html`);
  });
  afterEach(async () => {
    await context.close();
    expect(errors).toEqual([]); // the strict policy had nothing to stop
  });

  const title = (text: string): Promise<void> => page.locator('h1', { hasText: new RegExp(`^${text}$`) }).waitFor();
  const asked = (path: string): Promise<{ status: number; body: unknown }> =>
    page.evaluate<{ status: number; body: unknown }>(`fetch(${JSON.stringify(`/api/v1${path}`)}).then(async (answer) => ({ status: answer.status, body: await answer.json() }))`);

  /** What the page has noted, once it is enough. */
  async function seen(isEnough: (all: Seen) => boolean): Promise<Seen> {
    for (;;) {
      const all = await page.evaluate<Seen>('seen');
      if (isEnough(all)) return all;
      await page.waitForTimeout(50);
    }
  }

  /** Through the provider's own pages. */
  async function throughProvider(login: string): Promise<void> {
    await page.getByRole('link', { name: 'Войти через портал' }).click();
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill('any');
    await page.locator('button[type=submit]').click();
    await page.locator('button[type=submit]', { hasText: /continue/i }).click();
  }

  it('goes to the OpenID provider and comes back with the role and region of its claims', async () => {
    const login = `clerk-${newId()}`;
    await world.says(login, { name: 'Петрова А. В.', groups: ['else', 'selection-clerks'], region: '87' });
    await throughProvider(login);
    await title('Вы вошли');
    expect(await page.locator('#name').innerText()).toBe('Петрова А. В.');
    expect(await asked('/session')).toMatchObject({ status: 200, body: { via: 'session', grants: [{ role: 'nominator', campaignId, nominatorId: expect.any(String) }] } });
    expect(await asked('/campaigns')).toMatchObject({ status: 200, body: { items: [{ id: campaignId }] } });
    expect(await asked('/accounts')).toMatchObject({ status: 403 });
    const cookies = await context.cookies(world.api.url);
    expect(cookies.filter(({ name }) => name.startsWith('__Host-'))).toEqual([expect.objectContaining({ name: '__Host-session', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' })]);
    expect(await page.evaluate<string>('document.cookie')).not.toContain('session');
    expect(await world.api.sql(`select name, region, login from account a join oidc_identity i on i.account_id = a.id where i.subject = $1`, [login])).toEqual([{ name: 'Петрова А. В.', region: '87', login: null }]);
  });

  it('a revoked session is refused within 5 seconds, by the API and on the stream that was open', async () => {
    const login = `office-${newId()}`;
    await world.says(login, { name: 'Office', groups: ['selection-office'] });
    await throughProvider(login);
    await title('Вы вошли');
    world.api.clock.follow();
    await page.evaluate(`
      window.seen = { events: 0, closedAt: null, refusedAt: null };
      const stream = new EventSource('/api/v1/endless');
      stream.onmessage = () => { seen.events++; };
      stream.onerror = () => { seen.closedAt ??= Date.now(); };
      setInterval(async () => { if ((await fetch('/api/v1/campaigns')).status === 401) seen.refusedAt ??= Date.now(); }, 100);
    `);
    expect(await seen(({ events }) => events > 30)).toMatchObject({ closedAt: null, refusedAt: null }); // three seconds: it is no short answer any more

    const at = Date.now(); // in the table, as any other process would: this one is told nothing
    await world.api.sql(`update session set ended_at = now() where account_id = (select account_id from oidc_identity where subject = $1)`, [login]);
    const { closedAt, refusedAt } = await seen((all) => all.closedAt > 0 && all.refusedAt > 0);
    process.stdout.write(`revoked session: API refuses after ${refusedAt - at} ms, stream closed after ${closedAt - at} ms\n`);
    expect(refusedAt - at).toBeLessThan(WITHIN_MS);
    expect(closedAt - at).toBeLessThan(WITHIN_MS);
  });

  it('whom the provider gives no role here stays outside, and reads why', async () => {
    const login = `guest-${newId()}`;
    await world.says(login, { name: 'Guest', groups: ['guests'], region: '87' });
    await throughProvider(login);
    await page.getByText('Войти не удалось').waitFor();
    expect(await asked('/session')).toMatchObject({ status: 401 });
    expect(await world.api.sql(`select 1 from oidc_identity where subject = $1`, [login])).toEqual([]);
  });

  it('an officer sets his password by the code on paper, enrols an app, signs in and out', async () => {
    const { login, code } = await invite(administrator, { role: 'officer', campaignId });
    await page.getByText('У меня есть одноразовый код').click();
    await page.locator('#by-code input[name=login]').fill(login);
    await page.locator('#by-code input[name=code]').fill(code.toLowerCase());
    await page.keyboard.press('Enter');
    await title('Новый пароль');
    const secret = await page.locator('#secret').innerText();
    await page.locator('#set-password input[name=password]').fill('password');
    await page.locator('#set-password input[name=secondFactor]').fill(appCode(world.api, secret));
    await page.keyboard.press('Enter');
    await page.getByText('Такой пароль подбирают первым').waitFor();
    await page.locator('#set-password input[name=password]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await title('Резервные коды');
    const recovery = await page.locator('#recovery-codes li').allInnerTexts();
    expect(recovery).toHaveLength(10);
    await page.locator('#to-sign-in').click();

    const fill = async (password: string, proof: string): Promise<void> => {
      await page.locator('#by-password input[name=login]').fill(login);
      await page.locator('#by-password input[name=password]').fill(password);
      await page.locator('#by-password input[name=code]').fill(proof);
      await page.keyboard.press('Enter');
    };
    await fill('not this one', recovery[0]!);
    await page.getByText('Имя, пароль или код не подошли').waitFor();
    await fill(PASSWORD, recovery[0]!);
    await title('Вы вошли');
    await page.reload();
    await title('Вы вошли');
    await page.locator('#sessions li').waitFor();
    expect(await page.locator('#sessions li').allInnerTexts()).toEqual([expect.stringContaining('этот браузер')]);
    await page.getByRole('button', { name: 'Выйти' }).click();
    await title('Вход');
    expect(await asked('/session')).toMatchObject({ status: 401 });
  });
});
