import type { QueryRunner } from 'typeorm';

/**
 * Runs a migration's SQL as `app_owner`, so that every object belongs to a role nobody logs in as. The login that
 * migrates only has to be a member of that role.
 */
export async function runAsOwner(runner: QueryRunner, sql: string): Promise<void> {
  await runner.query('set local role app_owner');
  await runner.query(sql);
  await runner.query('reset role');
}
