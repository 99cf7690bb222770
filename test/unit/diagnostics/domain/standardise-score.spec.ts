import fc from 'fast-check';
import type { Norm } from '../../../../src/campaign/domain/policy';
import { normalShareBelow } from '../../../../src/kernel/normal-distribution';
import { readNormTable, standardiseByNorm, standardiseScore, toNumber } from '../../../../src/diagnostics/domain/standardise-score';
import { compare, exact, formatUnits, toUnits } from '../../../../src/kernel/decimal';

const STANDARD_NORMAL = { mean: exact('0'), sd: exact('1') };

describe('standardiseScore', () => {
  it.each([
    // z, T, sten (linear), sten (band), stanine (linear), stanine (band), percentile
    ['-2.5', 25, 1, 1, 1, 1, 0.62],
    ['-2.0001', 29.999, 1.4998, 1, 1, 1, 2.27],
    ['-2', 30, 1.5, 2, 1, 1, 2.28],
    ['-1.75', 32.5, 2, 2, 1.5, 2, 4.01],
    ['-1', 40, 3.5, 4, 3, 3, 15.87],
    ['-0.0001', 49.999, 5.4998, 5, 4.9998, 5, 50],
    ['0', 50, 5.5, 6, 5, 5, 50],
    ['0.25', 52.5, 6, 6, 5.5, 6, 59.87],
    ['1', 60, 7.5, 8, 7, 7, 84.13],
    ['1.5', 65, 8.5, 9, 8, 8, 93.32],
    ['2', 70, 9.5, 10, 9, 9, 97.72],
    ['2.5', 75, 10, 10, 9, 9, 99.38],
  ])('z %s', (z, T, stenLinear, sten, stanineLinear, stanine, percentile) => {
    const score = standardiseScore(STANDARD_NORMAL, exact(z));
    expect(toNumber(score.z)).toBe(Number(z));
    expect(toNumber(score.T)).toBeCloseTo(T, 12);
    expect(toNumber(score.stenLinear)).toBeCloseTo(stenLinear, 12);
    expect(toNumber(score.stanineLinear)).toBeCloseTo(stanineLinear, 12);
    expect([score.sten, score.stanine]).toEqual([sten, stanine]);
    expect(score.percentile).toBeCloseTo(percentile, 2);
  });

  it.each([
    ['sten', [2.3, 4.4, 9.2, 15, 19.1, 19.1, 15, 9.2, 4.4, 2.3], 1],
    ['stanine', [4, 7, 12, 17, 20, 17, 12, 7, 4], 0],
  ] as const)('gives every %s its published share of a normal norm group, in per cent', (band, shares, digits) => {
    // The least z of a band, in units of 10⁻⁴, and what lies below it.
    const bandOf = (units: number): number => standardiseScore(STANDARD_NORMAL, exact(formatUnits(units)))[band];
    const edges = [...Array(60_001).keys()].map((i) => i - 30_000).filter((units) => bandOf(units) > bandOf(units - 1));
    const below = [0, ...edges.map((units) => normalShareBelow(units / 10_000)), 1];
    expect(shares.map((_, i) => (100 * (below[i + 1]! - below[i]!)).toFixed(digits))).toEqual(shares.map((share) => share.toFixed(digits)));
    expect(edges).toHaveLength(shares.length - 1);
  });

  it('keeps an edge in the upper band where binary floats would fall below it', () => {
    // (0.3 - 0.2) / 0.1 is 0.9999999999999998 in floats, and 2z + 6 floors to 7.
    expect(standardiseScore({ mean: exact('0.2'), sd: exact('0.1') }, exact('0.3'))).toMatchObject({ sten: 8, stanine: 7 });
  });

  it('a higher raw score never stands lower, and bands follow the linear scores', () => {
    const decimal = fc.integer({ min: -2_000_000, max: 2_000_000 }).map((units) => exact(formatUnits(units)));
    const sd = fc.integer({ min: 1, max: 500_000 }).map((units) => exact(formatUnits(units)));
    fc.assert(fc.property(decimal, sd, decimal, decimal, (mean, deviation, a, b) => {
      const [low, high] = compare(a, b) <= 0 ? [a, b] : [b, a];
      const one = standardiseScore({ mean, sd: deviation }, low);
      const other = standardiseScore({ mean, sd: deviation }, high);
      expect(compare(one.z, other.z)).toBeLessThanOrEqual(0);
      expect(one.sten).toBeLessThanOrEqual(other.sten);
      expect(one.stanine).toBeLessThanOrEqual(other.stanine);
      expect(one.percentile).toBeLessThanOrEqual(other.percentile);
      expect(one.sten).toBe(Math.max(1, Math.min(10, one.sten)));
      expect(Math.abs(toNumber(one.stenLinear) + 0.5 - one.sten)).toBeLessThan(1);
    }));
  });
});

describe('normalShareBelow', () => {
  it.each([
    [0, 0.5], [1, 0.8413447460685429], [-1, 0.15865525393145705], [1.96, 0.9750021048517795], [3, 0.9986501019683699],
    [-4, 3.167124183311992e-5], [-5, 2.866515718791939e-7], [-8, 6.220960574271785e-16], [6, 0.9999999990134123], [40, 1], [-40, 0],
  ])('of %d', (z, share) => {
    expect(Math.abs(normalShareBelow(z) - share)).toBeLessThan(1e-14);
    expect(normalShareBelow(z) + normalShareBelow(-z)).toBeCloseTo(1, 14);
  });
});

describe('norm table', () => {
  const rows = [{ from: exact('0'), standard: '2' }, { from: exact('10'), standard: '5' }, { from: exact('20.5'), standard: '9' }];

  it.each([['-1', '2'], ['0', '2'], ['9.9999', '2'], ['10', '5'], ['20.4999', '5'], ['20.5', '9'], ['30', '9'], ['31', '9']])(
    'raw %s stands for %s', (raw, standard) => {
      expect(readNormTable(rows, exact(raw)).standard).toBe(standard);
    });

  it('is not read without rows', () => {
    expect(() => readNormTable([], exact('1'))).toThrow(RangeError);
  });
});

describe('standardiseByNorm', () => {
  const formula: Norm = { by: 'formula', scale: 's', group: 'g', validFrom: '2025-01-01', mean: '52', sd: '12' };
  const shown = (...of: Parameters<typeof standardiseByNorm>): string => formatUnits(toUnits(standardiseByNorm(...of)));

  it.each([['z', '1.25'], ['t', '62.5'], ['sten', '8'], ['stanine', '8'], ['percentile', '89.435']] as const)('in %s', (metric, standard) => {
    expect(shown(formula, metric, exact('67'))).toBe(standard);
  });

  it('keeps a score that has no end exact until it is shown', () => {
    const third = standardiseByNorm({ ...formula, mean: '0', sd: '3' }, 't', exact('1'));
    expect(compare(third, { n: 160n, d: 3n })).toBe(0);
  });

  it('turns a scale on which less is better', () => {
    expect(shown(formula, 't', exact('67'), true)).toBe('37.5');
    expect(shown(formula, 'sten', exact('52'), true)).toBe('6');
  });

  it('takes a table as it stands', () => {
    const table: Norm = { by: 'table', scale: 's', group: 'g', validFrom: '2025-01-01', rows: [{ from: '0', to: '9', standard: '3.5' }] };
    expect(shown(table, 't', exact('4'), true)).toBe('3.5');
  });
});
