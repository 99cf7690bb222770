import type { Caller } from '../../../../src/platform/caller';
import { NO_CAMPAIGN } from '../../../../src/platform/database/tx';
import { newId } from '../../../../src/platform/new-id';
import { openTestDatabase, type TestDatabase } from '../../../support/test-database';

describe('the one door to the database', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  const caller = (key?: string, body = 'body'): Caller => ({ actor: { kind: 'account', id: ACTOR }, reach: { campaigns: 'all', nominators: [] }, ...(key && { idempotency: { key, fingerprint: Buffer.from(body) } }) });
  const ACTOR = newId();
  const enter = (name: string) => (tx: Parameters<Parameters<TestDatabase['database']['transact']>[1]>[0]) =>
    tx.query(`insert into nominator (id, kind, code, title) values ($1, 'organiser', $2, 'test')`, [newId(), name]).then(() => ({ name, at: Math.random() }));
  const entered = async (name: string): Promise<number> => (await db.source.query<{ n: number }[]>(`select count(*) as n from nominator where code = $1`, [name]))[0]!.n;

  it('takes the role of the actor for one transaction and gives the connection back without it', async () => {
    const who = await db.database.transact({ actor: { kind: 'worker', id: ACTOR } }, (tx) => tx.query<{ role: string; actor: string }>(`select current_user as role, current_setting('app.actor') as actor`));
    expect(who).toEqual([{ role: 'app_worker', actor: ACTOR }]);
    const after = await db.source.query<{ role: string; actor: string }[]>(`select current_user as role, coalesce(current_setting('app.actor', true), '') as actor from generate_series(1, 8)`);
    expect(new Set(after.map(({ role }) => role))).not.toContain('app_worker');
    expect(new Set(after.map(({ actor }) => actor))).toEqual(new Set(['']));
  });

  it('gives the stored answer to a repetition and has one effect, also for twins that race', async () => {
    const name = newId();
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 6 }, () => db.database.transact(caller(key), enter(name))));
    answers.push(await db.database.transact(caller(key), enter(name)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await entered(name)).toBe(1);
  });

  it('refuses another request under the same key and keeps nothing of a failed one', async () => {
    const key = newId();
    const name = newId();
    await expect(db.database.transact(caller(key), () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await db.database.transact(caller(key), enter(name));
    await expect(db.database.transact(caller(key, 'other'), enter(name))).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await entered(name)).toBe(1);
  });

  it('repeats a deadlock loser until both are through', async () => {
    const [a, b] = [newId(), newId()];
    await db.source.query(`create table if not exists duel (code text primary key, n integer not null)`);
    await db.source.query(`grant select, update on duel to app_api`);
    await db.source.query(`insert into duel values ($1, 0), ($2, 0)`, [a, b]);
    let waiting = 2;
    let both: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (both = resolve));
    const cross = (first: string, then: string): Promise<unknown> =>
      db.database.transact(caller(), async (tx) => {
        await tx.query(`update duel set n = n + 1 where code = $1`, [first]);
        if (--waiting <= 0) both();
        await started;
        await tx.query(`update duel set n = n + 1 where code = $1`, [then]);
      });
    await Promise.all([cross(a, b), cross(b, a)]);
    expect((await db.source.query(`select sum(n)::int as n from duel where code in ($1, $2)`, [a, b]))[0].n).toBe(4);
    await db.source.query(`drop table duel`);
  });

  it('refuses an actor without an identifier', async () => {
    await expect(db.database.transact({ actor: { kind: 'account', id: `x', true)` } }, (tx) => tx.audit({ action: 'test.done', chain: NO_CAMPAIGN }))).rejects.toThrow(TypeError);
  });
});
