import { canonicalJson } from '../../kernel/canonical-json';
import type { Fault } from '../../kernel/reason';
import { comparePolicies, type RefusedChange } from './compare-policies';
import type { Policy } from './policy';
import type { FaultLevel } from './policy-fault';

export type NextVersionCode = RefusedChange | 'NEW_ACT_NEEDED';

export interface NextVersionFault extends Fault<NextVersionCode> {
  readonly level: FaultLevel;
}

/**
 * What keeps a version from following the one in force: changes that are not allowed once a campaign is open, and the
 * absence of a new approving act. Pointers of changes name elements of lists by their key, as the difference does.
 */
export function checkNextVersion(inForce: Policy, next: Policy): NextVersionFault[] {
  const refused = comparePolicies(inForce, next).refused.map(({ code, path, from, to }) => ({ level: 'publish', code, pointer: path, params: { from, to } }) as const);
  const sameAct = canonicalJson(inForce.approvingAct) === canonicalJson(next.approvingAct);
  return sameAct ? [...refused, { level: 'publish', code: 'NEW_ACT_NEEDED', pointer: '/approvingAct', params: {} }] : refused;
}
