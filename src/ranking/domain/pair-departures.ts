import { type Departures, replaceDepartures } from './replace-departures';
import { isRefused } from './selection-contract';

/** Beyond so many a batch is shown as a whole: every pair costs a solution. */
const MOST_PAIRED = 60;

/**
 * Who enters for whom, as newcomer → leaver: the seats are freed one after another in the order of public numbers. Empty
 * where that leads elsewhere than the batch at once, which alone counts, or where a step brings in more than one person;
 * then the batch as a whole decides and nobody takes anybody's place. A seat that stays empty pairs nobody.
 */
export function pairDepartures(departures: Departures, selected: readonly string[]): ReadonlyMap<string, string> {
  const nobody = new Map<string, string>();
  const leavers = [...departures.declined].sort();
  const entered = selected.filter((id) => !departures.holding.includes(id));
  if (leavers.length > MOST_PAIRED) return nobody;
  const pairs = new Map<string, string>();
  for (const [i, leaver] of leavers.entries()) {
    const step = replaceDepartures({ ...departures, declined: leavers.slice(0, i + 1) });
    if (isRefused(step) || step.displaced.length > 0) return nobody;
    const fresh = step.added.filter((id) => !pairs.has(id));
    if (fresh.length > 1 || step.added.length - fresh.length !== pairs.size) return nobody;
    for (const id of fresh) pairs.set(id, leaver);
  }
  return pairs.size === entered.length && entered.every((id) => pairs.has(id)) ? pairs : nobody;
}
