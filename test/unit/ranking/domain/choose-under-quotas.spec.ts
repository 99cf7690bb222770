import fc from 'fast-check';
import { chooseUnderQuotas } from '../../../../src/ranking/domain/choose-under-quotas';
import { isRefused } from '../../../../src/ranking/domain/selection-contract';
import type { SelectionInput } from '../../../../src/ranking/domain/selection-contract';
import { best, compareKeys, everyChoice, lockedIsEligible, permutations, shortfallOf, text, units } from './every-choice';
import type { ChosenSet } from './every-choice';
import { chosen, person, tinyPool } from './tiny-pools';

const OBJECTIVES = ['sum', 'lex'] as const;

/** Asks for the same question under both objectives what `check` demands of the answer, unless it must be refused. */
function forBoth(input: SelectionInput, check: (asked: SelectionInput, want: ChosenSet, sets: readonly ChosenSet[]) => void): void {
  for (const objective of OBJECTIVES) {
    const asked = { ...input, objective };
    const { pool, sets } = everyChoice(asked);
    const want = best(sets);
    const answer = chooseUnderQuotas(asked);
    if (want && lockedIsEligible(asked, pool)) check(asked, want, sets);
    else expect(isRefused(answer) && answer.refused.code).toBe(lockedIsEligible(asked, pool) ? 'LOCKED_INFEASIBLE' : 'LOCKED_NOT_ELIGIBLE');
  }
}

function agreesWithEverySubset(asked: SelectionInput, want: ChosenSet): void {
  const got = chosen(asked);
  expect(got.selected).toEqual(want.ids);
  expect(got.totalScore).toBe(text(want.total));
  expect([got.filled, got.unfilled]).toEqual([want.ids.length, asked.seats - want.ids.length]);
  expect(got.shortfall).toEqual(shortfallOf(asked, want.ids));
  expect(got.status).toBe(want.levels.slice(0, -1).every((level) => level === 0) ? 'optimal' : 'infeasible');
  expect(got.diagnosis === undefined).toBe(got.status === 'optimal');
}

function marginsAgreeWithForcedSets(asked: SelectionInput, want: ChosenSet, sets: readonly ChosenSet[]): void {
  const { margins } = chosen(asked);
  const { pool } = everyChoice(asked);
  const asGood = (set: ChosenSet | undefined): set is ChosenSet => set !== undefined && compareKeys(set.levels, want.levels) === 0;
  expect(Object.keys(margins).sort()).toEqual(asked.candidates.map(({ id }) => id).sort());
  for (const { id, score } of asked.candidates) {
    const margin = margins[id];
    if (!pool.some((competitor) => competitor.id === id)) {
      expect(margin?.kind).toBe('ineligible');
    } else if (asked.locked?.includes(id)) {
      expect(margin).toEqual({ kind: 'locked' });
    } else if (want.ids.includes(id)) {
      const without = best(sets.filter(({ ids }) => !ids.includes(id)));
      if (!asGood(without)) expect(margin).toEqual({ kind: 'indispensable' });
      else expect(margin).toEqual(asked.objective === 'lex' ? { kind: 'buffer' } : { kind: 'buffer', score: text(want.total - without.total) });
    } else {
      const including = best(sets.filter(({ ids }) => ids.includes(id)));
      if (!asGood(including)) {
        expect(margin).toEqual({ kind: 'structural' });
      } else if (asked.objective === 'sum') {
        const lack = want.total - including.total;
        expect(margin).toEqual({ kind: 'deficit', score: text(lack), tieLost: lack === 0 });
      } else {
        const level = margin?.kind === 'deficit' ? units(score) + units(margin.score) : NaN;
        expect(isIn(asked, id, level + 1)).toBe(true);
        expect(margin).toMatchObject({ tieLost: level === units(score) });
        if (level > units(score)) expect(isIn(asked, id, level - 1)).toBe(false);
      }
    }
  }
}

function isIn(asked: SelectionInput, id: string, score: number): boolean {
  const candidates = asked.candidates.map((one) => (one.id === id ? { ...one, score: text(score) } : one));
  return best(everyChoice({ ...asked, candidates }).sets)?.ids.includes(id) ?? false;
}

