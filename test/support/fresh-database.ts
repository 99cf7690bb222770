import { Client } from 'pg';
import { testDatabase } from './test-run';

/** A database of this run that nobody has used, with the schema in it; the global teardown drops it. Gives its address. */
export async function freshDatabase(part: string): Promise<{ readonly name: string; readonly url: string }> {
  const database = testDatabase(part);
  const admin = new Client({ connectionString: process.env.DATABASE_URL });
  await admin.connect();
  await admin.query(`create database ${database.name} template ${testDatabase('template').name}`);
  await admin.end();
  return database;
}
