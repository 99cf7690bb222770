import { openTestDatabase, type TestDatabase } from '../../support/test-database';

describe('posts as they are written', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  const call = async (name: 'title_key' | 'organisation_kind', text: string): Promise<string> => (await db.source.query<{ key: string }[]>(`select ${name}($1) as key`, [text]))[0]!.key;

  it.each([
    ['Начальник управления', 'начальник управления'],
    ['  НАЧАЛЬНИК   Управления. ', 'начальник управления'],
    ['Заместитель главы – начальник отдела', 'заместитель главы - начальник отдела'],
    ['Учёный секретарь', 'ученый секретарь'],
    ['Директор «Парка»', 'директор парка'],
  ])('%s is one with %s', async (title, key) => {
    expect(await call('title_key', title)).toBe(key);
  });

  it.each([
    ['Администрация городского округа', 'administration'],
    ['Мэрия города', 'administration'],
    ['Городская Дума', 'council'],
    ['Совет депутатов муниципального района', 'council'],
    ['Министерство образования области', 'authority'],
    ['МБУ «Парк культуры»', 'institution'],
    ['МБОУ СОШ № 5', 'institution'],
    ['Городская больница № 2', 'institution'],
    ['ООО «Администрация вкуса»', 'enterprise'],
    ['МУП «Водоканал»', 'enterprise'],
    ['АНО «Центр»', 'non-profit'],
    ['Ромашка', 'other'],
  ])('%s: %s', async (organisation, kind) => {
    expect(await call('organisation_kind', organisation)).toBe(kind);
  });
});