describe('chooseUnderQuotas against all subsets of tiny pools', () => {
  it('chooses the best set and says what is missing', () => {
    fc.assert(fc.property(tinyPool({ people: 9 }), (input) => forBoth(input, agreesWithEverySubset)), { seed: 11, numRuns: 700 });
  });

  it('gives every margin that forcing somebody in or out confirms', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(tinyPool({ people: 8 }), (input) =>
        forBoth(input, (asked, want, sets) => {
          marginsAgreeWithForcedSets(asked, want, sets);
          for (const { kind } of Object.values(chosen(asked).margins)) seen.set(kind, (seen.get(kind) ?? 0) + 1);
        }),
      ),
      { seed: 12, numRuns: 700 },
    );
    for (const kind of ['deficit', 'structural', 'buffer', 'indispensable', 'locked', 'ineligible']) expect([kind, (seen.get(kind) ?? 0) > 50]).toEqual([kind, true]);
  });

  it('answers the same, explanations included, whatever the order of rows', () => {
    const shuffled = tinyPool().chain((input) =>
      fc.tuple(fc.constant(input), fc.shuffledSubarray([...input.candidates], { minLength: input.candidates.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...OBJECTIVES), ([input, candidates], objective) => {
        const [as, so] = [chooseUnderQuotas({ ...input, objective }), chooseUnderQuotas({ ...input, objective, candidates })];
        expect(so).toEqual(as);
      }),
      { seed: 13, numRuns: 300 },
    );
  });

  it('answers byte for byte the same when it is asked again', () => {
    fc.assert(
      fc.property(tinyPool(), (input) => {
        for (const objective of OBJECTIVES) {
          const [first, again] = [{ ...input, objective }, structuredClone({ ...input, objective })].map((asked) => JSON.stringify(chooseUnderQuotas(asked)));
          expect(again).toBe(first);
        }
      }),
      { seed: 17, numRuns: 200 },
    );
  });

  it('says "unique by score" exactly when no other lottery chooses another set', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(tinyPool({ people: 5 }), (input) =>
        forBoth(input, (asked, want) => {
          const tickets = asked.candidates.map(({ lottery }) => lottery);
          const changes = permutations(tickets).some((dealt) => {
            const candidates = asked.candidates.map((one, i) => ({ ...one, lottery: dealt[i] ?? 0 }));
            const other = best(everyChoice({ ...asked, candidates }).sets)?.ids ?? [];
            return other.some((id) => !want.ids.includes(id));
          });
          seen.add(changes);
          expect(chosen(asked).uniqueByScore).toBe(!changes);
        }),
      ),
      { seed: 14, numRuns: 150 },
    );
    expect(seen.size).toBe(2);
  });

  it('never takes a seat from somebody because his own score rose', () => {
    fc.assert(
      fc.property(tinyPool(), fc.integer({ min: 1, max: 25_000 }), (input, more) =>
        forBoth(input, (asked, want) => {
          for (const id of want.ids) {
            const candidates = asked.candidates.map((one) => (one.id === id ? { ...one, score: text(units(one.score) + more) } : one));
            const raised = chooseUnderQuotas({ ...asked, candidates });
            if (isRefused(raised)) expect(raised.refused.code).toBe('LOTTERY_NOT_UNIQUE');
            else expect(raised.selected).toContain(id);
          }
        }),
      ),
      { seed: 15, numRuns: 200 },
    );
  });

  it('chooses the same set by sum and by published order when one family of rules binds', () => {
    fc.assert(
      fc.property(tinyPool({ families: 1 }), (input) => {
        const [sum, lex] = OBJECTIVES.map((objective) => chooseUnderQuotas({ ...input, objective }));
        if (sum && lex && !isRefused(sum) && !isRefused(lex)) expect(lex.selected).toEqual(sum.selected);
        else expect(lex).toEqual(sum);
      }),
      { seed: 16, numRuns: 300 },
    );
  });
});

