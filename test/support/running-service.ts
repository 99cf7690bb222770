import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { drive, type Driven } from '../../src/demo/driver';
import { Processes } from '../../src/demo/processes';
import { Progress } from '../../src/demo/progress';
import { Rest } from '../../src/demo/rest';
import { freshDatabase } from './fresh-database';

const PROGRAMS = join(__dirname, '../../dist/src');
/** A Redis database of its own, so that it can be emptied without harm to other tests. */
const REDIS_DATABASE = 9;

/** The built service in processes of its own, on a fresh database, with a worker that can be killed. */
export class RunningService {
  private worker: ChildProcess | null = null;

  private constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly processes: Processes,
    private readonly administrator: Rest,
  ) {}

  /** `through`: an address to speak to instead, in front of the service's own. */
  static async start(name: string, through: (base: string) => Promise<string> = (base) => Promise.resolve(base)): Promise<RunningService> {
    const database = await freshDatabase(name);
    const redis = process.env.REDIS_URL ? new URL(process.env.REDIS_URL) : null;
    if (redis) redis.pathname = `/${REDIS_DATABASE}`;
    const environment = { ...process.env, DATABASE_URL: database.url, QUEUE_PREFIX: `{${database.name}}`, ...(redis && { REDIS_URL: redis.href }) };
    const processes = new Processes(environment, PROGRAMS);
    const { base, administratorToken } = await processes.start({ worker: false });
    const service = new RunningService(environment, processes, new Rest(await through(base), administratorToken));
    service.startWorker();
    return service;
  }

  startWorker(): void {
    this.worker = spawn(process.execPath, [join(PROGRAMS, 'worker.js')], { env: this.environment, stdio: 'ignore' });
  }

  /** The worker dies at once, whatever it was doing, and the queue loses everything. */
  async killWorkerAndEmptyQueue(): Promise<void> {
    const worker = this.worker;
    if (worker && worker.exitCode === null) {
      const gone = once(worker, 'exit');
      worker.kill('SIGKILL');
      await gone;
    }
    if (!this.environment.REDIS_URL) return;
    const redis = new Redis(this.environment.REDIS_URL);
    await redis.flushdb();
    redis.disconnect();
  }

  /** A whole campaign of the demo; `at` is told how far each step is. */
  async campaign(size: { candidates: number; seats: number }, at: (step: string, count: number) => void = () => undefined): Promise<Driven> {
    const progress = new (class extends Progress {
      override step<T>(label: string, _total: number, work: (reached: (count: number) => void) => Promise<T>): Promise<T> {
        return work((count) => at(label, count));
      }
    })({ write: () => undefined });
    return drive({ options: { ...size, seed: 'crash', json: true, serve: false }, administrator: this.administrator, progress, check: () => this.processes.check() });
  }

  async stop(): Promise<void> {
    this.worker?.kill('SIGKILL');
    await this.processes.stop();
  }
}
