import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { answerCases } from '../../../src/calculation/calc';
import type { Calculator } from '../../../src/calculation/calculator';
import { findCalculator } from '../../../src/calculation/registry';

const ROOT = resolve(__dirname, '../../..');

/** Runs the command from its sources and lists every file it loaded; `after` runs when it is done. */
function launch(args: readonly string[], input: string, after = ''): { status: number | null; stdout: string; stderr: string; loaded: string } {
  const loader = `
    const { transformFileSync } = require('@swc/core');
    const swc = { ...JSON.parse(require('fs').readFileSync('.swcrc', 'utf8')), swcrc: false, sourceMaps: false };
    require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, swc).code, file);
    process.argv.splice(1, 0, ${JSON.stringify(resolve(ROOT, 'src/calculation/calc.ts'))});
    process.on('exit', () => { ${after}; require('fs').writeSync(2, '\\nLOADED ' + Object.keys(require.cache).join(' ')); });
    require('module').runMain();`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', loader, '--', ...args], { cwd: ROOT, input, encoding: 'utf8', timeout: 20_000, env: { ...process.env, NODE_OPTIONS: '' } }); // the launcher's own preloads are not the command's
  const [said = '', loaded = ''] = stderr.split('\nLOADED ');
  return { status, stdout, stderr: said, loaded };
}

const HEAVY = /node_modules\/(@nestjs|typeorm|bullmq|ioredis|pg|fastify|reflect-metadata)\//;

describe('the command', () => {
  it('answers every case in its place, wrong ones too, and loads nothing of the service', () => {
    const cases = [
      '{"kind":"snils","value":"112-233-445 95"}', '', '{"kind":"snils"', '{"kind":"snils","value":1}', '{"kind":"inn","value":"7707083893"}\r',
    ].join('\n');
    const { status, stdout, loaded } = launch(['identifier'], cases);
    expect(stdout.split('\n')).toEqual([
      '{"result":"valid","normalised":"11223344595"}',
      '{"error":{"code":"INVALID_JSON","message":"The line is not JSON.","path":""}}',
      '{"error":{"code":"SCHEMA_INVALID","message":"This must be string.","path":"/value"}}',
      '{"result":"organisation","normalised":"7707083893"}',
      '',
    ]);
    expect(status).toBe(0);
    expect(loaded).toContain('src/calculation/registry.ts');
    expect(loaded).not.toMatch(HEAVY);
  });

  it('would be seen to load the database driver', () => {
    expect(launch(['identifier'], '', "require('pg')").loaded).toMatch(HEAVY);
  });

  it.each([[[]], [['no-such']], [['tenure', 'choice']]])('says what exists when it is called as %j', (args) => {
    const { status, stdout, stderr } = launch(args, '{}\n');
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/standard-score .*\n/);
  });

  it('prints nothing for no cases', () => {
    expect(launch(['tenure'], '')).toMatchObject({ status: 0, stdout: '' });
  });
});

describe('answerCases', () => {
  const lottery = findCalculator('lottery') as Calculator;

  it('answers a case before the next one comes', async () => {
    const [cases, answers] = [new PassThrough(), new PassThrough()];
    const done = answerCases(lottery, cases, answers);
    cases.write('\uFEFF{"seed":"s","ids":["a"]}\n');
    const [first] = (await once(answers, 'data')) as [Buffer];
    expect(JSON.parse(first.toString())).toMatchObject({ order: ['a'] });
    cases.end('{"seed":"s","ids":["b"]}');
    const [second] = (await once(answers, 'data')) as [Buffer];
    expect(JSON.parse(second.toString())).toMatchObject({ order: ['b'] });
    await done;
  });

  it('waits for a slow reader instead of piling answers up', async () => {
    let waiting = 0;
    let most = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, ready) => {
        most = Math.max(most, ++waiting);
        setImmediate(() => { waiting--; ready(); });
      },
    });
    const cases = Readable.from(Array.from({ length: 50 }, (_, i) => `{"seed":"s","ids":["${i}"]}\n`));
    await answerCases(lottery, cases, slow);
    expect(most).toBe(1);
    expect(slow.writableLength).toBeLessThanOrEqual(200);
  });
});
