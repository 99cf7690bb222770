import { krippendorffCalculator } from '../../../src/calculation/krippendorff.calculator';

const [reliability] = Object.values(krippendorffCalculator.examples);

describe('krippendorff', () => {
  it('answers every level, or those asked for', () => {
    const close = { nominal: expect.closeTo(0.743421, 6), ordinal: expect.closeTo(0.815388, 6), interval: expect.closeTo(0.849107, 6), ratio: expect.closeTo(0.797403, 6) };
    expect(krippendorffCalculator.run(reliability)).toEqual(close);
    expect(krippendorffCalculator.run({ ...reliability, levels: ['ordinal'] })).toEqual({ ordinal: close.ordinal });
    expect(krippendorffCalculator.run({ data: [['a', 'b'], ['a', 'b']] })).toEqual({ nominal: 1, ordinal: null, interval: null, ratio: null });
  });

  it.each([
    [{ data: [[1, 2], [1]] }, 'ROWS_UNEQUAL', '/data/1'],
    [{ data: Array.from({ length: 2 }, () => Array.from({ length: 5000 }, (_, unit) => unit)) }, 'TOO_LARGE', '/data'],
    [{ data: [[1, true]] }, 'SCHEMA_INVALID', '/data/0/1'],
    [{ data: [[1, 2]], levels: ['cardinal'] }, 'SCHEMA_INVALID', '/levels/0'],
    [{ data: [[1, 2]], levels: [] }, 'SCHEMA_INVALID', '/levels'],
  ])('a wrong case is %# refused', (input, code, path) => {
    expect(krippendorffCalculator.run(input)).toEqual({ error: { code, path, message: expect.stringMatching(/^[A-Z].*\.$/) } });
  });
});
