import type { Conflict } from '../../campaign/domain/policy';

/** What a conflict of interest can lie in, of a candidacy. */
export interface Judgeable {
  readonly candidacyId: string;
  readonly region: string;
  readonly nominatorId: string;
  /** ИНН of the organisation of the present post; null = not known. */
  readonly organisationInn: string | null;
}

/** Somebody who may mark in this campaign; `region` is null for one who belongs to none. */
export interface Assessor {
  readonly id: string;
  readonly region: string | null;
}

/** What ties an assessor: one candidacy, everybody of a nominator, or an organisation by its ИНН. */
export type Interest = { readonly assessorId: string } & (
  | { readonly kind: 'declared'; readonly candidacyId: string }
  | { readonly kind: 'nominator'; readonly nominatorId: string }
  | { readonly kind: OrganisationInterest; readonly organisationInn: string }
);
export type OrganisationInterest = Extract<Conflict, 'same-organisation' | 'leads-competitor' | 'past-winner'>;

/** Candidacy → assessors who may not judge it, each with the first kind of conflict in the order of the policy. */
export type Conflicts = ReadonlyMap<string, ReadonlyMap<string, Conflict>>;

/**
 * Conflicts of interest [конфликт интересов], computed and declared, of the kinds that the policy names.
 *
 * `same-organisation` bars from those who work there. Whoever leads a competing organisation, or won for one before, is
 * bound to want the others to lose: `leads-competitor` and `past-winner` bar from everybody while that organisation has
 * anybody in the campaign (`competing`).
 */
export function findConflicts(
  kinds: readonly Conflict[],
  candidacies: readonly Judgeable[],
  assessors: readonly Assessor[],
  interests: readonly Interest[],
  competing: ReadonlySet<string>,
): Conflicts {
  const known = new Set(assessors.map(({ id }) => id));
  const ties = interests.filter(({ assessorId }) => known.has(assessorId));
  return new Map(candidacies.map((candidacy) => {
    const barred = new Map<string, Conflict>();
    for (const kind of kinds) {
      for (const assessorId of barredBy(kind, candidacy, assessors, ties, competing)) if (!barred.has(assessorId)) barred.set(assessorId, kind);
    }
    return [candidacy.candidacyId, barred];
  }));
}

function barredBy(kind: Conflict, candidacy: Judgeable, assessors: readonly Assessor[], ties: readonly Interest[], competing: ReadonlySet<string>): string[] {
  if (kind === 'same-region') return assessors.filter(({ region }) => region === candidacy.region).map(({ id }) => id);
  return ties.filter((tie) => tie.kind === kind && isTouched(tie, candidacy, competing)).map(({ assessorId }) => assessorId);
}

function isTouched(tie: Interest, candidacy: Judgeable, competing: ReadonlySet<string>): boolean {
  switch (tie.kind) {
    case 'declared':
      return tie.candidacyId === candidacy.candidacyId;
    case 'nominator':
      return tie.nominatorId === candidacy.nominatorId;
    case 'same-organisation':
      return tie.organisationInn === candidacy.organisationInn;
    case 'leads-competitor':
    case 'past-winner':
      return competing.has(tie.organisationInn);
  }
}
