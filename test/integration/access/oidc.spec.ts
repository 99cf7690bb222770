import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOidcSettings } from '../../../src/access/read-oidc-settings';
import { loadConfig } from '../../../src/platform/config/config';
import { newId } from '../../../src/platform/new-id';
import { TestApi } from '../../support/app';

type Part = Readonly<Record<string, unknown>>;
type Forge = (header: Part, claims: Part) => string;

const text = (part: Part): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const signed = (key: KeyObject, header: Part, claims: Part): string => {
  const content = `${text(header)}.${text(claims)}`;
  return `${content}.${createSign('sha256').update(content).sign(key, 'base64url')}`;
};

/** A provider that answers what the test tells it to: a real one would sign nothing of this. */
describe('what comes back from an OpenID provider', () => {
  const right = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwkOf = (key: KeyObject): Part => ({ ...key.export({ format: 'jwk' }), kid: 'right', use: 'sig', alg: 'RS256' });
  const campaignId = newId();
  let provider: Server;
  let issuer: string;
  let folder: string;
  let api: TestApi;
  let token: string;
  let lastExchange: URLSearchParams;

  beforeAll(async () => {
    provider = createServer((request, response) => {
      const path = request.url!.split('?')[0];
      const answer = (body: object): void => void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
      if (path === '/.well-known/openid-configuration') {
        answer({ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'] });
      } else if (path === '/jwks') answer({ keys: [jwkOf(right.publicKey)] });
      else {
        let body = '';
        request.on('data', (part) => (body += String(part))).on('end', () => {
          lastExchange = new URLSearchParams(body);
          answer({ access_token: 'a', token_type: 'Bearer', id_token: token });
        });
      }
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    folder = mkdtempSync(join(tmpdir(), 'oidc-'));
    const file = join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify({ title: 'x', issuer, clientId: 'selection', redirectUri: 'http://127.0.0.1:1/api/v1/sign-in/oidc/callback', nameClaim: 'name', grants: [{ claim: 'groups', value: 'office', role: 'officer', campaignId }] }));
    api = await TestApi.start({ config: { ...loadConfig(), oidc: { file, clientSecret: null } } });
    await api.sql(`insert into campaign (id, programme, name, created_by) values ($1, 'probe', 'Probe', $1)`, [campaignId]);
  });
  afterAll(async () => {
    await api.close();
    provider.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => api.sql(`delete from sign_in_throttle`));

  interface Way {
    readonly forge?: Forge;
    readonly query?: (state: string) => string;
    readonly cookie?: (own: string) => string;
    readonly subject?: string;
    readonly groups?: readonly string[];
  }

  /** One way there and back; gives the answer of the callback. */
  async function cameBack({ forge = (header, claims) => signed(right.privateKey, header, claims), query = (state) => `code=c&state=${state}`, cookie = (own) => own, subject = newId(), groups = ['office'] }: Way): Promise<Response> {
    const begun = await fetch(`${api.url}/api/v1/sign-in/oidc`, { redirect: 'manual' });
    const asked = new URL(begun.headers.get('location')!).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ client_id: 'selection', response_type: 'code', code_challenge_method: 'S256', max_age: '43200' });
    const now = Math.floor(Date.now() / 1_000);
    token = forge({ alg: 'RS256', kid: 'right', typ: 'JWT' }, { iss: issuer, aud: 'selection', sub: subject, nonce: asked.get('nonce'), iat: now, exp: now + 300, auth_time: now - 5, name: 'Office', groups });
    const headers = { cookie: cookie(begun.headers.get('set-cookie')!.split(';')[0]!) };
    return fetch(`${api.url}/api/v1/sign-in/oidc/callback?${query(asked.get('state')!)}`, { redirect: 'manual', headers });
  }
  const sessionOf = (answer: Response): string | undefined => /__Host-session=([\w-]{43})/.exec(answer.headers.get('set-cookie') ?? '')?.[1];

  it('opens a session when all of it holds, and the code is exchanged with its verifier', async () => {
    const subject = newId();
    const answer = await cameBack({ subject });
    expect(answer.status).toBe(200);
    expect(sessionOf(answer)).toBeDefined();
    expect(lastExchange.get('code_verifier')).toMatch(/^[\w-]{43,}$/);
    expect(await api.sql(`select e.action, e.reason from audit_event e join oidc_identity i on i.account_id = e.subject where i.subject = $1 order by e.tx, e.n`, [subject])).toEqual([{ action: 'account.created', reason: 'OIDC' }, { action: 'session.opened', reason: 'OIDC' }]);
  });

  const later = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;
  const claims = (changed: Part): Forge => (header, given) => signed(right.privateKey, header, { ...given, ...changed });
  const header = (changed: Part, key = right.privateKey): Forge => (given, content) => signed(key, { ...given, ...changed }, content);
  it.each<[string, Way]>([
    ['algorithm none', { forge: (given, content) => `${text({ ...given, alg: 'none' })}.${text(content)}.` }],
    ['algorithm none, written otherwise', { forge: (given, content) => `${text({ ...given, alg: 'nOnE' })}.${text(content)}.` }],
    ['HS256 with the public key as the secret', { forge: (given, content) => {
      const signedPart = `${text({ ...given, alg: 'HS256' })}.${text(content)}`;
      return `${signedPart}.${createHmac('sha256', right.publicKey.export({ type: 'spki', format: 'pem' })).update(signedPart).digest('base64url')}`;
    } }],
    ['another algorithm of the same key', { forge: header({ alg: 'RS512' }) }],
    ['somebody else’s key', { forge: header({}, attacker.privateKey) }],
    ['a key it brings itself (jwk)', { forge: header({ jwk: jwkOf(attacker.publicKey) }, attacker.privateKey) }],
    ['a key it names an address of (jku)', { forge: header({ jku: 'http://127.0.0.1:1/jwks' }, attacker.privateKey) }],
    ['a certificate it names an address of (x5u)', { forge: header({ x5u: 'http://127.0.0.1:1/x' }, attacker.privateKey) }],
    ['a key nobody has (kid)', { forge: header({ kid: 'other' }) }],
    ['no signature', { forge: (given, content) => `${text(given)}.${text(content)}.` }],
    ['a changed claim', { forge: (given, content) => { const [a, , c] = signed(right.privateKey, given, content).split('.'); return `${a}.${text({ ...content, groups: ['office', 'admin'] })}.${c}`; } }],
    ['a token of another kind (typ)', { forge: header({ typ: 'at+jwt' }) }],
    ['another issuer', { forge: claims({ iss: 'https://other.example' }) }],
    ['another audience', { forge: claims({ aud: 'other' }) }],
    ['several audiences and no authorized party', { forge: claims({ aud: ['selection', 'other'] }) }],
    ['expired', { forge: claims({ exp: later(-120) }) }],
    ['not yet valid', { forge: claims({ nbf: later(600) }) }],
    ['no expiry', { forge: claims({ exp: undefined }) }],
    ['another nonce', { forge: claims({ nonce: 'other' }) }],
    ['no nonce', { forge: claims({ nonce: undefined }) }],
    ['no subject', { forge: claims({ sub: undefined }) }],
    ['signed in there too long ago', { forge: claims({ auth_time: later(-50_000) }) }],
    ['no token at all', { forge: () => '' }],
    ['another state', { query: () => 'code=c&state=other' }],
    ['no state', { query: () => 'code=c' }],
    ['an error of the provider', { query: (state) => `error=access_denied&state=${state}` }],
    ['another issuer beside the code', { query: (state) => `code=c&state=${state}&iss=https://other.example` }],
    ['a browser that was not sent', { cookie: () => '' }],
    ['two errands at once', { cookie: (own) => `${own}; ${own}` }],
    ['no group that gives a role', { groups: ['guests'] }],
  ])('is refused: %s', async (_, way) => {
    const answer = await cameBack(way);
    expect({ status: answer.status, to: answer.headers.get('location'), session: sessionOf(answer) }).toEqual({ status: 303, to: '/api/v1/sign-in.html?refused=oidc', session: undefined });
  });

  it('takes rights away and gives them as the claims change, and keeps out whom an administrator has revoked', async () => {
    const subject = newId();
    const who = async (secret: string | undefined): Promise<{ status: number; body: { grants?: unknown[] } }> => api.as(null).get('/session', { headers: { cookie: `__Host-session=${secret}` } });
    const first = sessionOf(await cameBack({ subject }));
    expect(await who(first)).toMatchObject({ status: 200, body: { grants: [{ role: 'officer' }] } });
    expect(sessionOf(await cameBack({ subject, groups: [] }))).toBeUndefined();
    expect((await who(first)).body.grants ?? []).toEqual([]);
    const again = sessionOf(await cameBack({ subject }));
    expect(await who(again)).toMatchObject({ status: 200, body: { grants: [{ role: 'officer' }] } });
    const [{ id }] = (await api.sql<{ id: string }>(`select account_id as id from oidc_identity where subject = $1`, [subject])) as [{ id: string }];
    await (await api.administrator()).post(`/accounts/${id}/revoke`);
    expect(sessionOf(await cameBack({ subject }))).toBeUndefined();
    expect(await who(again)).toMatchObject({ status: 401 });
  });

  it.each<[string, object]>([
    ['a field nobody knows', { secret: 'x' }], ['plain http', { issuer: 'http://id.example' }], ['another way back', { redirectUri: 'https://x.example/callback' }],
    ['an officer of no campaign', { grants: [{ claim: 'g', value: 'x', role: 'officer' }] }], ['an administrator of one', { grants: [{ claim: 'g', value: 'x', role: 'administrator', campaignId }] }],
    ['a nominator of nobody', { grants: [{ claim: 'g', value: 'x', role: 'nominator', campaignId }] }], ['a role nobody knows', { grants: [{ claim: 'g', value: 'x', role: 'god' }] }],
  ])('its settings are refused at the start: %s', (_, changed) => {
    const file = join(folder, 'wrong.json');
    const settings = { title: 'x', issuer: 'https://id.example', clientId: 'selection', redirectUri: 'https://x.example/api/v1/sign-in/oidc/callback', nameClaim: 'name', grants: [{ claim: 'g', value: 'x', role: 'officer', campaignId }] };
    writeFileSync(file, JSON.stringify(settings));
    expect(readOidcSettings(file)).toEqual(settings);
    writeFileSync(file, JSON.stringify({ ...settings, ...changed }));
    expect(() => readOidcSettings(file)).toThrow(/^OIDC_SETTINGS: /);
  });
});
