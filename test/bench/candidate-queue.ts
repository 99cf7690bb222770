import { type JobsOptions, Queue, Worker } from 'bullmq';
import type { Config } from '../../src/platform/config/config';
import { queueConnection } from '../../src/platform/queue/queue-backend';

const ADDED_AT_ONCE = 1000;
const KEPT: JobsOptions = { removeOnComplete: true, removeOnFail: true };

/** One BullMQ queue whose jobs name a candidate and a stage; a finished job may be followed by the next stage's. */
export class CandidateQueue<Task extends object> {
  private readonly queue: Queue<Task>;
  private readonly worker: Worker<Task>;
  private open = 0;
  private finished: () => void = () => undefined;
  private failed: (error: Error) => void = () => undefined;

  constructor(config: Config, name: string, concurrency: number, work: (task: Task) => Promise<Task | null>) {
    const { prefix } = config.queue;
    this.queue = new Queue(name, { prefix, connection: queueConnection(config, 'producer'), defaultJobOptions: KEPT });
    this.worker = new Worker(
      name,
      async ({ data }) => {
        const next = await work(data);
        if (next) await this.add([next]);
        this.open--;
      },
      { prefix, connection: queueConnection(config, 'worker'), concurrency },
    );
    this.worker.on('completed', () => {
      if (!this.open) this.finished();
    });
    this.worker.on('failed', (_, error) => this.failed(error));
  }

  /** Adds the tasks and waits until they and everything that follows from them are done. */
  async drain(tasks: readonly Task[]): Promise<void> {
    const done = new Promise<void>((resolve, reject) => {
      this.finished = resolve;
      this.failed = reject;
    });
    for (let i = 0; i < tasks.length; i += ADDED_AT_ONCE) await this.add(tasks.slice(i, i + ADDED_AT_ONCE));
    await done;
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.queue.obliterate({ force: true });
    await this.queue.close();
  }

  private async add(tasks: readonly Task[]): Promise<void> {
    this.open += tasks.length;
    await this.queue.addBulk(tasks.map((data) => ({ name: 'stage', data }) as Parameters<Queue<Task>['addBulk']>[0][number]));
  }
}
