import { newId } from '../../../../src/platform/new-id';
import type { Caller } from '../../../../src/platform/caller';
import { openTestDatabase, type TestDatabase } from '../../../support/test-database';

const someone: Caller = { actor: { kind: 'account', id: newId() } };

describe('the audit', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  const write = (chain: string, lines = 1): Promise<void> =>
    db.database.transact(someone, async (tx) => {
      for (let i = 0; i < lines; i++) await tx.audit({ action: 'test.done', chain, subject: newId(), reason: 'OWN_WISH' });
    });
  const seals = (chain: string): Promise<{ seq: number; tx: number; count: number; hash: Buffer }[]> => db.source.query(`select seq, tx, count, hash from audit_seal where chain = $1 order by seq`, [chain]);
  /** What a verifier does: every seal from the one before and its events; the first that does not fit. */
  const firstBroken = async (chain: string): Promise<number | null> => {
    const [row] = await db.source.query(
      `select s.seq from audit_seal s
       left join lateral (select count(*) as n, sha256(string_agg(audit_content(e), ''::bytea order by e.n)) as content from audit_event e where e.tx = s.tx) c on true
       where s.chain = $1 and (c.n <> s.count or s.hash is distinct from sha256(coalesce((select p.hash from audit_seal p where p.chain = s.chain and p.seq = s.seq - 1), ''::bytea) || c.content))
       order by s.seq limit 1`,
      [chain],
    );
    return row ? Number(row.seq) : null;
  };

  it('seals one event a transaction, in one unbroken chain, under eight writers', async () => {
    const chain = newId();
    await Promise.all(Array.from({ length: 8 }, async () => { for (let i = 0; i < 25; i++) await write(chain, 1 + (i % 3)); }));
    const sealed = await seals(chain);
    expect(sealed.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(new Set(sealed.map(({ tx }) => tx)).size).toBe(200);
    expect(await firstBroken(chain)).toBeNull();
  });

  it.each([
    ['another actor', `update audit_event set actor = gen_random_uuid() where tx = $1`],
    ['another time', `update audit_event set at = at + interval '1 microsecond' where tx = $1`],
    ['another reason', `update audit_event set reason = 'OTHER' where tx = $1`],
    ['a line less', `delete from audit_event where tx = $1 and n = 1`],
    ['another hash', `update audit_seal set hash = sha256('x') where tx = $1`],
  ])('shows %s at the right seal even when a superuser did it', async (_, tampering) => {
    const chain = newId();
    for (let i = 0; i < 5; i++) await write(chain, 2);
    const [, , third] = await seals(chain);
    await db.source.query(tampering, [third!.tx]);
    expect(await firstBroken(chain)).toBe(3);
  });

  it.each([
    ['app_api', `update audit_event set action = 'x'`], ['app_api', `delete from audit_event`], ['app_api', `truncate audit_event`],
    ['app_api', `insert into audit_seal values (gen_random_uuid(), 1, 1, 1, '')`], ['app_api', `alter table audit_event disable trigger all`], ['app_api', `set session_replication_role = replica`],
    ['app_worker', `update audit_event set action = 'x'`], ['app_worker', `select * from account`], ['app_worker', `select snils_cipher from person`], ['app_worker', `select contacts_cipher from person`],
    ['app_worker', `update ranking_run set snapshot = '{}'`], ['app_worker', `insert into decision_batch default values`], ['app_api', `update verdict set outcome = 'pass'`], ['app_api', `update candidacy set nominator_id = gen_random_uuid()`],
  ])('refuses to %s: %s', async (role, statement) => {
    const caller: Caller = { actor: { kind: role === 'app_api' ? 'account' : 'worker', id: newId() } };
    await expect(db.database.transact(caller, (tx) => tx.query(statement))).rejects.toMatchObject({ code: '42501' });
  });

  it('has no column in which a sentence or a name could stand', async () => {
    await expect(db.database.transact(someone, (tx) => tx.audit({ action: 'Иванов принят', chain: newId() }))).rejects.toMatchObject({ code: '23514' });
    await expect(db.database.transact(someone, (tx) => tx.audit({ action: 'test.done', reason: 'because Ivanov', chain: newId() }))).rejects.toMatchObject({ code: '23514' });
  });

  it('leaves nothing when the transaction fails', async () => {
    const chain = newId();
    await expect(db.database.transact(someone, async (tx) => { await tx.audit({ action: 'test.done', chain }); throw new Error('no'); })).rejects.toThrow('no');
    expect(await seals(chain)).toEqual([]);
    expect(await db.source.query(`select * from audit_event where chain = $1`, [chain])).toEqual([]);
  });
});
