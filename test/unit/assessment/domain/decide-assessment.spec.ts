import fc from 'fast-check';
import type { AssessmentStage, Rubric } from '../../../../src/campaign/domain/policy';
import type { Marks } from '../../../../src/assessment/domain/check-marks';
import { checkMarks } from '../../../../src/assessment/domain/check-marks';
import type { AssessmentDecision, BeyondSheets } from '../../../../src/assessment/domain/decide-assessment';
import { decideAssessment } from '../../../../src/assessment/domain/decide-assessment';
import { totalMarks } from '../../../../src/assessment/domain/total-marks';
import { compare, exact, formatUnits, toUnits } from '../../../../src/kernel/decimal';

const TITLE = { ru: 'т', en: 't' };

function rubric(weights: readonly string[] = ['0.35', '0.25', '0.4'], about: Partial<Rubric> = {}): Rubric {
  return {
    key: 'potential', title: TITLE, version: '1', markMin: '1', markMax: '5', markStep: '0.5', missingMark: 'no-score',
    criteria: weights.map((weight, i) => ({ key: `c${i + 1}`, title: TITLE, weight })), ...about,
  };
}

/** Marks on c1, c2, c3 … ; null = could not be judged. */
function marks(...given: readonly (string | null)[]): Marks {
  return Object.fromEntries(given.map((mark, i) => [`c${i + 1}`, mark]));
}

const STAGE: AssessmentStage = {
  key: 'potential', kind: 'assessment', title: TITLE, rubric: 'potential', total: 'mean', adjustment: 'none',
  period: { opensAt: '2026-05-21T00:00:00+03:00', closesAt: '2026-06-20T23:59:59+03:00' }, gate: { confirms: 'officer', publishes: 'same-person' },
  panel: { size: 3, least: 2, from: 'campaign-pool', design: 'linked', blind: true, conflicts: ['declared'] },
  minScore: { value: '2.5', inclusive: true },
};

function decide(sheets: readonly Marks[], stage: Partial<AssessmentStage> = {}, on = rubric()): AssessmentDecision {
  return decideAssessment({ ...STAGE, ...stage }, on, sheets);
}

function codes({ reasons }: AssessmentDecision): string[] {
  return reasons.map(({ code }) => code);
}

describe('weighted total of one sheet', () => {
  it.each([
    [['0.7', '0.1', '0.2'], ['3', '3', '3'], '3'],
    [['0.35', '0.25', '0.4'], ['3', '1', '1'], '1.7'],
    [['0.3', '0.3', '0.4'], ['7.1', '8.2', '6.3'], '7.11'],
  ])('weights %j on marks %j make exactly %s', (weights, given, total) => {
    const { mean } = totalMarks(rubric(weights), [marks(...given)]);
    expect(mean && compare(mean, exact(total))).toBe(0);
  });

  it('is exactly the limit where floats fall below it', () => {
    const threes = [marks('3', '3', '3'), marks('3', '3', '3')];
    expect(decide(threes, { minScore: { value: '3', inclusive: true } }, rubric(['0.7', '0.1', '0.2'])).outcome).toBe('pass');
    expect(decide(threes, { minScore: { value: '3', inclusive: false } }, rubric(['0.7', '0.1', '0.2'])).outcome).toBe('fail');
  });
});

