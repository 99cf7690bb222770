import { changeRules, type RuleChanges, type ScoredRanking } from '../../../../src/ranking/domain/change-rules';
import { SCHOOL_OF_MAYORS } from '../../../../src/programme/school-of-mayors';

const RULES = SCHOOL_OF_MAYORS.stages.find(({ kind }) => kind === 'ranking') as ScoredRanking;

function changed(changes: RuleChanges): ScoredRanking {
  const next = changeRules(RULES, changes);
  if ('length' in next) throw new Error(JSON.stringify(next));
  return next;
}

describe('rules changed for a scenario', () => {
  it('stay as published where nothing is named', () => {
    expect(changed({})).toEqual(RULES);
  });

  it('take other weights, another pass mark or none, other seats', () => {
    const { order, quotas } = changed({ weights: { diagnostics: '0.5' }, minScore: { value: '55', inclusive: true }, seats: 150 });
    expect(order.parts.map(({ stage, weight }) => [stage, weight])).toEqual([['diagnostics', '0.5'], ['potential', '0.6']]);
    expect([order.minScore, quotas.seats]).toEqual([{ value: '55', inclusive: true }, 150]);
    expect(changed({ minScore: null }).order).not.toHaveProperty('minScore');
  });

  it('lose the floors, the caps or both of a family', () => {
    const categories = (limits: 'floors' | 'caps' | 'both'): unknown[] => changed({ drop: [{ family: 'categories', limits }] }).quotas.categories!.map(({ bounds }) => bounds);
    expect(categories('floors')).toEqual([{}, {}, {}, {}]);
    expect(categories('caps')).toEqual([{ min: 60 }, { min: 30 }, { min: 10 }, { min: 10 }]);
    expect(changed({ drop: [{ family: 'territories', limits: 'both' }] }).quotas.territories?.each).toEqual({});
    expect(changed({ drop: [{ family: 'groups', limits: 'floors' }] }).quotas.territories).toMatchObject({ each: { max: 4 }, groups: RULES.quotas.territories!.groups!.map(() => ({ bounds: {} })) });
  });

  it('get single limits; one territory keeps of `each` what is not named', () => {
    const { territories, categories, cells } = changed({
      bounds: [
        { family: 'territories', key: 'each', max: 3 }, { family: 'territories', key: '36', min: 1 },
        { family: 'categories', key: 'head', min: null, max: 70 }, { family: 'cells', key: 'each/head', max: 1 },
      ],
    }).quotas;
    expect(territories).toMatchObject({ each: { max: 3 }, named: [{ code: '36', bounds: { min: 1, max: 3 } }] });
    expect(categories?.find(({ category }) => category === 'head')?.bounds).toEqual({ max: 70 });
    expect(cells).toEqual([{ territory: 'each', category: 'head', bounds: { max: 1 } }]);
  });

  it('are refused where they name a part or a group that is not there, each by its place', () => {
    expect(changeRules(RULES, { weights: { essay: '1' }, bounds: [{ family: 'groups', key: 'moon', min: 1 }, { family: 'cells', key: 'head', max: 1 }] })).toMatchObject([
      { code: 'PART_NOT_IN_ORDER', pointer: '/weights/essay' }, { code: 'QUOTA_UNKNOWN', pointer: '/bounds/0/key' }, { code: 'QUOTA_UNKNOWN', pointer: '/bounds/1/key' },
    ]);
  });
});
