import { createHash } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json';

export interface OutcomeLine {
  readonly number: string;
  readonly stage: string;
  readonly outcome: string;
  readonly score: string | number | null;
}

export interface OrderLine {
  readonly number: string;
  readonly category: string;
  readonly region: string;
}

/**
 * What a run came to, in one SHA-256: the sorted lines [public number, stage, outcome, score] and the order. No time and
 * no uuid takes part, so two runs of one seed on two machines give the same.
 */
export function digestOf(outcomes: readonly OutcomeLine[], order: readonly OrderLine[]): string {
  const lines = outcomes
    .map(({ number, stage, outcome, score }) => [number, stage, outcome, score])
    .sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  const orderLines = order.map(({ number, category, region }) => [number, category, region]);
  return createHash('sha256').update(canonicalJson([lines, orderLines])).digest('hex');
}
