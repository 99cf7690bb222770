import { bearerOf, hashOf, tokenKey, tokenOf } from '../../../src/access/token';

const KEY = tokenKey(Buffer.alloc(32, 1));
const TOKEN = tokenOf('01a20000-0000-7000-8000-000000000001', KEY);

describe('token', () => {
  it('is 32 bytes, the same for an account each time, another for each account and key', () => {
    expect(Buffer.from(TOKEN, 'base64url')).toHaveLength(32);
    expect(tokenOf('01a20000-0000-7000-8000-000000000001', KEY)).toBe(TOKEN);
    expect(tokenOf('01a20000-0000-7000-8000-000000000002', KEY)).not.toBe(TOKEN);
    expect(tokenOf('01a20000-0000-7000-8000-000000000001', tokenKey(Buffer.alloc(32, 2)))).not.toBe(TOKEN);
  });

  it('is not what the database knows', () => {
    expect(hashOf(TOKEN)).not.toEqual(Buffer.from(TOKEN, 'base64url'));
  });
});

describe('bearerOf', () => {
  it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`])('reads %s', (header) => expect(bearerOf(header)).toBe(TOKEN));

  it.each([
    undefined, '', 'Bearer', 'Bearer ', TOKEN, `Basic ${TOKEN}`, `Bearer ${TOKEN}=`, `Bearer ${TOKEN.slice(1)}`, `Bearer ${TOKEN}A`, `Bearer ${TOKEN} x`,
    `Bearer ${TOKEN.slice(0, -1)}+`, `Bearer\t${TOKEN}`, `Bearer ${TOKEN}, Bearer ${TOKEN}`, `Bearer ${TOKEN}\n`,
  ])('refuses %s', (header) => expect(bearerOf(header)).toBeNull());

  it('refuses another spelling of the same bytes', () => {
    const last = Buffer.alloc(32).toString('base64url').slice(0, 42);
    expect(bearerOf(`Bearer ${last}A`)).not.toBeNull();
    expect(bearerOf(`Bearer ${last}B`)).toBeNull();
  });
});
