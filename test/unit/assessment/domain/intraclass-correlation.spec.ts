import fc from 'fast-check';
import type { IccForm, IntraclassCorrelation, MarkTable } from '../../../../src/assessment/domain/intraclass-correlation';
import { ICC_FORMS, intraclassCorrelation } from '../../../../src/assessment/domain/intraclass-correlation';

function correlate(table: MarkTable): IntraclassCorrelation {
  const correlation = intraclassCorrelation(table);
  if ('code' in correlation) throw new Error(correlation.code);
  return correlation;
}

function values(table: MarkTable): Record<IccForm, number | null> {
  const { icc } = correlate(table);
  return Object.fromEntries(ICC_FORMS.map((form) => [form, icc[form].value])) as Record<IccForm, number | null>;
}

const SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
const PANEL = [[4, 5, 4], [3, 3, 2], [5, 5, 5], [2, 3, 1], [4, 4, 3]];

describe('Shrout & Fleiss 1979: six targets, four judges', () => {
  const { n, k, anova, icc } = correlate(SHROUT_FLEISS);

  it('has their mean squares', () => {
    expect({ n, k }).toEqual({ n: 6, k: 4 });
    expect(anova).toEqual({
      BMS: expect.closeTo(1349 / 120, 9), WMS: expect.closeTo(451 / 72, 9), JMS: expect.closeTo(2339 / 72, 9), EMS: expect.closeTo(367 / 360, 9),
    });
  });

  it.each([
    ['ICC(1,1)', 0.17, 448 / 2703, -0.1329, 0.7226], ['ICC(2,1)', 0.29, 184 / 635, 0.0188, 0.7611], ['ICC(3,1)', 0.71, 920 / 1287, 0.3425, 0.9459],
    ['ICC(1,k)', 0.44, 1792 / 4047, -0.8844, 0.9124], ['ICC(2,k)', 0.62, 736 / 1187, 0.0711, 0.9272], ['ICC(3,k)', 0.91, 3680 / 4047, 0.6757, 0.9859],
  ] as const)('%s is %d, with its limits', (form, published, exact, lower, upper) => {
    expect(icc[form].value).toBeCloseTo(published, 2);
    expect(icc[form].value).toBeCloseTo(exact, 9);
    expect(icc[form].lower).toBeCloseTo(lower, 4);
    expect(icc[form].upper).toBeCloseTo(upper, 4);
  });

  it('tests model 1 against what is within targets, 2 and 3 against the residual', () => {
    const within = { F: expect.closeTo(1.7946784922394678, 9), df1: 5, df2: 18, p: expect.closeTo(0.16476880834463953, 9) };
    const residual = { F: expect.closeTo(11.02724795640327, 9), df1: 5, df2: 15, p: expect.closeTo(0.000134566516484335, 9) };
    expect(icc).toMatchObject({
      'ICC(1,1)': within, 'ICC(1,k)': within, 'ICC(2,1)': residual, 'ICC(2,k)': residual, 'ICC(3,1)': residual, 'ICC(3,k)': residual,
    });
  });

  it('has limits to 10⁻⁶', () => { // scipy 1.17, McGraw & Wong 1996
    expect(icc).toMatchObject({
      'ICC(1,1)': { lower: expect.closeTo(-0.132932324875, 9), upper: expect.closeTo(0.722560062328, 9) },
      'ICC(2,1)': { lower: expect.closeTo(0.018786513375, 9), upper: expect.closeTo(0.761084369649, 9) },
      'ICC(2,k)': { lower: expect.closeTo(0.071136815303, 9), upper: expect.closeTo(0.927232040168, 9) },
      'ICC(3,k)': { lower: expect.closeTo(0.675674713816, 9), upper: expect.closeTo(0.985891678169, 9) },
    });
  });
});

