import type { EntityMetadata, QueryRunner } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { openTestDatabase, type TestDatabase } from '../support/test-database';

/** A column as schema and entity both tell it. */
interface ToldColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly primary: boolean;
}

/** Of the migrations' own keeper and of the queue, where it lives in this database. */
const NOT_OURS = `c.relname <> 'migrations' and n.nspname = 'public'`;

/** The schema by table; types as PostgreSQL writes them, defaults without their casts. */
const SCHEMA = `
  select c.relname as "table", jsonb_agg(jsonb_build_object(
    'name', i.column_name,
    'type', format_type(a.atttypid, a.atttypmod),
    'nullable', i.is_nullable = 'YES',
    'default', regexp_replace(i.column_default, '::[a-z ]+$', ''),
    'primary', exists (select from pg_index k where k.indrelid = c.oid and k.indisprimary and a.attnum = any(k.indkey))
  ) order by i.column_name collate "C") as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join information_schema.columns i on i.table_schema = n.nspname and i.table_name = c.relname
  join pg_attribute a on a.attrelid = c.oid and a.attname = i.column_name
  where c.relkind = 'r' and ${NOT_OURS}
  group by c.relname`;

describe('entities and schema', () => {
  let db: TestDatabase;
  let schema: Record<string, readonly ToldColumn[]>;

  beforeAll(async () => {
    db = await openTestDatabase();
    const runner = db.source.createQueryRunner();
    schema = await readSchema(runner);
    await runner.release();
  });
  afterAll(() => db.close());

  it('every table has one entity and every entity a table', () => {
    expect(db.source.entityMetadatas.map(({ tableName }) => tableName).sort()).toEqual(Object.keys(schema).sort());
  });

  it('they agree in column, type, nullability, default and primary key', () => {
    expect(entities()).toEqual(schema);
  });

  it.each([
    ['a new table', 'create table forgotten (id uuid primary key)'],
    ['a new column', 'alter table campaign add column note text'],
    ['another name', 'alter table campaign rename column name to title'],
    ['another type', 'alter table verdict alter column score type integer'],
    ['null admitted', 'alter table campaign alter column name drop not null'],
    ['another default', `alter table campaign alter column state set default 'open'`],
    ['no default', 'alter table candidacy alter column version drop default'],
    ['another key', 'alter table document drop constraint document_pkey'],
  ])('a migration that forgets the entity is seen: %s', async (_, change) => {
    const runner = db.source.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(change);
      expect(entities()).not.toEqual(await readSchema(runner));
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });

  async function readSchema(runner: QueryRunner): Promise<Record<string, readonly ToldColumn[]>> {
    const tables: { table: string; columns: ToldColumn[] }[] = await runner.query(SCHEMA);
    return Object.fromEntries(tables.map(({ table, columns }) => [table, columns]));
  }

  function entities(): Record<string, readonly ToldColumn[]> {
    return Object.fromEntries(db.source.entityMetadatas.map((entity) => [entity.tableName, columnsOf(entity)]));
  }

  function columnsOf({ columns }: EntityMetadata): ToldColumn[] {
    return columns.map(told).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  function told(column: ColumnMetadata): ToldColumn {
    const { driver } = db.source;
    return {
      name: column.databaseName,
      type: driver.normalizeType(column) + (column.isArray ? '[]' : ''),
      nullable: column.isNullable,
      default: driver.normalizeDefault(column)?.replace(/::[a-z ]+$/, '').replace(/^'(\d+)'$/, '$1') ?? null,
      primary: column.isPrimary,
    };
  }
});
