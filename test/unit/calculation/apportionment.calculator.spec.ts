import { apportionmentCalculator } from '../../../src/calculation/apportionment.calculator';

const { run } = apportionmentCalculator;

function error(code: string, path: string): object {
  return { error: { code, path, message: expect.stringMatching(/^[A-Z].*\.$/) } };
}

describe('apportionment', () => {
  const question = { method: 'sainteLague', weights: [60, 30, 9, 1], seats: 8 };

  it('answers in the published shape', () => {
    expect(run(question)).toEqual({ seats: [5, 2, 1, 0], tie: false });
    expect(run({ ...question, min: [1, 1, 1, 1], max: [3, null, null, null] })).toEqual({ seats: [3, 3, 1, 1], tie: false });
    expect(run({ method: 'dhondt', weights: [6, 6, 2], seats: 10 })).toEqual({ seats: [5, 4, 1], tie: true });
    expect(run({ method: 'largestRemainder', quota: 'droop', weights: [47000, 16000, 15800, 12000, 6100, 3100], seats: 10 }))
      .toEqual({ seats: [5, 2, 2, 1, 0, 0], tie: false });
  });

  it('answers the largest case it takes', () => {
    const weights = Array.from({ length: 10_000 }, (_, i) => Number.MAX_SAFE_INTEGER - i);
    expect(run({ method: 'huntingtonHill', weights, seats: 10_000 })).toEqual({ seats: weights.map(() => 1), tie: false });
  });

  it.each([
    [{ method: 'hamilton' }, 'SCHEMA_INVALID', '/method'],
    [{ quota: 'imperiali' }, 'SCHEMA_INVALID', '/quota'],
    [{ weights: [] }, 'SCHEMA_INVALID', '/weights'],
    [{ weights: [1.5] }, 'SCHEMA_INVALID', '/weights/0'],
    [{ weights: [1, -1] }, 'SCHEMA_INVALID', '/weights/1'],
    [{ weights: [2 ** 53] }, 'SCHEMA_INVALID', '/weights/0'],
    [{ seats: 10_001 }, 'SCHEMA_INVALID', '/seats'],
    [{ seats: -1 }, 'SCHEMA_INVALID', '/seats'],
    [{ min: [null, 0, 0, 0] }, 'SCHEMA_INVALID', '/min/0'],
    [{ min: [1] }, 'LENGTHS_DIFFER', '/min'],
    [{ max: [1, 1, 1] }, 'LENGTHS_DIFFER', '/max'],
    [{ min: [0, 0, 0, 2], max: [9, 9, 9, 1] }, 'MIN_GT_MAX', '/min/3'],
    [{ weights: [0, 0, 0, 0] }, 'NO_WEIGHT', '/weights'],
    [{ min: [9, 0, 0, 0] }, 'SUM_FLOORS_GT_SEATS', '/min'],
    [{ max: [2, 2, 2, 1] }, 'SUM_CAPS_LT_SEATS', '/max'],
    [{ method: 'largestRemainder', quota: 'droop', weights: [1, 1, 1, 1], seats: 100 }, 'TOO_FEW_VOTES', '/weights'],
  ])('%j is %s at %s', (change, code, path) => {
    expect(run({ ...question, ...change })).toEqual(error(code, path));
  });

  it('names every code it refuses with', () => {
    expect([...apportionmentCalculator.refusals].sort())
      .toEqual(['LENGTHS_DIFFER', 'MIN_GT_MAX', 'NO_WEIGHT', 'SUM_CAPS_LT_SEATS', 'SUM_FLOORS_GT_SEATS', 'TOO_FEW_VOTES']);
  });
});
