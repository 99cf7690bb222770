import { findConflicts, type Interest } from '../../../../src/assessment/domain/find-conflicts';
import type { Conflict } from '../../../../src/campaign/domain/policy';

const ASSESSORS = [{ id: 'a', region: '77' }, { id: 'b', region: null }];
const HERE = { candidacyId: 'x', region: '77', nominatorId: 'n1', organisationInn: '7701000001' };
const THERE = { candidacyId: 'y', region: '36', nominatorId: 'n2', organisationInn: null };

const conflicts = (kinds: Conflict[], interests: Interest[], competing: string[] = []): Record<string, Record<string, string>> =>
  Object.fromEntries([...findConflicts(kinds, [HERE, THERE], ASSESSORS, interests, new Set(competing))].map(([id, barred]) => [id, Object.fromEntries(barred)]));

describe('conflicts of interest', () => {
  it.each<[Conflict, Interest[], string[], Record<string, Record<string, string>>]>([
    ['same-region', [], [], { x: { a: 'same-region' }, y: {} }],
    ['declared', [{ assessorId: 'b', kind: 'declared', candidacyId: 'y' }], [], { x: {}, y: { b: 'declared' } }],
    ['nominator', [{ assessorId: 'b', kind: 'nominator', nominatorId: 'n1' }], [], { x: { b: 'nominator' }, y: {} }],
    ['same-organisation', [{ assessorId: 'b', kind: 'same-organisation', organisationInn: '7701000001' }], [], { x: { b: 'same-organisation' }, y: {} }],
    ['leads-competitor', [{ assessorId: 'b', kind: 'leads-competitor', organisationInn: '7701000001' }], ['7701000001'], { x: { b: 'leads-competitor' }, y: { b: 'leads-competitor' } }],
    ['leads-competitor', [{ assessorId: 'b', kind: 'leads-competitor', organisationInn: '7701000009' }], ['7701000001'], { x: {}, y: {} }],
    ['past-winner', [{ assessorId: 'b', kind: 'past-winner', organisationInn: '7701000001' }], ['7701000001'], { x: { b: 'past-winner' }, y: { b: 'past-winner' } }],
  ])('%s', (kind, interests, competing, found) => {
    expect(conflicts([kind], interests, competing)).toEqual(found);
  });

  it('counts only the kinds that the policy names, the first of them where several apply', () => {
    const interests: Interest[] = [{ assessorId: 'a', kind: 'declared', candidacyId: 'x' }];
    expect(conflicts([], interests).x).toEqual({});
    expect(conflicts(['declared', 'same-region'], interests).x).toEqual({ a: 'declared' });
    expect(conflicts(['same-region', 'declared'], interests).x).toEqual({ a: 'same-region' });
  });

  it('an organisation that nobody knows ties nobody', () => {
    expect(conflicts(['same-organisation'], [{ assessorId: 'a', kind: 'same-organisation', organisationInn: '7701000009' }])).toEqual({ x: {}, y: {} });
  });
});
