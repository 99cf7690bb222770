import type { Fault } from '../../kernel/reason';
import type { Role } from './may';

/** A grant as it is asked for. */
export interface GrantWish {
  readonly role: Role;
  readonly campaignId?: string;
  readonly nominatorId?: string;
}

/** Campaigns and nominators that exist, among those the grants name. */
export interface Known {
  readonly campaigns: ReadonlySet<string>;
  readonly nominators: ReadonlySet<string>;
}

export type GrantFault = 'GRANT_NEEDS_CAMPAIGN' | 'GRANT_HAS_NO_CAMPAIGN' | 'GRANT_NEEDS_NOMINATOR' | 'GRANT_HAS_NO_NOMINATOR' | 'CAMPAIGN_UNKNOWN' | 'NOMINATOR_UNKNOWN' | 'GRANT_REPEATED';

/**
 * Whether the grants of one account make sense: an administrator stands outside of campaigns, everybody else in one, a
 * nominator for one nominator, each grant once. Pointers start at the account: `/grants/0/campaignId`.
 */
export function checkGrants(grants: readonly GrantWish[], known: Known): Fault<GrantFault>[] {
  const seen = new Set<string>();
  return grants.flatMap((grant, i) => {
    const faults = faultsOf(grant, known).map(([field, code]) => ({ pointer: `/grants/${i}/${field}`, code, params: {} }));
    const same = `${grant.role} ${grant.campaignId ?? ''} ${grant.nominatorId ?? ''}`;
    if (seen.has(same)) faults.push({ pointer: `/grants/${i}`, code: 'GRANT_REPEATED', params: {} });
    seen.add(same);
    return faults;
  });
}

function faultsOf({ role, campaignId, nominatorId }: GrantWish, known: Known): [field: keyof GrantWish, code: GrantFault][] {
  const faults: [keyof GrantWish, GrantFault][] = [];
  if (role === 'administrator' && campaignId) faults.push(['campaignId', 'GRANT_HAS_NO_CAMPAIGN']);
  if (role !== 'administrator' && !campaignId) faults.push(['campaignId', 'GRANT_NEEDS_CAMPAIGN']);
  if (role === 'nominator' && !nominatorId) faults.push(['nominatorId', 'GRANT_NEEDS_NOMINATOR']);
  if (role !== 'nominator' && nominatorId) faults.push(['nominatorId', 'GRANT_HAS_NO_NOMINATOR']);
  if (campaignId && !known.campaigns.has(campaignId)) faults.push(['campaignId', 'CAMPAIGN_UNKNOWN']);
  if (nominatorId && !known.nominators.has(nominatorId)) faults.push(['nominatorId', 'NOMINATOR_UNKNOWN']);
  return faults;
}
