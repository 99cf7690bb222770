import { hash } from 'node:crypto';
import type { Reason } from '../../kernel/reason';

/**
 * What the engine proposes. `reserve` only where applicants are compared; `undetermined`: a fact is not checked or a rule
 * leaves the judgement to a person, so it can only be decided by a named departure.
 */
export const OUTCOMES = ['pass', 'fail', 'reserve', 'undetermined'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Verdict {
  readonly candidacyId: string;
  readonly outcome: Outcome;
  /** The stage's score in units of 10⁻⁴, where it gives one. */
  readonly score: bigint | null;
  readonly reasons: readonly Reason[];
  /** Named figures that later stages or tie keys use: `tenure:<criterion>` in days, `criterion:<key>` in units of 10⁻⁴. */
  readonly measures: Readonly<Record<string, number>>;
  /**
   * Everything the proposal was computed from, members in an order the stage keeps to; the hash of its JSON text is
   * stored, so a recomputation can be compared.
   */
  readonly inputs: unknown;
}

/** SHA-256 of the JSON text of a verdict's inputs, in hexadecimal: equal as long as it would be computed from the same facts. */
export function hashInputs(inputs: unknown): string {
  return hash('sha256', JSON.stringify(inputs));
}
