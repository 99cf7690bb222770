import fc from 'fast-check';
import { formatScore, readScore } from '../../../../src/ranking/domain/score-units';

describe('score units', () => {
  it.each([
    ['71.35', 713_500],
    ['0', 0],
    ['-0.0001', -1],
    ['9999999999.9999', 99_999_999_999_999],
    ['0.29', 2_900],
  ])('reads %s', (text, units) => expect(readScore(text)).toBe(units));

  it.each(['', ' 1', '1.', '.5', '1.00001', '1e3', '+1', '1,5', 'NaN', '10000000000'])('refuses "%s"', (text) => {
    expect(readScore(text)).toBeNull();
  });

  it('prints four decimals and reads its own print back, to the last unit of ten digits', () => {
    expect([formatScore(985_300_000), formatScore(-5), formatScore(-0), formatScore(10n ** 20n)]).toEqual(['98530.0000', '-0.0005', '0.0000', '10000000000000000.0000']);
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }), (units) => expect(readScore(formatScore(units))).toBe(units)),
      { seed: 31, numRuns: 2_000 },
    );
  });
});
