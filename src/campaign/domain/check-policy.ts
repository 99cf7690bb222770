import { checkApplicants, checkNomination, checkPersonalFile } from './check-applicants';
import { checkEligibility } from './check-criteria';
import { checkEnrolment, checkMatching } from './check-enrolment';
import { checkCommission, checkRetention } from './check-governance';
import { checkInstruments, checkRubrics } from './check-measures';
import { checkQuotas } from './check-quotas';
import { checkRanking } from './check-ranking';
import { checkReadiness } from './check-readiness';
import { checkAssessment, checkDiagnostics } from './check-scores';
import { checkKeys, checkPeriods, checkStageOrder } from './check-structure';
import type { Policy, Stage } from './policy';
import type { PolicyFault, PolicyFaults } from './policy-fault';
import type { PolicyReference } from './reference-data';

/**
 * What a schema cannot say: whether a policy that has passed `validatePolicy` agrees with itself, with the reference
 * data and with what is built. Every fault is told, each at its place; a policy is published without any of level
 * `error` or `publish`.
 */
export function checkPolicy(policy: Policy, reference: PolicyReference): PolicyFault[] {
  return [
    ...checkKeys(policy),
    ...checkStageOrder(policy),
    ...checkPeriods(policy),
    ...checkApplicants(policy, reference),
    ...checkInstruments(policy),
    ...checkRubrics(policy),
    ...policy.stages.flatMap((stage, i) => [...checkStage(policy, reference, stage, `/stages/${i}`)]),
    ...checkPersonalFile(policy),
    ...checkCommission(policy),
    ...checkRetention(policy, reference),
    ...checkReadiness(policy),
  ];
}

function* checkStage(policy: Policy, reference: PolicyReference, stage: Stage, at: string): PolicyFaults {
  switch (stage.kind) {
    case 'nomination':
      return yield* checkNomination(policy, reference, stage, at);
    case 'eligibility':
      return yield* checkEligibility(policy, reference, stage, at);
    case 'diagnostics':
      return yield* checkDiagnostics(policy, stage, at);
    case 'assessment':
      return yield* checkAssessment(policy, reference, stage, at);
    case 'ranking':
      yield* checkRanking(policy, stage, at);
      return yield* checkQuotas(policy, reference, stage.quotas, `${at}/quotas`);
    case 'matching':
      return yield* checkMatching(reference, stage, at);
    case 'enrolment':
      return yield* checkEnrolment(policy, stage, at);
  }
}
