import type { ApiKeyDto, CreatedApiKeyDto } from '../../../src/access/api-key.dto';
import { loadConfig } from '../../../src/platform/config/config';
import type { Page } from '../../../src/platform/http/page-query';
import { newId } from '../../../src/platform/new-id';
import { type AsAccount, TestApi } from '../../support/app';
import { Browser, person } from '../../support/person';

let api: TestApi;
let administrator: AsAccount;
let campaignId: string;

beforeAll(async () => {
  api = await TestApi.start();
  administrator = await api.administrator();
  campaignId = newId();
  await api.sql(`insert into campaign (id, programme, name, created_by) values ($1, 'probe', 'Probe', $1)`, [campaignId]);
});
afterAll(() => api.close());

const made = async (owner: AsAccount, scopes: readonly string[] = ['campaigns.read'], send = {}): Promise<CreatedApiKeyDto> => (await owner.post<CreatedApiKeyDto>('/keys', { name: 'Nightly', scopes, expiresInDays: 7 }, send)).body;

describe('an API key', () => {
  it('may do what its scopes name, as far as its account may, and nothing else', async () => {
    const { api: officer } = await api.account({ role: 'officer', campaignId });
    const { key } = await made(officer, ['campaigns.read', 'policy.read']);
    expect(key).toMatch(/^key_[\w-]{43}$/);
    const program = api.as(key);
    expect(await program.get('/session')).toMatchObject({ status: 403 });
    expect(await program.get('/campaigns')).toMatchObject({ status: 200 });
    expect(await program.get(`/campaigns/${newId()}/policy`)).toMatchObject({ status: 404 });
    expect(await program.get(`/campaigns/${campaignId}/stages`)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await program.post('/keys', { name: 'x', scopes: ['campaigns.read'], expiresInDays: 1 })).toMatchObject({ status: 403 });
  });

  it('has no scope its account does not have, and none of persons', async () => {
    const { api: assessor } = await api.account({ role: 'assessor', campaignId });
    expect(await assessor.post('/keys', { name: 'x', scopes: ['campaigns.read', 'decisions.publish', 'keys.own'], expiresInDays: 1 })).toMatchObject({
      status: 422, body: { code: 'SCOPES_REFUSED', faults: [{ pointer: '/scopes/1', code: 'SCOPE_NOT_HELD' }, { pointer: '/scopes/2', code: 'SCOPE_OF_PERSONS' }] },
    });
    expect(await assessor.post('/keys', { name: 'x', scopes: ['no.such'], expiresInDays: 1 })).toMatchObject({ status: 400 });
    expect(await assessor.post('/keys', { name: 'x', scopes: ['campaigns.read'], expiresInDays: 367 })).toMatchObject({ status: 400 });
  });

  it('ends by itself, when it is revoked, and with its account; its last use is seen', async () => {
    const owner = await api.account({ role: 'officer', campaignId });
    const [one, two, three] = [await made(owner.api), await made(owner.api), await made(owner.api)];
    expect((await owner.api.get<Page<ApiKeyDto>>('/keys?limit=2')).body).toMatchObject({ items: [{ id: one.id, usedAt: null, scopes: ['campaigns.read'] }, { id: two.id }], next: two.id });
    for (const { key } of [one, two, three]) expect(await api.as(key).get('/campaigns')).toMatchObject({ status: 200 });
    expect((await owner.api.get<Page<ApiKeyDto>>('/keys')).body.items.map(({ usedAt }) => typeof usedAt)).toEqual(['string', 'string', 'string']);

    await api.sql(`update api_key set expires_at = now() where id = $1`, [one.id]);
    api.clock.advance(5_000);
    expect(await api.as(one.key).get('/campaigns')).toMatchObject({ status: 401 });
    const stranger = await api.account({ role: 'officer', campaignId });
    expect(await stranger.api.post(`/keys/${two.id}/revoke`)).toMatchObject({ status: 404 });
    const revoked = await owner.api.post<{ revokedAt: string }>(`/keys/${two.id}/revoke`);
    expect(await owner.api.post(`/keys/${two.id}/revoke`)).toMatchObject({ status: 200, body: revoked.body });
    expect(await api.as(two.key).get('/campaigns')).toMatchObject({ status: 401 });
    await administrator.post(`/accounts/${owner.id}/revoke`);
    expect(await api.as(three.key).get('/campaigns')).toMatchObject({ status: 401 });
    expect(await api.sql(`select action from audit_event where subject = $1 order by tx`, [two.id])).toEqual([{ action: 'api-key.created' }, { action: 'api-key.revoked' }]);
  });

  it('is kept nowhere, and a repeated request gets the same one', async () => {
    const { api: officer } = await api.account({ role: 'officer', campaignId });
    const send = { headers: { 'idempotency-key': newId() } };
    const [first, again] = [await made(officer, ['campaigns.read'], send), await made(officer, ['campaigns.read'], send)];
    expect(again).toEqual(first);
    const [row] = await api.sql<{ text: string }>(`select (select string_agg(k::text, '') from api_key k) || (select string_agg(i::text, '') from idempotent_answer i) as text`);
    expect(row!.text).toContain(first.id);
    expect(row!.text).not.toContain(first.key.slice(4));
  });

  it('is made at a browser only after a fresh proof', async () => {
    const officer = await person(api, administrator, { enrols: true }, { role: 'officer', campaignId });
    const browser = await Browser.signedIn(api, officer);
    expect(await browser.post('/keys', { name: 'x', scopes: ['campaigns.read'], expiresInDays: 1 })).toMatchObject({ status: 201 });
    await api.sql(`update session set proved_at = now() - interval '1 hour' where account_id = $1`, [officer.id]);
    api.clock.advance(5_000);
    expect(await browser.post('/keys', { name: 'x', scopes: ['campaigns.read'], expiresInDays: 1 })).toMatchObject({ status: 403, body: { code: 'PROOF_NOT_FRESH' } });
  });
});

