import { politely } from '../../../src/platform/politely';

describe('a polite computation', () => {
  it('lets the event loop turn after every step, and gives the result', async () => {
    const seen: string[] = [];
    function* work(): Generator<undefined, string> {
      for (let step = 1; step <= 3; step++) {
        seen.push(`step ${step}`);
        setImmediate(() => seen.push(`a request after step ${step}`));
        yield;
      }
      return 'done';
    }
    expect(await politely(work())).toBe('done');
    expect(seen).toEqual([1, 2, 3].flatMap((step) => [`step ${step}`, `a request after step ${step}`]));
  });
});
