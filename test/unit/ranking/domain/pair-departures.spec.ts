import * as fc from 'fast-check';
import { pairDepartures } from '../../../../src/ranking/domain/pair-departures';
import { type Departures, replaceDepartures, type Replacement } from '../../../../src/ranking/domain/replace-departures';
import { isRefused, type SelectionInput } from '../../../../src/ranking/domain/selection-contract';

const people = (cells: readonly (readonly [string, string])[]): SelectionInput['candidates'] =>
  cells.map(([region, category], i) => ({ id: `p${String(i).padStart(2, '0')}`, region, category, score: String(100 - i), lottery: i }));
const solved = (departures: Departures): Replacement => {
  const result = replaceDepartures(departures);
  if (isRefused(result)) throw new Error(result.refused.code);
  return result;
};

describe('who enters for whom', () => {
  it('is told leaver by leaver where one rule binds: the next of the list, or the next of the capped region', () => {
    const input = { seats: 4, candidates: people([['A', 'x'], ['A', 'x'], ['B', 'x'], ['B', 'x'], ['A', 'x'], ['B', 'x']]), regions: { A: { max: 2 }, B: { max: 2 } } } satisfies SelectionInput;
    const departures = { input, holding: ['p00', 'p01', 'p02', 'p03'], declined: ['p02', 'p01'] };
    const { selected } = solved(departures);
    expect([...pairDepartures(departures, selected)].sort()).toEqual([['p04', 'p01'], ['p05', 'p02']]);
  });

  it('pairs everybody who enters with somebody else who left, or nobody', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('x', 'y')), { minLength: 6, maxLength: 12 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }), (cells, cap, leave) => {
      const input = { seats: 5, candidates: people(cells), regions: { A: { max: cap + 1 }, B: { max: cap + 1 }, C: { max: cap + 1 } }, categories: { x: { max: 3 }, y: { max: 3 } } } satisfies SelectionInput;
      const holding = solved({ input, holding: [], declined: [] }).selected;
      const departures = { input, holding, declined: holding.slice(0, leave) };
      const { selected, added } = solved(departures);
      const pairs = pairDepartures(departures, selected);
      expect([[], [...added].sort()]).toContainEqual([...pairs.keys()].sort());
      expect(new Set(pairs.values()).size).toBe(pairs.size);
      for (const leaver of pairs.values()) expect(departures.declined).toContain(leaver);
    }));
  });
});
