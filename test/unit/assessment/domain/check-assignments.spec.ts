import { checkAssignments, type CheckedAssignments, type GivenSheet } from '../../../../src/assessment/domain/check-assignments';
import type { NewSheet } from '../../../../src/assessment/domain/draft-panels';
import type { Conflicts } from '../../../../src/assessment/domain/find-conflicts';

const two = (): number => 2;
const ASSESSORS = [{ id: 'a', region: '77' }, { id: 'b', region: null }, { id: 'c', region: '36' }];
const NONE: Conflicts = new Map();
const to = (candidacyId: string, assessorId: string): { candidacyId: string; assessorId: string } => ({ candidacyId, assessorId });
const given = (candidacyId: string, assessorId: string, declined = false): GivenSheet => ({ candidacyId, assessorId, declined });

const check = (...[assessors, conflicts, before, wanted]: [typeof ASSESSORS, Conflicts, GivenSheet[], NewSheet[]]): CheckedAssignments => checkAssignments(assessors, conflicts, before, wanted, two);

describe('checkAssignments', () => {
  it('takes assessors of the campaign', () => {
    expect(check(ASSESSORS, NONE, [], [to('x', 'a'), to('x', 'b'), to('y', 'a')])).toEqual({ wrong: [], late: [] });
  });

  it('refuses an assessor with a conflict of interest and says which', () => {
    const conflicts: Conflicts = new Map([['x', new Map([['c', 'same-region' as const]])]]);
    expect(check(ASSESSORS, conflicts, [], [to('x', 'a'), to('x', 'c'), to('y', 'c')]).wrong).toEqual([
      { pointer: '/1/assessorId', code: 'CONFLICT_OF_INTEREST', params: { conflict: 'same-region' } },
    ]);
  });

  it('refuses whoever may not mark here', () => {
    expect(check(ASSESSORS, NONE, [], [to('x', 'stranger')]).wrong).toEqual([{ pointer: '/0/assessorId', code: 'ASSESSOR_UNKNOWN', params: {} }]);
  });

  it('counts what was assigned before and what the same list assigns', () => {
    const before = [given('x', 'a')];
    expect(check(ASSESSORS, NONE, before, [to('x', 'b'), to('y', 'a')]).late).toEqual([]);
    expect(check(ASSESSORS, NONE, before, [to('x', 'b'), to('x', 'c')]).late).toEqual([{ pointer: '/1/candidacyId', code: 'PANEL_FULL', params: { size: 2 } }]);
    expect(check(ASSESSORS, NONE, before, [to('x', 'a'), to('y', 'b'), to('y', 'b')]).late).toEqual([
      { pointer: '/0/assessorId', code: 'ALREADY_ASSIGNED', params: {} },
      { pointer: '/2/assessorId', code: 'ALREADY_ASSIGNED', params: {} },
    ]);
  });

  it('gives the seat of a sheet that was given back to somebody else, not to the same one', () => {
    const before = [given('x', 'a'), given('x', 'b', true)];
    expect(check(ASSESSORS, NONE, before, [to('x', 'c')]).late).toEqual([]);
    expect(check(ASSESSORS, NONE, before, [to('x', 'b')]).late).toEqual([{ pointer: '/0/assessorId', code: 'ALREADY_ASSIGNED', params: {} }]);
  });

  it('seats one more where the marks are disputed', () => {
    const seats = (candidacyId: string): number => (candidacyId === 'x' ? 3 : 2);
    const before = [given('x', 'a'), given('x', 'b'), given('y', 'a'), given('y', 'b')];
    expect(checkAssignments(ASSESSORS, NONE, before, [to('x', 'c'), to('y', 'c')], seats).late).toEqual([{ pointer: '/1/candidacyId', code: 'PANEL_FULL', params: { size: 2 } }]);
  });
});
