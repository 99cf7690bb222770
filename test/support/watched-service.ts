import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Processes } from '../../src/demo/processes';
import { freshDatabase } from './fresh-database';

const PROGRAMS = join(__dirname, '../../dist/src');

/** The built service in processes of its own whose every line of log, and every command to Redis, is kept to be looked through. */
export class WatchedService {
  private readonly children: ChildProcess[] = [];
  private monitor: Redis | null = null;
  private client: Redis | null = null;
  private constructor(
    private readonly environment: NodeJS.ProcessEnv,
    readonly databaseUrl: string,
    readonly files: string,
  ) {}

  /** Everything the processes wrote, standard output and errors, at the level `debug`. */
  logs = '';
  /** Every command Redis was given, with its arguments. */
  commands = '';
  base = '';
  administratorToken = '';

  static async start(name: string): Promise<WatchedService> {
    const database = await freshDatabase(name);
    const files = mkdtempSync(join(tmpdir(), `${name}-`));
    const keys = { MASTER_KEY: Buffer.alloc(32, 'watched').toString('base64'), INDEX_KEY: Buffer.alloc(32, 'index').toString('base64') };
    const service = new WatchedService({ ...process.env, ...keys, DATABASE_URL: database.url, QUEUE_PREFIX: `{${database.name}}`, FILE_STORAGE: files, LOG_LEVEL: 'debug' }, database.url, files);
    await service.watchRedis();
    const processes = new Processes(service.environment, PROGRAMS);
    const { base, administratorToken } = await processes.start({ worker: false });
    await processes.stop(); // it keeps the end of its log only: the API is started again, to be listened to
    service.administratorToken = administratorToken;
    service.base = base;
    service.run('main.js', { HOST: '127.0.0.1', PORT: new URL(base).port, PROCESS_WORK: 'false' });
    service.run('worker.js', {});
    while (!(await fetch(`${base}/health/ready`).catch(() => null))?.ok) {
      if (service.children.some(({ exitCode }) => exitCode !== null)) throw new Error(service.logs);
      await pause(50);
    }
    return service;
  }

  /** What is in Redis now, key by key as it is held: a compressed dump would hide it. */
  async redisContent(): Promise<string> {
    const redis = this.client;
    if (!redis) return '';
    const parts: string[] = [];
    for (const key of await redis.keys('*')) {
      const type = await redis.type(key);
      const value = type === 'hash' ? await redis.hgetall(key) : type === 'list' ? await redis.lrange(key, 0, -1) : type === 'zset' ? await redis.zrange(key, 0, -1)
        : type === 'set' ? await redis.smembers(key) : type === 'stream' ? await redis.xrange(key, '-', '+') : await redis.get(key);
      parts.push(`${key} ${JSON.stringify(value)}`);
    }
    return parts.join('\n');
  }

  async stop(): Promise<void> {
    await Promise.all(this.children.map(async (child) => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }));
    this.monitor?.disconnect();
    this.client?.disconnect();
  }

  private async watchRedis(): Promise<void> {
    const { REDIS_URL } = process.env;
    if (!REDIS_URL) return;
    this.client = new Redis(REDIS_URL);
    this.monitor = await this.client.monitor(); // a connection of its own
    this.monitor.on('monitor', (_time: string, args: readonly string[]) => (this.commands += `${args.join(' ')}\n`));
  }

  private run(program: string, settings: NodeJS.ProcessEnv): void {
    const child = spawn(process.execPath, [join(PROGRAMS, program)], { env: { ...this.environment, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (this.logs += chunk.toString()));
    this.children.push(child);
  }
}
