import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERSONAL_DATA } from '../../src/privacy/domain/personal-data';
import { openTestDatabase, type TestDatabase } from '../support/test-database';

const ERASURE = readFileSync(join(__dirname, '../../src/privacy/erasure.repository.ts'), 'utf8');

describe('the inventory of personal data', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  it('names every table: a new one says what it holds of a person, and what becomes of it', async () => {
    const tables = await db.source.query<{ name: string }[]>(`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migrations' order by 1`);
    expect(Object.keys(PERSONAL_DATA).sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it.each(Object.entries(PERSONAL_DATA).filter(([, holding]) => 'erased' in holding))('the erasure reaches %s', (table) => {
    expect(ERASURE).toMatch(new RegExp(`(delete from|update) ${table}\\b`));
  });

  it.each(Object.entries(PERSONAL_DATA).filter(([, holding]) => 'kept' in holding))('the erasure leaves %s alone', (table) => {
    expect(ERASURE).not.toMatch(new RegExp(`(delete from|update) ${table}\\b`));
  });

  it('only the role that erases may empty a name, a verdict, a sealed row', async () => {
    const rights = await db.source.query<{ role: string; name: string; col: string }[]>(
      `select r.role, c.name, c.col from unnest(array['app_api', 'app_worker', 'app_eraser']) as r (role)
       cross join (values ('person', 'family_name'), ('person', 'snils_cipher'), ('verdict', 'reasons'), ('verdict', 'salt')) as c (name, col)
       where has_column_privilege(r.role, c.name, c.col, 'update') order by 1, 2, 3`,
    );
    expect(rights.map(({ role, name, col }) => `${role} ${name}.${col}`)).toEqual(['person.family_name', 'person.snils_cipher', 'verdict.reasons', 'verdict.salt'].map((column) => `app_eraser ${column}`));
  });
});
