import fc from 'fast-check';
import { fQuantile, fShareAbove } from '../../../../src/assessment/domain/f-distribution';

// Reference values: incomplete beta function with 40 digits.
describe('fShareAbove', () => {
  it.each([
    [1, 1, 1, 0.5], [2.5, 3, 7, 0.1435094562789392], [11.027, 5, 15, 0.0001345835296758354], [1.7947, 5, 18, 0.164764351199299],
    [30, 1, 3, 0.01196691229854743], [0.3, 2.4, 11.7, 0.783055477248952], [4, 0.5, 0.3, 0.4896553229660681], [1e-6, 2, 5, 0.9999990000007],
    [1.02, 564, 1128, 0.3898011431665445], [1.5, 40, 9000, 0.02220194456115912], [0, 3, 3, 1],
  ])('above %d with %d and %d degrees of freedom', (f, df1, df2, share) => {
    expect(fShareAbove(f, df1, df2)).toBeCloseTo(share, 11);
  });

  it('keeps the digits of a small p', () => {
    expect(fShareAbove(1e6, 2, 4) / 4 / 1e-12).toBeCloseTo(1 - 4e-6, 9); // (1 + F/2)⁻² in closed form
  });
});

describe('fQuantile', () => {
  it.each([
    [0.975, 5, 15, 3.576415349279062], [0.025, 15, 5, 0.2796095817566551], [0.95, 1, 1, 161.4476387975885], [0.975, 4.79, 5, 7.189695827382835],
    [0.025, 4.79, 5, 0.1335094953383335], [0.5, 564, 1128, 0.9994088414094019], [0.975, 564, 1128, 1.151809024457364],
    [0.975, 0.4, 3, 19.72985221508196], [0.025, 0.4, 3, 4.218347023561899e-8], [0.975, 2, 2, 39], [0.999, 1, 2, 998.5002501250625],
  ])('%d below with %d and %d degrees of freedom', (share, df1, df2, f) => {
    expect(fQuantile(share, df1, df2) / f).toBeCloseTo(1, 10);
  });

  it('is where that share is below, and its reciprocal belongs to the turned ratio', () => {
    const df = fc.double({ min: 0.5, max: 500, noNaN: true });
    fc.assert(fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), df, df, (share, df1, df2) => {
      const f = fQuantile(share, df1, df2);
      expect(1 - fShareAbove(f, df1, df2)).toBeCloseTo(share, 10);
      expect(f * fQuantile(1 - share, df2, df1)).toBeCloseTo(1, 8);
    }));
  });

  it('stays a number where hardly any freedom is left', () => {
    expect(fQuantile(0.025, 1e-9, 5)).toBeLessThan(1e-100);
    expect(fQuantile(0.975, 5, 1e-9)).toBeGreaterThan(1e100);
    expect(fQuantile(0.975, 5, 1e-9)).toBeLessThan(Infinity);
  });
});
