import fc from 'fast-check';
import { chooseUnderQuotas } from '../../../../src/ranking/domain/choose-under-quotas';
import { replaceDepartures } from '../../../../src/ranking/domain/replace-departures';
import type { Departures, Replacement } from '../../../../src/ranking/domain/replace-departures';
import { isRefused } from '../../../../src/ranking/domain/selection-contract';
import type { SelectionInput } from '../../../../src/ranking/domain/selection-contract';
import { best, everyChoice, shortfallOf, text } from './every-choice';
import { person, tinyPool } from './tiny-pools';

function replaced(departures: Departures): Replacement {
  const answer = replaceDepartures(departures);
  if (isRefused(answer)) throw new Error(JSON.stringify(answer.refused));
  return answer;
}

describe('replaceDepartures', () => {
  // Two cells of region A (cap 2), one of region B; a, b and d hold the three seats.
  const input: SelectionInput = {
    seats: 3,
    candidates: [
      person('a', 'A', 'X', '9', 1),
      person('b', 'A', 'X', '8', 2),
      person('c', 'A', 'Y', '7', 3),
      person('d', 'B', 'X', '6', 4),
      person('e', 'A', 'X', '5', 5),
      person('f', 'B', 'Y', '4', 6),
    ],
    regions: { A: { max: 2 } },
  };
  const holding = ['a', 'b', 'd'];

  it('gives an open seat to the best set that keeps every offer', () => {
    expect(replaced({ input, holding, declined: ['a'] })).toEqual({
      selected: ['b', 'c', 'd'],
      added: ['c'],
      displaced: [],
      filled: 3,
      unfilled: 0,
      totalScore: '21.0000',
      shortfall: {},
    });
  });

  it('gives it to the next of the same cell first, where the policy says so', () => {
    const answer = replaced({ input, holding, declined: ['a'], vacancy: 'same-cell-first' });
    expect([answer.added, answer.displaced, answer.totalScore]).toEqual([['e'], [], '19.0000']);
  });

  it('falls back to the open choice when the cell has nobody left', () => {
    const answer = replaced({ input, holding, declined: ['d'], vacancy: 'same-cell-first' });
    expect(answer.added).toEqual(['f']);
    expect(replaced({ input, holding, declined: ['a', 'b'], gone: ['e'], vacancy: 'same-cell-first' }).added).toEqual(['c', 'f']);
  });

  it('never asks those again who left in earlier batches', () => {
    expect(replaced({ input, holding, declined: ['a'], gone: ['c'] }).added).toEqual(['e']);
    expect(replaced({ input: { ...input, excluded: ['c', 'e'] }, holding, declined: ['a'] }).added).toEqual(['f']);
  });

  it('lets one who declines without holding an offer free no seat', () => {
    expect(replaced({ input, holding, declined: ['c'], vacancy: 'same-cell-first' })).toMatchObject({ selected: holding, added: [] });
  });

  it('shows who would be displaced when only the confirmed are safe', () => {
    // A floor for Y in region A can now be met only if b, who has not confirmed, makes room under the cap.
    const floor = { ...input, cells: [{ region: 'A', category: 'Y', min: 1 }] };
    const departures: Departures = { input: floor, holding, declined: ['d'], confirmed: ['a'] };
    expect(replaced(departures)).toMatchObject({ added: ['f'], displaced: [], shortfall: { cells: { 'A/Y': 1 } } });
    expect(replaced({ ...departures, rule: 'keep-confirmed' })).toMatchObject({ selected: ['a', 'c', 'f'], displaced: ['b'], shortfall: {} });
  });

  it('lists the displaced by id, whatever the order of holders', () => {
    const question = { ...input, seats: 2 };
    const answer = replaced({ input: { ...question, locked: ['e', 'f'] }, holding: ['d', 'b', 'a'], declined: ['d'], rule: 'keep-confirmed' });
    expect(answer).toMatchObject({ selected: ['e', 'f'], displaced: ['a', 'b'] });
  });

  it('passes over holders, and takes whoever is locked in first, when it looks for the next of a cell', () => {
    const one = (id: string, i: number): SelectionInput['candidates'][number] => person(id, 'R', 'X', String(9 - i), i);
    const cell: SelectionInput = { seats: 3, candidates: ['a', 'b', 'c', 'd'].map(one) };
    const unconfirmed = replaced({ input: cell, holding: ['a', 'c', 'd'], declined: ['a'], rule: 'keep-confirmed', vacancy: 'same-cell-first' });
    expect(unconfirmed).toMatchObject({ selected: ['b', 'c', 'd'], displaced: [] });
    const lower: SelectionInput = { seats: 2, candidates: [...cell.candidates, person('z', 'R', 'Y', '9.5', 9)] };
    const held = replaced({ input: lower, holding: ['a', 'b'], declined: ['a'], rule: 'keep-confirmed', vacancy: 'same-cell-first' });
    expect(held).toMatchObject({ selected: ['z', 'c'], displaced: ['b'] });
    const chosenByHand = replaced({ input: { ...lower, seats: 3, locked: ['b'] }, holding: ['a', 'c'], declined: ['a'], vacancy: 'same-cell-first' });
    expect(chosenByHand).toMatchObject({ selected: ['z', 'b', 'c'], added: ['z', 'b'] }); // b, locked in by hand, is a's heir; the third seat is open
  });

  it('refuses a holder who is no longer eligible', () => {
    expect(replaceDepartures({ input: { ...input, minScore: '7' }, holding, declined: ['a'] })).toMatchObject({ refused: { code: 'LOCKED_NOT_ELIGIBLE' } });
    expect(replaceDepartures({ input: { ...input, minScore: '7' }, holding, declined: ['a'], vacancy: 'same-cell-first' })).toMatchObject({
      refused: { code: 'LOCKED_NOT_ELIGIBLE' },
    });
  });

  it('asks for no lottery between people who keep their seats', () => {
    const twins = { seats: 3, candidates: [person('a', 'R', 'X', '1', 1), person('b', 'R', 'X', '1', 1), person('c', 'R', 'X', '1', 2), person('d', 'R', 'X', '1', 3)] };
    for (const vacancy of ['open', 'same-cell-first'] as const) {
      expect(replaced({ input: twins, holding: ['a', 'b', 'c'], declined: ['c'], vacancy }).selected).toEqual(['a', 'b', 'd']);
    }
  });
});

