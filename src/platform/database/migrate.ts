import type { Config } from '../config/config';
import { createDataSource } from './data-source';

/**
 * Brings the schema to this build and gives the names of the migrations that were run. Two deployments at once take
 * turns, so the second finds nothing to do.
 */
export async function migrate(config: Pick<Config, 'databaseUrl'>): Promise<string[]> {
  const source = await createDataSource({ databaseUrl: config.databaseUrl, databasePool: 2 }, 'selection-migrate').initialize();
  const turn = source.createQueryRunner();
  try {
    await turn.query(`set statement_timeout = 0; set lock_timeout = 0`);
    await turn.query(`select pg_advisory_lock(hashtextextended('migrations', 5))`);
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await turn.query(`select pg_advisory_unlock_all()`).catch(() => undefined); // closing the connection gives the turn back as well
    await turn.release();
    await source.destroy();
  }
}
