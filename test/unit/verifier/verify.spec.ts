import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FINDING_CODES } from '../../../src/ranking/domain/verify-snapshot';
import english from '../../../src/verifier/words.en.json';
import russian from '../../../src/verifier/words.ru.json';
import { forged, madeSnapshot } from '../../support/made-snapshot';

const ROOT = resolve(__dirname, '../../..');
const { snapshot, id } = madeSnapshot({ locked: ['77-0001'] });
const HEAVY = /node_modules\//;

/** Runs the command from its sources and lists every file it loaded. */
function verify(...args: readonly string[]): { status: number | null; stdout: string; stderr: string; loaded: string } {
  const loader = `
    const { transformFileSync } = require('@swc/core');
    const own = new Set(Object.keys(require.cache));
    const swc = { ...JSON.parse(require('fs').readFileSync('.swcrc', 'utf8')), swcrc: false, sourceMaps: false };
    require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, swc).code, file);
    process.argv.splice(1, 0, ${JSON.stringify(resolve(ROOT, 'src/verifier/verify.ts'))});
    process.on('exit', () => require('fs').writeSync(2, '\\nLOADED ' + Object.keys(require.cache).filter((file) => !own.has(file)).join(' ')));
    require('module').runMain();`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', loader, '--', ...args], { cwd: ROOT, encoding: 'utf8', timeout: 20_000, env: { ...process.env, NODE_OPTIONS: '' } });
  const [said = '', loaded = ''] = stderr.split('\nLOADED ');
  return { status, stdout, stderr: said, loaded };
}

describe('the command', () => {
  let folder: string;
  const file = (content: unknown): string => {
    const path = join(folder, 'snapshot.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'verify-')); });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says equal, prints the seal, and loads nothing but rules', () => {
    const { status, stdout, stderr, loaded } = verify(file(snapshot));
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Совпадает\. /);
    expect(stdout).toContain(`Отпечаток ${snapshot.hashes.seal}\n`);
    expect(stdout).toMatch(/Выбрано {2,}4\n/);
    expect(loaded).toContain('src/ranking/domain/verify-snapshot.ts');
    expect(loaded).not.toMatch(HEAVY);
  });

  it('says different and which row, in English when asked', () => {
    const path = file(forged(snapshot, ({ people }) => { people.find((row) => row.id === id('36-0002'))!.score = '99'; }));
    const { status, stdout } = verify(path, '--lang', 'en');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^Different\. /);
    expect(stdout).toContain(`  • Row ${id('36-0002')} was changed after the export.\n  • Row ${id('36-0002')}: the score is 99, but stage scores and weights make it 65.4.\n`);
  });

  it('compares the published seal', () => {
    expect(verify(file(snapshot), '--seal', snapshot.hashes.seal.toUpperCase())).toMatchObject({ status: 0, stdout: expect.stringContaining('Совпадает с опубликованным.') });
    expect(verify(file(snapshot), '--seal', '0'.repeat(64))).toMatchObject({ status: 1, stdout: expect.stringContaining('Отпечаток файла не тот, что опубликован') });
  });

  it.each([['{"a":1}'], ['not JSON'], [''], [`${'['.repeat(50_000)}${']'.repeat(50_000)}`]])('says of %.20s that it is no snapshot', (content) => {
    expect(verify(file(content))).toMatchObject({ status: 2, stdout: expect.stringMatching(/^Это не выгрузка рейтинга\. /), stderr: '' });
  });

  it.each([[[]], [['a.json', 'b.json']], [['a.json', '--lang', 'de']], [['--unknown']]])('says how it is called when it is called as %j', (args) => {
    expect(verify(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('verify <snapshot.json>') });
  });

  it('says that a file is not there', () => {
    expect(verify('no-such.json')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('no such file') });
  });
});

describe('the words', () => {
  const paramsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

  it('are the same in both languages, with the same parameters, and tell every finding', () => {
    const forms = (words: Record<string, string>): [string, string[]][] => Object.entries(words).map(([word, text]) => [word, paramsOf(text)]);
    expect(forms(english)).toEqual(forms(russian));
    expect(Object.keys(russian).filter((word) => word.startsWith('finding.')).map((word) => word.slice(8)).sort()).toEqual([...FINDING_CODES].sort());
  });
});
