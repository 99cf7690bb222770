import fc from 'fast-check';
import type { RankedPerson, RunBasis } from '../../../../src/ranking/domain/build-question';
import { buildQuestion } from '../../../../src/ranking/domain/build-question';
import type { ScoredRanking } from '../../../../src/ranking/domain/change-rules';
import { changeRules } from '../../../../src/ranking/domain/change-rules';
import { compareOutcomes } from '../../../../src/ranking/domain/compare-outcomes';
import { type Kept, playScenario, type ScenarioOutcome } from '../../../../src/ranking/domain/play-scenario';
import { redrawScores, type Stability, standardError } from '../../../../src/ranking/domain/redraw-scores';
import { isRefused } from '../../../../src/ranking/domain/selection-contract';
import { readSweep, stepsOf, type Sweep, type SweepStep, sweepRules } from '../../../../src/ranking/domain/sweep-rules';
import { SCHOOL_OF_MAYORS } from '../../../../src/programme/school-of-mayors';

const STAGE = SCHOOL_OF_MAYORS.stages.find(({ kind }) => kind === 'ranking') as ScoredRanking;
const rules = (quotas: ScoredRanking['quotas']): ScoredRanking => ({
  ...STAGE, quotas, order: { by: 'score', objective: 'sum', parts: [{ stage: 'test', weight: '0.5' }, { stage: 'talk', weight: '0.5' }] }, ties: { keys: [], atBoundary: 'commission' },
});
const person = (number: string, territory: string, category: string, test: number, talk: number): RankedPerson =>
  ({ number, territory, category, scores: { test: test * 10_000, talk: talk * 10_000 }, measures: {} });
const FREE: Kept = { locked: [], excluded: [] };
const PEOPLE = [person('36-0001', '36', 'head', 90, 10), person('36-0002', '36', 'head', 60, 60), person('77-0001', '77', 'deputy', 40, 70), person('77-0002', '77', 'head', 10, 80)];
const BASIS: RunBasis = { people: PEOPLE, seed: null };

function play(stage: ScoredRanking, kept = FREE, basis = BASIS): ScenarioOutcome {
  const outcome = playScenario(stage, basis, kept);
  if (isRefused(outcome)) throw new Error(outcome.refused.code);
  return outcome;
}
function change(stage: ScoredRanking, changes: Parameters<typeof changeRules>[1]): ScoredRanking {
  return changeRules(stage, changes) as ScoredRanking;
}
function finish<Result>(work: Generator<undefined, Result>): { result: Result; turns: number } {
  for (let turns = 0; ; turns++) {
    const step = work.next();
    if (step.done) return { result: step.value, turns };
  }
}

