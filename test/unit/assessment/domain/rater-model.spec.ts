import fc from 'fast-check';
import type { Observation, RaterModel } from '../../../../src/assessment/domain/rater-model';
import { fitRaterModel } from '../../../../src/assessment/domain/rater-model';

function fit(observations: readonly Observation[]): RaterModel {
  const model = fitRaterModel(observations);
  if ('code' in model) throw new Error(model.code);
  return model;
}

function observe(...rows: readonly (readonly [candidate: string, rater: string, mark: number])[]): Observation[] {
  return rows.map(([candidate, rater, mark]) => ({ candidate, rater, mark }));
}

/** Numbers from 0 to 1, the same for the same seed. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/**
 * A fit is the least-squares fit exactly when the residuals of every candidate and of every rater sum to zero; it is the
 * one reported when severities do as well.
 */
function expectLeastSquares(observations: readonly Observation[], { adjusted, severity, rss }: RaterModel): void {
  const sums = new Map<string, number>();
  let squares = 0;
  for (const { candidate, rater, mark } of observations) {
    const residual = mark - adjusted.get(candidate)! - severity.get(rater)!;
    for (const party of [`candidate ${candidate}`, `rater ${rater}`]) sums.set(party, (sums.get(party) ?? 0) + residual);
    squares += residual ** 2;
  }
  expect(Math.max(...[...sums.values()].map(Math.abs))).toBeLessThan(1e-9);
  expect(Math.abs([...severity.values()].reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-9);
  expect(rss).toBeCloseTo(squares, 9);
}

describe('fitRaterModel', () => {
  it('takes severity out of marks of different but linked raters', () => {
    const model = fit(observe(['a', 'strict', 6], ['a', 'third', 7], ['b', 'lenient', 8], ['b', 'third', 6], ['c', 'strict', 4], ['c', 'lenient', 7]));
    // Candidates on their own: a - b from `third` is 1, and so on; solved by hand.
    expect(Object.fromEntries(model.severity)).toEqual({ strict: expect.closeTo(-4 / 3, 9), third: expect.closeTo(-1 / 3, 9), lenient: expect.closeTo(5 / 3, 9) });
    expect(Object.fromEntries(model.adjusted)).toEqual({ a: expect.closeTo(22 / 3, 9), b: expect.closeTo(19 / 3, 9), c: expect.closeTo(16 / 3, 9) });
    expect(Object.fromEntries(model.rawMean)).toEqual({ a: 6.5, b: 7, c: 5.5 });
    expect(Object.fromEntries(model.rankRaw)).toEqual({ a: 2, b: 1, c: 3 });
    expect(Object.fromEntries(model.rankAdjusted)).toEqual({ a: 1, b: 2, c: 3 });
    expect(model.rss).toBeCloseTo(0, 9);
  });

  it('has one answer for one mark and none for nobody', () => {
    const { adjusted, severity, rss, rankAdjusted } = fit(observe(['a', 'x', 7]));
    expect([[...adjusted], [...severity], [...rankAdjusted], rss]).toEqual([[['a', 7]], [['x', 0]], [['a', 1]], 0]);
    expect(fit([]).adjusted.size).toBe(0);
  });

  it('counts a mark as often as it was given', () => {
    const observations = observe(['a', 'x', 5], ['a', 'x', 6], ['a', 'y', 8], ['b', 'x', 3], ['b', 'y', 3], ['b', 'y', 4]);
    expectLeastSquares(observations, fit(observations));
    expect(fit(observations).rss).toBeGreaterThan(0.5);
  });

  it('equal values share a rank and the next ones are left out', () => {
    // (0.1 + 0.2 + 0.3) / 3 and 0.2 differ in their last binary digit.
    const { rankRaw, rankAdjusted } = fit(observe(
      ['b', 'x', 0.1], ['b', 'y', 0.2], ['b', 'z', 0.3], ['c', 'x', 0.2], ['c', 'y', 0.2], ['c', 'z', 0.2],
      ['a', 'x', 0.9], ['a', 'y', 0.9], ['a', 'z', 0.9], ['d', 'x', 0.1], ['d', 'y', 0.1], ['d', 'z', 0.1],
    ));
    for (const ranks of [rankRaw, rankAdjusted]) expect(Object.fromEntries(ranks)).toEqual({ a: 1, b: 2, c: 2, d: 4 });
  });

  it('keeps apart what differs, however far from zero the marks lie', () => {
    const { rankRaw, adjusted } = fit(observe(['a', 'x', 1e9 + 0.25], ['b', 'x', 1e9], ['c', 'x', 1e9 + 0.25]));
    expect(Object.fromEntries(rankRaw)).toEqual({ a: 1, b: 3, c: 1 });
    expect(adjusted.get('b')).toBe(1e9);
  });

  it('refuses panels without a common candidate, and says which they are', () => {
    expect(fitRaterModel(observe(['a', 'x', 1], ['c', 'z', 4], ['b', 'y', 3], ['b', 'x', 2], ['a', 'y', 3], ['d', 'w', 1]))).toEqual({
      code: 'NOT_CONNECTED',
      components: [{ candidates: ['a', 'b'], raters: ['x', 'y'] }, { candidates: ['c'], raters: ['z'] }, { candidates: ['d'], raters: ['w'] }],
    });
  });

  it('keeps a candidate and a rater of the same name apart', () => {
    expect(fitRaterModel(observe(['a', 'b', 1], ['b', 'a', 2]))).toMatchObject({ code: 'NOT_CONNECTED', components: { length: 2 } });
  });

  it('refuses a fit that would take too long', () => {
    const ring = Array.from({ length: 301 }, (_, i) => observe([`c${i}`, `r${i}`, 1], [`c${i}`, `r${(i + 1) % 301}`, 2])).flat();
    expect(fitRaterModel(ring)).toEqual({ code: 'TOO_LARGE' });
    expect(fitRaterModel(ring.slice(0, 600))).not.toHaveProperty('code'); // 300 candidates
  });

  it('bears 565 candidates with three of forty raters each', () => {
    const chance = sequence(7);
    const observations = Array.from({ length: 565 }, (_, i) =>
      [0, 7, 19].map((step) => ({ candidate: `c${i}`, rater: `r${(i * 3 + step) % 40}`, mark: Math.round(chance() * 100) / 10 }))).flat();
    const model = fit(observations);
    expect([model.adjusted.size, model.severity.size]).toEqual([565, 40]);
    expectLeastSquares(observations, model);
  });
});

describe('a selection whose truth is known', () => {
  /** 80 candidates, 12 raters, three marks each; `spread` is how much raters differ, `noise` how much a rater errs. */
  function simulate(seed: number, spread: number, noise: number): { readonly observations: Observation[]; readonly truth: Map<string, number> } {
    const chance = sequence(seed);
    const severity = Array.from({ length: 12 }, (_, i) => spread * (chance() + i / 12 - 1));
    const truth = new Map(Array.from({ length: 80 }, (_, i) => [`c${i}`, 2 + 6 * chance()]));
    const observations = [...truth].flatMap(([candidate, merit]) => {
      const first = Math.floor(chance() * 12);
      return [0, 1, 5].map((step) => {
        const rater = (first + step) % 12;
        return { candidate, rater: `r${rater}`, mark: merit + severity[rater]! + noise * (chance() - 0.5) };
      });
    });
    return { observations, truth };
  }

  /** Pairs of candidates a ranking puts in the wrong order. */
  function wrongPairs(ranks: ReadonlyMap<string, number>, truth: ReadonlyMap<string, number>): number {
    const all = [...truth];
    return all.flatMap(([a, meritA]) => all.filter(([b, meritB]) => meritA > meritB && ranks.get(a)! >= ranks.get(b)!)).length;
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('the adjusted ranking is nearer to it than the raw one (%d)', (seed) => {
    const { observations, truth } = simulate(seed * 7919, 4, 1);
    const { rankRaw, rankAdjusted } = fit(observations);
    expect(wrongPairs(rankAdjusted, truth)).toBeLessThan(wrongPairs(rankRaw, truth) / 2);
  });

  it('it is found exactly when raters differ in severity only', () => {
    const { observations, truth } = simulate(11, 4, 0);
    const { rankRaw, rankAdjusted, rss } = fit(observations);
    expect(wrongPairs(rankAdjusted, truth)).toBe(0);
    expect(wrongPairs(rankRaw, truth)).toBeGreaterThan(50);
    expect(rss).toBeCloseTo(0, 9);
  });

  it('equal severities leave marks and ranking as they are', () => {
    const { observations } = simulate(5, 0, 0);
    const { adjusted, rawMean, severity, rankRaw, rankAdjusted } = fit(observations);
    for (const value of severity.values()) expect(value).toBeCloseTo(0, 9);
    for (const [candidate, mark] of rawMean) expect(adjusted.get(candidate)).toBeCloseTo(mark, 9);
    expect(rankAdjusted).toEqual(rankRaw);
  });
});

const marks = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 })).chain(([candidates, raters]) => {
  const mark = fc.integer({ min: 0, max: 20 }).map((half) => half / 2);
  const row = fc.tuple(fc.nat(candidates - 1), fc.nat(raters - 1), mark);
  return fc.array(row, { minLength: 1, maxLength: 30 }).map((rows) => rows.map(([c, r, value]): Observation => ({ candidate: `c${c}`, rater: `r${r}`, mark: value })));
});
const linked = marks.filter((observations) => !('code' in fitRaterModel(observations)));

