import { checkAssignments } from '../../../../src/assessment/domain/check-assignments';
import type { Panel } from '../../../../src/campaign/domain/policy';

const PANEL: Panel = { size: 2, from: 'campaign-pool', design: 'linked', blind: true, conflicts: ['same-region'] };
const ASSESSORS = [{ id: 'a', region: '77' }, { id: 'b', region: null }, { id: 'c', region: '36' }];
const to = (candidacyId: string, assessorId: string): { candidacyId: string; assessorId: string; region: string } => ({ candidacyId, assessorId, region: '36' });

describe('checkAssignments', () => {
  it('takes assessors from elsewhere, and from no region at all', () => {
    expect(checkAssignments(PANEL, ASSESSORS, [], [to('x', 'a'), to('x', 'b'), to('y', 'a')])).toEqual({ wrong: [], late: [] });
  });

  it('refuses an assessor from the region of the candidacy only where the policy says so', () => {
    const wanted = [to('x', 'a'), to('x', 'c')];
    expect(checkAssignments(PANEL, ASSESSORS, [], wanted).wrong).toEqual([{ pointer: '/1/assessorId', code: 'CONFLICT_OF_INTEREST', params: { conflict: 'same-region' } }]);
    expect(checkAssignments({ ...PANEL, conflicts: [] }, ASSESSORS, [], wanted).wrong).toEqual([]);
  });

  it('refuses whoever may not mark here', () => {
    expect(checkAssignments(PANEL, ASSESSORS, [], [to('x', 'stranger')]).wrong).toEqual([{ pointer: '/0/assessorId', code: 'ASSESSOR_UNKNOWN', params: {} }]);
  });

  it('counts what was assigned before and what the same list assigns', () => {
    const assigned = [to('x', 'a')];
    expect(checkAssignments(PANEL, ASSESSORS, assigned, [to('x', 'b'), to('y', 'a')]).late).toEqual([]);
    expect(checkAssignments({ ...PANEL, conflicts: [] }, ASSESSORS, assigned, [to('x', 'b'), to('x', 'c')]).late).toEqual([{ pointer: '/1/candidacyId', code: 'PANEL_FULL', params: { size: 2 } }]);
    expect(checkAssignments(PANEL, ASSESSORS, assigned, [to('x', 'a'), to('y', 'b'), to('y', 'b')]).late).toEqual([
      { pointer: '/0/assessorId', code: 'ALREADY_ASSIGNED', params: {} },
      { pointer: '/2/assessorId', code: 'ALREADY_ASSIGNED', params: {} },
    ]);
  });
});
