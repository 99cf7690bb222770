import { type Operation, rolesOf } from '../../src/access/domain/may';
import type { AsAccount, TestApi } from './app';

/** Who works on a campaign, who marks in it, who nominates: a conflict of interest leaves nobody with all of these roles. */
export type Side = 'office' | 'assessor' | 'clerk';

export type Sides = Readonly<Record<Side, { readonly id: string; readonly api: AsAccount }>>;

/** Accounts that have every operation between them. */
export async function allSides(api: TestApi, campaignId: string, nominatorId: string): Promise<Sides> {
  return {
    office: await api.account({ role: 'administrator' }, { role: 'officer', campaignId }, { role: 'auditor', campaignId }),
    assessor: await api.account({ role: 'assessor', campaignId }),
    clerk: await api.account({ role: 'nominator', campaignId, nominatorId }),
  };
}

/** Who sends it; null: whoever comes, so the office may. */
export function sideOf(operation: Operation | null): Side {
  const roles = operation ? rolesOf(operation) : [];
  return !operation || roles.some((role) => ['administrator', 'officer', 'auditor'].includes(role)) ? 'office' : roles.includes('assessor') ? 'assessor' : 'clerk';
}
