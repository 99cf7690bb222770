import type { Explanation } from '../../../../src/candidacy/domain/explanation';
import { discloseExplanation } from '../../../../src/report/domain/disclose-explanation';

/** Not chosen because the region's places are taken by so many others. */
const refused = (chosen: number): Explanation => ({
  decision: 'NOT_SELECTED', score: '71.2', rank: { overall: 9, region: chosen + 1, category: 5 },
  reason: { code: 'REGION_CAP', params: { territory: '36', category: 'head', count: chosen, max: chosen, chosen, lowest: '73.9', score: '71.2', enterAt: '73.9001' } },
  binding: [{ family: 'regions', key: '36', count: chosen, min: 0, max: chosen }],
  cutoff: { overall: { lowest: '60', chosen: 100 }, region: { lowest: '73.9', chosen }, category: { lowest: '61', chosen: 3 }, cell: { lowest: '73.9', chosen: 2 } },
  margin: { kind: 'deficit', score: '2.7' }, wouldEnterAt: '73.9001', lotteryMattered: false,
});
const text = (told: unknown): string => JSON.stringify(told);

describe('what is told of an explanation', () => {
  it('to an officer is everything', () => {
    expect(discloseExplanation(refused(1), 'officer')).toMatchObject({ cutoff: { region: '73.9', cell: '73.9' }, wouldEnterAt: '73.9001', reason: refused(1).reason });
  });

  it('to a nominator is the decision, the reason and how full the quota is, and no score at all', () => {
    const told = discloseExplanation(refused(4), 'nominator');
    expect(told).toEqual({ decision: 'NOT_SELECTED', reason: { code: 'REGION_CAP', params: { territory: '36', category: 'head', count: 4, max: 4 } }, binding: refused(4).binding });
    expect(text(told)).not.toMatch(/73\.9|71\.2|2\.7/);
  });

  it('to the candidate are his own scores and the cut-offs of groups of three or more', () => {
    expect(discloseExplanation(refused(3), 'candidate')).toMatchObject({
      score: '71.2', reason: { params: { lowest: '73.9' } }, wouldEnterAt: '73.9001', cutoff: { overall: '60', region: '73.9', category: '61', cell: null },
    });
  });

  it.each([1, 2])('hides from him whatever gives away the score of one of %d, and the way to reckon it', (chosen) => {
    const told = discloseExplanation(refused(chosen), 'candidate');
    expect(told).toMatchObject({ score: '71.2', rank: { region: chosen + 1 }, margin: { kind: 'deficit', score: null }, wouldEnterAt: null, cutoff: { region: null } });
    expect(text(told)).not.toMatch(/73\.9|2\.7/);
  });
});
