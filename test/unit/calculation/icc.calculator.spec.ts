import { iccCalculator } from '../../../src/calculation/icc.calculator';

describe('icc', () => {
  it('answers in the published shape', () => {
    const none = { value: null, F: null, df1: 1, p: null, lower: null, upper: null };
    expect(iccCalculator.run({ data: [[3, 3, 3], [3, 3, 3]] })).toEqual({
      n: 2, k: 3, anova: { BMS: 0, WMS: 0, JMS: 0, EMS: 0 },
      icc: {
        'ICC(1,1)': { ...none, df2: 4 }, 'ICC(2,1)': { ...none, df2: 2 }, 'ICC(3,1)': { ...none, df2: 2 },
        'ICC(1,k)': { ...none, df2: 4 }, 'ICC(2,k)': { ...none, df2: 2 }, 'ICC(3,k)': { ...none, df2: 2 },
      },
    });
  });

  it('survives the way over JSON: every statistic is a number or null', () => {
    for (const example of [...Object.values(iccCalculator.examples), { data: [[1, 5], [2, 4], [3, 3], [4, 2], [5, 1]] }, { data: [[1e15, -1e15], [5e-324, 0.1]] }]) {
      const answer = iccCalculator.run(example);
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    }
  });

  it.each([
    [[], 'TOO_FEW_TARGETS', '/data'], [[[1, 2]], 'TOO_FEW_TARGETS', '/data'], [[[1], [2]], 'TOO_FEW_RATERS', '/data'],
    [[[1, 2], [3]], 'TABLE_INCOMPLETE', '/data/1'], [[[1, null], [2, 3]], 'TABLE_INCOMPLETE', '/data/0/1'],
    [[[1, 2], [3, '4']], 'SCHEMA_INVALID', '/data/1/1'], [[[1, 2], [3, 1e16]], 'SCHEMA_INVALID', '/data/1/1'], [[1, 2], 'SCHEMA_INVALID', '/data/0'],
  ])('%j is %s at %s', (data, code, path) => {
    expect(iccCalculator.run({ data })).toEqual({ error: { code, path, message: expect.stringMatching(/^[A-Z].*\.$/) } });
  });
});
