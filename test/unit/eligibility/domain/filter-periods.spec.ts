import type { Periods } from '../../../../src/campaign/domain/policy-criteria';
import type { Employment, Post } from '../../../../src/eligibility/domain/eligibility-facts';
import { filterPeriods } from '../../../../src/eligibility/domain/filter-periods';

const POST: Post = { category: 'municipal-office', municipality: '60601430', region: '61' };

function job(id: string, about: Partial<Employment>): Employment {
  return {
    id, start: '2020-01-01', end: null, postCategory: 'unit-head', group: null, sphere: null,
    municipalityType: null, municipality: null, region: null, ...about,
  };
}

function counted(employments: readonly Employment[], periods: Periods, post: Post | undefined = POST): string {
  const { counted, unclear } = filterPeriods(employments, periods, post);
  return [...counted.map(({ id }) => id), ...unclear.map(({ id }) => `${id}?`)].join(' ');
}

describe('filterPeriods', () => {
  it('counts every record where nothing is named', () => {
    expect(counted([job('a', {}), job('b', { postCategory: null })], {})).toBe('a b');
  });

  it('asks for every condition named', () => {
    const career = [
      job('both', { group: 'main', sphere: 'municipal-service' }),
      job('group', { group: 'main' }),
      job('sphere', { group: 'junior', sphere: 'municipal-service' }),
    ];
    expect(counted(career, { groups: ['main', 'highest'], spheres: ['municipal-service'] })).toBe('both');
  });

  it('leaves a post nobody has classified open instead of dropping it', () => {
    const career = [
      job('head', { postCategory: 'service-head' }), job('adviser', { postCategory: 'adviser' }), job('unknown', { postCategory: null }),
    ];
    expect(counted(career, { postCategories: ['service-head'] })).toBe('head unknown?');
    expect(counted(career, { postCategories: ['service-head'], groups: ['main'] })).toBe('');
  });

  it('knows the types of municipality', () => {
    const career = [job('rural', { municipalityType: 'rural-settlement' }), job('urban', { municipalityType: 'urban-district' })];
    expect(counted(career, { municipalityTypes: ['rural-settlement'] })).toBe('rural');
  });

  describe('place', () => {
    const career = [
      job('here', { municipality: '60601430', region: '61' }),
      job('village-here', { municipality: '60601430101', region: '61' }),
      job('neighbour', { municipality: '60602000', region: '61' }),
      job('far', { municipality: '45000000', region: '77' }),
      job('nowhere', {}),
    ];

    it('any municipality', () => {
      expect(counted(career, { place: 'any-municipality' })).toBe('here village-here neighbour far');
    });

    it('the municipality of the present post, whichever settlement of it', () => {
      expect(counted(career, { place: 'same-municipality-as-post' })).toBe('here village-here');
    });

    it('the region of the present post', () => {
      expect(counted(career, { place: 'same-region-as-post' })).toBe('here village-here neighbour');
    });

    it('is open while the present post is not known', () => {
      expect(filterPeriods(career, { place: 'same-region-as-post' }, undefined).unclear).toHaveLength(5);
      expect(counted([job('x', { region: '61' })], { place: 'same-region-as-post' }, { category: null })).toBe('x?');
    });
  });
});
