import { comparePolicies } from '../../../../src/campaign/domain/compare-policies';
import { PRESETS } from '../../../../src/programme/presets';
import { both, changed, preset, put, repeat, swap, type Change } from './policy-mutations';

const M = 'school-of-mayors';
const criteria = '/stages/1/criteria/of';
const act = { title: { ru: 'Приказ', en: 'Order' }, number: '1', date: '2026-01-15', file: '0'.repeat(64) };
const compare = (name: string, change: Change): ReturnType<typeof comparePolicies> => comparePolicies(preset(name), changed(name, change));

describe('comparePolicies', () => {
  it.each([...PRESETS.keys()])('finds no difference of %s from itself', (name) => {
    expect(comparePolicies(preset(name), preset(name))).toEqual({ allowed: [], refused: [] });
  });

  it('names a change by keys, with both values', () => {
    expect(compare(M, put('/stages/2/minScore/value', '40'))).toEqual({
      allowed: [{ path: '/stages/diagnostics/minScore/value', what: 'threshold', from: '35', to: '40' }],
      refused: [],
    });
  });

  it.each<[string, string, string, Change]>([
    ['threshold', 'inclusiveness', M, put('/stages/2/minScore/inclusive', false)],
    ['threshold', 'months of tenure', M, put(`${criteria}/3/minMonths/value`, 36)],
    ['threshold', 'age', M, put(`${criteria}/2/to/value`, 60)],
    ['threshold', 'a threshold taken away', M, put('/stages/3/minScore', undefined)],
    ['weight', 'weight of a stage', M, put('/stages/4/order/parts/0/weight', '0.5')],
    ['weight', 'weight of a rubric criterion', M, put('/rubrics/0/criteria/0/weight', '0.3')],
    ['quota', 'floor of a district', M, put('/stages/4/quotas/territories/groups/0/bounds/min', 9)],
    ['quota', 'a quota taken away', M, put('/stages/4/quotas/categories', undefined)],
    ['quota', 'order of floors', M, swap('/stages/4/quotas/floorOrder', 0, 1)],
    ['quota', 'nomination limit', M, put('/stages/0/limit/each', 14)],
    ['quota', 'reserve', M, put('/stages/4/reserve', 20)],
    ['date', 'deadline', M, put('/stages/1/period/closesAt', '2026-04-21T00:00:00+03:00')],
    ['date', 'reference date', M, put('/referenceDate', '2026-03-02')],
    ['date', 'cut-off', M, put('/stages/5/offer/cutOffs/1', '2026-08-11')],
    ['date', 'lottery', 'sevastopol-prodvizhenie', put('/stages/3/ties/lottery/drawnAt', '2026-03-23T12:00:00+03:00')],
    ['wording', 'title', M, put('/stages/1/title/ru', 'Стаж')],
    ['demonstration', 'approved value', M, put('/stages/2/minScore/demonstration', undefined)],
    ['act', 'approving act', M, put('/approvingAct', act)],
  ])('allows %s: %s', (what, _change, name, change) => {
    const { allowed, refused } = compare(name, change);
    expect(refused).toEqual([]);
    const kinds = new Set(allowed.map((each) => each.what));
    kinds.delete('demonstration'); // goes and comes with the value beside it
    expect([...kinds]).toEqual(what === 'demonstration' ? [] : [what]);
    expect(allowed).toContainEqual(expect.objectContaining({ what }));
  });

  it.each<[string, string, Change, string, string]>([
    ['a stage removed', M, (policy) => (policy as { stages: unknown[] }).stages.splice(3, 1), 'STAGE_KEYS_CHANGED', '/stages'],
    ['a stage renamed', M, put('/stages/3/key', 'interview'), 'STAGE_KEYS_CHANGED', '/stages'],
    ['stages reordered', M, swap('/stages', 2, 3), 'STAGE_ORDER_CHANGED', '/stages'],
    ['another kind of stage under the same key', M, put('/stages/2/kind', 'assessment'), 'CHANGED_AFTER_OPENING', '/stages/diagnostics/kind'],
    ['a criterion added', M, put(`${criteria}/-`, { type: 'citizenship', key: 'again', subject: 'self', country: 'RU' }), 'CHANGED_AFTER_OPENING', '/stages/tenure/criteria/of/again/type'],
    ['a criterion of another kind of posts', M, put(`${criteria}/3/periods/postCategories/0`, 'unit-head'), 'CHANGED_AFTER_OPENING', '/stages/tenure/criteria/of/managerial-tenure/periods/postCategories/0'],
    ['another method of tenure', M, put(`${criteria}/3/method`, 'calendar'), 'CHANGED_AFTER_OPENING', '/stages/tenure/criteria/of/managerial-tenure/method'],
    ['the scale of a rubric', M, put('/rubrics/0/markMax', '10'), 'CHANGED_AFTER_OPENING', '/rubrics/potential/markMax'],
    ['a norm', M, put('/instruments/0/norms/0/mean', '50'), 'CHANGED_AFTER_OPENING', '/instruments/lpd/norms/leadership.managers.2025-01-01/mean'],
    ['a norm added', M, both(repeat('/instruments/0/norms'), put('/instruments/0/norms/3/validFrom', '2026-01-01')), 'CHANGED_AFTER_OPENING', '/instruments/lpd/norms/leadership.managers.2026-01-01/mean'],
    ['a rule of ties', M, put('/stages/4/ties/atBoundary', 'keys'), 'CHANGED_AFTER_OPENING', '/stages/ranking/ties/atBoundary'],
    ['tie keys of two stages exchanged', 'sevastopol-moderators', put('/stages/5/ties/keys', [{ by: 'stage-score', stage: 'federal-jury' }]), 'CHANGED_AFTER_OPENING', '/stages/federal-tier/ties/keys/0/stage'],
    ['the size of a panel', M, put('/stages/3/panel/size', 2), 'CHANGED_AFTER_OPENING', '/stages/potential/panel/size'],
    ['the unit of territory', 'omsk-social-change', put('/stages/2/quotas/territories/unit', 'region'), 'CHANGED_AFTER_OPENING', '/stages/choice/quotas/territories/unit'],
    ['a part of the composite', M, put('/stages/4/order/parts/1/stage', 'tenure'), 'CHANGED_AFTER_OPENING', '/stages/ranking/order/parts/tenure/stage'],
    ['days to answer an offer', M, put('/stages/5/offer/answerDays', 3), 'CHANGED_AFTER_OPENING', '/stages/enrolment/offer/answerDays'],
    ['the programme', M, put('/programme/key', 'star-path'), 'CHANGED_AFTER_OPENING', '/programme/key'],
  ])('refuses %s', (_what, name, change, code, path) => {
    expect(compare(name, change).refused).toContainEqual(expect.objectContaining({ code, path }));
  });

  it('sees tie keys in another order, for the order decides', () => {
    const keys = [{ by: 'stage-score', stage: 'potential' }, { by: 'stage-score', stage: 'diagnostics' }];
    const before = changed(M, put('/stages/4/ties/keys', keys));
    const after = changed(M, put('/stages/4/ties/keys', [...keys].reverse()));
    expect(comparePolicies(before, after).refused).not.toEqual([]);
  });

  it('tells a removed stage once, not value by value', () => {
    expect(compare(M, (policy) => (policy as { stages: unknown[] }).stages.splice(3, 1)).refused).toHaveLength(1);
  });

  it('does not take an inserted element for a change of those behind it', () => {
    const first = { type: 'citizenship', key: 'first', subject: 'self', country: 'RU' };
    const { refused } = compare(M, (policy) => put(criteria, [first, ...(preset(M).stages[1] as unknown as { criteria: { of: unknown[] } }).criteria.of])(policy));
    expect(refused.map(({ path }) => path).filter((path) => /\/(citizen|age|managerial-tenure)\//.test(path))).toEqual([]);
  });
});