describe('other tables', () => {
  it('a panel of three on five projects', () => {
    expect(values(PANEL)).toEqual({
      'ICC(1,1)': expect.closeTo(121 / 157, 9), 'ICC(2,1)': expect.closeTo(85 / 109, 9), 'ICC(3,1)': expect.closeTo(85 / 96, 9),
      'ICC(1,k)': expect.closeTo(121 / 133, 9), 'ICC(2,k)': expect.closeTo(85 / 93, 9), 'ICC(3,k)': expect.closeTo(255 / 266, 9),
    });
    expect(correlate(PANEL).icc['ICC(2,1)']).toMatchObject({ lower: expect.closeTo(0.252638203887, 9), upper: expect.closeTo(0.971838280446, 9) });
  });

  it.each([
    ['whole marks', [[1, 3], [2, 4], [3, 5], [4, 6], [5, 7]]],
    ['tenths, which no binary number is', [[0.1, 0.3], [0.2, 0.4], [0.3, 0.5], [0.4, 0.6], [0.5, 0.7]]],
  ])('one rater a constant above the other: %s', (_, table) => {
    const { icc, anova } = correlate(table);
    expect(anova.EMS).toBe(0);
    expect(values(table)).toEqual({
      'ICC(1,1)': expect.closeTo(3 / 7, 9), 'ICC(2,1)': expect.closeTo(5 / 9, 9), 'ICC(3,1)': 1,
      'ICC(1,k)': expect.closeTo(3 / 5, 9), 'ICC(2,k)': expect.closeTo(5 / 7, 9), 'ICC(3,k)': 1,
    });
    expect(icc['ICC(3,1)']).toEqual({ value: 1, F: null, df1: 4, df2: 4, p: null, lower: 1, upper: 1 });
  });

  it('raters who are opposite: single ratings are at their lowest, means are not interpretable', () => {
    const { icc } = correlate([[1, 5], [2, 4], [3, 3], [4, 2], [5, 1]]);
    expect(icc).toMatchObject({ 'ICC(1,1)': { value: -1, F: 0, p: 1 }, 'ICC(3,1)': { value: -1 }, 'ICC(2,1)': { value: expect.closeTo(-5 / 3, 9) } });
    for (const form of ['ICC(1,k)', 'ICC(2,k)', 'ICC(3,k)'] as const) expect(icc[form]).toMatchObject({ value: null, lower: null, upper: null });
  });

  it.each([[3], [0.1]])('all marks %d: nothing is defined', (mark) => {
    const { anova, icc } = correlate([[mark, mark], [mark, mark], [mark, mark]]);
    expect(anova).toEqual({ BMS: 0, WMS: 0, JMS: 0, EMS: 0 });
    for (const form of ICC_FORMS) expect(icc[form]).toMatchObject({ value: null, F: null, p: null, lower: null, upper: null });
  });

  it('raters who say the same of different targets agree perfectly', () => {
    const { icc } = correlate([[1, 1, 1], [2.5, 2.5, 2.5]]);
    for (const form of ICC_FORMS) expect(icc[form]).toMatchObject({ value: 1, F: null, lower: 1, upper: 1 });
  });

  it('a low reliability is shown below zero; a limit without meaning is null', () => {
    const { icc } = correlate([[1.5, 2, 9], [3, 1, 4.25], [2, 2, 0.1], [7, 1, 1]]);
    expect(icc['ICC(1,1)']).toMatchObject({ value: expect.closeTo(-0.21282805680335, 9), lower: expect.closeTo(-0.43716887, 6), upper: expect.closeTo(0.66237026, 6) });
    expect(icc['ICC(2,1)']).toMatchObject({ value: expect.closeTo(-0.27632735630236, 9), lower: expect.closeTo(-0.56268947, 6), upper: expect.closeTo(0.66915234, 6) });
    expect(icc['ICC(2,k)']).toMatchObject({ value: expect.closeTo(-1.8531145677960, 9), lower: null, upper: expect.closeTo(0.85850960, 6) });
  });

  it('an estimate without meaning has no limits', () => {
    expect(correlate([[0, 2], [1, 0]]).icc['ICC(2,k)']).toEqual({ value: null, F: expect.closeTo(1 / 9, 9), df1: 1, df2: 1, p: expect.any(Number), lower: null, upper: null });
  });

  it('targets that are alike on the average leave nothing to be unsure of', () => {
    expect(correlate([[3, 1], [4, 0]]).icc['ICC(2,1)']).toMatchObject({ value: expect.closeTo(-1 / 9, 9), lower: expect.closeTo(-1 / 9, 9), upper: expect.closeTo(-1 / 9, 9) });
  });

  it('a variance estimated as exactly zero carries no reliability', () => {
    expect(values([[1, 2], [2, 1]])).toMatchObject({ 'ICC(1,1)': -1, 'ICC(2,1)': null, 'ICC(2,k)': null });
  });

  it.each([
    [[], 'TOO_FEW_TARGETS', ''], [[[1, 2]], 'TOO_FEW_TARGETS', ''], [[[], []], 'TOO_FEW_RATERS', ''], [[[1], [2]], 'TOO_FEW_RATERS', ''],
    [[[1, 2], [3]], 'TABLE_INCOMPLETE', '/1'], [[[1], [2, 3]], 'TABLE_INCOMPLETE', '/0'], [[[1, 2], [3, null]], 'TABLE_INCOMPLETE', '/1/1'],
  ])('%j is %s at "%s"', (table, code, pointer) => {
    expect(intraclassCorrelation(table)).toEqual({ code, pointer, params: {} });
  });
});

