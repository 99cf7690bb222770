import { keyed, stageAfter, stageOf } from '../../../../src/campaign/domain/policy';
import { preset } from './policy-mutations';

const policy = preset('school-of-mayors');

describe('stages of a policy', () => {
  it('are found by key', () => {
    expect(stageOf(policy, 'tenure')).toBe(policy.stages[1]);
    expect(stageOf(policy, 'interview')).toBeUndefined();
  });

  it('follow each other', () => {
    const walked = ['nomination'];
    for (let next = stageAfter(policy, 'nomination'); next; next = stageAfter(policy, next.key)) walked.push(next.key);
    expect(walked).toEqual(['nomination', 'tenure', 'diagnostics', 'potential', 'ranking', 'enrolment']);
    expect(stageAfter(policy, 'interview')).toBeUndefined();
  });
});

it('finds an element of a list by key, and none in a list that is absent', () => {
  expect(keyed(policy.categories, 'head')?.title.ru).toBe('Глава муниципалитета');
  expect(keyed(policy.categories, 'mayor')).toBeUndefined();
  expect(keyed(policy.lists, 'head')).toBeUndefined();
});
