import fc from 'fast-check';
import { checkPolicy } from '../../../../src/campaign/domain/check-policy';
import schema from '../../../../src/campaign/domain/policy.schema.json';
import { policyReference } from '../../../../src/campaign/domain/reference-data';
import { CAMPAIGN_DATE_FIELDS, shiftPolicy } from '../../../../src/campaign/domain/shift-policy';
import { validatePolicy } from '../../../../src/campaign/validate-policy';
import { PRESETS } from '../../../../src/programme/presets';
import { at, changed, preset, put } from './policy-mutations';

const M = 'school-of-mayors';

describe('shiftPolicy', () => {
  it.each([
    ['reference date', '/referenceDate', '2026-03-31'],
    ['opening, with time and offset', '/stages/0/period/opensAt', '2026-03-03T00:00:00+03:00'],
    ['closing', '/stages/1/period/closesAt', '2026-05-20T23:59:59+03:00'],
    ['cut-offs', '/stages/5/offer/cutOffs', ['2026-08-19', '2026-09-09']],
  ])('moves the %s by 30 days', (_what, pointer, expected) => expect(at(shiftPolicy(preset(M), 30), pointer)).toEqual(expected));

  it('moves the day of a criterion and of a lottery', () => {
    const policy = changed(M, put('/stages/1/criteria/of/3/asOf', '2024-02-28'));
    expect(at(shiftPolicy(policy, 1), '/stages/1/criteria/of/3/asOf')).toBe('2024-02-29');
    expect(at(shiftPolicy(preset('sevastopol-prodvizhenie'), -22), '/stages/3/ties/lottery/drawnAt')).toBe('2026-02-28T12:00:00+03:00');
  });

  it('leaves acts and norms where they are', () => {
    const act = { title: { ru: 'Приказ', en: 'Order' }, number: '1', date: '2026-01-15', file: '0'.repeat(64) };
    const policy = changed(M, put('/approvingAct', act));
    const shifted = shiftPolicy(policy, 365);
    expect(shifted.approvingAct).toEqual(act);
    expect(shifted.instruments).toEqual(policy.instruments);
  });

  it('does not touch the policy given', () => {
    const policy = preset(M);
    shiftPolicy(policy, 10);
    expect(policy).toEqual(preset(M));
  });

  it.each([...PRESETS.keys()])('keeps %s sound in later years, and comes back', (name) => {
    const reference = policyReference(PRESETS.keys());
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const shifted = shiftPolicy(preset(name), days);
        expect(validatePolicy(shifted)).toEqual([]);
        expect(checkPolicy(shifted, reference)).toEqual(checkPolicy(preset(name), reference));
        expect(shiftPolicy(shifted, -days)).toEqual(preset(name));
      }),
      { numRuns: 20 },
    );
  });

  it('shows the check a norm that is not yet in force in an earlier year', () => {
    const codes = checkPolicy(shiftPolicy(preset(M), -800), policyReference(PRESETS.keys())).map(({ code }) => code);
    expect(codes).toContain('NORM_MISSING');
  });

  it.each([0.5, Number.NaN, Infinity])('refuses %p days', (days) => expect(() => shiftPolicy(preset(M), days)).toThrow(RangeError));

  it('moves exactly the fields the schema calls dates of the campaign', () => {
    const fields = new Set<string>();
    const visit = (value: unknown): void => {
      if (value === null || typeof value !== 'object') return;
      for (const [key, member] of Object.entries(value)) {
        if (/"\$ref":"#\/\$defs\/campaign(Date|Instant)"/.test(JSON.stringify(member)) && isField(member)) fields.add(key);
        visit(member);
      }
    };
    const isField = (member: unknown): boolean => at(member, '/$ref') !== undefined || at(member, '/items/$ref') !== undefined;
    visit(schema);
    expect([...fields].filter((field) => field !== 'items').sort()).toEqual([...CAMPAIGN_DATE_FIELDS].sort());
  });
});
