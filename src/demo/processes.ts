import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export type Environment = Readonly<Record<string, string | undefined>>;

interface Running {
  readonly name: string;
  readonly process: ChildProcess;
  /** Set once the process has ended. */
  ended: string | null;
  /** The last it said, for the case that it ends too early. */
  said: string;
}

/** The folder of the compiled programs: beside this one, unless told. */
const BESIDE = join(__dirname, '..');
const KEYS = ['MASTER_KEY', 'INDEX_KEY', 'ANCHOR_KEY'];
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;
const SAID = 4_000;

/** The service as it is really run: API and worker in processes of their own. */
export class Processes {
  private readonly running: Running[] = [];
  private readonly environment: Environment;

  constructor(environment: Environment, private readonly programs = BESIDE) {
    const missing = KEYS.filter((name) => !environment[name]);
    this.environment = { ...environment, ...Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString('base64')])) };
  }

  /** Migrates the database, makes the first administrator and starts the API and, unless told otherwise, a worker. */
  async start({ worker = true } = {}): Promise<{ readonly base: string; readonly administratorToken: string }> {
    await this.command('migrate');
    const { token } = lastJson(await this.command('bootstrap', '--json')) as { token?: string };
    if (!token) throw new Error('bootstrap printed no token');
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    this.run('api', 'main.js', { HOST: '127.0.0.1', PORT: String(port), PROCESS_WORK: 'false' });
    if (worker) this.run('worker', 'worker.js', {});
    await this.ready(base);
    return { base, administratorToken: token };
  }

  /** Asks every process to end and ends those that do not. */
  async stop(): Promise<void> {
    await Promise.all(this.running.map(async ({ process: child }) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await exited;
      clearTimeout(force);
    }));
  }

  /** What the first process that ended unasked said last; null while all are running. */
  fallen(): string | null {
    const gone = this.running.find(({ ended }) => ended !== null);
    return gone ? `the ${gone.name} process ended (${gone.ended})\n${gone.said}` : null;
  }

  /** Throws when a process has ended although nobody asked it to. */
  check(): void {
    const fallen = this.fallen();
    if (fallen !== null) throw new Error(fallen);
  }

  private async command(...args: string[]): Promise<string> {
    const child = spawn(process.execPath, [join(this.programs, 'cli.js'), ...args], { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const [code] = await once(child, 'close') as [number | null];
    if (code !== 0) throw new Error(`${args.join(' ')} failed (${code})\n${errors}${output}`);
    return output;
  }

  private run(name: string, program: string, settings: Environment): void {
    const child = spawn(process.execPath, [join(this.programs, program)], { env: { ...this.environment, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
    const running: Running = { name, process: child, ended: null, said: '' };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (running.said = (running.said + chunk.toString()).slice(-SAID)));
    }
    child.once('exit', (code, signal) => (running.ended = String(code ?? signal)));
    child.once('error', (error) => (running.ended = error.message));
    this.running.push(running);
  }

  private async ready(base: string): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline) {
      this.check();
      const answer = await fetch(`${base}/health/ready`).catch(() => null);
      if (answer?.ok) return;
      await pause(50);
    }
    throw new Error(`the service was not ready within ${READY_WITHIN_MS / 1000} s\n${this.running.map(({ said }) => said).join('\n')}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function lastJson(output: string): unknown {
  const line = output.trim().split('\n').findLast((each) => each.startsWith('{'));
  return line === undefined ? {} : JSON.parse(line);
}
