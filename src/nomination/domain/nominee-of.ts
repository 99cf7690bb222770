import type { NominatorKind, Policy } from '../../campaign/domain/policy';
import type { NominatedMember, Nominee } from './check-completeness';

/** Who puts forward: what of him the rules of a nomination ask for. */
export interface NominatedBy {
  readonly kind: NominatorKind;
  readonly region: string | null;
}

/** What of somebody put forward formal completeness is judged by. */
export interface NominatedPerson {
  readonly person: { readonly birthDate: string };
  readonly registrationRegion?: string | null;
  readonly post: { readonly region: string; readonly organisationInn?: string };
  readonly employment: NominatedMember['employment'];
}

/** A nomination as it is written: of one person, or of a team with its members. */
export type Nomination<Person extends object = NominatedPerson> = (Person | { readonly members: readonly (Person & { readonly role: 'lead' | 'member' })[] }) & {
  readonly category?: string | null;
  readonly documents: Nominee['documents'];
};

/** Somebody who is put forward, in what role, and where in the nomination he stands. */
export type Placed<Person> = Person & { readonly role: NominatedMember['role']; readonly pointer: string };

/** Everybody a nomination puts forward, a person alone as `self`. */
export function peopleOf<Person extends object>(nomination: Person | { readonly members: readonly (Person & { readonly role: 'lead' | 'member' })[] }): [Placed<Person>, ...Placed<Person>[]] {
  const people = 'members' in nomination ? nomination.members.map((member, i) => ({ ...member, pointer: `/members/${i}` })) : [{ ...nomination, role: 'self' as const, pointer: '' }];
  return people as [Placed<Person>, ...Placed<Person>[]];
}

/**
 * The nominee as completeness sees him. Whose territory counts, the policy says; its unit is the region, that of a team
 * the one of its lead, or of who is named first where it has none.
 */
export function nomineeOf({ applicants }: Policy, nominator: NominatedBy, nomination: Nomination): Nominee {
  const { category = null, documents } = nomination;
  const people = peopleOf<NominatedPerson>(nomination);
  const { post, registrationRegion = null } = people.find(({ role }) => role !== 'member') ?? people[0];
  const regions: Readonly<Record<Policy['applicants']['territoryFrom'], string | null>> = { nominator: nominator.region, post: post.region, registration: registrationRegion };
  const members = people.map(({ role, person: { birthDate }, post: { organisationInn = null }, employment }) => ({ role, birthDate, organisationInn, employment }));
  return { nominatorKind: nominator.kind, region: regions[applicants.territoryFrom], category, kind: 'members' in nomination ? 'team' : 'person', members, documents };
}
