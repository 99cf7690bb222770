import type { Role } from './may';

/** What a provider says of a person. */
export type Claims = Readonly<Record<string, unknown>>;

/** Who has the value in the claim gets the grant. */
export interface GrantRule {
  readonly claim: string;
  readonly value: string;
  readonly role: Role;
  readonly campaignId?: string;
  /** For a nominator: of which kind, and which claim has its code. */
  readonly nominator?: { readonly kind: string; readonly codeClaim: string };
}

export interface ClaimMapping {
  readonly nameClaim: string;
  readonly regionClaim?: string;
  readonly grants: readonly GrantRule[];
}

/** A grant whose nominator is still named by kind and code. */
export interface MappedGrant {
  readonly role: Role;
  readonly campaignId?: string;
  readonly nominator?: { readonly kind: string; readonly code: string };
}

export interface MappedPerson {
  readonly name: string | null;
  readonly region: string | null;
  readonly grants: readonly MappedGrant[];
}

const LONGEST_NAME = 200;
const REGION = /^[0-9]{2}$/;
const CODE = /^[\p{L}\p{N}._-]{1,64}$/u;

/**
 * Name, region and rights of a person by the claims of his ID token. A claim that is missing, or of another type, gives
 * nothing; nobody gets more than the rules say.
 */
export function mapClaims(claims: Claims, { nameClaim, regionClaim, grants }: ClaimMapping): MappedPerson {
  const name = textOf(claims, nameClaim);
  const region = regionClaim === undefined ? null : textOf(claims, regionClaim);
  const mapped = grants.flatMap((rule): MappedGrant[] => {
    if (!valuesOf(claims, rule.claim).includes(rule.value)) return [];
    const { role, campaignId, nominator } = rule;
    if (!nominator) return [{ role, ...(campaignId && { campaignId }) }];
    const code = textOf(claims, nominator.codeClaim);
    return code !== null && CODE.test(code) ? [{ role, ...(campaignId && { campaignId }), nominator: { kind: nominator.kind, code } }] : [];
  });
  const once = new Map(mapped.map((grant) => [JSON.stringify(grant), grant]));
  return { name: name && [...name].slice(0, LONGEST_NAME).join(''), region: region && REGION.test(region) ? region : null, grants: [...once.values()] };
}

function textOf(claims: Claims, claim: string): string | null {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function valuesOf(claims: Claims, claim: string): readonly unknown[] {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  return Array.isArray(value) ? value : [value];
}