const tables = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 5 }))
  .chain(([n, k]) => fc.array(fc.array(fc.integer({ min: 0, max: 40 }).map((quarter) => quarter / 4), { minLength: k, maxLength: k }), { minLength: n, maxLength: n }));

const RUNS = { numRuns: 40 };

describe('any table', () => {
  it('is the same whatever the order of targets and raters', () => {
    fc.assert(fc.property(tables, (table) => {
      expect(correlate([...table].reverse().map((row) => [...row].reverse()))).toEqual(correlate(table));
    }), RUNS);
  });

  it('is the same when a constant is added, and coefficients also when the scale is stretched', () => {
    fc.assert(fc.property(tables, fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 9 }), (table, constant, factor) => {
      expect(correlate(table.map((row) => row.map((mark) => mark + constant)))).toEqual(correlate(table));
      expect(correlate(table.map((row) => row.map((mark) => mark * factor))).icc).toEqual(correlate(table).icc);
    }), RUNS);
  });

  it('ICC(3,·) does not mind severity, ICC(3,k) is Spearman-Brown of ICC(3,1)', () => {
    fc.assert(fc.property(tables, fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 }), (table, severity) => {
      const { k, icc } = correlate(table);
      const shifted = correlate(table.map((row) => row.map((mark, rater) => mark + severity[rater]!))).icc;
      const [single, mean] = [icc['ICC(3,1)'].value, icc['ICC(3,k)'].value];
      if (single === null) expect(shifted['ICC(3,1)'].value).toBeNull();
      else expect(shifted['ICC(3,1)'].value).toBeCloseTo(single, 9);
      if (single !== null && mean !== null) expect((mean * (1 + (k - 1) * single)) / k).toBeCloseTo(single, 9);
    }), RUNS);
  });

  it('gives numbers or null, at most 1, with the limits around', () => {
    fc.assert(fc.property(tables, (table) => {
      for (const { value, F, p, lower, upper } of Object.values(correlate(table).icc)) {
        for (const number of [value, F, p, lower, upper]) expect(number === null || Number.isFinite(number)).toBe(true);
        for (const share of [value, p, lower, upper]) expect(share ?? 1).toBeLessThanOrEqual(1);
        if (lower !== null && upper !== null) expect(lower).toBeLessThanOrEqual(upper);
      }
    }), RUNS);
  });
});
