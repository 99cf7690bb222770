import { type AssessmentStage, keyed, type Policy, type Rubric } from '../../campaign/domain/policy';

/** The rubric a stage is marked on. A published policy has it; anything else is a broken caller. */
export function rubricOf(policy: Policy, stage: AssessmentStage): Rubric {
  const rubric = keyed(policy.rubrics, stage.rubric);
  if (!rubric) throw new TypeError('a published policy names a rubric it does not have');
  return rubric;
}
