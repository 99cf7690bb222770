import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from, to } from 'pg-copy-streams';
import type { Config } from '../../src/platform/config/config';
import { createDataSource } from '../../src/platform/database/data-source';
import type { Strategy } from './strategy';

/** Every table in which a run leaves rows, and what picks those of one campaign (`$`). */
const WRITTEN: Readonly<Record<string, string>> = {
  work_batch: 'campaign_id = $',
  verdict: 'campaign_id = $', history: 'campaign_id = $', decision_batch: 'campaign_id = $',
  ranking_run: 'campaign_id = $', ranking_basis: 'campaign_id = $', choice_explanation: 'campaign_id = $', seat_quota: 'campaign_id = $', seat: 'campaign_id = $',
  audit_event: 'chain = $', audit_seal: 'chain = $',
};
const MOVED = 'id, stage, status, version';
const SCHEMA = 'floor';

/**
 * The floor: what PostgreSQL itself needs for the rows the service has just left, in empty tables with the same keys
 * and indexes, as one transaction over one connection. Comes after the service in the same round.
 */
export async function openCopy(config: Config): Promise<Strategy> {
  const source = await createDataSource({ ...config, databasePool: 2 }, 'bench').initialize();
  const client = new Client({ connectionString: config.databaseUrl });
  await client.connect();
  let dumped = new Map<string, Buffer>();
  const copyIn = (table: string, columns = ''): Promise<void> => pipeline(Readable.from([dumped.get(table)!]), client.query(from(`copy ${table} ${columns} from stdin`)));
  return {
    source,
    prepare: async () => {
      dumped = await dump(client);
      await makeTwins(client);
    },
    run: async () => {
      await client.query('begin');
      await client.query(`set local search_path = ${SCHEMA}; create temporary table moved (id uuid, stage text, status text, version integer) on commit drop`);
      for (const table of Object.keys(WRITTEN)) await copyIn(table);
      await copyIn('moved', `(${MOVED})`);
      await client.query('analyze moved');
      await client.query('update candidacy c set stage = m.stage, status = m.status, version = m.version from moved m where m.id = c.id');
      await client.query('commit');
    },
    close: async () => {
      await client.query(`drop schema ${SCHEMA} cascade`);
      await client.end();
      await source.destroy();
    },
  };
}

/** The rows of the newest campaign as COPY gives them. */
async function dump(client: Client): Promise<Map<string, Buffer>> {
  const { rows } = await client.query<{ id: string }>('select id from campaign order by id desc limit 1');
  const rowsOf = (query: string): Promise<Buffer> => buffer(client.query(to(`copy (${query.replace('$', `'${rows[0]!.id}'`)}) to stdout`)));
  const dumped = new Map<string, Buffer>();
  for (const [table, condition] of Object.entries(WRITTEN)) dumped.set(table, await rowsOf(`select * from ${table} where ${condition}`));
  return dumped.set('moved', await rowsOf(`select ${MOVED} from candidacy where campaign_id = $`));
}

/** Empty twins with keys, indexes, checks and fill factors, and every candidacy where it stood before the run. */
async function makeTwins(client: Client): Promise<void> {
  await client.query(`drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}`);
  for (const table of [...Object.keys(WRITTEN), 'candidacy']) {
    const { rows } = await client.query<{ options: string | null }>(`select array_to_string(reloptions, ', ') as options from pg_class where oid = $1::regclass`, [table]);
    await client.query(`create table ${SCHEMA}.${table} (like public.${table} including all) ${rows[0]?.options ? `with (${rows[0].options})` : ''}`);
  }
  await client.query(`insert into ${SCHEMA}.candidacy select (jsonb_populate_record(c, '{"stage": "tenure", "status": "open", "version": 0}')).* from public.candidacy c order by id`);
  await client.query(`vacuum analyze ${SCHEMA}.candidacy`);
}
