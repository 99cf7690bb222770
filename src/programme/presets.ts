import type { Policy } from '../campaign/domain/policy';
import { MUNICIPAL_TEAMS } from './municipal-teams';
import { OMSK_SOCIAL_CHANGE } from './omsk-social-change';
import { SCHOOL_OF_MAYORS } from './school-of-mayors';
import { SEVASTOPOL_20X20 } from './sevastopol-20x20';
import { SEVASTOPOL_MODERATORS } from './sevastopol-moderators';
import { SEVASTOPOL_PRODVIZHENIE } from './sevastopol-prodvizhenie';
import { STAR_PATH } from './star-path';
import { STAR_PATH_JURY } from './star-path-jury';

const POLICIES: readonly Policy[] = [
  SCHOOL_OF_MAYORS,
  MUNICIPAL_TEAMS,
  STAR_PATH,
  STAR_PATH_JURY,
  OMSK_SOCIAL_CHANGE,
  SEVASTOPOL_PRODVIZHENIE,
  SEVASTOPOL_20X20,
  SEVASTOPOL_MODERATORS,
];

/**
 * A whole policy with dates for every programme, by its key. A campaign starts as a shifted copy of one; values that no
 * source gives are marked as demonstrations, and the approving act is supplied by whoever publishes.
 */
export const PRESETS: ReadonlyMap<string, Policy> = new Map(POLICIES.map((policy) => [policy.programme.key, policy]));
