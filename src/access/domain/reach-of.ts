import type { Reach } from '../../kernel/reach';
import { type Grant, grantsInForce, type Operation, type Role, rolesOf } from './may';

/** Roles that see whatever belongs to a campaign. An assessor is bound by assignment: of mark sheets he sees his own. */
const WHOLE: readonly Role[] = ['officer', 'auditor', 'assessor'];

/**
 * How far the database lets an operation reach: rows of the named campaign, or of every campaign of the grants that give
 * the operation, and within it of the nominators they name. It is counted from the grants anew, not from what `may`
 * answered, so that the second wall stands where the first has a gap. Administrators reach every campaign and nobody in it.
 */
export function reachOf(grants: readonly Grant[], operation: Operation, campaignId?: string): Reach {
  const fitting = grantsInForce(grants).filter(({ role }) => rolesOf(operation).includes(role));
  const isAdministrator = fitting.some(({ role }) => role === 'administrator');
  if (campaignId === undefined) return { campaigns: isAdministrator ? 'all' : [...new Set(fitting.flatMap((grant) => grant.campaignId ?? []))], nominators: [] };
  const here = fitting.filter((grant) => grant.campaignId === campaignId);
  const campaigns = isAdministrator ? 'all' : here.length > 0 ? [campaignId] : [];
  if (!here.some(({ role }) => WHOLE.includes(role))) return { campaigns, nominators: here.flatMap(({ nominatorId }) => nominatorId ?? []) };
  const isAssessor = here.every(({ role }) => role === 'assessor' || role === 'nominator');
  return { campaigns, nominators: 'all', ...(isAssessor && { byAssignment: true }) };
}
