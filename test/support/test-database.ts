import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/platform/database/data-source';
import { Database } from '../../src/platform/database/database.service';

/** The database of this Jest worker: the service's one door to it, and the bare source for arranging and looking. */
export interface TestDatabase {
  readonly source: DataSource;
  readonly database: Database;
  close(): Promise<void>;
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) throw new Error('integration tests need DATABASE_URL: start them with `npm test`');
  const source = await createDataSource({ databaseUrl, databasePool: 8 }, 'test').initialize();
  return { source, database: new Database(source), close: () => source.destroy() };
}