describe('the budget of requests', () => {
  it('is each account’s own, and one for whoever has none at an address; it is filled again after a minute', async () => {
    const frugal = await TestApi.start({ config: { ...loadConfig(), requestsPerMinute: 5 } });
    try {
      const [one, other] = [(await frugal.account({ role: 'officer', campaignId })).api, (await frugal.account({ role: 'officer', campaignId })).api];
      const statuses = async (who: AsAccount): Promise<number[]> => (await Promise.all(Array.from({ length: 8 }, () => who.get('/campaigns')))).map(({ status }) => status).sort();
      expect(await statuses(one)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
      expect(await statuses(other)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
      expect(await statuses(frugal.as(null))).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
      const refused = await one.get('/campaigns');
      expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS', params: { seconds: 60 } } });
      expect(refused.headers.get('retry-after')).toBe('60');
      frugal.clock.advance(60_000);
      expect(await one.get('/campaigns')).toMatchObject({ status: 200 });
    } finally {
      await frugal.close();
    }
  });

  it.each<[string, readonly string[], number]>([['nobody', [], 429], ['the proxy that speaks', ['127.0.0.1'], 401], ['another proxy', ['10.0.0.5'], 429]])('believes an address a client is said to have only of a named proxy: %s', async (_, trustedProxies, status) => {
    const frugal = await TestApi.start({ config: { ...loadConfig(), requestsPerMinute: 2, trustedProxies } });
    try {
      for (let i = 0; i < 2; i++) await frugal.as(null).get('/campaigns', { headers: { 'x-forwarded-for': '192.0.2.1' } });
      expect(await frugal.as(null).get('/campaigns', { headers: { 'x-forwarded-for': '192.0.2.2' } })).toMatchObject({ status });
    } finally {
      await frugal.close();
    }
  });
});
