import { setTimeout as pause } from 'node:timers/promises';
import type { Campaign, Candidate } from './driver-state';
import { present } from './policy-document';

/** A stage's account as the service keeps it. */
export interface StageAccount {
  readonly key: string;
  readonly entered: number;
  readonly passed: number;
  readonly failed: number;
  readonly exited: number;
  readonly open: number;
  readonly reserve?: number;
  readonly computed?: { readonly total: number; readonly open: number; readonly attention: number };
}

const POLL_MS = 100;
/** For the size of the real campaign; a larger one gets more in proportion. */
const PATIENCE_MS = 120_000;
const REAL_CANDIDATES = 565;

/** Every stage's account, in the policy's order. */
export async function readStages({ path, cast }: Campaign): Promise<readonly StageAccount[]> {
  const answer = await cast.officer.rest.get<readonly StageAccount[] | { readonly items: readonly StageAccount[] }>(`${path}/stages`);
  return 'items' in answer ? answer.items : answer;
}

export async function readStage(campaign: Campaign, key: string): Promise<StageAccount> {
  return present((await readStages(campaign)).find((stage) => stage.key === key), `the service does not report stage ${key}`);
}

/**
 * Nobody is lost and nobody counted twice: at every stage entered = passed + failed + exited + open, and whoever passed
 * a stage entered the next. Throws with the accounts when it is not so.
 */
export function assertBalanced(stages: readonly StageAccount[], after: string): void {
  const faults = stages.flatMap(({ key, entered, passed, failed, exited, open }, at) => {
    const next = stages[at + 1];
    return [
      ...(entered === passed + failed + exited + open ? [] : [`${key}: entered ${entered} ≠ passed ${passed} + failed ${failed} + exited ${exited} + open ${open}`]),
      ...(next && next.entered !== passed ? [`${key}: passed ${passed} ≠ entered ${next.key} ${next.entered}`] : []),
    ];
  });
  if (faults.length) throw new Error(`the funnel does not add up after ${after}\n${faults.join('\n')}`);
}

/** Runs a step of the campaign and checks the funnel after it. */
export async function balanced<T>(campaign: Campaign, after: string, step: () => Promise<T>): Promise<T> {
  const result = await step();
  assertBalanced(await readStages(campaign), after);
  return result;
}

/** The candidates who stand open in a stage, in order of public number. */
export async function openIn({ path, cast, candidates }: Campaign, stage: string): Promise<Candidate[]> {
  const items = await cast.officer.rest.all<{ readonly number: string }>(`${path}/candidacies`, { stage, status: 'open' });
  return items.map(({ number }) => present(candidates.get(number), `nobody was nominated as ${number}`));
}

/** Asks again every 100 ms until there is an answer; gives up after a time that grows with the campaign. */
export async function waitFor<T>({ options, check }: Campaign, what: string, ask: () => Promise<T | null>): Promise<T> {
  const patience = PATIENCE_MS * Math.max(1, options.candidates / REAL_CANDIDATES);
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    check();
    if (Date.now() > deadline) throw new Error(`${what} took longer than ${Math.round(patience / 1000)} s`);
    await pause(POLL_MS);
  }
}
