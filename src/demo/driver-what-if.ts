import type { Campaign } from './driver-state';
import { type OrderPart, type Quotas, stageOf } from './policy-document';

/** What other rules would have come to for the same people. */
export interface WhatIf {
  readonly title: string;
  readonly entered: number;
  readonly left: number;
  readonly filled: number;
  /** People missing from floors. */
  readonly lacking: number;
  readonly lowest: string | null;
  readonly territories: number;
}

interface Played {
  readonly title: string;
  readonly outcome: { readonly filled: number; readonly lowest: string | null; readonly territories: number };
  readonly effect: { readonly entered: readonly string[]; readonly left: readonly string[]; readonly shortfall: readonly [number, number] };
}

/**
 * The three questions a commission asks: fewer of a region, a higher pass mark, equal weights. Each is played on
 * the frozen people of the run and kept under its title. The commission's choice between equals is left out of them: it
 * was made under the rules as they are.
 */
export async function playWhatIfs(campaign: Campaign, runId: string, lowest: string): Promise<WhatIf[]> {
  const { key, quotas, order } = stageOf(campaign.policy, 'ranking');
  const played: WhatIf[] = [];
  for (const { title, changes } of questions(quotas, order?.parts ?? [], lowest)) {
    const { outcome, effect } = await campaign.cast.officer.rest.post<Played>(`${campaign.path}/stages/${key}/runs/${runId}/scenarios`, { title, changes: { ...changes, keepDepartures: false } });
    played.push({ title, entered: effect.entered.length, left: effect.left.length, filled: outcome.filled, lacking: effect.shortfall[1], lowest: outcome.lowest, territories: outcome.territories });
  }
  return played;
}

function questions(quotas: Quotas | undefined, parts: readonly OrderPart[], lowest: string): { title: string; changes: object }[] {
  const cap = quotas?.territories?.each?.max;
  const passMark = String(Math.floor(Number(lowest)) + 2);
  return [
    ...(cap === undefined ? [] : [{ title: `от региона не больше ${cap - 1}, а не ${cap}`, changes: { bounds: [{ family: 'territories', key: 'each', max: cap - 1 }] } }]),
    { title: `проходной балл ${passMark}`, changes: { minScore: { value: passMark, inclusive: true } } },
    ...(parts.length < 2 ? [] : [{ title: 'части балла с равным весом', changes: { weights: Object.fromEntries(parts.map(({ stage }) => [stage, String(Math.round(10_000 / parts.length) / 10_000)])) } }]),
  ];
}
