import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Snapshot } from '../../src/ranking/domain/snapshot';
import { forged, madeSnapshot } from '../support/made-snapshot';

const PAGE = pathToFileURL(resolve(__dirname, '../../dist/verifier.html')).href;
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Given by the launcher; without a browser nothing here can be seen, and the run counts it as skipped. */
const program = process.env.BROWSER_PATH;

(program ? describe : describe.skip)('the verifier page, opened from disk in a real browser', () => {
  const { snapshot, id } = madeSnapshot({ locked: ['77-0001'] });
  const row = id('36-0002');
  const { seal } = snapshot.hashes;
  let folder: string;
  let browser: Browser;
  let page: Page;
  let requests: string[];
  let errors: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'verifier-'));
    browser = await chromium.launch({ executablePath: program, args: QUIET });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    page = await browser.newPage({ locale: 'ru-RU' });
    requests = [];
    errors = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(PAGE);
  });
  afterEach(async () => {
    expect(errors).toEqual([]);
    expect(requests.filter((url) => url !== PAGE && !url.startsWith('data:'))).toEqual([]); // it asks nobody anything
    await page.close();
  });

  const written = (content: unknown): string => {
    const file = join(folder, 'snapshot.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const give = async (content: unknown): Promise<string> => {
    await page.locator('#file').setInputFiles(written(content));
    await page.locator('#answer').waitFor();
    return page.locator('#title').innerText();
  };
  const findings = (): Promise<string[]> => page.locator('#findings li').allInnerTexts();
  const focused = (): Promise<string> => page.evaluate<string>('document.activeElement.id');
  const altered = (change: Parameters<typeof forged>[1]): Snapshot => forged(snapshot, change);

  it('finds a true file equal and shows its seal, facts and list', async () => {
    expect(await page.locator('#unable').isHidden()).toBe(true);
    expect(await give(snapshot)).toBe('Совпадает');
    expect((await page.locator('#seal-value').innerText()).replace(/\s/g, '')).toBe(seal);
    expect(await page.locator('#facts').innerText()).toContain('Школа мэров');
    expect(await page.locator('#people tr').count()).toBe(10);
    expect(await page.locator('#people tr.chosen').count()).toBe(4);
    await page.locator('#filter').fill(row.toLowerCase());
    expect(await page.locator('#people tr').allInnerTexts()).toEqual([expect.stringContaining(row)]);
    expect(await findings()).toEqual([]);
  });

  it('tells which row was changed by hand', async () => {
    const file = altered(({ people }) => { people.find((person) => person.id === row)!.score = '99'; });
    expect(await give(file)).toBe('Не совпадает');
    expect(await findings()).toEqual([`Строка ${row} изменена после выгрузки.`, `Строка ${row}: балл 99, а из баллов этапов и весов получается 65.4.`]);
    expect(await page.locator('#people tr.suspect').allInnerTexts()).toEqual([expect.stringContaining(row)]);
  });

  it('compares the seal that was published', async () => {
    await page.locator('#seal').fill(`${seal.slice(0, 32)} ${seal.slice(32)}`.toUpperCase());
    expect(await give(snapshot)).toBe('Совпадает');
    expect(await page.locator('#seal-hint').innerText()).toBe('Совпадает с опубликованным.');
    await page.locator('#seal').fill('0'.repeat(64));
    await page.locator('#seal').blur();
    await page.getByText('Не совпадает').waitFor();
    expect((await findings())[0]).toContain('Отпечаток файла не тот, что опубликован');
  });

  it('takes a file that was dragged in, and speaks English', async () => {
    const data = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(JSON.stringify(snapshot))}], 'snapshot.json'));
      return transfer;
    })()`);
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: data });
    await page.getByText('Совпадает').first().waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('#title').innerText()).toBe('Equal');
    expect(await page.getByText('Choose the file snapshot.json').isVisible()).toBe(true);
    expect(await page.locator('body').innerText()).not.toContain('Выберите');
  });

  it('can be worked by keyboard, and the answer takes the focus', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('file');
    await give(snapshot);
    expect(await focused()).toBe('title');
  });

  it.each([['another document', '{"a":1}'], ['no JSON', 'Иванов;71,2'], ['nothing', '']])('says of %s that it is no snapshot', async (_, content) => {
    expect(await give(content)).toBe('Это не выгрузка рейтинга');
    expect(await page.locator('#contents').isHidden()).toBe(true);
  });

  it('runs nothing that stands in a file', async () => {
    const file = altered(({ about }) => { about.campaign = { id: 'x', name: '<img src=x onerror="document.title=1">' }; });
    await give(file);
    expect(await page.locator('#facts').innerText()).toContain('<img src=x');
    expect(await page.locator('img').count()).toBe(0);
  });
});
