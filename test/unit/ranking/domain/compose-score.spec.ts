import fc from 'fast-check';
import type { OrderByScore } from '../../../../src/campaign/domain/policy';
import { add, divide, type Exact, exact, exactUnits, formatUnits, multiply, subtract, toUnits } from '../../../../src/kernel/decimal';
import { composeScore, scorer } from '../../../../src/ranking/domain/compose-score';

const order = (change: Partial<OrderByScore>): OrderByScore => ({ by: 'score', objective: 'sum', parts: [], ...change });

/** The definition, word for word: Σ weight · (50 + 10 · (score − mean) / sd), as fractions. */
function byDefinition({ parts }: OrderByScore, scores: Readonly<Record<string, number>>): string {
  const total = parts.reduce<Exact>((sum, { stage, weight, standardise }) => {
    const score = exactUnits(scores[stage]!);
    const z = standardise && divide(subtract(score, exact(standardise.mean)), exact(standardise.sd));
    const standard = !z ? score : standardise.metric === 'z' ? z : add({ n: 50n, d: 1n }, multiply({ n: 10n, d: 1n }, z));
    return add(sum, multiply(exact(weight), standard));
  }, { n: 0n, d: 1n });
  return formatUnits(toUnits(total));
}

describe('the score of a ranking', () => {
  it('adds standardised parts by weight', () => {
    const mayors = order({ parts: [{ stage: 'diagnostics', weight: '0.4' }, { stage: 'potential', weight: '0.6', standardise: { metric: 't', mean: '3.2', sd: '0.6' } }] });
    expect(composeScore(mayors, (stage) => (stage === 'potential' ? 38_000 : 550_000))?.units).toBe(580_000n); // 0.4 · 55 + 0.6 · 60
  });

  it('holds the unrounded score against the pass mark', () => {
    const third = order({ parts: [{ stage: 'a', weight: '1', standardise: { metric: 'z', mean: '0', sd: '3' } }] });
    const atLimit = (value: string, inclusive: boolean): unknown => composeScore({ ...third, minScore: { value, inclusive } }, () => 10_000);
    expect(atLimit('0.3333', false)).toEqual({ units: 3333n, qualifies: true }); // 0.33333…
    expect(atLimit('0.3334', true)).toEqual({ units: 3333n, qualifies: false });
    const plain = order({ parts: [{ stage: 'a', weight: '1' }] });
    expect([true, false].map((inclusive) => composeScore({ ...plain, minScore: { value: '1', inclusive } }, () => 10_000)?.qualifies)).toEqual([true, false]);
  });

  it('does not take a missing part for zero', () => {
    expect(composeScore(order({ parts: [{ stage: 'a', weight: '1' }, { stage: 'b', weight: '0' }] }), (stage) => (stage === 'a' ? 1 : null))).toBeNull();
  });

  it('is its definition, to the last unit', () => {
    const decimal = (min: number, max: number): fc.Arbitrary<string> => fc.integer({ min, max }).map((units) => formatUnits(units));
    const standardise = fc.option(fc.record({ metric: fc.constantFrom('z' as const, 't' as const), mean: decimal(-100_000, 100_000), sd: decimal(1, 100_000) }), { nil: undefined });
    const part = (stage: string): fc.Arbitrary<OrderByScore['parts'][number]> => fc.record({ stage: fc.constant(stage), weight: decimal(-20_000, 20_000), standardise });
    fc.assert(fc.property(fc.tuple(part('a'), part('b'), part('c')), fc.tuple(fc.integer(), fc.integer(), fc.integer()), (parts, [a, b, c]) => {
      const scores: Record<string, number> = { a, b, c };
      expect(formatUnits(scorer(order({ parts }))((stage) => scores[stage]!)!.units)).toBe(byDefinition(order({ parts }), scores));
    }));
  });
});
