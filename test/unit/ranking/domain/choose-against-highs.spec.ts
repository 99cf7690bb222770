import fc from 'fast-check';
import type { Family, SelectionInput, SelectionResult } from '../../../../src/ranking/domain/selection-contract';
import { FAMILIES } from '../../../../src/ranking/domain/selection-contract';
import { HighsChoice, type SolvedLevels } from '../../../support/highs-choice';
import { text, units } from './every-choice';
import { chosen, person } from './tiny-pools';

/** Pools of 16 to 28 people in up to eight regions of two districts and three categories, tight enough that rules cross. */
const pools: fc.Arbitrary<SelectionInput> = fc
  .record({
    size: fc.integer({ min: 16, max: 28 }),
    regions: fc.integer({ min: 3, max: 8 }),
    dice: fc.infiniteStream(fc.integer({ min: 0, max: 9_999 })),
    floorOrder: fc.option(fc.shuffledSubarray([...FAMILIES], { minLength: 1 }), { nil: undefined }),
    seats: fc.integer({ min: 5, max: 13 }),
  })
  .map(({ size, regions, dice, floorOrder, seats }) => {
    const roll = (below: number): number => dice.next().value % below;
    const names = Array.from({ length: regions }, (_, i) => `R${i}`);
    const bound = (least: number, room: number): { min: number; max: number } => {
      const min = roll(least + 1);
      return { min, max: min + roll(room + 1) };
    };
    return {
      seats, floorOrder,
      candidates: Array.from({ length: size }, (_, i) => person(`p${i}`, names[roll(regions)]!, `C${roll(3)}`, text(400_000 + roll(600) * 1_000), i)),
      regions: Object.fromEntries(names.map((name) => [name, bound(1, 3)])),
      categories: { C0: bound(4, 3), C1: bound(3, 4), C2: { min: roll(4) } },
      groups: { D: { members: names.slice(0, 2), ...bound(2, 4) } },
      cells: [{ region: 'R0', category: 'C0', ...bound(1, 2) }, { region: 'R2', category: 'C1', max: roll(3) }],
    };
  });

function levelsOf({ floorOrder = [] }: SelectionInput, { shortfall, filled, totalScore }: SelectionResult): SolvedLevels {
  const missing = (families: readonly Family[]): number => families.reduce((all, family) => all + Object.values(shortfall[family] ?? {}).reduce((sum, short) => sum + short, 0), 0);
  return {
    shortfall: [...floorOrder.map((family) => missing([family])), missing(FAMILIES.filter((family) => !floorOrder.includes(family)))],
    filled,
    total: units(totalScore),
  };
}

describe('chooseUnderQuotas against HiGHS', () => {
  let highs: HighsChoice;
  beforeAll(async () => {
    highs = await HighsChoice.load();
  });

  it('is as good on every level, and margins are what forcing somebody in or out costs', () => {
    let asked = 0;
    const seen = { optimal: 0, infeasible: 0, deficit: 0, structural: 0, buffer: 0, indispensable: 0 };
    fc.assert(
      fc.property(pools, (input) => {
        const answer = chosen(input);
        const want = highs.solve(input);
        expect(levelsOf(input, answer)).toEqual(want);
        seen[answer.status]++;
        if (++asked % 4) return; // forcing costs as much as all the rest
        const someone = input.candidates.length % 7;
        const { kind, ...margin } = answer.margins[`p${someone}`]!;
        const forced = highs.solve(input, [`x${someone} = ${answer.selected.includes(`p${someone}`) ? 0 : 1}`]);
        const same = forced !== null && forced.filled === want!.filled && forced.shortfall.join() === want!.shortfall.join();
        expect(same).toBe(kind === 'deficit' || kind === 'buffer');
        if (same) expect(margin).toMatchObject({ score: text(want!.total - forced.total) });
        if (kind in seen) seen[kind as keyof typeof seen]++;
      }),
      { seed: 71, numRuns: 200 },
    );
    expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
  });

  it('takes under `lex` each in turn whom the others allow', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        const input = { ...pool, seats: Math.min(pool.seats, 8), candidates: pool.candidates.slice(0, 14), objective: 'lex' as const };
        const want = highs.solve(input)!;
        const published = input.candidates.map((one, i) => ({ ...one, i })).sort((a, b) => units(b.score) - units(a.score) || a.lottery - b.lottery);
        const settled: string[] = [];
        for (const { i } of published) {
          const with_ = highs.solve({ ...input, objective: 'sum' }, [...settled, `x${i} = 1`]);
          const fits = with_ !== null && with_.filled === want.filled && with_.shortfall.join() === want.shortfall.join();
          settled.push(`x${i} = ${fits ? 1 : 0}`);
        }
        expect(chosen(input).selected).toEqual(published.filter((_, place) => settled[place]!.endsWith('1')).map(({ id }) => id));
      }),
      { seed: 72, numRuns: 8 },
    );
  });
});
