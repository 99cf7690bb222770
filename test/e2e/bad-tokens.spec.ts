import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';
import { SESSION_COOKIE } from '../../src/access/credential';
import { newId } from '../../src/platform/new-id';
import { type AsAccount, TestApi } from '../support/app';
import { Browser, person } from '../support/person';

const AT_ONCE = 16;
const SAME_FOR_ALL = '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d31';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly changes: boolean;
}

/** A credential that must open nothing. */
interface Kind {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query?: string;
  /** Right for reading: only what changes something is refused. */
  readonly isForgery?: boolean;
}

interface Told {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly security?: readonly object[] }>>>>;
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { for (const item of left) await work(item); }));
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a bad token', () => {
  let api: TestApi;
  let token: string;
  let kinds: readonly Kind[];
  let operations: readonly Operation[];
  let browser: Browser;

  beforeAll(async () => {
    api = await TestApi.start();
    const administrator = await api.administrator();
    const campaignId = newId();
    await api.sql(`insert into campaign (id, programme, name, created_by) values ($1, 'probe', 'Probe', $1)`, [campaignId]);
    const roles = [{ role: 'administrator' as const }, ...(['officer', 'assessor', 'auditor'] as const).map((role) => ({ role, campaignId }))];
    ({ token } = await api.account(...roles));
    browser = await Browser.signedIn(api, await person(api, administrator, { enrols: true }, ...roles));
    kinds = await badKinds(administrator, roles);
    const { body } = await api.as(null).get<Told>('/api/openapi.json');
    operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).filter(([, { security = [] }]) => security.some((one) => Object.keys(one).length > 0)).map(([method]) => ({
        method: method.toUpperCase(), changes: method !== 'get', path: path.replace('{campaignId}', campaignId).replace(/\{\w+\}/g, SAME_FOR_ALL),
      })),
    );
  });
  afterAll(() => api.close());

  async function badKinds(administrator: AsAccount, roles: Parameters<TestApi['account']>): Promise<Kind[]> {
    const [expired, revoked] = [await api.account(...roles), await api.account(...roles)];
    await api.sql(`update account set token_expires_at = now() where id = $1`, [expired.id]);
    await administrator.post(`/accounts/${revoked.id}/revoke`);
    const key = async (): Promise<{ id: string; key: string }> => (await api.as(token).post<{ id: string; key: string }>('/keys', { name: 'x', scopes: ['campaigns.read'], expiresInDays: 1 })).body;
    const [live, old, ended] = [await key(), await key(), await key()];
    await api.sql(`update api_key set expires_at = now() where id = $1`, [old.id]);
    await api.as(token).post(`/keys/${ended.id}/revoke`);
    const someone = await person(api, administrator, { enrols: true }, ...roles);
    const [out, idle, over, other] = [await Browser.signedIn(api, someone), await Browser.signedIn(api, someone), await Browser.signedIn(api, someone), await Browser.signedIn(api, someone)];
    await out.post('/session/end');
    const hashOf = (cookie: string): string => `sha256(decode(translate('${cookie.split('=')[1]}', '-_', '+/') || '=', 'base64'))`;
    await api.sql(`update session set seen_at = now() - interval '1 day' where secret_hash = ${hashOf(idle.cookie)}`);
    await api.sql(`update session set expires_at = now() where secret_hash = ${hashOf(over.cookie)}`);
    const [{ hash }] = (await api.sql<{ hash: Buffer }>(`select token_hash as hash from account where token_hash is not null and revoked_at is null order by id desc limit 1`)) as [{ hash: Buffer }];

    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const claims = part({ sub: SAME_FOR_ALL, role: 'administrator', exp: 4_102_444_800 });
    const rs256 = (header: object): string => `${part(header)}.${claims}.${createSign('sha256').update(`${part(header)}.${claims}`).sign(privateKey, 'base64url')}`;
    const hs = part({ alg: 'HS256', typ: 'JWT' });
    const hs256 = `${hs}.${claims}.${createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' })).update(`${hs}.${claims}`).digest('base64url')}`;
    const flipped = (at: number): string => { const bytes = Buffer.from(token, 'base64url'); bytes[at]! ^= 1; return bytes.toString('base64url'); };
    const swapped = [...token].map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())).join('');
    const respelt = token.slice(0, -1) + 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.charAt('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(token.at(-1)!) + 1);
    const bearer = (name: string, value: string): Kind => ({ name, headers: { authorization: `Bearer ${value}` } });
    const header = (name: string, value: string): Kind => ({ name, headers: { authorization: value } });
    const cookie = (name: string, value: string): Kind => ({ name, headers: { cookie: value, 'x-csrf-token': browser.csrf } });
    const session = browser.cookie.split('=')[1]!;
    return [
      { name: 'absent', headers: {} },
      header('empty', ''), header('the scheme alone', 'Bearer'), header('no scheme', token), header('the scheme Basic', `Basic ${token}`), header('the scheme Token', `Token ${token}`), header('the scheme twice', `Bearer Bearer ${token}`),
      bearer('one character short', token.slice(1)), bearer('half of it', token.slice(0, 21)), bearer('one character long', `${token}A`), bearer('its first bit flipped', flipped(0)), bearer('its last bit flipped', flipped(31)),
      bearer('capitals and small letters swapped', swapped), bearer('the same bytes spelt otherwise', respelt), bearer('padded', `${token}=`), bearer('with another alphabet', `${token.slice(0, 20)}+/${token.slice(22)}`), bearer('in hexadecimal', Buffer.from(token, 'base64url').toString('hex')),
      bearer('expired', expired.token), bearer('of a revoked account', revoked.token), bearer('of another installation', Buffer.alloc(32, 7).toString('base64url')), bearer('its hash, as the database has it', hash.toString('base64url')),
      bearer('a JWT with algorithm none', `${part({ alg: 'none' })}.${claims}.`), bearer('a JWT signed by HS256 with a public key', hs256), bearer('a JWT of a key nobody knows', rs256({ alg: 'RS256', kid: 'unknown' })), bearer('a JWT that brings its key', rs256({ alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) })),
      { name: 'in the address', headers: {}, query: `access_token=${token}` }, { name: 'in another header', headers: { 'x-access-token': token, 'x-api-key': live.key } }, cookie('in a cookie of another name', `session=${token}; token=${token}`), cookie('a token as a session', `${SESSION_COOKIE}=${token}`),
      bearer('twice with a comma', `${token}, Bearer ${token}`), bearer('with a space within', `${token.slice(0, 20)} ${token.slice(20)}`), header('with a tab', `Bearer\t${token}`), bearer('with an encoded NUL', `${token}%00`), bearer('with letters of Latin-1', `${token.slice(0, -1)}é`), bearer('of 10 kB', token.repeat(233)),
      bearer('with SQL', `' or 1=1 --`), bearer('with SQL in the form of a token', `${"'or+1=1--".padEnd(43, 'A')}`), bearer('a session as a token', session),
      bearer('a key without its prefix', live.key.slice(4)), bearer('a key in capitals', live.key.toUpperCase()), bearer('an expired key', old.key), bearer('a revoked key', ended.key), cookie('a key as a session', `${SESSION_COOKIE}=${live.key}`), bearer('the prefix of a key before a token', `key_${token}`),
      cookie('an ended session', out.cookie), cookie('an idle session', idle.cookie), cookie('a session past its end', over.cookie), cookie('the cookie twice', `${browser.cookie}; ${other.cookie}`), cookie('the cookie in small letters', browser.cookie.toLowerCase()),
      { name: 'a right cookie beside a wrong header', headers: { cookie: browser.cookie, 'x-csrf-token': browser.csrf, authorization: 'Bearer x' } },
      { name: 'a session without its CSRF token', headers: { cookie: browser.cookie }, isForgery: true }, { name: 'a session with the CSRF token of another', headers: { cookie: browser.cookie, 'x-csrf-token': other.csrf }, isForgery: true },
      { name: 'a session as its own CSRF token', headers: { cookie: browser.cookie, 'x-csrf-token': session }, isForgery: true }, { name: 'a CSRF token in the address', headers: { cookie: browser.cookie }, query: `csrf=${browser.csrf}`, isForgery: true },
    ];
  }

  it('is accepted by no operation, of whatever kind it is', async () => {
    expect(kinds.length).toBeGreaterThanOrEqual(36);
    expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
    expect(operations.length).toBeGreaterThan(150);
    const cells = kinds.flatMap((kind) => operations.filter(({ changes }) => changes || !kind.isForgery).map((operation) => ({ kind, operation })));
    const accepted: string[] = [];
    await inParallel(cells, async ({ kind: { name, headers, query, isForgery }, operation: { method, path } }) => {
      const { status, body } = await api.as(null).request<{ code?: string }>(method, `${path}${query ? `?${query}` : ''}`, { headers });
      const refused = isForgery ? status === 403 && body.code === 'CSRF_TOKEN_REFUSED' : status === 401 && body.code === 'UNAUTHENTICATED';
      if (!refused) accepted.push(`${name}: ${method} ${path} ${status} ${body.code}`);
    });
    process.stdout.write(`bad tokens: ${kinds.length} kinds × ${operations.length} operations, ${cells.length} requests, ${accepted.length} accepted\n`);
    expect(accepted).toEqual([]);
  }, 300_000);

  it('is all that was wrong: with the right token, key and session the same requests are let in', async () => {
    const shut: string[] = [];
    await inParallel(operations.filter(({ path }) => !path.endsWith('/session/end')), async ({ method, path, changes }) => {
      for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: browser.cookie, ...(changes && { 'x-csrf-token': browser.csrf }) }]) {
        const { status, body } = await api.as(null).request<{ code?: string }>(method, path, { headers: headers as Record<string, string> });
        if (status === 401 || body.code === 'CSRF_TOKEN_REFUSED') shut.push(`${method} ${path} ${status}`);
      }
    });
    expect(shut).toEqual([]);
  }, 60_000);

  it.each<[string, string, number]>([
    ['two headers', 'Authorization: Bearer TOKEN\r\nAuthorization: Bearer TOKEN\r\n', 401], ['a NUL as it is', 'Authorization: Bearer TOKEN\0\r\n', 400],
    ['a folded line', 'Authorization: Bearer\r\n TOKEN\r\n', 400], ['letters beyond ASCII before it', 'Authorization: \u00a0Bearer TOKEN\r\n', 401],
  ])('is refused as no client would send it: %s', async (_, headers, status) => {
    const { port, hostname } = new URL(api.url);
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), hostname, () => socket.write(`GET /api/v1/campaigns HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers.replaceAll('TOKEN', token)}\r\n`, 'latin1'));
      socket.on('data', (bytes) => (text += bytes.toString('latin1'))).on('close', () => resolve(text)).on('error', reject);
    });
    expect(Number(answer.slice(9, 12))).toBe(status);
  });
});
