import { isSampled } from '../../../../src/eligibility/domain/draw-sample';

const ids = Array.from({ length: 4000 }, (_, i) => `0198f0a2-5c1e-7c3a-9d42-${String(i).padStart(12, '0')}`);
const drawn = (seed: string, percent: number): string[] => ids.filter((id) => isSampled(id, seed, percent));

describe('the sample', () => {
  it.each([1, 10, 50])('is about %i of a hundred', (percent) => {
    const expected = (ids.length * percent) / 100;
    expect(Math.abs(drawn('campaign tenure', percent).length - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  it('is the same for the same seed, another for another, and everybody at a hundred', () => {
    expect(drawn('a', 10)).toEqual(drawn('a', 10));
    expect(drawn('a', 10)).not.toEqual(drawn('b', 10));
    expect(drawn('a', 100)).toEqual(ids);
  });

  it('only grows with the share: who was drawn stays drawn', () => {
    const more = new Set(drawn('a', 20));
    expect(drawn('a', 10).every((id) => more.has(id))).toBe(true);
  });
});
