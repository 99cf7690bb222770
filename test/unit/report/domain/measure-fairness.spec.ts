import { type GroupStanding, measureFairness, type StageFairness } from '../../../../src/report/domain/measure-fairness';

const STAGES = ['nomination', 'potential', 'ranking'];
const row = (stage: string, status: GroupStanding['status'], view: GroupStanding['view'], key: string, count: number): GroupStanding => ({ stage, status, view, key, count });
const at = (stages: readonly StageFairness[], stage: string, view: string): StageFairness => stages.find((found) => found.stage === stage && found.view === view)!;

describe('fairness of stages', () => {
  it('compares rates as exact fractions: 24 of 50 against 48 of 80 is four fifths and not below', () => {
    const stages = measureFairness(STAGES, [
      row('ranking', 'open', 'sex', 'female', 24), row('potential', 'rejected', 'sex', 'female', 26), row('ranking', 'open', 'sex', 'male', 48), row('potential', 'rejected', 'sex', 'male', 32),
    ]);
    expect(at(stages, 'potential', 'sex')).toMatchObject({
      reference: 'male', hidden: 0,
      groups: [{ key: 'female', passed: 24, judged: 50, rate: '12/25', ratio: '4/5', fourFifths: false }, { key: 'male', passed: 48, judged: 80, rate: '3/5', ratio: '1/1', fourFifths: false }],
    });
    const [women] = at(measureFairness(STAGES, [row('ranking', 'open', 'sex', 'female', 23), row('potential', 'rejected', 'sex', 'female', 27), row('ranking', 'open', 'sex', 'male', 48), row('potential', 'rejected', 'sex', 'male', 32)]), 'potential', 'sex').groups;
    expect(women).toMatchObject({ ratio: '23/30', fourFifths: true, pFisher: expect.closeTo(0.15, 1) });
  });

  it('judges a stage by those judged in it: the reserve counts, whoever left or is open does not', () => {
    const stages = measureFairness(STAGES, [
      row('ranking', 'reserve', 'category', 'head', 5), row('ranking', 'rejected', 'category', 'head', 3), row('ranking', 'open', 'category', 'head', 7), row('ranking', 'withdrawn', 'category', 'head', 9),
    ]);
    expect(at(stages, 'ranking', 'category').groups).toMatchObject([{ key: 'head', passed: 0, judged: 8, rate: '0/1', ratio: null }]);
    expect(at(stages, 'potential', 'category').groups).toMatchObject([{ passed: 24, judged: 24, rate: '1/1' }]);
  });

  it('adds regions up to federal districts', () => {
    const stages = measureFairness(STAGES, [row('ranking', 'open', 'region', '36', 4), row('ranking', 'open', 'region', '77', 5), row('ranking', 'open', 'region', '95', 6)]);
    expect(at(stages, 'potential', 'district').groups.map(({ key, judged }) => [key, judged])).toEqual([['cfo', 9], ['none', 6]]);
  });

  it('hides groups of one or two, compares nobody with them, and hides another where one alone could be reckoned', () => {
    const stages = measureFairness(STAGES, [
      row('ranking', 'open', 'category', 'a', 2), row('ranking', 'open', 'category', 'b', 5), row('potential', 'rejected', 'category', 'b', 5),
      row('ranking', 'open', 'category', 'c', 6), row('potential', 'rejected', 'category', 'c', 2), row('ranking', 'open', 'category', 'd', 30),
    ]);
    expect(at(stages, 'potential', 'category')).toMatchObject({ hidden: 2, reference: 'd', groups: [{ key: 'b', ratio: '1/2', fourFifths: true }, { key: 'd' }] });
  });
});