describe('over assessors', () => {
  it('takes the mean, and keeps the mean of every criterion and the spread', () => {
    const decision = decide([marks('4', '5', '4'), marks('3', '3', '2'), marks('5', '5', '5')]);
    expect(decision).toEqual({
      outcome: 'pass',
      reasons: [{ code: 'SCORE_MET', params: { score: '3.95', min: '2.5', inclusive: true } }],
      score: 39_500n,
      measures: { 'criterion:c1': 40_000, 'criterion:c2': 43_333, 'criterion:c3': 36_667, 'spread': 24_000 },
    });
  });

  it('compares the mean before it is rounded', () => {
    // 2, 2 and 3: the mean is 2.33333… and stays above 2.3333.
    const sheets = [marks('2', '2', '2'), marks('2', '2', '2'), marks('3', '3', '3')];
    expect(decide(sheets, { minScore: { value: '2.3333', inclusive: false } })).toMatchObject({ outcome: 'pass', score: 23_333n });
    expect(decide(sheets, { minScore: { value: '2.3334', inclusive: true } })).toMatchObject({ outcome: 'fail', score: 23_333n });
  });

  it('may sum, but then only with the whole panel', () => {
    const two = [marks('4', '4', '4'), marks('3', '3', '3')];
    expect(decide(two, { total: 'sum' }).outcome).toBe('undetermined');
    expect(decide([...two, marks('1', '1', '1')], { total: 'sum', minScore: { value: '8', inclusive: true } }))
      .toMatchObject({ outcome: 'pass', score: 80_000n });
  });

  it('passes everybody where the policy names no least score', () => {
    expect(decide([marks('1', '1', '1'), marks('1', '1', '1')], { minScore: undefined }))
      .toMatchObject({ outcome: 'pass', reasons: [{ code: 'SCORE_COMPUTED', params: { score: '1' } }] });
  });

  it('does not depend on the order of sheets', () => {
    const mark = fc.constantFrom('1', '1.5', '2', '3.5', '5', null);
    const sheet = fc.tuple(mark, mark, mark).map((given) => marks(...given));
    const on = rubric(undefined, { missingMark: 'weights-of-the-rest' });
    fc.assert(fc.property(fc.array(sheet, { maxLength: 5 }), (sheets) => {
      expect(decide(sheets.toReversed(), {}, on)).toEqual(decide(sheets, {}, on));
    }));
  });

  it('lies between the lowest and the highest mark', () => {
    const mark = fc.integer({ min: 2, max: 10 }).map((halves) => formatUnits(halves * 5_000));
    fc.assert(fc.property(fc.array(fc.tuple(mark, mark, mark), { minLength: 1, maxLength: 4 }), (sheets) => {
      const { mean } = totalMarks(rubric(), sheets.map((given) => marks(...given)));
      const all = sheets.flat().map(Number);
      const units = mean ? Number(toUnits(mean)) / 10_000 : NaN;
      expect(units).toBeGreaterThanOrEqual(Math.min(...all));
      expect(units).toBeLessThanOrEqual(Math.max(...all));
    }));
  });
});

describe('a missing mark is never zero', () => {
  const partial = marks('5', null, '3');

  it('no-score: the sheet does not count', () => {
    expect(totalMarks(rubric(), [partial])).toEqual({ totals: [], sum: null, mean: null, spread: null, criteria: new Map() });
    const decision = decide([partial, marks('4', '4', '4')]);
    expect(decision).toMatchObject({
      outcome: 'undetermined', score: null, reasons: [{ code: 'TOO_FEW_MARKS', params: { have: 1, need: 2, incomplete: 1 } }],
    });
  });

  it('weights-of-the-rest: 0.35 and 0.4 become 7/15 and 8/15', () => {
    const { mean } = totalMarks(rubric(undefined, { missingMark: 'weights-of-the-rest' }), [partial]);
    expect(mean && compare(mean, { n: 59n, d: 15n })).toBe(0);
  });

  it('a sheet without any mark has no total even then', () => {
    const on = rubric(undefined, { missingMark: 'weights-of-the-rest' });
    expect(decide([marks(null, null, null), marks('5', '5', '5')], {}, on)).toMatchObject({
      outcome: 'undetermined', reasons: [{ params: { have: 1, need: 2, incomplete: 1 } }],
    });
  });

  it('the fewest sheets are the whole panel unless the policy says less', () => {
    const { least: _, ...panel } = STAGE.panel;
    const two = [marks('5', '5', '5'), marks('5', '5', '5')];
    expect(codes(decide(two, { panel }))).toEqual(['TOO_FEW_MARKS']);
    expect(codes(decide(two))).toEqual(['SCORE_MET']);
    expect(codes(decide([]))).toEqual(['TOO_FEW_MARKS']);
  });
});

describe('disagreement', () => {
  const two: AssessmentStage['panel'] = { ...STAGE.panel, size: 2 };
  const apart = [marks('5', '5', '5'), marks('2.5', '2.5', '2.5')];

  it('above the bound asks a person, at the bound it does not', () => {
    const decision = decide(apart, { panel: two, disagreement: { spreadAbove: '2', then: 'commission' } });
    expect(decision).toMatchObject({ outcome: 'undetermined', score: 37_500n });
    expect(decision.reasons[1]).toEqual({ code: 'MARKS_DISAGREE', params: { spread: '2.5', above: '2', then: 'commission' } });
    expect(decide(apart, { panel: two, disagreement: { spreadAbove: '2.5', then: 'commission' } }).outcome).toBe('pass');
  });

  it('is settled by a further assessor where the policy says so', () => {
    const third = [...apart, marks('2.5', '2.5', '2.5')];
    const settle = (then: 'third-assessor' | 'commission', sheets: readonly Marks[]): string =>
      decide(sheets, { panel: two, disagreement: { spreadAbove: '2', then } }).outcome;
    expect([settle('third-assessor', apart), settle('third-assessor', third)]).toEqual(['undetermined', 'pass']);
    expect(settle('commission', third)).toBe('undetermined');
    expect(codes(decide(third, { panel: two, disagreement: { spreadAbove: '2', then: 'third-assessor' } }))).toEqual(['SCORE_MET', 'MARKS_SETTLED']);
  });
});

