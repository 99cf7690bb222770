import { bearerOf, credentialOf, csrfTokenOf, hasCsrfToken, hashOf, keyOf, newSecret, SESSION_COOKIE } from '../../../src/access/credential';

const TOKEN = newSecret();

describe('token', () => {
  it('is 32 bytes, never the same twice', () => {
    expect(Buffer.from(TOKEN, 'base64url')).toHaveLength(32);
    expect(new Set(Array.from({ length: 1000 }, newSecret)).size).toBe(1000);
  });

  it('is not what the database knows', () => {
    expect(hashOf(TOKEN)).not.toEqual(Buffer.from(TOKEN, 'base64url'));
  });
});

describe('bearerOf', () => {
  it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`])('reads %s', (header) => expect(bearerOf(header)).toEqual({ via: 'token', secret: TOKEN }));

  it('reads a key', () => expect(bearerOf(`Bearer ${keyOf(TOKEN)}`)).toEqual({ via: 'api-key', secret: TOKEN }));

  it.each([
    undefined, '', 'Bearer', 'Bearer ', TOKEN, `Basic ${TOKEN}`, `Bearer ${TOKEN}=`, `Bearer ${TOKEN.slice(1)}`, `Bearer ${TOKEN}A`, `Bearer ${TOKEN} x`,
    `Bearer ${TOKEN.slice(0, -1)}+`, `Bearer\t${TOKEN}`, `Bearer ${TOKEN}, Bearer ${TOKEN}`, `Bearer ${TOKEN}\n`, `Bearer KEY_${TOKEN}`, `Bearer key_${TOKEN.slice(4)}=`, `Bearer key_key_${TOKEN}`,
  ])('refuses %s', (header) => expect(bearerOf(header)).toBeNull());

  it('refuses another spelling of the same bytes', () => {
    const last = Buffer.alloc(32).toString('base64url').slice(0, 42);
    expect(bearerOf(`Bearer ${last}A`)).not.toBeNull();
    expect(bearerOf(`Bearer ${last}B`)).toBeNull();
  });
});

describe('credentialOf', () => {
  const asked = (...rawHeaders: string[]): ReturnType<typeof credentialOf> => {
    const headers = Object.fromEntries(rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), rawHeaders[i + 1]]] : [])).toReversed());
    return credentialOf({ raw: { rawHeaders }, headers } as unknown as Parameters<typeof credentialOf>[0]);
  };
  const cookie = `${SESSION_COOKIE}=${TOKEN}`;

  it('reads the cookie of a session, also among others', () => {
    expect(asked('Cookie', `a=1; ${cookie}; b=2`)).toEqual({ via: 'session', secret: TOKEN });
  });

  it.each([
    ['two headers', ['Authorization', `Bearer ${TOKEN}`, 'authorization', `Bearer ${TOKEN}`]],
    ['a wrong header beside a right cookie', ['Authorization', 'Bearer x', 'Cookie', cookie]],
    ['two cookies', ['Cookie', `${cookie}; ${cookie}`]],
    ['a cookie of another name', ['Cookie', `session=${TOKEN}`]],
    ['a cookie in other letters', ['Cookie', `__host-session=${TOKEN}`]],
    ['nothing', []],
  ])('takes nothing from %s', (_, headers) => expect(asked(...headers)).toBeNull());
});

describe('a CSRF token', () => {
  it('belongs to one session', () => {
    expect(hasCsrfToken(csrfTokenOf(TOKEN), TOKEN)).toBe(true);
    expect(hasCsrfToken(csrfTokenOf(newSecret()), TOKEN)).toBe(false);
    expect(hasCsrfToken(undefined, TOKEN)).toBe(false);
    expect(hasCsrfToken('', TOKEN)).toBe(false);
  });
});
