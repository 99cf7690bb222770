import { PasswordHasher } from '../../../../src/platform/crypto/password-hasher';

describe('hashing passwords', () => {
  const hasher = new PasswordHasher();

  it('is argon2id with 19 MiB, two passes and one lane, another hash each time', async () => {
    const [one, other] = await Promise.all([hasher.hash('тёплый самовар'), hasher.hash('тёплый самовар')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(other).not.toBe(one);
    expect(await hasher.fits('тёплый самовар', one)).toBe(true);
    expect(await hasher.fits('теплый самовар', one)).toBe(false);
  });

  it('cuts nothing off', async () => {
    const long = 'x'.repeat(5_000);
    const hash = await hasher.hash(`${long}1`);
    expect(await hasher.fits(`${long}2`, hash)).toBe(false);
    expect(await hasher.fits(`${long}1`, hash)).toBe(true);
  });

  it('says no where nothing is known, also to the password behind it', async () => {
    expect(await hasher.fits('nobody has this password', null)).toBe(false);
  });

  it('does two at once, lets a hundred wait in their order, and sends the others away', async () => {
    const started: number[] = [];
    const all = Array.from({ length: 110 }, (_, i) => hasher.hash(`${i}`).then(() => started.push(i)));
    const settled = await Promise.allSettled(all);
    const refused = settled.filter((one): one is PromiseRejectedResult => one.status === 'rejected');
    expect(refused).toHaveLength(8);
    for (const { reason } of refused) expect(reason).toMatchObject({ kind: 'unavailable', code: 'UNAVAILABLE' });
    expect(started.every((i, n) => Math.abs(i - n) <= 20)).toBe(true); // two lanes, of which the machine may hold one up
    expect(await hasher.fits('x', null)).toBe(false); // and the turns are all given back
  });
});