describe('adjustment for severity', () => {
  const two = [marks('4', '4', '4'), marks('3', '3', '3')];
  const adjust = (beyond: BeyondSheets, stage: Partial<AssessmentStage> = {}): AssessmentDecision =>
    decideAssessment({ ...STAGE, adjustment: 'additive-model', ...stage }, rubric(), two, beyond);

  it('decides by the adjusted score and keeps the raw one', () => {
    const decision = adjust({ adjusted: 24_999n });
    expect(decision).toMatchObject({ outcome: 'fail', score: 24_999n, measures: { raw: 35_000 } });
    expect(decision.reasons).toEqual([
      { code: 'SCORE_BELOW', params: { score: '2.4999', min: '2.5', inclusive: true } },
      { code: 'SCORE_ADJUSTED', params: { raw: '3.5', adjusted: '2.4999' } },
    ]);
    expect(adjust({ adjusted: 25_000n }).outcome).toBe('pass');
  });

  it('of a sum adjusts every sheet of it', () => {
    expect(adjust({ adjusted: 24_000n }, { total: 'sum', panel: { ...STAGE.panel, size: 2 } }).score).toBe(48_000n);
  });

  it('is not pretended where panels are not linked', () => {
    expect(adjust({ adjusted: null })).toMatchObject({ outcome: 'undetermined', score: null, reasons: [{ code: 'PANELS_NOT_LINKED' }] });
  });

  it('plays no part where the policy does not adjust', () => {
    expect(decideAssessment(STAGE, rubric(), two, { adjusted: 10_000n })).toEqual(decide(two));
  });
});

describe('consensus of the assessors’ meeting', () => {
  const apart = [marks('5', '5', '5'), marks('2', '2', '2')];

  it('decides, the individual marks stay beside it', () => {
    const decision = decideAssessment({ ...STAGE, total: 'consensus' }, rubric(), apart, { consensus: marks('4', '4', '4') });
    expect(decision).toMatchObject({ outcome: 'pass', score: 40_000n, measures: { 'criterion:c1': 35_000, spread: 30_000 } });
  });

  it('is waited for, and so are the sheets before it', () => {
    const wait = (sheets: readonly Marks[], consensus: Marks | null): string[] => codes(decideAssessment({ ...STAGE, total: 'consensus' }, rubric(), sheets, { consensus }));
    expect(wait(apart, null)).toEqual(['CONSENSUS_MISSING']);
    expect(wait(apart.slice(1), marks('4', '4', '4'))).toEqual(['TOO_FEW_MARKS']);
  });
});

describe('checkMarks', () => {
  const faults = (given: Marks, about: Partial<Rubric> = {}): string[] =>
    checkMarks(rubric(undefined, about), given).map(({ code, pointer }) => `${code} ${pointer}`);

  it('accepts the ends, halves, and a criterion that could not be judged', () => {
    expect(faults(marks('1', '5', '2.5'))).toEqual([]);
    expect(faults(marks('1', null, '2.5'))).toEqual([]);
    expect(faults(marks('0.5', '1.5', '4.5'), { markMin: '0.5', markMax: '4.5', markStep: '1' })).toEqual([]);
  });

  it('names every fault at its place', () => {
    expect(faults({ c1: '5.5', c2: '2.25', 'c/4': '3' })).toEqual(['CRITERION_UNKNOWN /c~14', 'MARK_OUT_OF_RANGE /c1', 'MARK_OFF_STEP /c2', 'MARK_MISSING /c3']);
    expect(faults(marks('0.5', '1e0', ''))).toEqual(['MARK_OUT_OF_RANGE /c1', 'MARK_NOT_DECIMAL /c2', 'MARK_NOT_DECIMAL /c3']);
    expect(faults(marks('1', '2', '3'), { markMin: '0.5', markMax: '4.5', markStep: '1' })).toHaveLength(3);
  });
});
