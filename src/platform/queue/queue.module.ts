import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { WORK_KINDS, type WorkJob } from '../../kernel/jobs';
import { CONFIG, type Config } from '../config/config';
import { queueConnection } from './queue-backend';
import { WorkQueue } from './work-queue';

/** One queue a kind of work, in a process that computes; a process that only serves requests never touches a queue. */
@Module({})
export class QueueModule {
  /** Queues for dispatcher and processors. `prepareQueueBackend` runs before this module is built. */
  static computing(): DynamicModule {
    return {
      module: QueueModule,
      global: true,
      imports: [
        BullModule.forRootAsync({
          inject: [CONFIG],
          useFactory: (config: Config) => ({ prefix: config.queue.prefix, connection: queueConnection(config, 'worker') }),
        }),
        ...WORK_KINDS.map((name) =>
          BullModule.registerQueueAsync({
            name,
            inject: [CONFIG],
            useFactory: (config: Config) => ({ prefix: config.queue.prefix, connection: queueConnection(config, 'producer'), skipWaitingForReady: true }),
          }),
        ),
      ],
      providers: [
        {
          provide: WorkQueue,
          inject: WORK_KINDS.map((kind) => getQueueToken(kind)),
          useFactory: (...queues: Queue<WorkJob>[]) => {
            for (const queue of queues) queue.on('error', () => undefined); // reported by whoever sends
            return new WorkQueue(new Map(WORK_KINDS.map((kind, i) => [kind, queues[i]!])));
          },
        },
      ],
      exports: [WorkQueue],
    };
  }

  /** No queue: work is only recorded in the database, another process dispatches it. */
  static idle(): DynamicModule {
    return { module: QueueModule, global: true, providers: [{ provide: WorkQueue, useValue: new WorkQueue(new Map()) }], exports: [WorkQueue] };
  }
}
