import { CALCULATORS, findCalculator } from '../../../src/calculation/registry';

/** What a calculator answers to a case as it would come over the wire. */
function answer(name: string, input: unknown): unknown {
  const calculator = findCalculator(name);
  if (!calculator) throw new Error(`no calculator ${name}`);
  return calculator.run(input);
}

function error(code: string, path: string): object {
  return { error: { code, path, message: expect.stringMatching(/^[A-Z].*\.$/) } };
}

describe('every calculator', () => {
  it('is found by its name, and nothing else is', () => {
    expect(CALCULATORS.map(({ name }) => name).sort())
      .toEqual(['apportionment', 'choice', 'icc', 'identifier', 'impact', 'krippendorff', 'lottery', 'rater-model', 'replacement', 'standard-score', 'tenure']);
    expect(findCalculator('icc2')).toBeUndefined();
    expect(findCalculator('toString')).toBeUndefined();
  });

  it.each(CALCULATORS.map((calculator) => [calculator.name, calculator] as const))('%s answers its own examples', (_, { examples, run }) => {
    expect(Object.keys(examples)).not.toHaveLength(0);
    for (const example of Object.values(examples)) expect(run(example)).not.toHaveProperty('error');
  });

  it.each(CALCULATORS.map((calculator) => [calculator.name, calculator] as const))('%s refuses an unknown field by name', (_, { examples, run }) => {
    const [example] = Object.values(examples);
    expect(run({ ...example, 'shoe/size': 43 })).toEqual({
      error: { code: 'SCHEMA_UNKNOWN_FIELD', message: 'Unknown field: shoe/size.', path: '/shoe~1size' },
    });
    expect(run([])).toEqual(error('SCHEMA_INVALID', ''));
    expect(run(null)).toEqual(error('SCHEMA_INVALID', ''));
    expect(run({})).toMatchObject({ error: { code: 'SCHEMA_REQUIRED' } });
  });
});

describe('tenure', () => {
  it('answers in the published shape', () => {
    const intervals = [
      { start: '2012-06-01', end: '2016-05-31' }, { start: '2015-09-01', end: '2018-02-28' }, { start: '2018-03-01', end: '2018-03-31' },
      { start: '2019-07-10', end: '2023-11-20' }, { start: '2020-01-01', end: '2020-12-31' },
    ];
    expect(answer('tenure', { asOf: '2024-01-01', intervals, requireMonths: 122 })).toEqual({
      merged: [['2012-06-01', '2018-03-31'], ['2019-07-10', '2023-11-20']],
      totalDays: 3725,
      legal30: { years: 10, months: 2, days: 11 },
      calendar: { years: 10, months: 2, days: 12 },
      column30: { years: 10, months: 2, days: 12 },
      fullMonths30: { years: 10, months: 2, days: 12 },
      requirement: { months: 122, met: { legal30: true, calendar: true } },
    });
    expect(answer('tenure', { asOf: '2024-01-01', intervals: [] })).not.toHaveProperty('requirement');
  });

  it.each([
    [{ asOf: '2024-02-30', intervals: [] }, 'INVALID_DATE', '/asOf'],
    [{ asOf: 20240101, intervals: [] }, 'INVALID_DATE', '/asOf'],
    [{ asOf: '2024-01-01', intervals: [{ start: null, end: null }] }, 'INVALID_DATE', '/intervals/0/start'],
    [{ asOf: '2024-01-01', intervals: [{ start: '2020-01-01', end: '01.02.2020' }] }, 'INVALID_DATE', '/intervals/0/end'],
    [{ asOf: '2024-01-01', intervals: [{ start: '2020-01-02', end: '2020-01-01' }] }, 'END_BEFORE_START', '/intervals/0/end'],
    [{ asOf: '2024-01-01', intervals: [{ start: '2020-01-01' }] }, 'SCHEMA_REQUIRED', '/intervals/0/end'],
    [{ asOf: '2024-01-01', intervals: [{ start: '2020-01-01', end: null, factor: '2' }] }, 'SCHEMA_UNKNOWN_FIELD', '/intervals/0/factor'],
    [{ asOf: '2024-01-01', intervals: [], requireMonths: 1.5 }, 'SCHEMA_INVALID', '/requireMonths'],
  ])('%j is %s at %s', (input, code, path) => {
    expect(answer('tenure', input)).toEqual(error(code, path));
  });
});