describe('a scenario', () => {
  const base = rules({ seats: 2, territories: { unit: 'region', each: { max: 2 } } });

  it('asks the same people under other weights, caps and seats', () => {
    expect(play(base)).toMatchObject({ selected: ['36-0002', '77-0001'], lowest: '55', eligible: 4, territories: 2, undecided: 0, status: 'optimal' });
    expect(play(change(base, { weights: { test: '1', talk: '0' } })).selected).toEqual(['36-0001', '36-0002']);
    expect(play(change(base, { bounds: [{ family: 'categories', key: 'head', max: 0 }] }))).toMatchObject({ selected: ['77-0001'], unfilled: 1 });
    expect(play(change(base, { minScore: { value: '55', inclusive: false } }))).toMatchObject({ selected: ['36-0002'], eligible: 1 });
  });

  it('keeps the departures of people unless it is told not to, and says when they no longer fit', () => {
    const kept = { locked: ['77-0002'], excluded: ['36-0002'] };
    expect(play(base, kept)).toMatchObject({ selected: ['77-0001', '77-0002'], eligible: 3 });
    const tighter = change(base, { bounds: [{ family: 'territories', key: '77', max: 0 }] });
    expect(playScenario(tighter, BASIS, kept)).toMatchObject({ refused: { code: 'LOCKED_INFEASIBLE' } });
  });

  it('says how many equals are cut apart, whom the commission would have to choose from', () => {
    const equals = { ...BASIS, people: [person('36-0001', '36', 'head', 50, 50), person('36-0002', '36', 'head', 50, 50), person('36-0003', '36', 'head', 50, 50)] };
    expect(play(base, FREE, equals).undecided).toBe(3);
  });

  it('is compared: who enters, who leaves, where; and back again is the mirror image', () => {
    const [before, after] = [play(base), play(change(base, { weights: { test: '1', talk: '0' } }))];
    expect(compareOutcomes(PEOPLE, before, after)).toEqual({
      entered: ['36-0001'], left: ['77-0001'],
      byTerritory: [{ key: '36', before: 1, after: 2, entered: 1, left: 0 }, { key: '77', before: 1, after: 0, entered: 0, left: 1 }],
      byCategory: [{ key: 'deputy', before: 1, after: 0, entered: 0, left: 1 }, { key: 'head', before: 1, after: 2, entered: 1, left: 0 }],
      filled: [2, 2], lowest: ['55', '60'], shortfall: [0, 0], territories: [2, 1],
    });
    const mirrored = compareOutcomes(PEOPLE, after, before);
    expect([mirrored.entered, mirrored.left]).toEqual([['77-0001'], ['36-0001']]);
    expect(compareOutcomes(PEOPLE, after, after)).toMatchObject({ entered: [], left: [], byTerritory: [], byCategory: [] });
  });

  it('does not hang on the order of people', () => {
    const people = fc.uniqueArray(fc.record({ n: fc.integer({ min: 1, max: 99 }), t: fc.constantFrom('36', '77'), c: fc.constantFrom('head', 'deputy'), a: fc.integer({ min: 0, max: 5 }), b: fc.integer({ min: 0, max: 5 }) }), { selector: ({ n }) => n, minLength: 1, maxLength: 12 })
      .map((list) => list.map(({ n, t, c, a, b }) => person(`36-00${n}`, t, c, a, b)));
    fc.assert(fc.property(people, fc.integer({ min: 0, max: 8 }), (list, seats) => {
      const stage = change(base, { seats });
      expect(play(stage, FREE, { people: list.toReversed(), seed: null })).toEqual(play(stage, FREE, { people: list, seed: null }));
    }));
  });
});

describe('a sweep', () => {
  const base = rules({ seats: 2, territories: { unit: 'region', each: { max: 2 } }, categories: [{ category: 'deputy', bounds: { min: 1 } }] });
  const swept = (sweep: Sweep, kept = FREE): { result: SweepStep[]; turns: number } => finish(sweepRules(base, BASIS, kept, play(base).selected, sweep));

  it('plays every value, and lets others work after each', () => {
    const { result, turns } = swept({ over: 'seats', from: 0, to: 4, step: 2 });
    expect(result.map(({ value, filled, entered, left, lacking }) => [value, filled, entered, left, lacking])).toEqual([['0', 0, 0, 2, 1], ['2', 2, 0, 0, 0], ['4', 4, 2, 0, 0]]);
    expect(turns).toBe(3);
  });

  it('says at which pass mark floors stay open and seats empty', () => {
    const { result } = swept({ over: 'min-score', from: '50', to: '60', step: '5' });
    expect(result.map(({ value, eligible, filled, lacking, lowest }) => [value, eligible, filled, lacking, lowest])).toEqual([['50', 3, 2, 0, '55'], ['55', 2, 2, 0, '55'], ['60', 1, 1, 1, '60']]);
  });

  it('varies one limit and drops every family in turn; a step that cannot be asked is named, not lost', () => {
    const { result } = swept({ over: 'bound', family: 'territories', key: '36', limit: 'max', from: 0, to: 1, step: 1 }, { locked: ['36-0001'], excluded: [] });
    expect(result.map(({ value, refused, filled }) => [value, refused, filled])).toEqual([['0', 'LOCKED_INFEASIBLE', 0], ['1', null, 2]]);
    expect(swept({ over: 'families' }).result.map(({ value }) => value)).toEqual(['territories', 'groups', 'categories', 'cells']);
  });

  it('is read from a request only when it is whole, and never has more than 200 steps', () => {
    expect(readSweep({ over: 'seats', from: '150', to: '160', step: '5' })).toEqual({ over: 'seats', from: 150, to: 160, step: 5 });
    for (const asked of [{ from: '1.5', to: '2', step: '1' }, { from: '1', to: '2', step: '0' }, { from: '1', to: '2' }, { from: '-1', to: '2', step: '1' }]) expect(readSweep({ over: 'seats', ...asked })).toBeNull();
    expect(readSweep({ over: 'bound', from: '1', to: '2', step: '1', family: 'groups', key: 'cfo' })).toBeNull();
    expect(stepsOf({ over: 'seats', from: 0, to: 1_000_000, step: 1 })).toHaveLength(200);
    expect(stepsOf({ over: 'seats', from: 5, to: 4, step: 1 })).toEqual([]);
  });
});