/** Somebody else's choice, a batch of departures from it, and who confirmed before. */
const batches = fc
  .tuple(tinyPool({ people: 8, names: 2 }), fc.constantFrom('sum', 'lex'), fc.infiniteStream(fc.integer({ min: 0, max: 3 })))
  .map(([pool, objective, dice]) => {
    const input = { ...pool, objective, locked: [] } as SelectionInput;
    const first = chooseUnderQuotas(input);
    if (isRefused(first)) throw new Error(first.refused.code);
    const roll = (ids: readonly string[], side: number): string[] => ids.filter(() => dice.next().value === side);
    const { selected: holding } = first;
    const declined = roll(input.candidates.map(({ id }) => id), 0);
    const gone = roll(input.candidates.map(({ id }) => id).filter((id) => !holding.includes(id)), 0);
    return { input, holding, declined, gone, confirmed: roll(holding, 1) };
  });

describe('replaceDepartures in tiny pools', () => {
  const out = ({ declined, gone = [] }: Departures): string[] => [...declined, ...gone];

  it('never takes an offer back, never returns to those who left, never offers more than is free', () => {
    fc.assert(
      fc.property(batches, fc.constantFrom('open', 'same-cell-first'), (batch, vacancy) => {
        const { selected, added, displaced } = replaced({ ...batch, vacancy });
        const staying = batch.holding.filter((id) => !batch.declined.includes(id));
        expect(displaced).toEqual([]);
        expect(selected).toEqual(expect.arrayContaining(staying));
        expect(selected.filter((id) => out(batch).includes(id))).toEqual([]);
        expect([...added, ...staying].sort()).toEqual([...selected].sort());
        expect(added.length).toBeLessThanOrEqual(batch.input.seats - staying.length);
      }),
      { seed: 51, numRuns: 300 },
    );
  });

  it('is the best of all sets that keep whom the rule keeps', () => {
    fc.assert(
      fc.property(batches, fc.constantFrom('keep-offers', 'keep-confirmed'), (batch, rule) => {
        const answer = replaced({ ...batch, rule });
        const staying = batch.holding.filter((id) => !batch.declined.includes(id));
        const locked = (rule === 'keep-offers' ? batch.holding : batch.confirmed).filter((id) => staying.includes(id));
        const excluded = [...(batch.input.excluded ?? []), ...out(batch)];
        const want = best(everyChoice({ ...batch.input, locked, excluded }).sets);
        expect(answer.selected).toEqual(want?.ids);
        expect(answer.totalScore).toBe(text(want?.total ?? NaN));
        expect([answer.filled, answer.unfilled]).toEqual([answer.selected.length, batch.input.seats - answer.selected.length]);
        expect(answer.shortfall).toEqual(shortfallOf(batch.input, answer.selected));
        expect(answer.displaced).toEqual(staying.filter((id) => !answer.selected.includes(id)).sort());
      }),
      { seed: 52, numRuns: 300 },
    );
  });

  it('gives each freed seat to the next of its cell, one heir a seat', () => {
    let inherited = 0;
    fc.assert(
      fc.property(batches, (batch) => {
        const { added } = replaced({ ...batch, vacancy: 'same-cell-first' });
        const { pool } = everyChoice(batch.input);
        const cell = (id: string): string => pool.filter((one) => one.id === id).map(({ region, category }) => region + category).join();
        for (const name of new Set(pool.map(({ id }) => cell(id)))) {
          const freed = batch.holding.filter((id) => batch.declined.includes(id) && cell(id) === name).length;
          const next = pool.map(({ id }) => id).filter((id) => cell(id) === name && !batch.holding.includes(id) && !out(batch).includes(id));
          inherited += Math.min(freed, next.length);
          expect(added).toEqual(expect.arrayContaining(next.slice(0, freed)));
        }
      }),
      { seed: 53, numRuns: 500 },
    );
    expect(inherited).toBeGreaterThan(50);
  });

  it('does not depend on the order inside a batch', () => {
    fc.assert(
      fc.property(batches, ({ input, holding, declined, gone }) => {
        expect(replaced({ input, holding: holding.toReversed(), declined: declined.toReversed(), gone })).toEqual(replaced({ input, holding, declined, gone }));
      }),
      { seed: 54, numRuns: 100 },
    );
  });
});
