import type { Fault } from '../../kernel/reason';

/** `snils`: one person by his number; `name`: the same name and birth date, and nothing that tells them apart. */
export type DuplicateGround = 'snils' | 'name';

export const RESOLUTIONS = ['same-person', 'different-people', 'withdrawn'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];
export type DuplicateState = 'open' | Resolution;

/** Somebody of the set: an applicant, or a member of a team who is like somebody else's. */
export interface Standing {
  readonly candidacyId: string;
  readonly personId: string;
  /** Equal for those who may be one person: two teams may share several. */
  readonly likeness: string;
  readonly hasSnils: boolean;
  /** Of the campaign the set is resolved in; those of others are there to be recognised only. */
  readonly isHere: boolean;
  readonly hasLeft: boolean;
}

export const RESOLUTION_FAULTS = ['DUPLICATE_ONE_MAY_REMAIN', 'DUPLICATE_NOBODY_WITHDRAWN', 'DUPLICATE_DIFFERENT_STAY', 'DUPLICATE_SNILS_SAME', 'DUPLICATE_SNILS_DIFFER', 'DUPLICATE_NOT_IN_SET'] as const;
export type ResolutionFaultCode = (typeof RESOLUTION_FAULTS)[number];

/**
 * Whether a set can be resolved so. One person stands in a campaign once, so of those who are the same, or of whom one is
 * withdrawn, at most one candidacy remains; different people all stay. A СНИЛС has one bearer: two candidacies under one
 * number are not two people, and two numbers are not one person.
 */
export function checkResolution(outcome: Resolution, withdraw: readonly string[], members: readonly Standing[]): Fault<ResolutionFaultCode>[] {
  const standing = new Set(members.flatMap(({ candidacyId, isHere, hasLeft }) => (isHere && !hasLeft ? [candidacyId] : [])));
  const strangers = withdraw.flatMap((id, i) => (standing.has(id) ? [] : [fault('DUPLICATE_NOT_IN_SET', `/withdraw/${i}`)]));
  if (strangers.length) return strangers;
  if (outcome === 'different-people') {
    const persons = new Set(members.map(({ personId }) => personId));
    return [...(withdraw.length ? [fault('DUPLICATE_DIFFERENT_STAY', '/withdraw')] : []), ...(persons.size < members.length ? [fault('DUPLICATE_SNILS_SAME', '/outcome')] : [])];
  }
  const remain = standing.size - new Set(withdraw).size;
  const differ = alike(members).some((group) => new Set(group.flatMap(({ personId, hasSnils }) => (hasSnils ? [personId] : []))).size > 1);
  return [
    ...(remain > 1 ? [fault('DUPLICATE_ONE_MAY_REMAIN', '/withdraw', { remain })] : []),
    ...(outcome === 'withdrawn' && withdraw.length === 0 ? [fault('DUPLICATE_NOBODY_WITHDRAWN', '/withdraw')] : []),
    ...(outcome === 'same-person' && differ ? [fault('DUPLICATE_SNILS_DIFFER', '/outcome')] : []),
  ];
}

/** Those of a set who may be one person each. */
export function alike(members: readonly Standing[]): Standing[][] {
  return [...new Set(members.map(({ likeness }) => likeness))].map((likeness) => members.filter((member) => member.likeness === likeness));
}

/** Whom the others like him are: the bearer of the СНИЛС, else whoever was recorded first (identifiers are in that order). */
export function keptPerson(members: readonly Pick<Standing, 'personId' | 'hasSnils'>[]): string {
  const [kept] = members.toSorted((a, b) => Number(b.hasSnils) - Number(a.hasSnils) || (a.personId < b.personId ? -1 : 1));
  return kept!.personId;
}

function fault(code: ResolutionFaultCode, pointer: string, params: Fault['params'] = {}): Fault<ResolutionFaultCode> {
  return { code, pointer, params };
}
