import { AccountService } from '../../../src/access/account.service';
import type { AccountDto, CreatedAccountDto } from '../../../src/access/account.dto';
import { NO_CAMPAIGN } from '../../../src/platform/database/tx';
import type { Page } from '../../../src/platform/http/page-query';
import type { Problem } from '../../../src/platform/http/problem';
import { newId } from '../../../src/platform/new-id';
import { type AsAccount, TestApi } from '../../support/app';

const DAY_MS = 86_400_000;

let api: TestApi;
let administrator: AsAccount;
let campaignId: string;
let nominatorId: string;

beforeAll(async () => {
  api = await TestApi.start();
  administrator = await api.administrator();
  [campaignId, nominatorId] = [newId(), newId()];
  await api.sql(`insert into campaign (id, programme, name, created_by) values ($1, 'probe', 'Probe', $1)`, [campaignId]);
  await api.sql(`insert into nominator (id, kind, code, title) values ($1::uuid, 'organisation', $1::text, 'Organisation')`, [nominatorId]);
});
afterAll(() => api.close());

const officer = (name = 'Officer'): object => ({ name, grants: [{ role: 'officer', campaignId }] });
const countOf = async (name: string): Promise<number> => (await api.sql<{ n: number }>(`select count(*) as n from account where name = $1`, [name]))[0]!.n;

describe('an account', () => {
  it('is created with a token that opens what it is granted, for as long as it was asked', async () => {
    const before = Date.now();
    const { status, body } = await administrator.post<CreatedAccountDto>('/accounts', { ...officer(), region: '05', expiresInDays: 2 });
    expect(status).toBe(201);
    expect(body.token).toMatch(/^[\w-]{43}$/);
    expect(Math.abs(Date.parse(body.expiresAt) - before - 2 * DAY_MS)).toBeLessThan(60_000);
    expect(await api.as(body.token).get('/accounts')).toMatchObject({ status: 403 });
  });

  it('leaves no token behind: neither in its row nor in the stored answer', async () => {
    const { body } = await administrator.post<CreatedAccountDto>('/accounts', officer(), { headers: { 'idempotency-key': newId() } });
    const [row] = await api.sql<{ text: string }>(
      `select (select string_agg(a::text, '') from account a) || (select string_agg(i::text, '') from idempotent_answer i) as text`,
    );
    expect(row!.text).toContain(body.id);
    expect(row!.text).not.toContain(body.token);
    expect(row!.text).not.toContain(Buffer.from(body.token, 'base64url').toString('hex'));
  });

  it('is in the audit, sealed, with who created it', async () => {
    const { id: actor, api: boss } = await api.account({ role: 'administrator' });
    const { body } = await boss.post<CreatedAccountDto>('/accounts', officer());
    await administrator.post(`/accounts/${body.id}/revoke`);
    const events = await api.sql(
      `select e.action, e.chain, e.actor = $2 as by_boss from audit_event e join audit_seal s on s.tx = e.tx where e.subject = $1 order by e.tx`,
      [body.id, actor],
    );
    expect(events).toEqual([{ action: 'account.created', chain: NO_CAMPAIGN, by_boss: true }, { action: 'account.revoked', chain: NO_CAMPAIGN, by_boss: false }]);
  });

  it('is revoked once, however often it is asked', async () => {
    const { id } = await api.account({ role: 'administrator' });
    const first = await administrator.post<{ revokedAt: string }>(`/accounts/${id}/revoke`);
    expect(await administrator.post(`/accounts/${id}/revoke`)).toMatchObject({ status: 200, body: { id, revokedAt: first.body.revokedAt } });
    expect(await api.sql(`select 1 from audit_event where subject = $1 and action = 'account.revoked'`, [id])).toHaveLength(1);
  });

  it('that does not exist cannot be revoked', async () => {
    expect(await administrator.post(`/accounts/${newId()}/revoke`)).toMatchObject({ status: 404, body: { code: 'ABSENT' } });
    expect(await administrator.post('/accounts/x/revoke')).toMatchObject({ status: 400, body: { faults: [{ pointer: '/id', code: 'IS_ID' }] } });
  });

  it('has grants that make sense', async () => {
    const { status, body } = await administrator.post<Problem>('/accounts', { name: 'x', grants: [{ role: 'nominator', campaignId }, { role: 'officer', campaignId: newId() }] });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'GRANTS_REFUSED',
      faults: [{ pointer: '/grants/0/nominatorId', code: 'GRANT_NEEDS_NOMINATOR' }, { pointer: '/grants/1/campaignId', code: 'CAMPAIGN_UNKNOWN' }],
    });
  });
});

