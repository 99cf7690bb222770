import { checkBounds } from './check-bounds';
import type { Policy, Stage } from './policy';
import { policyFault, type PolicyFaults } from './policy-fault';
import type { PolicyReference } from './reference-data';

/** Where the commission has a say there is one. */
export function* checkCommission(policy: Policy): PolicyFaults {
  if (policy.commission) return yield* checkBounds(policy.commission.members, '/commission/members');
  for (const [i, stage] of policy.stages.entries())
    for (const place of asksCommission(stage)) yield policyFault('COMMISSION_MISSING', `/stages/${i}${place}`, { key: stage.key });
}

function asksCommission(stage: Stage): string[] {
  const asks = stage.gate.confirms === 'commission' ? ['/gate/confirms'] : [];
  if (stage.kind === 'assessment' && stage.disagreement?.then === 'commission') asks.push('/disagreement/then');
  if (stage.kind === 'ranking' && stage.order.by === 'commission') asks.push('/order/by');
  if (stage.kind === 'ranking' && stage.order.by === 'score' && stage.ties.atBoundary === 'commission') asks.push('/ties/atBoundary');
  return asks;
}

/** Retention classes stand in the installation's register. */
export function* checkRetention(policy: Policy, reference: PolicyReference): PolicyFaults {
  for (const field of ['enrolled', 'notEnrolled', 'profiles'] as const) {
    const key = policy.retention[field];
    if (!reference.retentionClasses.has(key)) yield policyFault('RETENTION_CLASS_UNKNOWN', `/retention/${field}`, { key });
  }
}
