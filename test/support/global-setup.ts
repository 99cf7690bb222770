import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import { createDataSource } from '../../src/platform/database/data-source';
import { testDatabase, TEST_RUN } from './test-run';

/**
 * One migrated template database for the run, one clone of it for every Jest worker. Without a DATABASE_URL (Jest was
 * started directly) there is nothing to do: pure tests need no database.
 */
export default async function globalSetup({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  const server = process.env.DATABASE_URL;
  if (!server) return;
  process.env[TEST_RUN] = `test_run_${process.pid}`;

  const admin = new Client({ connectionString: server });
  await admin.connect();
  const template = testDatabase('template');
  await admin.query(`create database ${template.name}`);
  await migrate(template.url);
  for (let worker = 1; worker <= maxWorkers; worker += 1) {
    await admin.query(`create database ${testDatabase(`w${worker}`).name} template ${template.name} strategy file_copy`);
  }
  await admin.end();
}

/** The connections must be closed afterwards: a database in use cannot be cloned. */
async function migrate(url: string): Promise<void> {
  const source = await createDataSource({ databaseUrl: url, databasePool: 2 }, 'test-setup').initialize();
  await source.runMigrations();
  await source.destroy();
  if (process.env.QUEUE_BACKEND !== 'postgres') return;
  const client = new Client({ connectionString: url });
  await client.connect();
  await runMigrations(client);
  await client.end();
}
