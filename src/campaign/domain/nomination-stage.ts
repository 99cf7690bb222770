import type { NominationStage, Policy } from './policy';

/** The stage every policy begins with: `checkPolicy` lets none be published that begins otherwise. */
export function nominationStage({ stages: [first] }: Pick<Policy, 'stages'>): NominationStage {
  if (first?.kind !== 'nomination') throw new TypeError('a published policy begins with nomination');
  return first;
}

/** How many a nominator of that code may put forward; null = no limit. */
export function nominationPlaces({ limit }: Pick<NominationStage, 'limit'>, code: string): number | null {
  if (!limit) return null;
  return limit.named?.find(({ nominator }) => nominator === code)?.limit ?? limit.each;
}
