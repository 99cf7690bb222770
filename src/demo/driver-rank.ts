import { decide } from './driver-decide';
import type { Proposal } from './driver-decide';
import { waitFor } from './driver-stages';
import type { Campaign } from './driver-state';
import { stageOf } from './policy-document';

interface Started {
  readonly id: string;
  readonly revision: number;
}

interface Contender {
  readonly candidacyId: string;
  readonly number: string;
}

interface Finished {
  readonly cause: 'ranking' | 'replacement';
  readonly state: 'queued' | 'chosen' | 'tie' | 'infeasible';
  readonly result?: { readonly filled: number; readonly unfilled: number; readonly shortfall?: unknown; readonly diagnosis?: unknown } | null;
  readonly tie?: { readonly certain: number | readonly unknown[]; readonly contenders: readonly Contender[]; readonly places: number } | null;
}

interface Lock {
  readonly candidacyId: string;
  readonly reason: string;
}

export interface Ranked {
  readonly runId: string;
  readonly filled: number;
  readonly proposals: readonly Proposal[];
  /** How many were equal at the last seat, and for how many places. */
  readonly tie: { readonly contenders: number; readonly places: number } | null;
}

/** A commission that has decided this often and still faces a tie is not being heard. */
const MOST_CHOICES = 5;

/**
 * Ranks and decides. Where equals stand at the last seat the commission of the demo chooses: by its published rule the
 * contenders with the smallest public numbers. The choice is recorded as locks of a new run.
 * @param start the address that starts a run, of the ranking itself or of a replacement
 */
export async function rankAndDecide(campaign: Campaign, label: string, start: string): Promise<Ranked> {
  const { key } = stageOf(campaign.policy, 'ranking');
  const locks: Lock[] = [];
  let tie: Ranked['tie'] = null;
  for (let choice = 0; choice <= MOST_CHOICES; choice += 1) {
    const run = await campaign.cast.officer.rest.post<Started>(start, locks.length ? { locks } : {});
    const finished = await campaign.progress.step(label, 1, () => finishedRun(campaign, label, `${campaign.path}/stages/${key}/runs/${run.id}`));
    if (finished.state === 'chosen') {
      return { runId: run.id, filled: finished.result?.filled ?? 0, proposals: await decide(campaign, key, { ...run, cause: finished.cause }), tie };
    }
    if (finished.state === 'infeasible' || !finished.tie) {
      throw new Error(`the run ended as ${finished.state}: the floors cannot all be met\n${JSON.stringify(finished.result ?? null, null, 2)}`);
    }
    const { contenders, places } = finished.tie;
    const chosen = [...contenders].sort((a, b) => (a.number < b.number ? -1 : 1)).slice(0, places);
    locks.push(...chosen.map(({ candidacyId }) => ({ candidacyId, reason: 'COMMISSION_CHOICE' })));
    tie ??= { contenders: contenders.length, places };
    campaign.progress.note(`Равенство на границе: ${contenders.length} на ${places}; выбор комиссии: ${chosen.map(({ number }) => number).join(', ')}`);
  }
  throw new Error(`the tie remains after ${MOST_CHOICES} choices of the commission`);
}

function finishedRun(campaign: Campaign, label: string, run: string): Promise<Finished> {
  return waitFor(campaign, label, async () => {
    const finished = await campaign.cast.officer.rest.get<Finished>(run);
    return finished.state === 'queued' ? null : finished;
  });
}
