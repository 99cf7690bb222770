import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/platform/database/data-source';
import { testDatabase } from '../support/test-run';

/** Everything the migrations may leave in the schema, one line each; TypeORM's own table stays and does not count. */
const PICTURE = `
  with ours as (select c.* from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname !~ '^(migrations|PK_)')
  select line from (
    select format('%s %s of %s %s %s', case c.relkind when 'r' then 'table' when 'S' then 'sequence' else c.relkind::text end, c.relname, pg_get_userbyid(c.relowner), c.reloptions, c.relacl) as line
    from ours c where c.relkind <> 'i' and c.relname <> 'migrations_id_seq'
    union all
    select format('column %s.%s %s %s %s %s', i.table_name, i.column_name, format_type(a.atttypid, a.atttypmod), i.is_nullable, i.column_default, a.attacl)
    from ours c join information_schema.columns i on i.table_schema = 'public' and i.table_name = c.relname
    join pg_attribute a on a.attrelid = c.oid and a.attname = i.column_name where c.relkind = 'r'
    union all select format('constraint %s.%s %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) from pg_constraint k join ours c on c.oid = k.conrelid
    union all select format('index %s', pg_get_indexdef(i.indexrelid)) from pg_index i join ours c on c.oid = i.indrelid
    union all select format('trigger %s', pg_get_triggerdef(t.oid)) from pg_trigger t join ours c on c.oid = t.tgrelid where not t.tgisinternal
    union all select format('policy %s.%s %s %s %s', p.tablename, p.policyname, p.roles, p.qual, p.with_check) from pg_policies p where p.schemaname = 'public'
    union all select format('wall of %s %s %s', c.relname, c.relrowsecurity, c.relforcerowsecurity) from ours c where c.relkind = 'r'
    union all select format('comment %s %s', d.classoid::regclass, d.description) from pg_description d where d.objoid >= 16384
    union all select format('function %s of %s %s', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner), p.proacl) from pg_proc p where p.pronamespace = 'public'::regnamespace
    union all select format('type %s', t.typname) from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
    union all select format('schema %s %s', nspname, (select array_agg(acl::text order by acl::text) from unnest(nspacl) acl where acl::text ~ '^app_')) from pg_namespace where nspname !~ '^(pg_|information_schema)'
  ) lines order by line collate "C"`;

/** Check, unique and exclusion constraints of which PostgreSQL had to think of a name; what they mean is then nowhere. */
const NAMELESS = `
  select c.relname || '.' || k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
  where c.relnamespace = 'public'::regnamespace and k.contype in ('c', 'u', 'x') and starts_with(k.conname, c.relname || '_') and k.conname ~ '_(check|key|excl)[0-9]*$'`;

describe('migrations', () => {
  const database = testDatabase('migrations');
  let admin: Client;
  let source: DataSource;

  beforeAll(async () => {
    admin = new Client({ connectionString: process.env.DATABASE_URL });
    await admin.connect();
    await admin.query(`create database ${database.name} template template0`);
    source = await createDataSource({ databaseUrl: database.url, databasePool: 2 }, 'test').initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await admin.query(`drop database ${database.name}`);
    await admin.end();
  });

  const picture = async (): Promise<string[]> => (await source.query<{ line: string }[]>(PICTURE)).map(({ line }) => line);

  it('go up, down to nothing and up to the same again, one by one', async () => {
    const empty = await picture();
    const done = await source.runMigrations();
    const full = await picture();
    expect(done.length).toBeGreaterThan(0);
    expect(full.length).toBeGreaterThan(empty.length + 100);

    for (let left = done.length; left > 0; left--) await source.undoLastMigration();
    expect(await picture()).toEqual(empty);
    await source.runMigrations();
    expect(await picture()).toEqual(full);
  });

  it('name every check and every uniqueness, so that a refusal says what it is about', async () => {
    expect(await source.query(NAMELESS)).toEqual([]);
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    await runner.query('create table careless (a integer check (a > 0), b integer unique, c integer, constraint c_is_small check (c < 10), check (a < b))');
    expect(await runner.query(`${NAMELESS} order by 1`)).toEqual([{ name: 'careless.careless_a_check' }, { name: 'careless.careless_b_key' }, { name: 'careless.careless_check' }]);
    await runner.rollbackTransaction();
    await runner.release();
  });

  it.each([
    ['a table', 'create table left_behind (id integer)'],
    ['a column', 'alter table campaign add column left_behind text'],
    ['a constraint', 'alter table campaign add constraint left_behind check (name <> id::text)'],
    ['an index', 'create index left_behind on campaign (name)'],
    ['a right', 'grant delete on campaign to app_api'],
    ['a right on a column', 'grant update (name) on campaign to app_worker'],
    ['a policy', 'create policy left_behind on campaign using (true)'],
    ['a wall taken down', 'alter table campaign no force row level security'],
    ['a function', `create function left_behind() returns integer language sql as 'select 1'`],
    ['a trigger', 'create trigger left_behind before update on campaign for each row execute function suppress_redundant_updates_trigger()'],
  ])('would not pass with %s left behind', async (_, change) => {
    const before = await picture();
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    await runner.query(change);
    expect(((await runner.query(PICTURE)) as { line: string }[]).map(({ line }) => line)).not.toEqual(before);
    await runner.rollbackTransaction();
    await runner.release();
  });
});
