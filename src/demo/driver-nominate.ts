import type { Campaign, Clerk } from './driver-state';
import { present } from './policy-document';
import { inParallel } from './rest';

interface Nominated {
  readonly items: readonly { readonly candidacyId: string; readonly number: string }[];
}

interface Submitted {
  readonly submitted: number;
  readonly incomplete?: readonly { readonly number: string }[];
}

const CLERKS_AT_ONCE = 6;
const MOST_SUBMITTED = 500;

/**
 * Every region nominates and submits its people. Regions act at the same time, each in its own order, so public
 * numbers, which count within a region, do not depend on who comes first.
 */
export async function nominateAll(campaign: Campaign): Promise<void> {
  await campaign.progress.step('Выдвижение', campaign.nominees.length, async (reached) => {
    await inParallel(campaign.cast.clerks, CLERKS_AT_ONCE, async (clerk) => {
      await submit(campaign, clerk, await enter(campaign, clerk));
      reached(campaign.candidates.size);
    });
  });
}

/** Enters a region's nominations; answers the candidacies in order. */
async function enter({ path, nominees, candidates }: Campaign, clerk: Clerk): Promise<string[]> {
  const own = nominees.filter(({ region }) => region === clerk.region);
  const items = own.map(({ nomination }) => ({ nominatorId: clerk.nominatorId, ...nomination }));
  const answers = await clerk.rest.bulk<Nominated>(`${path}/nominations/bulk`, items);
  return answers.flatMap((answer) => answer.items).map(({ candidacyId, number }, at) => {
    const nominee = present(own[at], `region ${clerk.region} got more numbers than it nominated`);
    candidates.set(number, { nominee, candidacyId, number });
    return candidacyId;
  });
}

async function submit({ path }: Campaign, { rest, nominatorId }: Clerk, candidacyIds: readonly string[]): Promise<void> {
  for (let from = 0; from < candidacyIds.length; from += MOST_SUBMITTED) {
    const answer = await rest.post<Submitted>(`${path}/nominations/submit`, { nominatorId, candidacyIds: candidacyIds.slice(from, from + MOST_SUBMITTED) });
    const numbers = (answer.incomplete ?? []).map(({ number }) => number);
    if (numbers.length) throw new Error(`nominations were not taken as complete: ${numbers.join(', ')}`);
  }
}
