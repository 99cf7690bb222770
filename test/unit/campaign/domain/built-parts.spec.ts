import { partsNotBuilt, partsUsed } from '../../../../src/campaign/domain/built-parts';
import type { Policy } from '../../../../src/campaign/domain/policy';
import { at, changed, preset, put } from './policy-mutations';

const M = 'school-of-mayors';

describe('partsNotBuilt', () => {
  it.each([
    ['nominator.applicant', '/stages/0/nominators/1', put('/stages/0/nominators/-', 'applicant')],
  ])('names %s', (part, pointer, change) => {
    const policy = changed(M, change);
    expect(partsNotBuilt(policy)).toEqual([{ part, pointer }]);
    expect(at(policy, pointer)).toBeDefined();
  });

  it('finds criteria in the depth of a tree', () => {
    const list = { type: 'list', key: 'winner', subject: 'self', list: 'winners' };
    expect(partsUsed(changed(M, put('/stages/1/criteria/of/4/of/1', list)))).toContainEqual({ part: 'criterion.list', pointer: '/stages/1/criteria/of/4/of/1' });
  });

  it('tells what is asked of a team from what is asked of its people', () => {
    const graduate = '/stages/1/criteria/of/0';
    const parts = (policy: Policy): string[] => partsUsed(policy).map(({ part }) => part);
    expect(parts(preset('municipal-teams'))).toContain('criterion.candidacy');
    expect(partsNotBuilt(changed('municipal-teams', put(`${graduate}/subject`, 'self')))).toContainEqual({ part: 'criterion.candidacy-of-team', pointer: graduate });
    expect(parts(changed('municipal-teams', put('/applicants/members/onePlacePerPerson', false)))).toContain('members.several-places');
    expect(parts(changed('star-path', put('/lists/0/matchedBy', ['inn'])))).toContain('list.by-inn');
  });
});

it('needs no quota of territories where there is none', () => {
  const parts = partsUsed(changed(M, put('/stages/4/quotas/territories', undefined))).map(({ part }) => part);
  expect(parts).not.toContain('quotas.region');
});
