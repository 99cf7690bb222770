export const ROLES = ['administrator', 'officer', 'assessor', 'nominator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** A right given to an account: a role in a campaign, a nominator's for one nominator; an administrator's has neither. */
export interface Grant {
  readonly role: Role;
  readonly campaignId: string | null;
  readonly nominatorId: string | null;
}

const ANYONE: readonly Role[] = ROLES;

/**
 * Who may do what. The whole of it: what is not here, nobody may. Administrators run the service and have no access to
 * candidates' data; only officers decide; an auditor reads, and may be the second person who lets an export out.
 */
const ROLES_OF = {
  'accounts.manage': ['administrator'],
  'sessions.own': ANYONE,
  'keys.own': ANYONE,
  'nominators.manage': ['administrator'],
  'programmes.read': ANYONE,
  'calculations.run': ANYONE,
  'campaigns.create': ['administrator'],
  'campaigns.read': ANYONE,
  'policy.read': ['officer', 'auditor', 'administrator'],
  'policy.write': ['officer', 'administrator'],
  'policy.publish': ['officer'],
  'policy.preview': ['officer'],
  'nominators.enrol': ['officer'],
  'nominations.write': ['nominator', 'officer'],
  'nominations.submit': ['nominator'],
  'nominations.read': ['nominator'],
  'batches.read': ['nominator', 'officer', 'auditor'],
  'batches.reopen': ['officer'],
  'letters.write': ['nominator', 'officer'],
  'letters.read': ['nominator', 'officer', 'auditor'],
  'extensions.request': ['nominator'],
  'extensions.grant': ['officer'],
  'extensions.read': ['nominator', 'officer', 'auditor'],
  'imports.write': ['nominator', 'officer'],
  'imports.read': ['nominator', 'officer'],
  'documents.read': ['nominator', 'officer'],
  'documents.write': ['nominator', 'officer'],
  'duplicates.resolve': ['officer'],
  'changes.read': ['nominator'],
  'exports.read': ['nominator', 'officer'],
  'handovers.read': ['officer'],
  'registers.read': ['officer'],
  'candidacies.read': ['officer', 'auditor'],
  'stages.read': ['officer', 'auditor'],
  'records.read': ['officer', 'auditor'],
  'records.correct': ['officer'],
  'posts.classify': ['officer'],
  'posts.read': ['officer', 'auditor'],
  'verifications.write': ['officer'],
  'verifications.read': ['officer', 'auditor'],
  'eligibility.read': ['officer', 'auditor', 'nominator'],
  'lists.write': ['officer'],
  'lists.read': ['officer', 'auditor'],
  'exceptions.write': ['officer'],
  'exceptions.read': ['officer', 'auditor'],
  'decisions.preview': ['officer'],
  'decisions.mark': ['officer'],
  'decisions.confirm': ['officer'],
  'commission.write': ['officer'],
  'commission.read': ['officer', 'auditor'],
  'decisions.publish': ['officer'],
  'decisions.revert': ['officer'],
  'decisions.read': ['officer', 'auditor'],
  'templates.read': ['officer', 'auditor'],
  'templates.write': ['officer'],
  'templates.approve': ['officer'],
  'notices.preview': ['officer'],
  'notices.release': ['officer'],
  'notices.intervene': ['officer'],
  'notices.read': ['officer', 'auditor', 'nominator'],
  'notices.address': ['officer', 'nominator'],
  'exits.write': ['officer'],
  'exits.own': ['nominator'],
  'results.write': ['officer', 'assessor'],
  'results.read': ['officer'],
  'results.file': ['officer'],
  'conclusions.write': ['officer', 'assessor'],
  'conclusions.read': ['officer'],
  'sessions.write': ['officer'],
  'corrections.ask': ['officer', 'assessor'],
  'corrections.decide': ['officer'],
  'assignments.write': ['officer'],
  'interests.write': ['officer', 'assessor'],
  'interests.withdraw': ['officer'],
  'sheets.read': ['assessor'],
  'sheets.print': ['officer'],
  'sheets.decline': ['assessor'],
  'marks.write': ['assessor'],
  'marks.enter': ['officer'],
  'marks.reopen': ['officer'],
  'marking.close': ['officer'],
  'runs.start': ['officer'],
  'runs.read': ['officer', 'auditor'],
  'scenarios.play': ['officer'],
  'scenarios.read': ['officer', 'auditor'],
  'quotas.propose': ['officer'],
  'snapshots.request': ['officer'],
  'snapshots.release': ['officer', 'auditor'],
  'snapshots.read': ['officer', 'auditor'],
  'reserve.close': ['officer'],
  'seats.offer': ['officer'],
  'seats.answer': ['officer', 'nominator'],
  'seats.lapse': ['officer'],
  'seats.revert': ['officer'],
  'seats.trace': ['officer', 'auditor'],
  'seats.read': ['officer', 'auditor', 'nominator'],
  'deferrals.read': ['officer', 'auditor'],
  'deferrals.admit': ['officer'],
  'replacements.start': ['officer'],
  'streams.write': ['officer'],
  'streams.read': ['officer', 'auditor'],
  'orders.write': ['officer'],
  'orders.read': ['officer', 'auditor'],
  'appeals.write': ['officer'],
  'appeals.review': ['officer'],
  'appeals.read': ['officer', 'auditor'],
  'appeals.own': ['nominator'],
  'holds.write': ['officer'],
  'holds.read': ['officer', 'auditor'],
  'retention.read': ['officer', 'auditor'],
  'destructions.propose': ['officer'],
  'destructions.decide': ['officer'],
  'destructions.read': ['officer', 'auditor'],
  'subject-exports.write': ['officer'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Operation = keyof typeof ROLES_OF;
export const OPERATIONS = Object.keys(ROLES_OF) as readonly Operation[];

/**
 * May an account with these grants do the operation, in the campaign where one is named? `no` where its roles never
 * have the operation; `absent` where they have, but not in this campaign, whose existence is then not its business.
 */
export function may(grants: readonly Grant[], operation: Operation, campaignId?: string): 'yes' | 'no' | 'absent' {
  const inForce = grantsInForce(grants);
  const fitting = inForce.filter((grant) => rolesOf(operation).includes(grant.role));
  if (fitting.length === 0) return 'no';
  if (campaignId === undefined || fitting.some((grant) => holdsIn(grant, campaignId))) return 'yes';
  return inForce.some((grant) => grant.campaignId === campaignId) ? 'no' : 'absent';
}

/**
 * Whose applicants the operation may touch in the campaign. Only grants that give the operation count: a person who is
 * officer and nominator submits for his own nominator alone. Assessors are bound by assignment, not by nominator.
 */
export function nominatorScope(grants: readonly Grant[], operation: Operation, campaignId: string): readonly string[] | 'all' {
  const fitting = grantsInForce(grants).filter((grant) => grant.campaignId === campaignId && rolesOf(operation).includes(grant.role));
  if (fitting.some((grant) => grant.role !== 'nominator')) return 'all';
  return fitting.flatMap((grant) => grant.nominatorId ?? []);
}

/** Roles held in a campaign, an administrator's included, who stands outside all of them. */
export function rolesHeld(grants: readonly Grant[], campaignId: string): readonly Role[] {
  return [...new Set(grantsInForce(grants).filter((grant) => holdsIn(grant, campaignId)).map((grant) => grant.role))];
}

/** Which roles give way to which other ones held in the same campaign. */
const GIVES_WAY: Partial<Record<Role, readonly Role[]>> = { officer: ['nominator'], auditor: ['nominator'], assessor: ['officer', 'auditor'] };

/**
 * The grants without those that a conflict of interest takes away, which is stronger than any role: who puts people
 * forward in a campaign neither decides nor checks in it, and who reads names and panels there as an officer or auditor
 * does not mark.
 */
export function grantsInForce(grants: readonly Grant[]): readonly Grant[] {
  return grants.filter(({ role, campaignId }) => !grants.some((other) => other.campaignId === campaignId && GIVES_WAY[role]?.includes(other.role)));
}

/** Roles that have the operation. */
export function rolesOf(operation: Operation): readonly Role[] {
  return ROLES_OF[operation];
}

function holdsIn(grant: Grant, campaignId: string): boolean {
  return grant.role === 'administrator' || grant.campaignId === campaignId;
}
