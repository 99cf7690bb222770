import fc from 'fast-check';
import { FEWEST_SHOWN, hideSmallCells } from '../../../../src/report/domain/hide-small-cells';
import { CUT_OFF_VIEWS, type CutOffLine, hideFew, readCutOffs, type ScoreCount } from '../../../../src/report/domain/read-cut-offs';

interface Somebody {
  readonly score: number;
  readonly region: string;
  readonly category: string;
  readonly sex: string;
  readonly ageBand: string;
}

const countsOf = (people: readonly Somebody[]): ScoreCount[] => people.flatMap((person) => CUT_OFF_VIEWS.map((view) => ({ score: person.score, view, key: person[view], count: 1 })));
const crowd: fc.Arbitrary<Somebody[]> = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 12 }), region: fc.constantFrom('36', '77', '78'), category: fc.constantFrom('head', 'deputy'), sex: fc.constantFrom('female', 'male', 'male', 'male'), ageBand: fc.constantFrom('30-39', '40-49') }),
  { maxLength: 40 },
);

describe('the cut-off screen', () => {
  it('says how many have a score or a higher one, and who they are', () => {
    const woman: Somebody = { score: 90, region: '36', category: 'head', sex: 'female', ageBand: '30-39' };
    const lines = readCutOffs(countsOf([woman, { ...woman, score: 80, sex: 'male' }, { ...woman, score: 80, region: '77' }]));
    expect(lines).toEqual([
      { score: 90, people: 1, composition: { region: { 36: 1 }, category: { head: 1 }, sex: { female: 1 }, ageBand: { '30-39': 1 } } },
      { score: 80, people: 3, composition: { region: { 36: 2, 77: 1 }, category: { head: 3 }, sex: { female: 2, male: 1 }, ageBand: { '30-39': 3 } } },
    ]);
    expect(readCutOffs([])).toEqual([]);
  });

  it('counts as somebody would who goes through the list for every score', () => {
    fc.assert(fc.property(crowd, (people) => {
      const scores = [...new Set(people.map(({ score }) => score))].sort((a, b) => b - a);
      const lines = readCutOffs(countsOf(people));
      expect(lines.map(({ score }) => score)).toEqual(scores);
      for (const { score, people: count, composition } of lines) {
        const above = people.filter((person) => person.score >= score);
        expect(count).toBe(above.length);
        for (const view of CUT_OFF_VIEWS) for (const [key, cell] of Object.entries(composition[view])) expect(cell).toBe(above.filter((person) => person[view] === key).length);
      }
    }));
  });

  it('tells others than officers nothing about one or two people, on no line and between no two lines', () => {
    fc.assert(fc.property(crowd, (people) => {
      const told = hideFew(readCutOffs(countsOf(people)));
      let before: CutOffLine | null = null;
      for (const line of told) {
        expect(line.people - (before?.people ?? 0)).toBeGreaterThanOrEqual(FEWEST_SHOWN);
        before = line;
      }
      for (const view of CUT_OFF_VIEWS) {
        for (const [i, line] of told.entries()) {
          for (const [key, cell] of Object.entries(line.composition[view])) {
            if (cell === null) continue;
            expect(cell === 0 || cell >= FEWEST_SHOWN).toBe(true);
            for (const earlier of told.slice(0, i)) {
              const had = earlier.composition[view][key] ?? 0;
              if (earlier.composition[view][key] !== null) expect(cell - had === 0 || cell - had >= FEWEST_SHOWN).toBe(true);
            }
          }
          const cells = Object.values(line.composition[view]);
          expect(cells.filter((cell) => cell === null).length === 1 && cells.length > 1).toBe(false); // or the total gives it away
        }
      }
    }), { numRuns: 500 });
  });
});

describe('small cells', () => {
  it('are hidden with the smallest of the others, so that the total does not give them away', () => {
    expect(hideSmallCells({ female: 2, male: 40, unknown: 0 })).toEqual({ female: null, male: null, unknown: 0 });
    expect(hideSmallCells({ a: 1, b: 7, c: 5 })).toEqual({ a: null, b: 7, c: null });
    expect(hideSmallCells({ a: 1, b: 2, c: 5 })).toEqual({ a: null, b: null, c: 5 });
    expect(hideSmallCells({ a: 3, b: 0 })).toEqual({ a: 3, b: 0 });
  });
});
