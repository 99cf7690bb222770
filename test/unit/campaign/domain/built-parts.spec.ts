import { partsNotBuilt, partsUsed } from '../../../../src/campaign/domain/built-parts';
import { at, changed, put } from './policy-mutations';

const M = 'school-of-mayors';

describe('partsNotBuilt', () => {
  it.each([
    ['letter.required', '/stages/0/letter', put('/stages/0/letter', 'required')],
    ['nominator.applicant', '/stages/0/nominators/1', put('/stages/0/nominators/-', 'applicant')],
    ['answer.link', '/stages/5/offer/answeredBy', put('/stages/5/offer/answeredBy', ['link'])],
  ])('names %s', (part, pointer, change) => {
    const policy = changed(M, change);
    expect(partsNotBuilt(policy)).toEqual([{ part, pointer }]);
    expect(at(policy, pointer)).toBeDefined();
  });

  it('finds criteria in the depth of a tree', () => {
    const list = { type: 'list', key: 'winner', subject: 'self', list: 'winners' };
    expect(partsNotBuilt(changed(M, put('/stages/1/criteria/of/4/of/1', list)))).toEqual([{ part: 'criterion.list', pointer: '/stages/1/criteria/of/4/of/1' }]);
  });
});

it('needs no quota of territories where there is none', () => {
  const parts = partsUsed(changed(M, put('/stages/4/quotas/territories', undefined))).map(({ part }) => part);
  expect(parts).not.toContain('quotas.region');
});
