import fc from 'fast-check';
import { byItself, foreseeDepartures, type Succession } from '../../../../src/ranking/domain/foresee-departures';
import type { Departures } from '../../../../src/ranking/domain/replace-departures';
import { isRefused, type SelectionInput } from '../../../../src/ranking/domain/selection-contract';
import { tieOrder } from '../../../../src/ranking/domain/settle-ties';
import { chosen, person, tinyPool } from './tiny-pools';

type Seats = Omit<Departures, 'declined'>;

function table(seats: Seats, classes: readonly (readonly string[])[] = []): readonly Succession[] {
  const lines = foreseeDepartures(seats, classes);
  if (isRefused(lines)) throw new Error(lines.refused.code);
  return lines;
}

const line = (leaves: string, enters: string[], more: Partial<Succession> = {}): Succession => ({ leaves, enters, displaced: [], contenders: [], places: 0, ...more });

describe('foreseeDepartures', () => {
  // Region A has two seats at most; a, b and d hold the three seats.
  const input: SelectionInput = {
    seats: 3,
    candidates: [person('a', 'A', 'X', '9', 1), person('b', 'A', 'X', '8', 2), person('c', 'A', 'Y', '7', 3), person('d', 'B', 'X', '6', 4), person('e', 'A', 'X', '5', 5), person('f', 'B', 'Y', '4', 6)],
    regions: { A: { max: 2 } },
  };
  const holding = ['a', 'b', 'd'];

  it('says who enters for each who leaves', () => {
    expect(table({ input, holding })).toEqual([line('a', ['c']), line('b', ['c']), line('d', ['f'])]);
    expect(table({ input, holding, vacancy: 'same-cell-first' })).toEqual([line('a', ['e']), line('b', ['e']), line('d', ['f'])]);
  });

  it('says when a seat stays empty', () => {
    expect(table({ input, holding, gone: ['f'], vacancy: 'same-cell-first' })[2]).toEqual(line('d', []));
  });

  it('names equals instead of settling what no published rule settles', () => {
    const equal = { ...input, candidates: [...input.candidates, person('g', 'A', 'X', '5', 7)] };
    expect(table({ input: equal, holding, vacancy: 'same-cell-first' }, [['e', 'g']])[0]).toEqual(line('a', [], { contenders: ['e', 'g'], places: 1 }));
    expect(table({ input: { ...equal, excluded: ['c'] }, holding }, [['e', 'g']])[0]).toEqual(line('a', [], { contenders: ['e', 'g'], places: 1 }));
  });

  it('shows whom it would cost an offer where only the confirmed are safe', () => {
    // The floor of B/Y is met by f alone once d, who counts for B, is gone and c has to give way under the cap of Y.
    const floors: SelectionInput = { ...input, categories: { Y: { max: 1 } }, regions: { B: { min: 1 } }, excluded: ['e'] };
    const seats = { input: floors, holding: chosen(floors).selected };
    expect(seats.holding).toEqual(['a', 'b', 'd']);
    const tight: SelectionInput = { ...floors, seats: 3, candidates: floors.candidates.map((one) => (one.id === 'c' ? { ...one, score: '7.5' } : one)), categories: { X: { max: 2 }, Y: { max: 1 } } };
    const held = chosen(tight).selected;
    expect(held).toEqual(['a', 'c', 'd']);
    expect(table({ input: tight, holding: held, rule: 'keep-confirmed', confirmed: ['a'] })).toContainEqual(line('d', ['b', 'f'], { displaced: ['c'] }));
    expect(table({ input: tight, holding: held })).toContainEqual(line('d', ['b']));
  });

  it('agrees with a new choice for every single departure, under every rule', () => {
    const seen = { enters: 0, several: 0, displaced: 0, contenders: 0 };
    const dice = fc.infiniteStream(fc.integer({ min: 0, max: 3 }));
    const rules = fc.record({ rule: fc.constantFrom('keep-offers' as const, 'keep-confirmed' as const), vacancy: fc.constantFrom('open' as const, 'same-cell-first' as const), objective: fc.constantFrom('sum' as const, 'lex' as const) });
    fc.assert(
      fc.property(tinyPool({ people: 9, names: 3 }), rules, dice, fc.constantFrom('1', '2'), (pool, { rule, vacancy, objective }, rolls, score) => {
        const roll = (ids: readonly string[], side: number): string[] => ids.filter(() => rolls.next().value === side);
        const rows = pool.candidates.map((one, i) => (i % 2 ? { ...one, score } : one));
        const { ranks, classes } = tieOrder(rows.map((one) => ({ id: one.id, score: one.score, tieKeys: [] })));
        const question: SelectionInput = { ...pool, objective, locked: [], candidates: rows.map((one) => ({ ...one, lottery: ranks.get(one.id) ?? 0 })) };
        const { selected } = chosen(question);
        const gone = roll(question.candidates.map(({ id }) => id).filter((id) => !selected.includes(id)), 0);
        const seats: Seats = { input: question, holding: selected, gone, confirmed: roll(selected, 1), rule, vacancy };
        const lines = table(seats, classes);
        expect(lines).toEqual(selected.toSorted().map((id) => byItself(seats, classes, id)));
        for (const { enters, displaced, contenders } of lines) {
          if (enters.length) seen.enters++;
          if (enters.length > 1) seen.several++;
          if (displaced.length) seen.displaced++;
          if (contenders.length) seen.contenders++;
        }
      }),
      { seed: 61, numRuns: 1_500 },
    );
    expect([seen.enters > 300, seen.contenders > 100, seen.displaced > 9, seen.several > 2]).toEqual([true, true, true, true]);
  });
});
