import type { Periods } from '../../campaign/domain/policy-criteria';
import type { Employment, Placement, Post } from './eligibility-facts';

/** `unclear`: the record does not say what the filter asks, so a person has to classify it. */
export type PeriodMatch = 'counts' | 'does-not-count' | 'unclear';

/** A post whatever record it comes from. */
export interface Classified extends Placement {
  readonly postCategory: string | null;
}

/**
 * Which records of a career count under a policy's filter, and which would if somebody classified them: all conditions
 * named must hold, nothing named = every record. `post` is the present post, for "the same place as the post".
 */
export function filterPeriods(
  employments: readonly Employment[],
  periods: Periods,
  post: Post | undefined,
): { readonly counted: readonly Employment[]; readonly unclear: readonly Employment[] } {
  const having = (match: PeriodMatch): readonly Employment[] =>
    employments.filter((employment) => matchPeriods(employment, periods, post) === match);
  return { counted: having('counts'), unclear: having('unclear') };
}

/** Whether one post falls under the filter. */
export function matchPeriods(record: Classified, periods: Periods, post: Post | undefined): PeriodMatch {
  const matches = [
    matchCategory(record, periods),
    matchPlace(record, periods, post),
    among(periods.groups, record.group),
    among(periods.spheres, record.sphere),
    among(periods.municipalityTypes, record.municipalityType),
  ];
  if (matches.includes('does-not-count')) return 'does-not-count';
  return matches.includes('unclear') ? 'unclear' : 'counts';
}

/** Every post has a category, so a record without one was not classified yet. */
function matchCategory({ postCategory }: Classified, { postCategories }: Periods): PeriodMatch {
  return postCategories && postCategory === null ? 'unclear' : among(postCategories, postCategory);
}

/** Group, sphere and type of municipality belong to some posts only: none is an answer, not a gap. */
function among(codes: readonly string[] | undefined, code: string | null | undefined): PeriodMatch {
  return !codes || (code != null && codes.includes(code)) ? 'counts' : 'does-not-count';
}

function matchPlace(record: Placement, { place }: Periods, post: Post | undefined): PeriodMatch {
  switch (place) {
    case undefined:
      return 'counts';
    case 'any-municipality':
      return record.municipality || record.municipalityType ? 'counts' : 'does-not-count';
    case 'same-municipality-as-post':
      return samePlace(municipality(record), municipality(post));
    case 'same-region-as-post':
      return samePlace(record.region, post?.region);
  }
}

function samePlace(place: string | null | undefined, ofPost: string | null | undefined): PeriodMatch {
  if (!ofPost) return 'unclear';
  return place === ofPost ? 'counts' : 'does-not-count';
}

/** ОКТМО of 11 digits names a settlement inside the municipality of its first 8. */
function municipality(placement: Placement | undefined): string | undefined {
  return placement?.municipality?.slice(0, 8);
}