describe('stability under an error of measurement', () => {
  const { input } = buildQuestion(rules({ seats: 2 }), PEOPLE, { ...FREE, seed: null });
  const redrawn = (change: Partial<Parameters<typeof redrawScores>[1]> = {}, asked = input): Stability => {
    const { result } = finish(redrawScores(asked, { sem: 5, redraws: 500, seed: 'A', ...change }));
    if (isRefused(result)) throw new Error(result.refused.code);
    return result;
  };
  const times = ({ people }: Stability): Record<string, number> => Object.fromEntries(people.map(({ number, times: often }) => [number, often]));

  it('is the same with the same seed, and another with another', () => {
    expect(redrawn()).toEqual(redrawn());
    expect(times(redrawn())).not.toEqual(times(redrawn({ seed: 'B' })));
  });

  it('doubts nobody without an error, and flags who stands near the line with one', () => {
    expect(times(redrawn({ sem: 0 }))).toEqual({ '36-0002': 500, '77-0001': 500, '36-0001': 0, '77-0002': 0 });
    const { people, borderline } = redrawn();
    expect(people.filter(({ borderline: flagged }) => flagged).map(({ number }) => number).sort()).toEqual(['36-0001', '77-0001']);
    expect(borderline).toBe(2);
    expect(people.reduce((sum, { times: often }) => sum + often, 0)).toBe(2 * 500); // two seats in every redraw
  });

  it('draws the difference of two people as the normal distribution says: 50 against 55 with an error of 5 is about 0.76', () => {
    const two = { ...input, seats: 1, candidates: input.candidates.filter(({ id }) => id === '36-0001' || id === '77-0001') };
    const share = times(redrawn({ redraws: 1000 }, two))['77-0001']! / 1000;
    expect(Math.abs(share - 0.7602)).toBeLessThan(0.045); // Φ(5 / (5·√2)), three standard errors of a share of 1000
  });

  it('leaves locks and exclusions alone, and lets a score cross the pass mark', () => {
    expect(times(redrawn({ sem: 20 }, { ...input, locked: ['77-0002'], excluded: ['36-0002'] }))).toMatchObject({ '77-0002': 500, '36-0002': 0 });
    const passing = times(redrawn({ minScore: { value: '55', inclusive: true } }));
    expect(passing['77-0001']).toBeGreaterThan(200);
    expect(passing['77-0001']).toBeLessThan(300);
  });

  it('does not move one person\'s draws because another is absent', () => {
    const alone = (ids: readonly string[]): number => times(redrawn({ minScore: { value: '55', inclusive: true } }, { ...input, seats: 9, candidates: input.candidates.filter(({ id }) => ids.includes(id)) }))['77-0001']!;
    expect(alone(['77-0001'])).toBe(alone(['77-0001', '36-0001', '77-0002']));
  });

  it('knows the standard error of a score from its reliability', () => {
    expect(standardError([40, 50, 60], 0.84)).toBeCloseTo(10 * Math.sqrt(0.16), 10);
    expect(standardError([40, 50, 60], 1)).toBe(0);
  });
});
