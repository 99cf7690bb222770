import type { RunBasis } from '../../src/ranking/domain/build-question';
import type { Bound, SelectionInput } from '../../src/ranking/domain/selection-contract';
import { Random } from '../../src/kernel/seeded-random';

const REGIONS = 89;
const CATEGORIES = ['head', 'deputy', 'regional', 'organisation'] as const;
const SHARES = [0.45, 0.3, 0.1, 0.15];

/** People of 89 regions of very different size and four categories, under floors and caps that a full choice can keep. */
export function makePool(people: number, seats: number): SelectionInput {
  const random = new Random('choice-bench', people, seats);
  const weights = Array.from({ length: REGIONS }, () => random.next() ** 2.2 + 0.02);
  const reach = weights.map((_, i) => weights.slice(0, i + 1).reduce((sum, weight) => sum + weight, 0));
  const count = new Array<number>(REGIONS).fill(0);
  const candidates = Array.from({ length: people }, (_, i) => {
    const at = random.next() * reach.at(-1)!;
    const region = reach.findIndex((end) => at < end);
    count[region]! += 1;
    return { id: `p${i}`, score: (40 + random.next() * 60).toFixed(2), region: `R${region}`, category: CATEGORIES[random.weighted(SHARES)]!, lottery: 0 };
  });
  for (const [place, one] of random.shuffled(candidates).entries()) one.lottery = place;
  const fair = seats / REGIONS;
  const part = (share: number): number => Math.floor(seats * share);
  const regions = Object.fromEntries(count.flatMap((nominated, i): [string, Bound][] => (nominated ? [[`R${i}`, { min: Math.min(nominated, Math.max(1, Math.floor(fair * 0.5))), max: Math.ceil(fair * 1.6) }]] : [])));
  return { seats, candidates, regions, categories: { head: { max: part(0.4) }, deputy: { max: part(0.35) }, regional: { min: part(0.1) }, organisation: { min: part(0.16) } } };
}

/** The same people as a run froze them, with two scores each. */
export function makeBasis(people: number): RunBasis {
  const random = new Random('choice-bench-basis', people);
  const regions = Array.from({ length: REGIONS }, (_, i) => String(i + 1).padStart(2, '0'));
  return {
    seed: null,
    people: Array.from({ length: people }, (_, i) => {
      const territory = random.pick(regions);
      const score = (): number => random.whole(400_000, 1_000_000);
      return {
        number: `${territory}-${String(i + 1).padStart(4, '0')}`, territory, category: CATEGORIES[random.weighted(SHARES)]!,
        scores: { diagnostics: score(), potential: random.whole(20_000, 50_000) }, measures: { tenure: { 'tenure:managerial-tenure': random.whole(700, 9_000) } },
      };
    }),
  };
}
