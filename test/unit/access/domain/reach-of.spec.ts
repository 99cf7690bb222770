import type { Grant, Role } from '../../../../src/access/domain/may';
import { reachOf } from '../../../../src/access/domain/reach-of';

const HERE = 'campaign-here';
const THERE = 'campaign-there';
const grant = (role: Role, campaignId: string | null = HERE, nominatorId: string | null = null): Grant => ({ role, campaignId, nominatorId });
const clerk = (nominatorId: string, campaignId = HERE): Grant => grant('nominator', campaignId, nominatorId);

describe('how far an operation reaches', () => {
  it('is nowhere without a grant that gives it', () => {
    expect(reachOf([], 'nominations.read', HERE)).toEqual({ campaigns: [], nominators: [] });
    expect(reachOf([clerk('n1')], 'decisions.confirm', HERE)).toEqual({ campaigns: [], nominators: [] });
    expect(reachOf([grant('officer', THERE)], 'decisions.confirm', HERE)).toEqual({ campaigns: [], nominators: [] });
  });

  it('is a clerk’s own nominators in the campaign named', () => {
    expect(reachOf([clerk('n1'), clerk('n2'), clerk('n3', THERE)], 'nominations.read', HERE)).toEqual({ campaigns: [HERE], nominators: ['n1', 'n2'] });
  });

  it('is the whole campaign for an officer and an auditor, and for an assessor by assignment', () => {
    expect(reachOf([grant('officer')], 'results.write', HERE)).toEqual({ campaigns: [HERE], nominators: 'all' });
    expect(reachOf([grant('auditor')], 'candidacies.read', HERE)).toEqual({ campaigns: [HERE], nominators: 'all' });
    expect(reachOf([grant('assessor')], 'results.write', HERE)).toEqual({ campaigns: [HERE], nominators: 'all', byAssignment: true });
    expect(reachOf([grant('assessor'), clerk('n1')], 'nominations.read', HERE)).toEqual({ campaigns: [HERE], nominators: ['n1'] });
  });

  it('is every campaign and nobody in it for an administrator', () => {
    expect(reachOf([grant('administrator', null)], 'policy.write', HERE)).toEqual({ campaigns: 'all', nominators: [] });
    expect(reachOf([grant('administrator', null)], 'accounts.manage')).toEqual({ campaigns: 'all', nominators: [] });
    expect(reachOf([grant('administrator', null)], 'candidacies.read', HERE)).toEqual({ campaigns: [], nominators: [] });
  });

  it('is the campaigns of the grants where none is named', () => {
    expect(reachOf([clerk('n1'), clerk('n2'), grant('officer', THERE)], 'campaigns.read')).toEqual({ campaigns: [HERE, THERE], nominators: [] });
  });

  it('is shortened by a conflict of interest', () => {
    expect(reachOf([grant('officer'), clerk('n1')], 'nominations.write', HERE)).toEqual({ campaigns: [HERE], nominators: ['n1'] });
    expect(reachOf([grant('officer'), clerk('n1')], 'candidacies.read', HERE)).toEqual({ campaigns: [], nominators: [] });
  });
});
