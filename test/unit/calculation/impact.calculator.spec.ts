import { impactCalculator } from '../../../src/calculation/impact.calculator';

const { run } = impactCalculator;

function error(code: string, path: string): object {
  return { error: { code, path, message: expect.stringMatching(/^[A-Z].*\.$/) } };
}

describe('impact', () => {
  it('answers in the published shape', () => {
    expect(run({ groups: { men: [48, 80], women: [21, 50], others: [0, 0] } })).toEqual({
      reference: 'men',
      groups: {
        men: { rate: 0.6, ratio: 1, fourFifths: false, z: 0, pZ: 1, pFisher: 1 },
        women: {
          rate: 0.42, ratio: 0.7, fourFifths: true,
          z: expect.closeTo(-2.0007126314140278, 9), pZ: expect.closeTo(0.045423367397125364, 9), pFisher: expect.closeTo(0.049542653521591106, 9),
        },
        others: { rate: null, ratio: null, fourFifths: null, z: null, pZ: null, pFisher: null },
      },
    });
  });

  it('keeps a name that objects have a use for', () => {
    expect(run(JSON.parse('{"groups":{"__proto__":[1,2],"constructor":[1,4]}}')))
      .toMatchObject({ reference: '__proto__', groups: { constructor: { ratio: 0.5, fourFifths: true } } });
  });

  it.each([
    [{}, 'SCHEMA_INVALID', '/groups'],
    [{ a: [1] }, 'SCHEMA_INVALID', '/groups/a'],
    [{ a: [1, 2, 3] }, 'SCHEMA_INVALID', '/groups/a'],
    [{ a: [-1, 2] }, 'SCHEMA_INVALID', '/groups/a/0'],
    [{ a: [0.5, 2] }, 'SCHEMA_INVALID', '/groups/a/0'],
    [{ a: [1, 1_000_001] }, 'SCHEMA_INVALID', '/groups/a/1'],
    [{ a: [1, 2], 'b/c': [3, 2] }, 'SELECTED_GT_TOTAL', '/groups/b~1c/0'],
  ])('%j is %s at %s', (groups, code, path) => {
    expect(run({ groups })).toEqual(error(code, path));
  });
});
