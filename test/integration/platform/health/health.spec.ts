import { Client } from 'pg';
import { HealthService } from '../../../../src/platform/health/health.service';
import { TestApi } from '../../../support/app';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());
beforeEach(() => api.clock.advance(1_000));

/** New connections take the setting; all others are ended, so that every one is new. */
async function makeReadOnly(on: boolean): Promise<void> {
  const aside = new Client({ connectionString: process.env.DATABASE_URL });
  await aside.connect();
  await aside.query(`set default_transaction_read_only = off`);
  const { rows } = await aside.query<{ name: string }>(`select current_database() as name`);
  await aside.query(`alter database "${rows[0]!.name}" set default_transaction_read_only = ${on ? 'on' : 'off'}`);
  await aside.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`);
  await aside.end();
}

describe('health', () => {
  it('tells anybody that the process is alive and ready, and nothing else', async () => {
    expect(await api.as(null).get('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    const ready = await api.as(null).get('/health/ready');
    expect(ready.body).toEqual({ status: 'ok' });
  });

  it('is not ready while the schema is older than the build', async () => {
    const other = await TestApi.start();
    await api.sql(`alter table migrations rename to migrations_aside`);
    try {
      expect(await other.as(null).get('/health/ready')).toMatchObject({ status: 503, body: { code: 'MIGRATIONS_PENDING' } });
      expect(await other.as(null).get('/health/live')).toMatchObject({ status: 200 });
    } finally {
      await api.sql(`drop table if exists migrations`);
      await api.sql(`alter table migrations_aside rename to migrations`);
      await other.close();
    }
  });

  it('is not ready while the database takes no writes, and heals', async () => {
    await makeReadOnly(true);
    const refused = await api.as(null).get('/health/ready');
    expect(refused).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    expect(refused.headers.get('retry-after')).toBe('5');
    await makeReadOnly(false);
    let status: number;
    do { // a pooled connection that was ended is noticed when it is used
      api.clock.advance(1_000);
      ({ status } = await api.as(null).get('/health/ready'));
    } while (status !== 200);
  });

  it('is not ready while the process closes', async () => {
    const closing = await TestApi.start();
    closing.app.get(HealthService).onModuleDestroy();
    expect(await closing.as(null).get('/health/ready')).toMatchObject({ status: 503, body: { code: 'CLOSING' } });
    await closing.close();
  });
});
