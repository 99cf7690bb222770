import type { NominatorKind, Policy } from '../../campaign/domain/policy';
import type { Nominee } from './check-completeness';

/** Who puts forward: what of him the rules of a nomination ask for. */
export interface NominatedBy {
  readonly kind: NominatorKind;
  readonly region: string | null;
}

/** What of a nomination formal completeness is judged by. */
export interface Nomination {
  readonly category?: string | null;
  readonly person: { readonly birthDate: string };
  readonly registrationRegion?: string | null;
  readonly post: { readonly region: string };
  readonly employment: Nominee['employment'];
  readonly documents: Nominee['documents'];
}

/** The nominee as completeness sees him. Whose territory counts, the policy says; its unit is the region. */
export function nomineeOf({ applicants }: Policy, nominator: NominatedBy, { category = null, person, registrationRegion = null, post, employment, documents }: Nomination): Nominee {
  const regions: Readonly<Record<Policy['applicants']['territoryFrom'], string | null>> = { nominator: nominator.region, post: post.region, registration: registrationRegion };
  return { nominatorKind: nominator.kind, region: regions[applicants.territoryFrom], category, birthDate: person.birthDate, employment, documents };
}
