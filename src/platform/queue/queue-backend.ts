import type { ConnectionOptions } from 'bullmq';
import { createPostgresBackend, Queue, runMigrations, setDefaultBackendFactory } from 'bullmq';
import { Client } from 'pg';
import { WORK_KINDS, type WorkJob, type WorkKind } from '../../kernel/jobs';
import type { Config } from '../config/config';

/** Without Redis BullMQ keeps its queues in PostgreSQL. Must be called before any queue exists. */
export async function prepareQueueBackend(config: Pick<Config, 'databaseUrl' | 'queue'>): Promise<void> {
  if (config.queue.backend !== 'postgres') return;
  setDefaultBackendFactory(createPostgresBackend);
  const client = new Client({ connectionString: config.databaseUrl });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}

/**
 * Connection of a queue. A producer gives up after one try (the dispatcher repeats it), a worker never does (BullMQ
 * demands it; see docs.bullmq.io, going to production).
 */
export function queueConnection({ databaseUrl, queue }: Pick<Config, 'databaseUrl' | 'queue'>, side: 'producer' | 'worker'): ConnectionOptions {
  if (queue.backend === 'postgres') return { connectionString: databaseUrl, max: 4 };
  return { url: queue.redisUrl!, maxRetriesPerRequest: side === 'worker' ? null : 1 };
}

/**
 * The producer's side of every queue. Faults of the connection are reported by whoever sends. Nothing is asked of the
 * server beforehand: BullMQ would keep a first answer that failed for ever, and a Redis that starts later would find no
 * producer. Its version is checked by the workers.
 */
export function openQueues(config: Pick<Config, 'databaseUrl' | 'queue'>): Map<WorkKind, Queue<WorkJob>> {
  const options = { prefix: config.queue.prefix, connection: queueConnection(config, 'producer'), skipWaitingForReady: true, skipVersionCheck: true };
  return new Map(
    WORK_KINDS.map((kind) => {
      const queue = new Queue<WorkJob>(kind, options);
      queue.on('error', () => undefined);
      return [kind, queue];
    }),
  );
}
