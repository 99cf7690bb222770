import { partsNotBuilt, partsUsed } from '../../../../src/campaign/domain/built-parts';
import { at, changed, put } from './policy-mutations';

const M = 'school-of-mayors';

describe('partsNotBuilt', () => {
  it.each([
    ['nominator.applicant', '/stages/0/nominators/1', put('/stages/0/nominators/-', 'applicant')],
    ['adjustment.additive-model', '/stages/3/adjustment', put('/stages/3/adjustment', 'additive-model')],
    ['conflict.nominator', '/stages/3/panel/conflicts/1', put('/stages/3/panel/conflicts/-', 'nominator')],
    ['total.consensus', '/stages/3/total', put('/stages/3/total', 'consensus')],
    ['disagreement.third-assessor', '/stages/3/disagreement/then', put('/stages/3/disagreement', { spreadAbove: '2', then: 'third-assessor' })],
    ['disagreement.commission', '/stages/3/disagreement/then', put('/stages/3/disagreement', { spreadAbove: '2', then: 'commission' })],
    ['quotas.no-total', '/stages/4/quotas/seats', put('/stages/4/quotas/seats', null)],
    ['enrolment.streams', '/stages/5/streams', put('/stages/5/streams', { count: 2, balancedBy: ['sex'] })],
    ['vacancy.same-cell-first', '/stages/5/vacancy/rule', put('/stages/5/vacancy/rule', 'same-cell-first')],
    ['vacancy.keeps-confirmed', '/stages/5/vacancy/keeps', put('/stages/5/vacancy/keeps', 'confirmed')],
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
