import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config';
import { openQueues, queueConnection } from './queue-backend';
import { WorkQueue } from './work-queue';

/** One queue a kind of work, in a process that computes; a process that only serves requests never touches a queue. */
@Module({})
export class QueueModule implements OnApplicationShutdown {
  constructor(@Inject(WorkQueue) private readonly queue: WorkQueue) {}

  /**
   * Queues for dispatcher and processors. `prepareQueueBackend` runs before this module is built. Processors take the
   * connection of `forRootAsync`; the producer's queues are opened apart, because a producer must give up and a worker never.
   */
  static computing(): DynamicModule {
    return {
      module: QueueModule,
      global: true,
      imports: [
        BullModule.forRootAsync({ inject: [CONFIG], useFactory: (config: Config) => ({ prefix: config.queue.prefix, connection: queueConnection(config, 'worker') }) }),
        BullModule.registerQueue(),
      ],
      providers: [{ provide: WorkQueue, inject: [CONFIG], useFactory: (config: Config) => new WorkQueue(openQueues(config)) }],
      exports: [WorkQueue],
    };
  }

  /** No queue: work is only recorded in the database, another process dispatches it. */
  static idle(): DynamicModule {
    return { module: QueueModule, global: true, providers: [{ provide: WorkQueue, useValue: new WorkQueue(new Map()) }], exports: [WorkQueue] };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}
