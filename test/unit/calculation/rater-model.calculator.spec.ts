import { raterModelCalculator } from '../../../src/calculation/rater-model.calculator';

const message = expect.stringMatching(/^[A-Z].*\.$/);

describe('rater-model', () => {
  it('answers in the published shape', () => {
    expect(raterModelCalculator.run({ observations: [['a', 'x', 6], ['a', 'y', '7.0'], [17, 'y', 6]] })).toEqual({
      adjusted: { a: 6.5, 17: 5.5 }, severity: { x: -0.5, y: 0.5 }, rawMean: { a: 6.5, 17: 6 }, rss: 0, rankRaw: { a: 1, 17: 2 }, rankAdjusted: { a: 1, 17: 2 },
    });
  });

  it('keeps an id that is a word of the language', () => {
    const answer = raterModelCalculator.run({ observations: [['__proto__', 'constructor', 6]] });
    expect(JSON.stringify(answer)).toContain('"adjusted":{"__proto__":6},"severity":{"constructor":0}');
  });

  it('says which groups have no link', () => {
    expect(raterModelCalculator.run({ observations: [['a', 'x', 1], ['b', 'y', 2], ['c', 'y', 2]] })).toEqual({
      error: {
        code: 'NOT_CONNECTED', path: '/observations', message,
        components: [{ candidates: ['a'], raters: ['x'] }, { candidates: ['b', 'c'], raters: ['y'] }],
      },
    });
  });

  it.each([
    [[], 'SCHEMA_INVALID', '/observations'],
    [[['a', 'x']], 'SCHEMA_INVALID', '/observations/0'],
    [[['a', 'x', null]], 'SCHEMA_INVALID', '/observations/0/2'],
    [[['a', 'x', 1], ['a', 'y', 'good']], 'INVALID_NUMBER', '/observations/1/2'],
    [[['a', 'x', '']], 'INVALID_NUMBER', '/observations/0/2'],
    [[['a', 'x', 1e16]], 'INVALID_NUMBER', '/observations/0/2'],
    [Array.from({ length: 602 }, (_, i) => [`c${i >> 1}`, `r${((i + 1) >> 1) % 301}`, 1]), 'TOO_LARGE', '/observations'],
  ])('a wrong case is refused (%#)', (observations, code, path) => {
    expect(raterModelCalculator.run({ observations })).toEqual({ error: { code, path, message } });
  });
});
