import { chooseUnderQuotas } from '../../../../src/ranking/domain/choose-under-quotas';
import { isRefused, refuse } from '../../../../src/ranking/domain/selection-contract';
import type { SelectionInput, SelectionRefusalCode } from '../../../../src/ranking/domain/selection-contract';
import { chosen, person } from './tiny-pools';

const a = person('a', 'R', 'X', '2', 1);
const b = person('b', 'R', 'X', '1', 2);

/** Two people of one cell and one seat, changed. */
const question = (change: Partial<SelectionInput>): SelectionInput => ({ seats: 1, candidates: [a, b], ...change });

describe('refusals of the choice', () => {
  it('answers the unchanged question', () => {
    expect(chosen(question({})).selected).toEqual(['a']);
  });

  it.each<[SelectionRefusalCode, string, Partial<SelectionInput>]>([
    ['DUPLICATE_ID', '/candidates/1/id', { candidates: [a, { ...b, id: 'a' }] }],
    ['DUPLICATE_ID', '/candidates/1/id', { candidates: [a, { ...a, eligible: false }] }],
    ['INVALID_SCORE', '/candidates/1/score', { candidates: [a, { ...b, score: '1.00001' }] }],
    ['INVALID_SCORE', '/candidates/0/score', { candidates: [{ ...a, score: '1e3' }] }],
    ['INVALID_SCORE', '/candidates/0/score', { candidates: [{ ...a, score: '' }] }],
    ['INVALID_SCORE', '/candidates/0/score', { candidates: [{ ...a, score: '71,5' }] }],
    ['INVALID_SCORE', '/candidates/0/score', { candidates: [{ ...a, score: '12345678901' }] }],
    ['INVALID_SCORE', '/minScore', { minScore: 'NaN' }],
    ['LOTTERY_NOT_UNIQUE', '/candidates/1/lottery', { candidates: [a, { ...a, id: 'b' }] }],
    ['LOCKED_NOT_ELIGIBLE', '/locked/1', { locked: ['a', 'nobody'] }],
    ['LOCKED_NOT_ELIGIBLE', '/locked/0', { locked: ['b'], minScore: '1.5' }],
    ['LOCKED_NOT_ELIGIBLE', '/locked/0', { locked: ['a'], excluded: ['a'] }],
    ['LOCKED_NOT_ELIGIBLE', '/locked/0', { candidates: [{ ...a, eligible: false }], locked: ['a'] }],
    ['LOCKED_INFEASIBLE', '/seats', { locked: ['a', 'b'] }],
    ['LOCKED_INFEASIBLE', '/regions/R', { locked: ['b'], regions: { R: { max: 0 } } }],
    ['LOCKED_INFEASIBLE', '/categories/X', { locked: ['b'], categories: { X: { max: 0 } } }],
    ['LOCKED_INFEASIBLE', '/groups/G', { locked: ['b'], groups: { G: { members: ['R'], max: 0 } } }],
    ['LOCKED_INFEASIBLE', '/cells/0', { locked: ['b'], cells: [{ region: 'R', category: 'X', max: 0 }] }],
    ['MIN_GT_MAX', '/regions/R', { regions: { R: { min: 2, max: 1 } } }],
    ['MIN_GT_MAX', '/categories/X~1Y', { categories: { 'X/Y': { min: 1, max: 0 } } }],
    ['MIN_GT_MAX', '/groups/G', { groups: { G: { members: [], min: 1, max: 0 } } }],
    ['MIN_GT_MAX', '/cells/0', { cells: [{ region: 'R', category: 'X', min: 1, max: 0 }] }],
    ['MIN_GT_MAX', '/regions/R', { regions: { R: { max: -1 } } }],
    ['MIN_GT_MAX', '/regions/R', { regions: { R: { min: -2, max: -1 } } }],
    ['DUPLICATE_RULE', '/cells/1', { cells: [{ region: 'R', category: 'X', min: 1 }, { region: 'R', category: 'X' }] }],
    ['REGION_IN_TWO_GROUPS', '/groups/H/members/0', { groups: { G: { members: ['Q', 'R'] }, H: { members: ['R'] } } }],
    ['TOO_LARGE', '/candidates', { candidates: Array.from({ length: 60 }, (_, i) => person(`p${i}`, 'R', `X${i}`, '9999999999', i)) }],
    [
      'TOO_LARGE',
      '/floorOrder',
      {
        candidates: Array.from({ length: 900 }, (_, i) => person(`p${i}`, `R${i}`, `X${i}`, '1', i)),
        floorOrder: ['regions', 'categories', 'groups', 'cells'],
        regions: { R1: { min: 1 } },
        categories: { X1: { min: 1 } },
        cells: [{ region: 'R1', category: 'X1', min: 1 }],
        groups: { G: { members: ['R1'], min: 1 } },
      },
    ],
  ])('%s at %s', (code, path, change) => {
    const { message } = refuse(code).refused;
    expect(chooseUnderQuotas(question(change))).toEqual({ refused: { code, path, message } });
  });

  it('accepts what only looks ambiguous', () => {
    const twin = { ...a, id: 'c' };
    expect(chosen(question({ candidates: [a, { ...b, lottery: a.lottery }] })).selected).toEqual(['a']);
    expect(chosen(question({ candidates: [a, twin], locked: ['c'] })).selected).toEqual(['c']);
    expect(chosen(question({ candidates: [a, twin], excluded: ['a'] })).selected).toEqual(['c']);
    expect(isRefused(chosen(question({ cells: [{ region: 'R', category: 'X' }, { region: 'R', category: 'Y' }] })))).toBe(false);
  });
});
