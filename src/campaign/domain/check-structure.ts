import type { Policy } from './policy';
import { leavesOf } from './policy-leaves';
import { policyFault, type PolicyFaultCode, type PolicyFaults, repeated } from './policy-fault';

/** Keys are unique where something refers to them. */
export function* checkKeys(policy: Policy): PolicyFaults {
  yield* keysOnce(policy.stages, '/stages', 'STAGE_KEY_TWICE');
  yield* keysOnce(policy.categories, '/categories');
  yield* keysOnce(policy.lists, '/lists');
  yield* keysOnce(policy.personalFile, '/personalFile');
  yield* keysOnce(policy.instruments, '/instruments');
  for (const [i, instrument] of (policy.instruments ?? []).entries()) yield* keysOnce(instrument.scales, `/instruments/${i}/scales`);
  yield* keysOnce(policy.rubrics, '/rubrics');
  for (const [i, rubric] of (policy.rubrics ?? []).entries()) yield* keysOnce(rubric.criteria, `/rubrics/${i}/criteria`);
  for (const [i, stage] of policy.stages.entries())
    if (stage.kind === 'ranking') yield* keysOnce(stage.quotas.territories?.groups, `/stages/${i}/quotas/territories/groups`);

  for (const [, { leaf, at }] of repeated(leavesOf(policy), (found) => found.leaf.key))
    yield policyFault('CRITERION_KEY_TWICE', `${at}/key`, { key: leaf.key });
}

function* keysOnce(list: readonly { readonly key: string }[] = [], at: string, code: PolicyFaultCode = 'KEY_TWICE'): PolicyFaults {
  for (const [i, { key }] of repeated(list, (item) => item.key)) yield policyFault(code, `${at}/${i}/key`, { key });
}

/** Nomination first and once, enrolment last and once; only a nominator submits, and a nominator decides nothing else. */
export function* checkStageOrder({ stages }: Policy): PolicyFaults {
  const last = stages.length - 1;
  for (const [i, { key, kind, gate }] of stages.entries()) {
    const at = `/stages/${i}/kind`;
    if (i === 0 && kind !== 'nomination') yield policyFault('NOMINATION_NOT_FIRST', at, { kind });
    if (i > 0 && kind === 'nomination') yield policyFault('NOMINATION_TWICE', at, { key });
    if (i === last && kind !== 'enrolment') yield policyFault('ENROLMENT_NOT_LAST', at, { kind });
    if (i < last && kind === 'enrolment') yield policyFault('ENROLMENT_TWICE', at, { key });
    if ((gate.confirms === 'nominator') !== (kind === 'nomination'))
      yield policyFault('GATE_OF_WRONG_ROLE', `/stages/${i}/gate/confirms`, { kind, confirms: gate.confirms });
  }
}

/** Every stage lasts, and stages open and close in their order; offsets are taken into account. */
export function* checkPeriods({ stages }: Policy): PolicyFaults {
  for (const [i, { key, period }] of stages.entries()) {
    const before = stages[i - 1];
    const opens = Date.parse(period.opensAt);
    const closes = Date.parse(period.closesAt);
    if (opens >= closes) yield policyFault('PERIOD_REVERSED', `/stages/${i}/period`, { key });
    if (before && (opens < Date.parse(before.period.opensAt) || closes < Date.parse(before.period.closesAt)))
      yield policyFault('PERIODS_OUT_OF_ORDER', `/stages/${i}/period`, { key, before: before.key });
  }
}