describe('chooseUnderQuotas in published and rare cases', () => {
  const square: SelectionInput = {
    seats: 2,
    candidates: [person('a', 'RA', 'X', '10', 1), person('b', 'RA', 'Y', '9', 2), person('c', 'RB', 'X', '9', 3), person('d', 'RB', 'Y', '1', 4)],
    regions: { RA: { max: 1 }, RB: { max: 1 } },
    categories: { X: { max: 1 }, Y: { max: 1 } },
  };

  it('finds 18 points where taking the best one after another ends at 11', () => {
    expect(chosen(square)).toMatchObject({ selected: ['b', 'c'], totalScore: '18.0000', status: 'optimal', uniqueByScore: true });
    expect(chosen({ ...square, objective: 'lex' })).toMatchObject({ selected: ['a', 'd'], totalScore: '11.0000' });
  });

  it('lets a second seat cost the winner of the first, unless he is locked', () => {
    expect(chosen({ ...square, seats: 1 }).selected).toEqual(['a']);
    expect(chosen({ ...square, locked: ['a'] }).selected).toEqual(['a', 'd']);
  });

  it('explains each person by points', () => {
    expect(chosen(square).margins).toEqual({
      a: { kind: 'deficit', score: '7.0000', tieLost: false },
      b: { kind: 'buffer', score: '7.0000' },
      c: { kind: 'buffer', score: '7.0000' },
      d: { kind: 'deficit', score: '7.0000', tieLost: false },
    });
  });

  it('says why somebody does not compete; the pass mark is inclusive', () => {
    const candidates = [
      person('pass', 'R', 'X', '50', 1),
      person('below', 'R', 'X', '49.9999', 2),
      { ...person('barred', 'R', 'X', '99', 3), eligible: false },
      person('left', 'R', 'X', '98', 4),
    ];
    expect(chosen({ seats: 4, candidates, minScore: '50', excluded: ['left'] })).toMatchObject({
      selected: ['pass'],
      unfilled: 3,
      status: 'optimal',
      margins: {
        pass: { kind: 'indispensable' },
        below: { kind: 'ineligible', code: 'BELOW_MIN_SCORE' },
        barred: { kind: 'ineligible', code: 'NOT_ELIGIBLE' },
        left: { kind: 'ineligible', code: 'EXCLUDED' },
      },
    });
  });

  it.each<[string, SelectionInput, readonly string[]]>([
    [
      'a seat stays empty when only a floor of a region could pay for it',
      {
        seats: 2,
        candidates: [person('a', 'R1', 'X', '1', 1), person('b', 'R2', 'Y', '1', 2), person('c', 'R3', 'X', '1', 3)],
        regions: { R1: { min: 1 } },
        categories: { X: { max: 1 } },
        groups: { G: { members: ['R1', 'R2'], max: 1 } },
      },
      ['a'],
    ],
    [
      'a seat stays empty when only a floor of a cell could pay for it',
      {
        seats: 2,
        candidates: [person('a', 'R1', 'X', '1', 1), person('b', 'R1', 'Y', '1', 2), person('c', 'R2', 'X', '1', 3)],
        regions: { R1: { max: 1 } },
        categories: { X: { max: 1 } },
        cells: [{ region: 'R1', category: 'X', min: 1 }],
      },
      ['a'],
    ],
    [
      'three floors of a lower level do not outweigh one of a higher',
      {
        seats: 1,
        candidates: [person('a', 'R0', 'X', '1', 1), person('b', 'R1', 'Y', '9', 2)],
        floorOrder: ['categories'],
        regions: { R1: { min: 1 } },
        categories: { X: { min: 1 } },
        cells: [{ region: 'R1', category: 'Y', min: 1 }],
        groups: { G: { members: ['R1'], min: 1 } },
      },
      ['a'],
    ],
    [
      'scores of ten digits are lost by the published order only',
      {
        seats: 2,
        candidates: [
          person('a', 'A', 'X', '999999999.9999', 4),
          person('b', 'A', 'Y', '999999999.9998', 3),
          person('c', 'B', 'X', '999999999.9998', 2),
          person('d', 'B', 'Y', '999999999.9997', 1),
        ],
        regions: { A: { max: 1 }, B: { max: 1 } },
        categories: { X: { max: 1 }, Y: { max: 1 } },
      },
      ['a', 'd'],
    ],
    [
      'names with a slash are not mistaken for another cell',
      { seats: 2, candidates: [person('a', 'A/B', 'C', '2', 1), person('b', 'A', 'B/C', '1', 2)], cells: [{ region: 'A/B', category: 'C', max: 0 }] },
      ['b'],
    ],
    [
      'paths that begin with the same person are told apart by those after him',
      {
        seats: 3,
        categories: { X: { min: 1, max: 1 }, Y: { max: 1 }, Z: { max: 1 } },
        regions: { A: { min: 1, max: 1 }, B: { max: 1 }, D: { max: 1 } },
        candidates: ['A Z', 'B Y', 'A Y', 'D Z', 'B X', 'A X'].map((cell, i) => {
          const [region = '', category = ''] = cell.split(' ');
          return person(`abcdef`.charAt(i), region, category, '1', i + 1);
        }),
      },
      ['b', 'd', 'f'],
    ],
  ])('%s', (_, input, selected) => {
    expect(chosen(input).selected).toEqual(selected);
    forBoth(input, (asked, want, sets) => {
      agreesWithEverySubset(asked, want);
      marginsAgreeWithForcedSets(asked, want, sets);
    });
  });

  it('keeps people and groups named like properties of every object', () => {
    const names = JSON.parse('{"regions": {"__proto__": {"min": 2}}}') as Pick<SelectionInput, 'regions'>;
    const { shortfall, margins } = chosen({ seats: 1, candidates: [person('__proto__', '__proto__', 'X', '1', 1)], ...names });
    expect(Object.entries(shortfall.regions ?? {})).toEqual([['__proto__', 1]]);
    expect(Object.keys(margins)).toEqual(['__proto__']);
  });

  it('adds up large pools exactly', () => {
    const candidates = Array.from({ length: 2_000 }, (_, i) => person(`p${i}`, 'R', 'X', '9999999999.9999', i));
    expect(chosen({ seats: 2_000, candidates }).totalScore).toBe('19999999999999.8000');
  });
});

