import { CATEGORIES } from './positions';
import type { Category } from './positions';
import { Random } from '../kernel/seeded-random';
import { REGIONS } from './regions';
import type { Region } from './regions';

/** A place in a region's list of nominees, before anybody stands on it. */
export interface Slot {
  readonly region: Region;
  readonly category: Category;
  readonly plateau: boolean;
}

/** What part of all nominees each category is; heads take what rounding leaves. */
const SHARES: Readonly<Record<Exclude<Category, 'head'>, number>> = { 'deputy-head': 0.25, 'regional-body': 0.15, organisation: 0.14 };

/** No region nominates more than about twice its even share, and twelve at least may be nominated. */
const MOST_IN_A_REGION = 12;
const MOST_TO_EVEN = 1.85;

/** Of 565 people 16 stand on the plateau: enough that the last seat falls among them. It grows with the square root. */
const PLATEAU = { of: 565, size: 16, least: 4 };

/**
 * Shares nominations out to regions and categories. Where there are enough (four for each region), every region has
 * somebody in every category, so floors have a supply everywhere. Regions differ in size; the plateau stands in the
 * smallest ones, where no cap of a region decides instead of the tie.
 */
export function shareOut(seed: string, candidates: number): Slot[] {
  const random = new Random(seed, 'share-out');
  const counts = countByRegion(random, candidates);
  const everywhere = candidates >= REGIONS.length * CATEGORIES.length;
  const bag = random.shuffled(remaining(candidates, everywhere ? REGIONS.length : 0));
  const slots = REGIONS.map((region, at) => {
    const sure = everywhere ? [...CATEGORIES] : [];
    return [...sure, ...bag.splice(0, (counts[at] ?? 0) - sure.length)].map((category) => ({ region, category, plateau: false }));
  });
  return withPlateau(slots, Math.max(PLATEAU.least, Math.round(PLATEAU.size * Math.sqrt(candidates / PLATEAU.of))));
}

/** How many each region nominates: an even base, the rest drawn by the regions' sizes. */
function countByRegion(random: Random, candidates: number): number[] {
  const even = candidates / REGIONS.length;
  const base = Math.min(Math.floor(even), Math.max(CATEGORIES.length, Math.floor(even * 0.65)));
  const most = Math.max(MOST_IN_A_REGION, Math.ceil(even * MOST_TO_EVEN));
  const sizes = REGIONS.map(() => 0.05 + random.next() ** 2);
  const counts = REGIONS.map(() => base);
  for (let left = candidates - base * REGIONS.length; left > 0; left -= 1) {
    const at = random.weighted(sizes.map((size, place) => ((counts[place] ?? 0) < most ? size : 0)));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** The categories still to be given out when `given` of each are. */
function remaining(candidates: number, given: number): Category[] {
  const others = (Object.entries(SHARES) as [Category, number][]).flatMap(([category, share]) => (
    Array<Category>(Math.max(0, Math.round(candidates * share) - given)).fill(category)
  ));
  const heads = candidates - given * CATEGORIES.length - others.length;
  return [...Array<Category>(heads).fill('head'), ...others];
}

/** Marks heads for the plateau: one in each of the smallest regions, then a second one in each, and so on. */
function withPlateau(regions: readonly (readonly Slot[])[], size: number): Slot[] {
  const heads = regions
    .flatMap((slots) => slots.filter(({ category }) => category === 'head').map((slot, turn) => ({ slot, turn, rivals: slots.length })))
    .sort((a, b) => a.turn - b.turn || a.rivals - b.rivals || (a.slot.region.code < b.slot.region.code ? -1 : 1));
  const chosen = new Set(heads.slice(0, size).map(({ slot }) => slot));
  return regions.flat().map((slot) => ({ ...slot, plateau: chosen.has(slot) }));
}
