import { checkPolicy } from '../../../../src/campaign/domain/check-policy';
import type { Policy } from '../../../../src/campaign/domain/policy';
import { POLICY_FAULTS, type PolicyFault } from '../../../../src/campaign/domain/policy-fault';
import { policyReference, type PolicyReference } from '../../../../src/campaign/domain/reference-data';
import { validatePolicy } from '../../../../src/campaign/validate-policy';
import { PRESETS } from '../../../../src/programme/presets';
import { at, changed, EDGES, preset, put, RULE_MUTATIONS, SCHEMA_MUTATIONS } from './policy-mutations';

const reference = policyReference(PRESETS.keys());

function errors(policy: Policy, more: Partial<PolicyReference> = {}): PolicyFault[] {
  return checkPolicy(policy, { ...reference, ...more }).filter(({ level }) => level === 'error');
}

describe('checkPolicy', () => {
  for (const [what, name, change, code, pointer, more] of RULE_MUTATIONS) it(`refuses ${what}`, () => {
    const policy = changed(name, change);
    expect(validatePolicy(policy)).toEqual([]); // the shape is right: the rule refuses, not the schema
    expect(errors(policy, more)).toContainEqual(expect.objectContaining({ code, pointer }));
    expect(errors(preset(name)).map((fault) => fault.code)).not.toContain(code);
  });

  it.each(EDGES)('accepts %s', (_what, name, change) => {
    const policy = changed(name, change);
    expect(validatePolicy(policy)).toEqual([]);
    expect(errors(policy)).toEqual([]);
  });

  it('has every code seen firing', () => {
    const atPublication = ['ACT_MISSING', 'NOT_BUILT', 'DEMONSTRATION_VALUE', 'SCHEMA_TOO_DEEP']; // presets.spec, validate-policy.spec
    const seen = new Set([...RULE_MUTATIONS.map((row) => row[3]), ...SCHEMA_MUTATIONS.map((row) => row[4]), ...atPublication]);
    expect(Object.keys(POLICY_FAULTS).filter((code) => !seen.has(code))).toEqual([]);
  });

  it('tells the values a reader needs', () => {
    const weights = errors(changed('school-of-mayors', put('/stages/4/order/parts/0/weight', '0.35')));
    expect(weights).toEqual([{ level: 'error', code: 'WEIGHTS_SUM', pointer: '/stages/4/order/parts', params: { sum: '0.95' } }]);
    const floor = errors(changed('school-of-mayors', put('/stages/4/quotas/categories/0/bounds/min', 162)));
    expect(floor[0]?.params).toEqual({ min: 162, seats: 161 });
    const mixed = errors(changed('school-of-mayors', put('/stages/4/order/parts/1/standardise', undefined)));
    expect(mixed[0]?.params).toEqual({ metrics: ['t', 'points 1..5'] });
  });

  it('adds weights exactly: 0.7, 0.1 and 0.2 make 1', () => {
    const parts = '/stages/2/score/parts';
    const policy = changed('school-of-mayors', (draft) => ['0.7', '0.1', '0.2'].forEach((weight, i) => put(`${parts}/${i}/weight`, weight)(draft)));
    expect(errors(policy)).toEqual([]);
  });

  it('compares deadlines as instants: past midnight in Novosibirsk is still the evening before in Moscow', () => {
    expect(errors(changed('school-of-mayors', put('/stages/1/period/opensAt', '2026-04-20T03:00:00+07:00')))).toEqual([]);
    expect(errors(changed('school-of-mayors', put('/stages/1/period/closesAt', '2026-04-21T02:00:00+07:00')))).toEqual([]);
  });

  it('lets an expert conclusion or an explicit word stand beside a threshold of norms', () => {
    const alone = changed('school-of-mayors', put('/stages/2/conclusions', undefined));
    put('/stages/2/rejectsByNormsAlone', true)(alone);
    expect(errors(alone)).toEqual([]);
  });

  it('counts assessors without a region as free of regional conflict', () => {
    const assessors = { potential: [{ region: null }, { region: null }, { region: '77' }, { region: '50' }] };
    expect(errors(preset('school-of-mayors'), { assessors })).toEqual([]);
  });

  it('knows no supply where others than regions nominate', () => {
    const policy = changed('school-of-mayors', put('/stages/0/limit/each', 1));
    put('/stages/0/nominators/-', 'organiser')(policy);
    expect(errors(policy).map(({ code }) => code)).toEqual(['NOMINATOR_HAS_NO_TERRITORY']);
  });

  it('wants an act and shows each demonstration value, and neither makes a draft wrong', () => {
    const faults = checkPolicy(preset('school-of-mayors'), reference);
    expect(faults).toContainEqual({ level: 'publish', code: 'ACT_MISSING', pointer: '/approvingAct', params: {} });
    expect(faults).toContainEqual({ level: 'notice', code: 'DEMONSTRATION_VALUE', pointer: '/stages/2/minScore', params: {} });
    const act = { title: { ru: 'Приказ', en: 'Order' }, number: '1', date: '2026-01-15', file: '0'.repeat(64) };
    const approved = changed('school-of-mayors', put('/approvingAct', act));
    expect(checkPolicy(approved, reference).filter(({ level }) => level !== 'notice')).toEqual([]);
  });

  it('points at what is there, or at the place of what is missing', () => {
    for (const [, name, change, , , more] of RULE_MUTATIONS) {
      const policy = changed(name, change);
      for (const { pointer } of errors(policy, more)) expect(at(policy, pointer.slice(0, pointer.lastIndexOf('/')))).toBeDefined();
    }
  });
});
