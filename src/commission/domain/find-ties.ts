import type { Conflict } from '../../campaign/domain/policy';

/** A member by what can tie him to somebody. */
export interface TiedMember {
  readonly id: string;
  readonly region: string | null;
  readonly organisationInn: string | null;
}

/** Somebody on the agenda, by the same. */
export interface JudgedPerson {
  readonly region: string;
  readonly organisationInn: string | null;
}

/** The kinds that can be computed from what is recorded of members; the others are declared. */
export type ComputedConflict = Extract<Conflict, 'same-organisation' | 'same-region'>;

/**
 * Members tied to one of the people, by the kinds of conflict of interest [конфликт интересов] that the policy names;
 * each with the first of them. What is not recorded ties nobody.
 */
export function findTies(kinds: readonly Conflict[], members: readonly TiedMember[], people: readonly JudgedPerson[]): ReadonlyMap<string, ComputedConflict> {
  const organisations = new Set(people.flatMap(({ organisationInn }) => organisationInn ?? []));
  const regions = new Set(people.map(({ region }) => region));
  const ties = new Map<string, ComputedConflict>();
  for (const kind of kinds) {
    for (const { id, region, organisationInn } of members) {
      const tied = (kind === 'same-organisation' && organisationInn !== null && organisations.has(organisationInn)) || (kind === 'same-region' && region !== null && regions.has(region));
      if (tied && !ties.has(id)) ties.set(id, kind);
    }
  }
  return ties;
}
