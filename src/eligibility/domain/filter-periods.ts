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
  const counted: Employment[] = [];
  const unclear: Employment[] = [];
  for (const employment of employments) {
    const match = matchPeriods(employment, periods, post);
    if (match === 'counts') counted.push(employment);
    else if (match === 'unclear') unclear.push(employment);
  }
  return { counted, unclear };
}

/** Whether one post falls under the filter. */
export function matchPeriods(record: Classified, periods: Periods, post: Post | undefined): PeriodMatch {
  return findMiss(record, periods, post)?.match ?? 'counts';
}

/** A condition of the filter under which a record does not count, or is not known to. */
export interface Miss {
  readonly match: Exclude<PeriodMatch, 'counts'>;
  /** The field of the filter; of `place` its word. */
  readonly condition: Exclude<keyof Periods, 'place'> | NonNullable<Periods['place']>;
  /** What the record says, where that is a code. */
  readonly held: string | null;
}

/** Why a record does not count; a condition it fails outweighs one that is only open. Null: it counts. */
export function findMiss(record: Classified, periods: Periods, post: Post | undefined): Miss | null {
  let open: Miss | null = null;
  for (const { condition, match, held } of CONDITIONS) {
    const found = match(record, periods, post);
    if (found === 'counts') continue;
    const miss = { match: found, condition: condition === 'place' ? periods.place! : condition, held: held?.(record) ?? null };
    if (found === 'does-not-count') return miss;
    open ??= miss;
  }
  return open;
}

const CONDITIONS: readonly {
  readonly condition: keyof Periods;
  readonly match: (record: Classified, periods: Periods, post: Post | undefined) => PeriodMatch;
  readonly held?: (record: Classified) => string | null | undefined;
}[] = [
  { condition: 'postCategories', match: matchCategory, held: ({ postCategory }) => postCategory },
  { condition: 'place', match: matchPlace },
  { condition: 'groups', match: ({ group }, { groups }) => among(groups, group), held: ({ group }) => group },
  { condition: 'spheres', match: ({ sphere }, { spheres }) => among(spheres, sphere), held: ({ sphere }) => sphere },
  { condition: 'municipalityTypes', match: ({ municipalityType }, { municipalityTypes }) => among(municipalityTypes, municipalityType), held: ({ municipalityType }) => municipalityType },
];

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