describe('chooseUnderQuotas at the size of a campaign', () => {
  const regions = Array.from({ length: 30 }, (_, i) => `R${i}`);
  const categories = ['head', 'deputy', 'regional', 'organisation'];
  const scatter = (i: number, size: number): number => (Math.imul(i + 1, 2_654_435_761) >>> 8) % size;
  const campaign: SelectionInput = {
    seats: 60,
    candidates: Array.from({ length: 200 }, (_, i) => {
      const score = text(400_000 + 1_000 * scatter(i, 600));
      return person(`p${i}`, regions[scatter(3 * i, 30)] ?? '', categories[scatter(7 * i, 4)] ?? '', score, (i * 83) % 200);
    }),
    regions: Object.fromEntries(regions.map((name) => [name, { min: 1, max: 3 }])),
    categories: { head: { max: 15 }, deputy: { max: 14 }, regional: { min: 16 }, organisation: { min: 14, max: 17 } },
  };

  it('gives margins that solving again with somebody locked or excluded confirms', () => {
    const { status, totalScore, filled, margins } = chosen(campaign);
    expect(status).toBe('optimal');
    const kinds = new Map<string, number>();
    for (const { id } of campaign.candidates.filter((_, i) => i % 4 === 0)) {
      const margin = margins[id];
      const inside = margin?.kind === 'buffer' || margin?.kind === 'indispensable';
      const forced = chosen({ ...campaign, ...(inside ? { excluded: [id] } : { locked: [id] }) });
      const kept = forced.filled === filled && forced.status === 'optimal';
      kinds.set(margin?.kind ?? 'none', (kinds.get(margin?.kind ?? 'none') ?? 0) + 1);
      expect(kept).toBe(margin?.kind === 'buffer' || margin?.kind === 'deficit');
      if (margin?.kind === 'buffer' || margin?.kind === 'deficit') expect(margin.score).toBe(text(units(totalScore) - units(forced.totalScore)));
    }
    expect(Math.min(kinds.get('buffer') ?? 0, kinds.get('deficit') ?? 0)).toBeGreaterThan(9);
  });
});
