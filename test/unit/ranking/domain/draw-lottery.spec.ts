import fc from 'fast-check';
import { drawLottery } from '../../../../src/ranking/domain/draw-lottery';

describe('drawLottery', () => {
  it('gives the key of RFC 4231, test case 2, and the published commitment', () => {
    const { keys } = drawLottery('Jefe', ['what do ya want for nothing?']);
    expect(keys).toEqual({ 'what do ya want for nothing?': '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843' });
    expect(drawLottery('abc', []).commit).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('takes seed and ids as UTF-8', () => {
    // printf 'Школа-1' | openssl dgst -sha256 -hmac 'розыгрыш 7'; printf 'розыгрыш 7' | sha256sum
    expect(drawLottery('розыгрыш 7', ['Школа-1'])).toMatchObject({ commit: '6246047f326baf53745c3f5b7ce24b523eaa8cbad090eca8db1ff8a910a599fa', keys: { 'Школа-1': 'a7b144c8cc02e1af1612d04262c26c5777cc62035ed89bddcec0bacb40fa4ed1' } });
  });

  it('orders by ascending key', () => {
    const ids = Array.from({ length: 50 }, (_, i) => `77-${String(i).padStart(4, '0')}`);
    const { keys, order } = drawLottery('seed', ids);
    expect([...order].sort()).toEqual(ids);
    const drawn = order.map((id) => keys[id] ?? '');
    expect(drawn).toEqual([...drawn].sort());
    expect(order).not.toEqual(ids);
  });

  it('never reorders others when somebody is added, removed or listed elsewhere', () => {
    const lists = fc.uniqueArray(fc.string(), { maxLength: 12 }).chain((ids) => fc.tuple(fc.constant(ids), fc.shuffledSubarray(ids)));
    fc.assert(
      fc.property(fc.string(), lists, (seed, [ids, some]) => {
        const kept = new Set(some);
        expect(drawLottery(seed, some).order).toEqual(drawLottery(seed, ids).order.filter((id) => kept.has(id)));
      }),
      { seed: 32, numRuns: 200 },
    );
  });

  it('gives another order for another seed', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `p${i}`);
    expect(drawLottery('one', ids).order).not.toEqual(drawLottery('two', ids).order);
  });
});
