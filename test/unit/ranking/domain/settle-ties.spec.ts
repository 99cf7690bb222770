import fc from 'fast-check';
import { chooseUnderQuotas } from '../../../../src/ranking/domain/choose-under-quotas';
import { isRefused } from '../../../../src/ranking/domain/selection-contract';
import type { ChoiceRefusal, SelectionCandidate, SelectionInput } from '../../../../src/ranking/domain/selection-contract';
import { type BoundaryTie, findBoundaryTie } from '../../../../src/ranking/domain/find-boundary-tie';
import { tieOrder } from '../../../../src/ranking/domain/settle-ties';
import { solveChoice } from '../../../../src/ranking/domain/solve-choice';
import type { TieCandidate } from '../../../../src/ranking/domain/settle-ties';
import { best, everyChoice, permutations } from './every-choice';
import { tieBySolving } from './tie-by-solving';
import { person, tinyPool } from './tiny-pools';

describe('tieOrder', () => {
  const tied = (id: string, score: string, ...tieKeys: bigint[]): TieCandidate => ({ id, score, tieKeys });
  const people = [
    tied('77-0009', '70', 5n, 100n),
    tied('77-0010', '70.0', 5n, 100n),
    tied('02-0001', '70', 5n, 99n),
    tied('16-0001', '9', 9n, 9n),
    tied('50-0001', '70.0001', -1n, 0n),
    tied('50-0002', '70', 6n, 0n),
    tied('77-0001', '70', 5n, 100n),
  ];

  it('orders by score, then by each key in turn, higher first', () => {
    const { ranks } = tieOrder(people);
    expect([...ranks].sort(([, a], [, b]) => a - b).map(([id]) => id)).toEqual(['50-0001', '50-0002', '77-0001', '77-0009', '77-0010', '02-0001', '16-0001']);
    expect([...ranks.values()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('names those whom no published rule told apart, however their score is written', () => {
    expect(tieOrder(people).classes).toEqual([['77-0001', '77-0009', '77-0010']]);
  });

  it('lets a draw decide inside a class only', () => {
    const { ranks, classes } = tieOrder(people, ['16-0001', '77-0010', '02-0001', '77-0001', '77-0009']);
    expect(['50-0001', '50-0002', '77-0010', '77-0001', '77-0009', '02-0001', '16-0001'].map((id) => ranks.get(id))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(classes).toEqual([['77-0010', '77-0001', '77-0009']]);
  });

  it('does not depend on the order of rows', () => {
    for (const rows of [people.toReversed(), [...people.slice(3), ...people.slice(0, 3)]]) expect(tieOrder(rows)).toEqual(tieOrder(people));
  });

  it('refuses a score that is no decimal', () => {
    expect(() => tieOrder([tied('a', 'x')])).toThrow(RangeError);
  });
});

/** A question whose ranks and classes come from score and one published key (the digit after the id). */
function withTies(input: SelectionInput, key: (one: SelectionCandidate) => number): { input: SelectionInput; classes: readonly (readonly string[])[] } {
  const { ranks, classes } = tieOrder(input.candidates.map((one) => ({ id: one.id, score: one.score, tieKeys: [BigInt(key(one))] })));
  return { input: { ...input, candidates: input.candidates.map((one) => ({ ...one, lottery: ranks.get(one.id) ?? 0 })) }, classes };
}

/** Every set that some order inside the classes chooses. */
function everyOutcome(input: SelectionInput, classes: readonly (readonly string[])[]): (readonly string[])[] {
  const orders = classes.reduce<string[][]>((all, tied) => all.flatMap((order) => permutations(tied).map((next) => [...order, ...next])), [[]]);
  const rank = new Map(input.candidates.map(({ id, lottery }) => [id, lottery]));
  const slots = classes.flatMap((tied) => tied.map((id) => rank.get(id) ?? 0).sort((a, b) => a - b));
  return orders.map((order) => {
    const dealt = new Map(order.map((id, i) => [id, slots[i] ?? 0]));
    const candidates = input.candidates.map((one) => ({ ...one, lottery: dealt.get(one.id) ?? one.lottery }));
    return best(everyChoice({ ...input, candidates }).sets)?.ids ?? [];
  });
}

function tieOf(input: SelectionInput, classes: readonly (readonly string[])[]): BoundaryTie | ChoiceRefusal | null {
  const solved = solveChoice(input);
  return isRefused(solved) ? solved : findBoundaryTie(solved, classes);
}

describe('findBoundaryTie', () => {
  const one = (id: string, score: string, region = 'R', category = 'X'): SelectionCandidate => ({ id, score, region, category, lottery: 0 });
  const flat = (seats: number, candidates: SelectionCandidate[], rules: Partial<SelectionInput> = {}): ReturnType<typeof tieOf> => {
    const { input, classes } = withTies({ seats, candidates, ...rules }, () => 0);
    return tieOf(input, classes);
  };
  const five = [one('77-0001', '9'), one('77-0002', '7'), one('77-0003', '7'), one('77-0004', '7'), one('77-0005', '5')];

  it('reports who is certain, who is tied and for how many places', () => {
    expect(flat(3, five)).toEqual({ certain: ['77-0001'], contenders: ['77-0002', '77-0003', '77-0004'], places: 2 });
  });

  it.each([1, 4, 5])('sees no tie at the last of %i seats', (seats) => expect(flat(seats, five)).toBeNull());

  it('sees no tie where keys tell people apart', () => {
    const { input, classes } = withTies({ seats: 2, candidates: five }, ({ id }) => Number(id.at(-1)));
    expect(tieOf(input, classes)).toBeNull();
  });

  it('leaves out whom a cap, a lock or the pass mark has settled', () => {
    const candidates = [one('a', '7', 'Q'), one('b', '7'), one('c', '7'), one('d', '7', 'S'), { ...one('e', '7'), eligible: false }];
    expect(flat(3, candidates, { regions: { S: { max: 0 } }, locked: ['a'] })).toBeNull();
    expect(flat(2, candidates, { regions: { S: { max: 0 } }, locked: ['a'] })).toEqual({ certain: ['a'], contenders: ['b', 'c'], places: 1 });
  });

  it('is settled by the locks of the recorded choice', () => {
    expect(flat(3, five, { locked: ['77-0004', '77-0002'] })).toBeNull();
  });

  it('counts among the contenders those whose seat hangs on the tie of others', () => {
    const candidates = [one('a', '9', 'R1', 'X'), one('b', '9', 'R2', 'Y'), one('c', '6', 'R3', 'Y'), one('d', '5', 'R4', 'X')];
    const rules: Partial<SelectionInput> = { objective: 'lex', groups: { G: { members: ['R1', 'R2'], max: 1 } }, categories: { X: { max: 1 }, Y: { max: 1 } } };
    expect(flat(2, candidates, rules)).toEqual({ certain: [], contenders: ['a', 'b', 'c', 'd'], places: 2 });
  });

  it('passes a refusal on', () => {
    expect(flat(0, five, { locked: ['77-0001'] })).toMatchObject({ refused: { code: 'LOCKED_INFEASIBLE' } });
  });

  /** Compares with every order inside the classes; answers whether one of them changes the set. */
  function agreesWithEveryOrder(input: SelectionInput, classes: readonly (readonly string[])[]): boolean {
    const outcomes = everyOutcome(input, classes);
    const ever = [...new Set(outcomes.flat())].sort();
    const certain = ever.filter((id) => outcomes.every((ids) => ids.includes(id)));
    const contenders = ever.filter((id) => !certain.includes(id));
    const tie = tieOf(input, classes);
    const sorted = tie && !isRefused(tie) ? { ...tie, certain: [...tie.certain].sort() } : tie;
    const places = (outcomes[0]?.length ?? 0) - certain.length;
    expect(tie).toEqual(tieBySolving(input, classes));
    expect(sorted).toEqual(contenders.length ? { certain, contenders, places } : null);
    return contenders.length > 0;
  }

  it('asks again from an order that changed something: one class settled otherwise opens another', () => {
    const input: SelectionInput = {
      seats: 3,
      candidates: [
        person('p3', 'B', 'X', '1', 5),
        person('p0', 'C', 'Y', '1', 3),
        person('p1', 'C', 'X', '1', 4),
        person('p2', 'A', 'X', '1', 1),
        person('p4', 'A', 'Y', '1', 2),
      ],
      regions: { A: { max: 1 }, C: { min: 1, max: 2 } },
      categories: { X: { max: 2 } },
    };
    expect(agreesWithEveryOrder(input, [['p2', 'p4'], ['p0', 'p1', 'p3']])).toBe(true);
  });

  it('keeps those in front whom an earlier order brought in', () => {
    const input: SelectionInput = {
      seats: 4,
      candidates: [
        person('p5', 'B', 'X', '1', 6),
        person('p4', 'A', 'X', '1', 5),
        person('p2', 'B', 'Y', '1', 3),
        person('p1', 'B', 'Y', '1', 2),
        person('p3', 'A', 'X', '1', 4),
        person('p0', 'A', 'Y', '1', 1),
      ],
      regions: { B: { min: 1, max: 2 } },
      categories: { X: { max: 2 } },
    };
    expect(agreesWithEveryOrder(input, [['p0', 'p1', 'p2', 'p3', 'p4', 'p5']])).toBe(true);
  });

  it('agrees with every order inside the classes of tiny pools', () => {
    const seen = { settled: 0, tied: 0 };
    const tiny = fc.tuple(tinyPool({ people: 7 }), fc.constantFrom('sum', 'lex'), fc.func(fc.integer({ min: 0, max: 1 })), fc.constantFrom('1', '2'));
    fc.assert(
      fc.property(tiny, ([pool, objective, key, other]) => {
        const candidates = pool.candidates.map((each, i) => ({ ...each, score: i % 4 === 3 ? other : '1' })).reverse();
        const { input, classes } = withTies({ ...pool, candidates, objective }, ({ id }) => key(id));
        fc.pre(classes.every(({ length }) => length < 6) && !isRefused(chooseUnderQuotas(input)));
        seen[agreesWithEveryOrder(input, classes) ? 'tied' : 'settled']++;
      }),
      { seed: 41, numRuns: 800 },
    );
    expect(Math.min(seen.settled, seen.tied)).toBeGreaterThan(100);
  });

  it('agrees with a new solve for every tied person in larger pools with many equals', () => {
    const seen = { settled: 0, tied: 0 };
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(9_999)), fc.constantFrom('sum' as const, 'lex' as const), (dice, objective) => {
        const roll = (below: number): number => dice.next().value % below;
        const candidates = Array.from({ length: 30 + roll(20) }, (_, i) => person(`p${String(i).padStart(2, '0')}`, `R${roll(6)}`, `C${roll(3)}`, String(5 + roll(4)), i));
        const bounds = (names: number, prefix: string, least: number, room: number): SelectionInput['regions'] =>
          Object.fromEntries(Array.from({ length: names }, (_, i) => [`${prefix}${i}`, { min: roll(least + 1), max: least + roll(room) }]));
        const { input, classes } = withTies({ seats: 8 + roll(10), objective, candidates, regions: bounds(6, 'R', 1, 4), categories: bounds(3, 'C', 3, 5) }, () => roll(2));
        const tie = tieOf(input, classes);
        expect(tie).toEqual(tieBySolving(input, classes));
        seen[tie ? 'tied' : 'settled']++;
      }),
      { seed: 42, numRuns: 40 },
    );
    expect(seen.tied).toBeGreaterThan(20);
  });
});
