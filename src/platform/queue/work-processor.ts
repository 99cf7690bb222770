import { WorkerHost } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Job } from 'bullmq';
import type { WorkJob } from '../../kernel/jobs';
import { CONFIG, type Config } from '../config/config';

const CLOSE_WITHIN_MS = 20_000;

/** What every processor shares: how many jobs at once, a listener for errors, and ending its jobs before anything closes. */
@Injectable()
export abstract class WorkProcessor extends WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  @Inject(CONFIG) private readonly config!: Config;

  abstract override process(job: Job<WorkJob>): Promise<void>;

  onApplicationBootstrap(): void {
    this.worker.concurrency = this.config.workConcurrency;
    const log = new Logger(`queue ${this.worker.name}`);
    this.worker.on('error', (error) => log.warn(error.name));
    this.worker.on('failed', (job, error) => log.warn({ message: 'job failed', job: job?.id, cause: error.name }));
  }

  /** Running jobs end while database and queues are still open; one that does not is taken over when its lease runs out. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([this.worker.close(), new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref())]);
  }
}
