import { join } from 'node:path';
import { types } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Config } from '../config/config';

const BIGINT = 20;
const DATE = 1082;
types.setTypeParser(BIGINT, Number); // counts, scores (below 10^14) and sequence numbers are safe integers
types.setTypeParser(DATE, (text: string) => text); // a civil date is not an instant: no time zone may touch it

/** Options of the one DataSource: hand-written migrations, no synchronisation, explicit entities of the feature folders. */
export function dataSourceOptions(config: Pick<Config, 'databaseUrl' | 'databasePool'>, application: string): DataSourceOptions {
  const root = join(__dirname, '../../..');
  const built = __filename.endsWith('.js');
  return {
    type: 'postgres',
    url: config.databaseUrl,
    entities: [join(root, built ? 'src/**/*.entity.js' : 'src/**/*.entity.ts')],
    migrations: [join(root, built ? 'migrations/*.js' : 'migrations/*.ts')],
    migrationsTransactionMode: 'each',
    poolSize: config.databasePool,
    applicationName: application,
    connectTimeoutMS: 10_000,
    poolErrorHandler: () => undefined, // an idle connection that dies is replaced; the statement that needs it reports the fault
    extra: {
      idleTimeoutMillis: 600_000, // a connection keeps the plans of its prepared statements: made anew they cost more than it does
      statement_timeout: 60_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 30_000,
      options: '-c timezone=UTC -c random_page_cost=1.1',
    },
  };
}

/** A DataSource outside Nest: operator's commands, tests, the bench. */
export function createDataSource(config: Pick<Config, 'databaseUrl' | 'databasePool'>, application: string): DataSource {
  return new DataSource(dataSourceOptions(config, application));
}
