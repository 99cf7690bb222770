import { createHash } from 'node:crypto';
import type { Outcome } from '../../candidacy/domain/verdict';

/** What the engine would say of a candidacy at a stage instead of what it said last. */
export interface ChangedProposal {
  readonly candidacyId: string;
  readonly number: string;
  readonly stage: string;
  readonly from: Outcome;
  readonly to: Outcome;
  /** Decided already: stays as it is. To change it the decision has to be taken back and taken anew. */
  readonly decided: boolean;
}

/** How many change in the same way. */
export type ChangeCount = Pick<ChangedProposal, 'stage' | 'from' | 'to' | 'decided'> & { readonly count: number };

export interface EffectFigures {
  readonly changes: readonly ChangeCount[];
  /** SHA-256, hexadecimal: what is applied has to be what was shown. */
  readonly digest: string;
}

/**
 * An effect in figures, and the digest of all of it: of what was asked (`question`), of how many it concerns and of
 * everybody whose proposal changes. `changed` comes in the order of public numbers.
 */
export function tellEffect(question: string, affected: number, changed: readonly ChangedProposal[]): EffectFigures {
  const hash = createHash('sha256').update(`${question}\n${affected}\n`);
  const counts = new Map<string, ChangeCount>();
  for (const { number, stage, from, to, decided } of changed) {
    const way = [stage, from, to, decided].join('|');
    hash.update(`${number}|${way}\n`);
    counts.set(way, { stage, from, to, decided, count: (counts.get(way)?.count ?? 0) + 1 });
  }
  return { changes: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count), digest: hash.digest('hex') };
}
