import { checkAssignments, type GivenSheet } from '../../../../src/assessment/domain/check-assignments';
import type { Conflicts } from '../../../../src/assessment/domain/find-conflicts';
import type { Panel } from '../../../../src/campaign/domain/policy';

const PANEL: Panel = { size: 2, from: 'campaign-pool', design: 'linked', blind: true, conflicts: ['same-region'] };
const ASSESSORS = [{ id: 'a', region: '77' }, { id: 'b', region: null }, { id: 'c', region: '36' }];
const NONE: Conflicts = new Map();
const to = (candidacyId: string, assessorId: string): { candidacyId: string; assessorId: string } => ({ candidacyId, assessorId });
const given = (candidacyId: string, assessorId: string, declined = false): GivenSheet => ({ candidacyId, assessorId, declined });

describe('checkAssignments', () => {
  it('takes assessors of the campaign', () => {
    expect(checkAssignments(PANEL, ASSESSORS, NONE, [], [to('x', 'a'), to('x', 'b'), to('y', 'a')])).toEqual({ wrong: [], late: [] });
  });

  it('refuses an assessor with a conflict of interest and says which', () => {
    const conflicts: Conflicts = new Map([['x', new Map([['c', 'same-region' as const]])]]);
    expect(checkAssignments(PANEL, ASSESSORS, conflicts, [], [to('x', 'a'), to('x', 'c'), to('y', 'c')]).wrong).toEqual([
      { pointer: '/1/assessorId', code: 'CONFLICT_OF_INTEREST', params: { conflict: 'same-region' } },
    ]);
  });

  it('refuses whoever may not mark here', () => {
    expect(checkAssignments(PANEL, ASSESSORS, NONE, [], [to('x', 'stranger')]).wrong).toEqual([{ pointer: '/0/assessorId', code: 'ASSESSOR_UNKNOWN', params: {} }]);
  });

  it('counts what was assigned before and what the same list assigns', () => {
    const before = [given('x', 'a')];
    expect(checkAssignments(PANEL, ASSESSORS, NONE, before, [to('x', 'b'), to('y', 'a')]).late).toEqual([]);
    expect(checkAssignments(PANEL, ASSESSORS, NONE, before, [to('x', 'b'), to('x', 'c')]).late).toEqual([{ pointer: '/1/candidacyId', code: 'PANEL_FULL', params: { size: 2 } }]);
    expect(checkAssignments(PANEL, ASSESSORS, NONE, before, [to('x', 'a'), to('y', 'b'), to('y', 'b')]).late).toEqual([
      { pointer: '/0/assessorId', code: 'ALREADY_ASSIGNED', params: {} },
      { pointer: '/2/assessorId', code: 'ALREADY_ASSIGNED', params: {} },
    ]);
  });

  it('gives the seat of a sheet that was given back to somebody else, not to the same one', () => {
    const before = [given('x', 'a'), given('x', 'b', true)];
    expect(checkAssignments(PANEL, ASSESSORS, NONE, before, [to('x', 'c')]).late).toEqual([]);
    expect(checkAssignments(PANEL, ASSESSORS, NONE, before, [to('x', 'b')]).late).toEqual([{ pointer: '/0/assessorId', code: 'ALREADY_ASSIGNED', params: {} }]);
  });
});
