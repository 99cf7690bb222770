import { bearerOf, hashOf, newToken } from '../../../src/access/token';

const TOKEN = newToken();

describe('token', () => {
  it('is 32 bytes, never the same twice', () => {
    expect(Buffer.from(TOKEN, 'base64url')).toHaveLength(32);
    expect(new Set(Array.from({ length: 1000 }, newToken)).size).toBe(1000);
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
