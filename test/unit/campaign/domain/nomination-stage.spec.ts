import { nominationPlaces, nominationStage } from '../../../../src/campaign/domain/nomination-stage';
import { SCHOOL_OF_MAYORS } from '../../../../src/programme/school-of-mayors';

describe('the nomination stage', () => {
  it('is the first', () => {
    expect(nominationStage(SCHOOL_OF_MAYORS).key).toBe('nomination');
    expect(() => nominationStage({ stages: SCHOOL_OF_MAYORS.stages.slice(1) })).toThrow(TypeError);
  });

  it('gives a nominator the places named for his code, else those of each, else no limit', () => {
    const limit = { each: 5, named: [{ nominator: '77', limit: 0 }] };
    expect(['77', '36'].map((code) => nominationPlaces({ limit }, code))).toEqual([0, 5]);
    expect(nominationPlaces({}, '77')).toBeNull();
  });
});
