import fc from 'fast-check';
import { replaceDepartures } from '../../../../src/ranking/domain/replace-departures';
import { isRefused, type SelectionInput } from '../../../../src/ranking/domain/selection-contract';
import { best, compareKeys, everyChoice } from './every-choice';
import { chosen, tinyPool } from './tiny-pools';

interface Turn {
  readonly input: SelectionInput;
  readonly holding: readonly string[];
  readonly declined: readonly string[];
  readonly gone: readonly string[];
  readonly confirmed: readonly string[];
  readonly vacancy: 'open' | 'same-cell-first';
}

/** A whole campaign: offers go out, some decline, seats are filled, some decline again, until nobody does. */
function play(pool: SelectionInput, roll: () => number, vacancy: Turn['vacancy'], each: (turn: Turn, selected: readonly string[], added: readonly string[]) => void): number {
  const input = { ...pool, locked: [] };
  let holding = chosen(input).selected;
  const gone: string[] = [];
  const confirmed = new Set<string>();
  let turns = 0;
  for (; turns < 6; turns++) {
    const declined = holding.filter((id) => !confirmed.has(id) && roll() === 0);
    for (const id of holding) if (!declined.includes(id) && roll() === 1) confirmed.add(id);
    if (!declined.length) break;
    const turn = { input, holding, declined, gone: [...gone], confirmed: [...confirmed], vacancy };
    const answer = replaceDepartures(turn);
    if (isRefused(answer)) throw new Error(answer.refused.code);
    each(turn, answer.selected, answer.added);
    gone.push(...declined);
    holding = answer.selected;
  }
  return turns;
}

/** Heirs by the rule word for word: for every freed seat of a cell the next of that cell who neither holds a seat nor left. */
function heirsOf({ input, holding, declined, gone }: Turn): string[] {
  const { pool } = everyChoice(input);
  const cells = [...new Set(pool.map(({ region, category }) => region + category))];
  return cells.flatMap((cell) => {
    const people = pool.filter(({ region, category }) => region + category === cell).map(({ id }) => id);
    const freed = people.filter((id) => declined.includes(id)).length;
    return people.filter((id) => !holding.includes(id) && !gone.includes(id) && !(input.excluded ?? []).includes(id)).slice(0, freed);
  });
}

const dice = fc.infiniteStream(fc.integer({ min: 0, max: 3 }));
const pools = fc.tuple(tinyPool({ people: 9, names: 3 }), fc.constantFrom('sum' as const, 'lex' as const)).map(([pool, objective]): SelectionInput => ({ ...pool, objective }));

describe('campaigns of declines', () => {
  it.each(['open', 'same-cell-first'] as const)('under "%s" nobody loses a seat, nobody who declined returns, and floors are met as well as the locks allow', (vacancy) => {
    let turns = 0;
    fc.assert(
      fc.property(pools, dice, (pool, rolls) => {
        turns += play(pool, () => Number(rolls.next().value), vacancy, (turn, selected, added) => {
          const { input, holding, declined, gone } = turn;
          const staying = holding.filter((id) => !declined.includes(id));
          const out = [...declined, ...gone];
          expect(selected).toEqual(expect.arrayContaining(staying));
          expect(selected.filter((id) => out.includes(id))).toEqual([]);
          expect(added.length).toBeLessThanOrEqual(input.seats - staying.length);
          const locked = vacancy === 'open' ? staying : [...staying, ...heirsOf(turn)];
          const want = best(everyChoice({ ...input, locked, excluded: [...(input.excluded ?? []), ...out] }).sets)!;
          expect(selected).toEqual(want.ids);
          const got = everyChoice(input).sets.find(({ ids }) => ids.join() === selected.join())!;
          expect(compareKeys(got.levels, want.levels)).toBe(0);
        });
      }),
      { seed: 81, numRuns: 600 },
    );
    expect(turns).toBeGreaterThan(200);
  });

  it('"same-cell-first" differs from "open" exactly where an heir of the cell is not the best choice', () => {
    const seen = { same: 0, other: 0, nobodyLeft: 0 };
    fc.assert(
      fc.property(pools, dice, (pool, rolls) => {
        play(pool, () => Number(rolls.next().value), 'same-cell-first', (turn, selected) => {
          const open = replaceDepartures({ ...turn, vacancy: 'open' });
          if (isRefused(open)) throw new Error(open.refused.code);
          const heirs = heirsOf(turn);
          const same = selected.join() === open.selected.join();
          expect(same).toBe(heirs.every((id) => open.selected.includes(id)));
          if (!heirs.length) seen.nobodyLeft++;
          else seen[same ? 'same' : 'other']++;
        });
      }),
      { seed: 82, numRuns: 900 },
    );
    expect([seen.nobodyLeft > 100, seen.same > 50, seen.other > 8]).toEqual([true, true, true]);
  });
});