describe('standard-score', () => {
  it('answers in the published shape', () => {
    expect(answer('standard-score', { norm: { mean: '50', sd: '10' }, raw: '65' })).toEqual({
      z: 1.5, T: 65, stenLinear: 8.5, sten: 9, stanineLinear: 8, stanine: 8, percentile: expect.closeTo(93.31927987311419, 9),
    });
    expect(answer('standard-score', { norm: { mean: 50, sd: 10 }, raw: 40 }))
      .toMatchObject({ z: -1, T: 40, stenLinear: 3.5, sten: 4, percentile: expect.closeTo(15.865525393145708, 9) });
  });

  it('takes a number for what is written', () => {
    expect(answer('standard-score', { norm: { mean: 0.2, sd: 0.1 }, raw: 0.3 })).toMatchObject({ z: 1, sten: 8 });
    expect(answer('standard-score', { norm: { mean: '52.333333', sd: '3' }, raw: '52.333333' })).toMatchObject({ z: 0, T: 50, sten: 6 });
  });

  it('reads a table and gives the standard score as it stands there', () => {
    const table = [['0', '10', '2'], ['10', '20', '5'], ['20', '30', '9']];
    expect(answer('standard-score', { table, raw: '10' })).toEqual({ standard: '5' });
    expect(answer('standard-score', { table, raw: '30' })).toEqual({ standard: '9' });
    expect(answer('standard-score', { table: [[0, 10, 1], [10, 20, 2]], raw: -5 })).toEqual({ standard: 1 });
  });

  it.each([
    [{ table: [['0', '10', '2'], ['11', '20', '5']], raw: '1' }, 'NORM_HOLE', '/table/1'],
    [{ table: [['0', '10', '2'], ['9', '20', '5']], raw: '1' }, 'NORM_OVERLAP', '/table/1'],
    [{ table: [['10', '10', '2']], raw: '1' }, 'MIN_GT_MAX', '/table/0'],
    [{ table: [['0', '10', '2'], ['10', 1e-7, '5']], raw: '1' }, 'INVALID_NUMBER', '/table/1'],
    [{ norm: { mean: '50', sd: '0' }, raw: '1' }, 'SD_NOT_POSITIVE', '/norm/sd'],
    [{ norm: { mean: '50', sd: '-1' }, raw: '1' }, 'SD_NOT_POSITIVE', '/norm/sd'],
    [{ norm: { mean: '50', sd: '10' }, raw: 'ten' }, 'INVALID_NUMBER', '/raw'],
    [{ norm: { mean: '50', sd: '10' }, raw: 1e-9 }, 'INVALID_NUMBER', '/raw'],
    [{ norm: { mean: 1e21, sd: '10' }, raw: 1 }, 'INVALID_NUMBER', '/norm/mean'],
    [{ norm: { mean: 1, sd: 1e21 }, raw: 1 }, 'INVALID_NUMBER', '/norm/sd'],
    [{ norm: { mean: '50', sd: '10' }, raw: null }, 'INVALID_NUMBER', '/raw'],
    [{ norm: { mean: '50', sd: '10' }, table: [['0', '1', '2']], raw: '1' }, 'NORM_OR_TABLE', ''],
    [{ raw: '1' }, 'NORM_OR_TABLE', ''],
    [{ table: [['0', '10']], raw: '1' }, 'SCHEMA_INVALID', '/table/0'],
  ])('%j is %s at %s', (input, code, path) => {
    expect(answer('standard-score', input)).toEqual(error(code, path));
  });
});

describe('identifier', () => {
  it('answers in the published shape', () => {
    expect(answer('identifier', { kind: 'oktmo', value: '60601430101' })).toEqual({ result: 'valid', normalised: '60601430101', subject: '61' });
    expect(answer('identifier', { kind: 'snils', value: '' })).toEqual({ result: 'format' });
    expect(answer('identifier', { kind: 'passport', value: '1' })).toEqual(error('SCHEMA_INVALID', '/kind'));
  });
});

