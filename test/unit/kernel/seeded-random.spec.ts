import { Random } from '../../../src/kernel/seeded-random';

describe('seeded numbers', () => {
  it('are the same on every machine and in every release', () => {
    const numbers = new Random('2026', 'people', 1);
    expect([numbers.next(), numbers.next(), numbers.next(), numbers.normal()]).toMatchInlineSnapshot(`
[
  0.6676550598349422,
  0.6666240913327783,
  0.21139765135012567,
  -0.5117795681580901,
]
`);
  });

  it('differ by seed and by label', () => {
    const first = (...name: [string, ...(string | number)[]]): number => new Random(...name).next();
    expect(new Set([first('a'), first('b'), first('a', 1), first('a', '1'), first('a', 1, 2)]).size).toBe(5);
  });

  it('fill their ranges evenly, and the normal ones have mean 0 and deviation 1', () => {
    const random = new Random('moments');
    const wholes = Array.from({ length: 60_000 }, () => random.whole(1, 6));
    for (let face = 1; face <= 6; face++) expect(wholes.filter((whole) => whole === face).length).toBeGreaterThan(9_600);
    const normals = Array.from({ length: 100_000 }, () => random.normal());
    const mean = normals.reduce((sum, x) => sum + x, 0) / normals.length;
    const deviation = Math.sqrt(normals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / normals.length);
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(deviation - 1)).toBeLessThan(0.01);
  });
});