describe('accounts in bulk', () => {
  it('come in the order they were asked for', async () => {
    const names = Array.from({ length: 500 }, (_, i) => `Bulk ${i}`);
    const { status, body } = await administrator.post<{ items: CreatedAccountDto[] }>('/accounts/bulk', {
      items: names.map((name) => ({ name, grants: [{ role: 'nominator', campaignId, nominatorId }] })),
    });
    expect(status).toBe(201);
    expect(body.items.map(({ name }) => name)).toEqual(names);
    expect(new Set(body.items.map(({ token }) => token)).size).toBe(500);
  });

  it('are all or none, and every fault has its place', async () => {
    const items = [officer('Nobody'), { name: 'Nobody', grants: [{ role: 'administrator', campaignId }] }, { name: 'Nobody', grants: [{ role: 'assessor' }] }];
    expect(await administrator.post('/accounts/bulk', { items })).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/items/1/grants/0/campaignId', code: 'GRANT_HAS_NO_CAMPAIGN' }, { pointer: '/items/2/grants/0/campaignId', code: 'GRANT_NEEDS_CAMPAIGN' }] },
    });
    expect(await countOf('Nobody')).toBe(0);
  });
});

describe('the list of accounts', () => {
  it('gives every account once, page by page, in the order of creation, without tokens', async () => {
    await Promise.all([administrator.post('/accounts', officer('Listed')), administrator.post('/accounts', officer('Listed')), administrator.post('/accounts', officer('Listed'))]);
    const seen: AccountDto[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: { body: Page<AccountDto> } = await administrator.get(`/accounts?limit=200${after && `&after=${after}`}`);
      seen.push(...page.body.items);
      after = page.body.next;
    }
    const [all] = await api.sql<{ n: number }>(`select count(*) as n from account`);
    expect(seen.map(({ id }) => id)).toEqual([...new Set(seen.map(({ id }) => id))].sort());
    expect(seen).toHaveLength(all!.n);
    expect(seen.filter(({ name }) => name === 'Listed')).toHaveLength(3);
    expect(seen.at(-1)).toEqual({
      id: expect.any(String), name: 'Listed', region: null, login: null, grants: [{ role: 'officer', campaignId, nominatorId: null }],
      createdAt: expect.any(String), expiresAt: expect.any(String), revokedAt: null,
    });
  });

  it('refuses a cursor it never gave', async () => {
    expect(await administrator.get('/accounts?after=05-0001')).toMatchObject({ status: 400, body: { faults: [{ pointer: '/after', code: 'IS_ID' }] } });
  });
});

describe('an Idempotency-Key', () => {
  const keyed = (key: string): { headers: Record<string, string> } => ({ headers: { 'idempotency-key': key } });

  it('gives a repeated request the same answer and no second effect', async () => {
    const key = newId();
    const first = await administrator.post<CreatedAccountDto>('/accounts', officer('Once'), keyed(key));
    const again = await administrator.post<CreatedAccountDto>('/accounts', { grants: [{ campaignId, role: 'officer' }], name: 'Once' }, keyed(key));
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await countOf('Once')).toBe(1);
  });

  it('cannot be used with another body or address', async () => {
    const key = newId();
    await administrator.post('/accounts', officer('First'), keyed(key));
    expect(await administrator.post('/accounts', officer('Second'), keyed(key))).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await administrator.post('/accounts/bulk', { items: [officer('Second')] }, keyed(key))).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await countOf('Second')).toBe(0);
  });

  it('is one account’s own', async () => {
    const key = newId();
    const [one, other] = [await api.administrator(), await api.administrator()];
    expect(await one.post('/accounts', officer('Own'), keyed(key))).toMatchObject({ status: 201 });
    expect(await other.post('/accounts', officer('Own'), keyed(key))).toMatchObject({ status: 201 });
    expect(await countOf('Own')).toBe(2);
  });

  it('lets one of racing twins have the effect and all of them the answer', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => administrator.post<CreatedAccountDto>('/accounts', officer('Twin'), keyed(key))));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ body }) => body.token)).size).toBe(1);
    expect(await countOf('Twin')).toBe(1);
  });

  it('is not spent by a refusal', async () => {
    const key = newId();
    expect(await administrator.post('/accounts', { name: 'Later', grants: [{ role: 'officer' }] }, keyed(key))).toMatchObject({ status: 422 });
    expect(await administrator.post('/accounts', officer('Later'), keyed(key))).toMatchObject({ status: 201 });
  });

  it.each(['x'.repeat(201), 'a b'])('%s is malformed', async (key) => {
    expect(await administrator.post('/accounts', officer(), keyed(key))).toMatchObject({ status: 400, body: { code: 'IDEMPOTENCY_KEY_MALFORMED' } });
  });
});

describe('the first administrator', () => {
  const bootstrap = (): Promise<CreatedAccountDto> => api.app.get(AccountService).bootstrap('First');
  const revokeAll = (): Promise<unknown> => api.sql(`update account set revoked_at = now() where revoked_at is null`);

  it('is made once, also by twins, and can then make others', async () => {
    await revokeAll();
    const tries = await Promise.allSettled([bootstrap(), bootstrap(), bootstrap()]);
    const made = tries.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    expect(made).toHaveLength(1);
    await expect(bootstrap()).rejects.toMatchObject({ kind: 'conflict', code: 'ALREADY_BOOTSTRAPPED' });
    expect(await api.as(made[0]!.token).post('/accounts', officer())).toMatchObject({ status: 201 });
  });

  it('can be made again when no administrator’s token is alive', async () => {
    await revokeAll();
    const first = await bootstrap();
    await api.sql(`update account set token_expires_at = now() where id = $1`, [first.id]);
    expect((await bootstrap()).id).not.toBe(first.id);
  });
});