describe('lottery', () => {
  it('recomputes what was published, whatever the order of ids', () => {
    const drawn = answer('lottery', { seed: 'seed', ids: ['b', 'a', 'c'] });
    expect(drawn).toMatchObject({
      commit: '19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b', // printf seed | sha256sum
      keys: { a: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(drawn).toHaveProperty('order', (answer('lottery', { seed: 'seed', ids: ['c', 'b', 'a'] }) as { order: string[] }).order);
  });

  it('refuses two lots for one person', () => {
    expect(answer('lottery', { seed: 's', ids: ['a', 'b', 'a'] })).toEqual(error('DUPLICATE_ID', '/ids/2'));
    expect(answer('lottery', { seed: '', ids: ['a'] })).toEqual(error('SCHEMA_INVALID', '/seed'));
  });
});

describe('choice and replacement', () => {
  const input = {
    seats: 2,
    candidates: [
      { id: 'a', score: '10', region: 'RA', category: 'X', lottery: 1 }, { id: 'b', score: '9', region: 'RA', category: 'Y', lottery: 2 },
      { id: 'c', score: '9', region: 'RB', category: 'X', lottery: 3 }, { id: 'd', score: '1', region: 'RB', category: 'Y', lottery: 4 },
    ],
    regions: { RA: { max: 1 }, RB: { max: 1 } },
    categories: { X: { max: 1 }, Y: { max: 1 } },
  };

  it('chooses 18 points where best-first reaches 11', () => {
    expect(answer('choice', input)).toMatchObject({ status: 'optimal', selected: ['b', 'c'], totalScore: '18.0000', filled: 2, margins: { a: { kind: 'deficit' } } });
  });

  it('replaces who declined', () => {
    expect(answer('replacement', { input, holding: ['b', 'c'], declined: ['c'] })).toMatchObject({ selected: ['b'], added: [], displaced: [], unfilled: 1 });
    expect(answer('replacement', { input, holding: ['b', 'c'], declined: ['c'], rule: 'keep-confirmed', confirmed: [] }))
      .toMatchObject({ selected: ['a', 'd'], added: ['a', 'd'], displaced: ['b'] });
  });

  it('refuses with the rule’s own codes, at the place', () => {
    const [first, ...rest] = input.candidates;
    expect(answer('choice', { ...input, candidates: [first, first] })).toEqual(error('DUPLICATE_ID', '/candidates/1/id'));
    expect(answer('choice', { ...input, candidates: [{ ...first, score: '1.23456' }, ...rest] })).toEqual(error('INVALID_SCORE', '/candidates/0/score'));
    expect(answer('choice', { ...input, candidates: [{ ...first, score: 10 }, ...rest] })).toEqual(error('INVALID_SCORE', '/candidates/0/score'));
    expect(answer('choice', { ...input, regions: { RA: { min: 2, max: 1 } } })).toEqual(error('MIN_GT_MAX', '/regions/RA'));
    expect(answer('choice', { ...input, regions: { RA: { minimum: 2 } } })).toEqual(error('SCHEMA_UNKNOWN_FIELD', '/regions/RA/minimum'));
    expect(answer('choice', { ...input, cells: [{ region: 'RA', max: 1 }] })).toEqual(error('SCHEMA_REQUIRED', '/cells/0/category'));
    expect(answer('choice', { ...input, locked: ['z'] })).toMatchObject({ error: { code: 'LOCKED_NOT_ELIGIBLE' } });
    expect(answer('replacement', { input: { ...input, regions: { RA: { min: 2, max: 1 } } }, holding: [], declined: [] }))
      .toEqual(error('MIN_GT_MAX', '/input/regions/RA'));
  });

  it('knows groups, cells and open caps', () => {
    expect(answer('choice', {
      ...input, objective: 'lex', floorOrder: ['groups'], minScore: '1', excluded: ['d'], locked: ['c'],
      groups: { east: { members: ['RA', 'RB'], min: 1, max: null } }, cells: [{ region: 'RA', category: 'Y', max: 1 }],
    })).toMatchObject({ status: 'optimal', selected: ['b', 'c'] });
  });
});
