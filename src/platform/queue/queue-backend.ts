import type { ConnectionOptions } from 'bullmq';
import { createPostgresBackend, runMigrations, setDefaultBackendFactory } from 'bullmq';
import { Client } from 'pg';
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
