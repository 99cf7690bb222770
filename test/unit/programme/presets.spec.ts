import { BUILT, partsUsed } from '../../../src/campaign/domain/built-parts';
import { checkPolicy } from '../../../src/campaign/domain/check-policy';
import { stageOf, type Stage } from '../../../src/campaign/domain/policy';
import { policyReference } from '../../../src/campaign/domain/reference-data';
import { validatePolicy } from '../../../src/campaign/validate-policy';
import { PRESETS } from '../../../src/programme/presets';
import { at } from '../campaign/domain/policy-mutations';

const reference = policyReference(PRESETS.keys());

/** What each programme still waits for, with the place that asks for it. */
const NOT_BUILT: Readonly<Record<string, readonly string[]>> = {
  'school-of-mayors': [],
  'municipal-teams': [
    'cascade.members at /stages/3/cascade',
  ],
  'star-path': [
    'source.list at /applicants/sources/0',
  ],
  'star-path-jury': [
    'lead-leaves.new-lead at /applicants/members/ifLeadLeaves',
    'source.campaign at /applicants/sources/0',
    'cascade.members at /stages/4/cascade',
  ],
  'omsk-social-change': [
    'order.commission at /stages/2/order/by',
    'quotas.municipal-district at /stages/2/quotas/territories/unit',
  ],
  'sevastopol-prodvizhenie': [
    'applicants.organisation at /applicants/kind',
    'lead-leaves.new-lead at /applicants/members/ifLeadLeaves',
    'members.several-places at /applicants/members/onePlacePerPerson',
    'nominator.organisation at /stages/0/nominators/0',
  ],
  'sevastopol-20x20': [
    'nominator.organisation at /stages/0/nominators/0',
    'stage.matching at /stages/2/kind',
  ],
  'sevastopol-moderators': [
    'nominator.applicant at /stages/0/nominators/0',
    'nominator.organisation at /stages/0/nominators/1',
    'panel.applicants-region at /stages/2/panel/from',
  ],
};

it('has the eight programmes', () => expect([...PRESETS.keys()].sort()).toEqual(Object.keys(NOT_BUILT).sort()));

describe.each([...PRESETS.entries()])('%s', (key, policy) => {
  const faults = checkPolicy(policy, reference);

  it('has the right shape and does not contradict itself', () => {
    expect(validatePolicy(policy)).toEqual([]);
    expect(faults.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is published as soon as it has an act and its parts are built', () => {
    const missing = faults.filter(({ level }) => level === 'publish');
    const [act, ...parts] = missing;
    expect(act).toMatchObject({ code: 'ACT_MISSING', pointer: '/approvingAct' });
    expect(parts.map(({ code }) => code)).toEqual(parts.map(() => 'NOT_BUILT'));
    expect(parts.map(({ params, pointer }) => `${String(params.part)} at ${pointer}`)).toEqual(NOT_BUILT[key]);
  });

  it('marks values nobody has approved, and every fault points at something', () => {
    expect(faults.some(({ code }) => code === 'DEMONSTRATION_VALUE')).toBe(true);
    for (const { pointer } of faults) expect(at(policy, pointer)).not.toBeUndefined();
  });
});

it('marks every threshold and weight of the School of mayors as a demonstration', () => {
  const unmarked: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object') return;
    const marked = 'demonstration' in value || /\/rubrics\/0\/criteria\/\d+$/.test(path); // a rubric marks its criteria
    if (('inclusive' in value || 'weight' in value || 'min' in value || 'max' in value) && !marked) unmarked.push(path);
    for (const [key, member] of Object.entries(value)) visit(member, `${path}/${key}`);
  };
  visit(PRESETS.get('school-of-mayors'), '');
  expect(unmarked).toEqual([]);
});

it('states published facts without a mark', () => {
  const ranking = (programme: string, key: string): Stage | undefined => {
    const policy = PRESETS.get(programme);
    return policy && stageOf(policy, key);
  };
  expect(ranking('school-of-mayors', 'ranking')).toMatchObject({ quotas: { seats: 161 } });
  expect(ranking('star-path-jury', 'best')).toMatchObject({ quotas: { seats: 10 } });
  expect(ranking('omsk-social-change', 'choice')).toMatchObject({ quotas: { seats: 12 } });
  expect(ranking('sevastopol-moderators', 'regional-tier')).toMatchObject({ quotas: { seats: null } });
  expect(ranking('sevastopol-20x20', 'pairs')).toMatchObject({ pairs: 20 });
  // 50 + 10 without spill: two caps, an empty place stays empty
  expect(ranking('sevastopol-prodvizhenie', 'quotas')).toMatchObject({ quotas: { seats: 60, categories: [{ bounds: { max: 50 } }, { bounds: { max: 10 } }] } });
});

it('has nothing built that no preset asks for, save the alternatives named', () => {
  const used = new Set([...PRESETS.values()].flatMap((policy) => partsUsed(policy).map(({ part }) => part)));
  expect([...BUILT].filter((part) => !used.has(part))).toEqual(['conflict.nominator', 'total.consensus', 'adjustment.additive-model', 'disagreement.commission', 'ties.keys', 'vacancy.keeps-confirmed']);
});
