import { listReference, REFERENCE_KINDS } from '../../../../src/campaign/domain/list-reference';
import { policyReference } from '../../../../src/campaign/domain/reference-data';

const codes = (kind: (typeof REFERENCE_KINDS)[number], on?: string): string[] => listReference(kind, on).map(({ code }) => code);

describe('reference data', () => {
  it('are the codes that policies are checked against', () => {
    const { regions, codes: known, retentionClasses } = policyReference([]);
    expect(codes('regions')).toEqual([...regions]);
    expect(codes('post-categories')).toEqual([...known.postCategories]);
    expect(codes('post-groups')).toEqual([...known.groups]);
    expect(codes('spheres')).toEqual([...known.spheres]);
    expect(codes('municipality-types')).toEqual([...known.municipalityTypes]);
    expect(codes('retention-classes')).toEqual([...retentionClasses]);
  });

  it('have a title each, and mark what nobody has confirmed', () => {
    for (const kind of REFERENCE_KINDS) for (const { code, title } of listReference(kind)) expect([code, title.ru]).toEqual([expect.any(String), expect.stringMatching(/^[А-ЯЁа-яё]/)]);
    expect(listReference('regions').filter(({ uncertain }) => uncertain).map(({ code, district }) => [code, district])).toEqual([['90', null], ['93', null], ['94', null], ['95', null]]);
  });

  it('know the types of municipality of a day', () => {
    expect(codes('municipality-types', '2019-04-30')).not.toContain('municipal-okrug');
    expect(codes('municipality-types', '2019-05-01')).toContain('municipal-okrug');
    expect(codes('municipality-types', '2005-12-31')).toEqual([]);
    // 33-ФЗ leaves the choice of one tier or two to the region: nothing ended on the day it came into force.
    expect(codes('municipality-types', '2025-06-19')).toEqual(codes('municipality-types'));
    expect(codes('spheres', '2005-12-31')).toEqual(codes('spheres'));
  });
});
