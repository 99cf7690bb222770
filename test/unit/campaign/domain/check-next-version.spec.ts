import { checkNextVersion } from '../../../../src/campaign/domain/check-next-version';
import type { Policy } from '../../../../src/campaign/domain/policy';
import { SCHOOL_OF_MAYORS } from '../../../../src/programme/school-of-mayors';

const act = (number: string): Policy['approvingAct'] => ({ title: { ru: 'Приказ', en: 'Order' }, number, date: '2026-01-15', file: 'a'.repeat(64) });
const inForce: Policy = { ...SCHOOL_OF_MAYORS, approvingAct: act('1') };

describe('the next version of a policy', () => {
  it('needs a new act even when nothing else changes', () => {
    expect(checkNextVersion(inForce, inForce)).toEqual([{ level: 'publish', code: 'NEW_ACT_NEEDED', pointer: '/approvingAct', params: {} }]);
    expect(checkNextVersion(inForce, { ...inForce, approvingAct: act('2') })).toEqual([]);
  });

  it('may move dates, but not take away a category', () => {
    expect(checkNextVersion(inForce, { ...inForce, approvingAct: act('2'), referenceDate: '2026-04-01' })).toEqual([]);
    const faults = checkNextVersion(inForce, { ...inForce, approvingAct: act('2'), categories: inForce.categories?.slice(1) });
    expect(faults).toContainEqual({ level: 'publish', code: 'CHANGED_AFTER_OPENING', pointer: '/categories/head/key', params: { from: 'head', to: null } });
  });
});
