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
  const isTeam = 'members' in nomination;
  const speaks = isTeam ? (nomination.members.find(({ role }) => role === 'lead') ?? nomination.members[0]!) : nomination;
  const members = isTeam ? nomination.members.map((member) => memberOf(member, member.role)) : [memberOf(nomination, 'self')];
  return { nominatorKind: nominator.kind, region: territoryOf(applicants.territoryFrom, nominator, speaks), category, kind: isTeam ? 'team' : 'person', members, documents };
}

function memberOf({ person, post, employment }: NominatedPerson, role: NominatedMember['role']): NominatedMember {
  return { role, birthDate: person.birthDate, organisationInn: post.organisationInn ?? null, employment };
}

function territoryOf(from: Policy['applicants']['territoryFrom'], nominator: NominatedBy, { post, registrationRegion = null }: NominatedPerson): string | null {
  switch (from) {
    case 'nominator':
      return nominator.region;
    case 'post':
      return post.region;
    case 'registration':
      return registrationRegion;
  }
}
