import { partsNotBuilt } from './built-parts';
import type { Policy } from './policy';
import { policyFault, type PolicyFaults } from './policy-fault';

/** What a complete draft still lacks for publication, and every value the approver has to look at. */
export function* checkReadiness(policy: Policy): PolicyFaults {
  if (!policy.approvingAct) yield policyFault('ACT_MISSING', '/approvingAct');
  for (const { part, pointer } of partsNotBuilt(policy)) yield policyFault('NOT_BUILT', pointer, { part });
  for (const pointer of demonstrationsIn(policy, '')) yield policyFault('DEMONSTRATION_VALUE', pointer);
}

function* demonstrationsIn(value: unknown, pointer: string): Generator<string, void, undefined> {
  if (value === null || typeof value !== 'object') return;
  if ('demonstration' in value) yield pointer;
  for (const [key, member] of Object.entries(value)) yield* demonstrationsIn(member, `${pointer}/${key}`);
}
