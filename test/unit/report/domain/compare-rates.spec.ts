import fc from 'fast-check';
import type { GroupCounts } from '../../../../src/report/domain/compare-rates';
import { compareRates } from '../../../../src/report/domain/compare-rates';

/** Fisher's two-sided p over whole numbers: every table with these margins, by its number of ways. */
function fisherByCounting([selected, total]: GroupCounts, [otherSelected, otherTotal]: GroupCounts): number {
  const chosen = selected + otherSelected;
  const ways = (k: number): bigint => choose(total, k) * choose(otherTotal, chosen - k);
  let [all, noLikelier] = [0n, 0n];
  for (let k = 0; k <= chosen; k++) {
    all += ways(k);
    if (ways(k) <= ways(selected)) noLikelier += ways(k);
  }
  return Number((noLikelier * 10n ** 15n) / all) / 1e15;
}

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let ways = 1n;
  for (let i = 1; i <= k; i++) ways = (ways * BigInt(n - k + i)) / BigInt(i);
  return ways;
}

describe('compareRates', () => {
  // In 40 digits: z and its tail by definition, Fisher by counting all tables.
  it.each<[GroupCounts, GroupCounts, number, number, number]>([
    [[21, 50], [48, 80], -2.0007126314140278, 0.045423367397125364, 0.049542653521591106],
    [[24, 50], [48, 80], -1.3390681268239723, 0.1805484955104265, 0.20682397167132273],
    [[12, 40], [48, 80], -3.0983866769659335, 0.0019457736937391519, 0.0034092217678491819],
    [[3, 63], [7, 72], -1.0978875820670998, 0.27225358106299883, 0.3364557460691648],
    [[1, 20], [19, 161], -0.91501356096557222, 0.36018451099764011, 0.70317672802584787],
    [[60, 300], [101, 265], -4.7599186575308652, 1.9367099721284772e-6, 2.6434756652721654e-6],
    [[0, 3], [1, 40], -0.27710235344672605, 0.78170151477055801, 1],
    [[5, 5], [2, 8], 2.638993314558738, 0.0083152620703531389, 0.020979020979020979],
    [[2000, 10000], [2500, 10000], -8.4666751333460334, 2.5249706256347416e-17, 2.754039945056499e-17],
    [[200, 2000], [900, 2000], -24.787498112877886, 1.2228747686357606e-135, 1.8209678573671674e-143],
  ])('%j against %j', (ours, others, z, pZ, pFisher) => {
    const seen = compareRates(ours, others);
    for (const [value, expected] of [[seen.z, z], [seen.pZ, pZ], [seen.pFisher, pFisher]] as const) {
      expect((value ?? 0) / expected).toBeCloseTo(1, 9); // to nine digits, however small
    }
  });

  it('counts exactly the tables that are no likelier', () => {
    const group = fc.integer({ min: 1, max: 60 }).chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
    fc.assert(fc.property(group, group, (ours, others) => {
      const { pFisher } = compareRates(ours, others);
      if (pFisher !== null) expect(pFisher).toBeCloseTo(fisherByCounting(ours, others), 12);
    }), { seed: 81, numRuns: 400 });
  });

  it('is the same from the other side, with the other sign', () => {
    const group = fc.integer({ min: 1, max: 5000 }).chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
    fc.assert(fc.property(group, group, (ours, others) => {
      const [here, there] = [compareRates(ours, others), compareRates(others, ours)];
      if (here.z === null || here.pFisher === null) {
        expect(there).toEqual(here);
        return;
      }
      expect((there.z ?? NaN) + here.z).toBe(0);
      expect(there.pZ).toBe(here.pZ);
      expect(there.pFisher).toBeCloseTo(here.pFisher, 12);
      for (const p of [here.pZ, here.pFisher]) {
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }
    }), { seed: 81, numRuns: 400 });
  });

  it('does not lose its footing in large groups', () => {
    expect(compareRates([500_000, 1_000_000], [500_000, 1_000_000])).toEqual({ z: 0, pZ: 1, pFisher: 1 });
    const { z, pZ, pFisher } = compareRates([500_000, 1_000_000], [501_000, 1_000_000]);
    expect(z).toBeCloseTo(-1.4142142694804066, 12);
    expect(pZ).toBeCloseTo(0.15729899949648453, 12);
    expect(pFisher).toBeCloseTo(0.15771450478811259, 10);
    expect(compareRates([1000, 1_000_000], [900_000, 1_000_000])).toMatchObject({ pZ: 0, pFisher: 0 });
  });

  it.each<[GroupCounts, GroupCounts]>([[[0, 0], [3, 9]], [[3, 9], [0, 0]], [[0, 5], [0, 7]], [[5, 5], [7, 7]]])('%j and %j leave nothing to compare', (ours, others) => {
    expect(compareRates(ours, others)).toEqual({ z: null, pZ: null, pFisher: null });
  });
});
