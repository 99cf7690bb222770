import fc from 'fast-check';
import type { Explanation } from '../../../../src/candidacy/domain/explanation';
import { countGroups } from '../../../../src/ranking/domain/count-groups';
import { type Decided, EXPLANATION_CODES, explainChoice } from '../../../../src/ranking/domain/explain-choice';
import { isRefused, type SelectionInput } from '../../../../src/ranking/domain/selection-contract';
import { chooseUnderQuotas } from '../../../../src/ranking/domain/choose-under-quotas';
import { text, units } from './every-choice';
import { chosen, person, tinyPool } from './tiny-pools';

const NOBODY: Decided = { excluded: new Map(), left: new Set() };
const explained = (input: SelectionInput, decided = NOBODY): Map<string, Explanation> => explainChoice(input, chosen(input), decided);
const reasonOf = (input: SelectionInput, id: string, decided = NOBODY): Explanation['reason'] => explained(input, decided).get(id)!.reason;

describe('an explanation', () => {
  it('says which cap is full, how full, from which score it would have been enough', () => {
    const input: SelectionInput = {
      seats: 3,
      regions: { R05: { max: 1 } },
      candidates: [person('a', 'R05', 'X', '73.9', 1), person('b', 'R05', 'X', '71.2', 2), person('c', 'R06', 'X', '60', 3)],
    };
    expect(explained(input).get('b')).toEqual({
      decision: 'NOT_SELECTED', score: '71.2', rank: { overall: 2, region: 2, category: 2 },
      reason: { code: 'REGION_CAP', params: { territory: 'R05', category: 'X', count: 1, max: 1, chosen: 1, lowest: '73.9', score: '71.2', enterAt: '73.9001' } },
      binding: [{ family: 'regions', key: 'R05', count: 1, min: 0, max: 1 }],
      cutoff: { overall: { lowest: '60', chosen: 2 }, region: { lowest: '73.9', chosen: 1 }, category: { lowest: '60', chosen: 2 }, cell: { lowest: '73.9', chosen: 1 } },
      margin: { kind: 'deficit', score: '2.7' }, wouldEnterAt: '73.9001', lotteryMattered: false,
    });
    expect(explained(input).get('a')).toMatchObject({ decision: 'SELECTED', reason: { code: 'CHOSEN', params: { margin: 'buffer', points: '2.7' } }, wouldEnterAt: null });
  });

  it('names the cap that is closest where several are full', () => {
    const full = { max: 1 };
    const input: SelectionInput = {
      seats: 1, regions: { R: full }, categories: { X: full }, groups: { G: { members: ['R'], max: 1 } }, cells: [{ region: 'R', category: 'X', max: 1 }],
      candidates: [person('a', 'R', 'X', '2', 1), person('b', 'R', 'X', '1', 2)],
    };
    expect(reasonOf(input, 'b').code).toBe('CELL_CAP');
    expect(reasonOf({ ...input, cells: [] }, 'b').code).toBe('REGION_CAP');
    expect(reasonOf({ ...input, cells: [], regions: {} }, 'b').code).toBe('CATEGORY_CAP');
    expect(reasonOf({ ...input, cells: [], regions: {}, categories: {} }, 'b').code).toBe('DISTRICT_CAP');
    expect(reasonOf({ ...input, cells: [], regions: {}, categories: {}, groups: {} }, 'b')).toMatchObject({ code: 'SEATS_FULL', params: { count: 1, max: 1, lowest: '2' } });
  });

  it('says that a floor came first, that no score helps, that the order among equals decided', () => {
    const candidates = [person('a', 'R', 'X', '9', 1), person('b', 'R', 'X', '8', 2), person('c', 'R', 'Y', '1', 3)];
    expect(reasonOf({ seats: 2, categories: { Y: { min: 1 } }, candidates }, 'b').code).toBe('FLOOR_PRIORITY');
    expect(reasonOf({ seats: 1, categories: { Y: { min: 1 } }, candidates }, 'b')).toEqual({ code: 'STRUCTURAL', params: { score: '8', enterAt: null } });
    expect(reasonOf({ seats: 1, candidates: [person('a', 'R', 'X', '9', 1), person('b', 'R', 'X', '9', 2)] }, 'b')).toMatchObject({ code: 'TIE_LOST', params: { enterAt: '9.0001' } });
  });

  it('tells apart who is below the pass mark, who was excluded by people and who left', () => {
    const input: SelectionInput = { seats: 1, minScore: '5', excluded: ['b', 'c'], candidates: [person('a', 'R', 'X', '4', 1), person('b', 'R', 'X', '9', 2), person('c', 'R', 'X', '8', 3)] };
    const told = explained(input, { excluded: new Map([['b', 'COMMISSION_DECIDED']]), left: new Set(['c']) });
    expect([...told.values()].map(({ decision, reason: { code }, rank }) => [decision, code, rank])).toEqual([
      ['INELIGIBLE', 'BELOW_PASS_MARK', null], ['INELIGIBLE', 'EXCLUDED_BY_DEPARTURE', null], ['DECLINED', 'EXCLUDED', null],
    ]);
  });

  it.each(['sum', 'lex'] as const)('gives the score that is just enough, in every tiny pool (%s)', (objective) => {
    fc.assert(
      fc.property(tinyPool(), (pool) => {
        const input = { ...pool, objective };
        if (isRefused(chooseUnderQuotas(input))) return;
        for (const [id, { decision, wouldEnterAt, reason }] of explained(input)) {
          expect(EXPLANATION_CODES).toContain(reason.code);
          if (decision !== 'NOT_SELECTED' || wouldEnterAt === null) continue;
          const enters = (score: number): boolean => {
            const candidates = input.candidates.map((candidate) => (candidate.id === id ? { ...candidate, score: text(score) } : candidate));
            return chosen({ ...input, candidates }).selected.includes(id);
          };
          expect(enters(units(wouldEnterAt))).toBe(true);
          expect(enters(units(wouldEnterAt) - 2)).toBe(false); // one step below he draws level, and the order among equals decides
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives a reason that is true: a cap said to be full is, a floor said to come first brought in a lower score', () => {
    fc.assert(
      fc.property(tinyPool(), (input) => {
        const result = chooseUnderQuotas(input);
        if (isRefused(result)) return;
        const book = countGroups(input, new Set(result.selected));
        for (const [id, { reason, score }] of explainChoice(input, result, NOBODY)) {
          const { code } = reason;
          const rules = book.of(input.candidates.find((candidate) => candidate.id === id)!);
          const family = ({ CELL_CAP: 'cells', REGION_CAP: 'regions', CATEGORY_CAP: 'categories', DISTRICT_CAP: 'groups' } as Record<string, string>)[code];
          if (family) expect(rules.some((rule) => rule.family === family && rule.count === rule.max)).toBe(true);
          if (code === 'SEATS_FULL') expect(result.filled).toBe(input.seats);
          if (code === 'FLOOR_PRIORITY') expect(result.selected.some((other) => units(input.candidates.find((candidate) => candidate.id === other)!.score) < units(score!))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