describe('any linked marks', () => {
  it('are fitted by least squares', () => {
    fc.assert(fc.property(linked, (observations) => expectLeastSquares(observations, fit(observations))));
  });

  it('give the same whatever their order', () => {
    fc.assert(fc.property(linked, (observations) => {
      const [one, other] = [fit(observations), fit([...observations].reverse())];
      for (const [candidate, mark] of one.adjusted) expect(other.adjusted.get(candidate)).toBeCloseTo(mark, 9);
      for (const [rater, value] of one.severity) expect(other.severity.get(rater)).toBeCloseTo(value, 9);
      expect(new Map([...other.rankAdjusted].sort())).toEqual(new Map([...one.rankAdjusted].sort()));
      expect(new Map([...other.rankRaw].sort())).toEqual(new Map([...one.rankRaw].sort()));
    }));
  });

  it('move with a constant, which changes no severity and no rank', () => {
    fc.assert(fc.property(linked, fc.integer({ min: -1000, max: 1000 }), (observations, constant) => {
      const [one, other] = [fit(observations), fit(observations.map((seen) => ({ ...seen, mark: seen.mark + constant })))];
      expect(other).toMatchObject({ severity: one.severity, rankRaw: one.rankRaw, rankAdjusted: one.rankAdjusted, rss: one.rss });
      for (const [candidate, mark] of one.adjusted) expect(other.adjusted.get(candidate)).toBeCloseTo(mark + constant, 9);
    }));
  });

  it('of one panel for everybody are their plain means: severity cancels', () => {
    const table = fc.integer({ min: 1, max: 4 }).chain((raters) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: raters, maxLength: raters }), { minLength: 1, maxLength: 6 }));
    fc.assert(fc.property(table, (rows) => {
      const { adjusted, rawMean, rankRaw, rankAdjusted } = fit(rows.flatMap((row, c) => row.map((mark, r) => ({ candidate: `c${c}`, rater: `r${r}`, mark }))));
      for (const [candidate, mark] of rawMean) expect(adjusted.get(candidate)).toBeCloseTo(mark, 9);
      expect(rankAdjusted).toEqual(rankRaw);
    }));
  });

  it('are refused exactly when some are not linked, and every one belongs to one group', () => {
    fc.assert(fc.property(marks, (observations) => {
      const model = fitRaterModel(observations);
      if (!('code' in model)) return;
      if (model.code !== 'NOT_CONNECTED') throw new Error(model.code);
      expect(model.components.length).toBeGreaterThan(1);
      for (const { candidate, rater } of observations) {
        expect(model.components.filter(({ candidates }) => candidates.includes(candidate))).toEqual(model.components.filter(({ raters }) => raters.includes(rater)));
        expect(model.components.filter(({ candidates }) => candidates.includes(candidate))).toHaveLength(1);
      }
    }));
  });
});
