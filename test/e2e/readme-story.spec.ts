import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { testDatabase } from '../support/test-run';

const ROOT = join(__dirname, '../..');
const ADDRESS = '127.0.0.1:3000';
const [, STORY = '', PRINTS = ''] = /<!-- story:begin -->\n```bash\n([^]+?)\n```\n<!-- story:end -->[^]*?<!-- story:prints -->\n```\n([^]+?)\n```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];

/** `npm start` as the README asks for it, on a database and a port of its own. */
describe('the story of the README', () => {
  let environment: NodeJS.ProcessEnv;
  let address: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const { name, url } = testDatabase('readme');
    const admin = new Client({ connectionString: process.env.DATABASE_URL });
    await admin.connect();
    await admin.query(`create database ${name} template ${testDatabase('template').name}`);
    await admin.end();
    const port = await freePort();
    address = `127.0.0.1:${port}`;
    const keys = Object.fromEntries(['MASTER_KEY', 'INDEX_KEY', 'ANCHOR_KEY'].map((key) => [key, randomBytes(32).toString('base64')]));
    environment = { ...process.env, ...keys, DATABASE_URL: url, QUEUE_PREFIX: `{${name}}`, PORT: String(port) };
    const service = spawn('npm', ['start'], { cwd: ROOT, env: environment, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    const ended = once(service, 'close'); // not exit: whoever holds its output still runs
    let said = '';
    service.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    stop = async () => {
      process.kill(-service.pid!, 'SIGTERM');
      await ended;
    };
    while (!(await fetch(`http://${address}/health/ready`).catch(() => null))?.ok) {
      if (service.exitCode !== null) throw new Error(`npm start ended with ${service.exitCode}\n${said}`);
      await pause(100);
    }
  }, 60_000);
  afterAll(() => stop());

  it('runs as printed and prints what is said', async () => {
    expect(STORY.split(ADDRESS)).toHaveLength(2);
    const shell = spawn('bash', ['-euo', 'pipefail', '-c', STORY.replace(ADDRESS, address)], { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let errors = '';
    shell.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    shell.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const [code] = (await once(shell, 'close')) as [number | null];
    expect({ code, errors: code === 0 ? '' : errors, printed: printed.trim().replace(/\u00a0/g, ' ') }).toEqual({ code: 0, errors: '', printed: PRINTS });
  }, 120_000);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
