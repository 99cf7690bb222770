import { rm } from 'node:fs/promises';
import Redis from 'ioredis';
import { Client } from 'pg';
import { TEST_RUN, testFiles } from './test-run';

/** Leaves nothing of the run on the servers, which may be somebody else's. */
export default async function globalTeardown(): Promise<void> {
  const run = process.env[TEST_RUN];
  if (!run) return;
  await dropDatabases(run);
  await rm(testFiles(), { recursive: true, force: true });
  if (process.env.REDIS_URL) await deleteKeys(process.env.REDIS_URL, run);
}

async function dropDatabases(run: string): Promise<void> {
  const admin = new Client({ connectionString: process.env.DATABASE_URL });
  await admin.connect();
  const { rows } = await admin.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [`${run}_`]);
  for (const { datname } of rows) await admin.query(`drop database "${datname}" with (force)`);
  await admin.end();
}

async function deleteKeys(url: string, run: string): Promise<void> {
  const redis = new Redis(url);
  for await (const keys of redis.scanStream({ match: `{${run} *`, count: 1_000 })) {
    if ((keys as string[]).length > 0) await redis.unlink(keys as string[]);
  }
  await redis.quit();
}
