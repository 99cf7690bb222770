import type { Outcome } from '../../candidacy/domain/verdict';
import type { DecidedOutcome } from './decide-list';

/** Somebody about to be decided: what is meant, what the engine proposes, and by which score (units of 10⁻⁴). */
export interface LineToConfirm {
  readonly candidacyId: string;
  readonly number: string;
  readonly decided: DecidedOutcome | 'undetermined';
  readonly proposed: Outcome | null;
  readonly score: number | null;
}

export const WHY_SHOWN = ['undetermined', 'departure', 'rejected', 'boundary'] as const;
export type WhyShown = (typeof WHY_SHOWN)[number];

export interface ShownSingly {
  readonly candidacyId: string;
  readonly number: string;
  readonly why: WhyShown;
}

/**
 * Whom a person has to look at one by one before confirming a list, in the order of the list: whom the engine could not
 * judge, whom people decide otherwise than proposed, everybody who is not admitted, and everybody at the boundary: who
 * passes with the lowest score of all who pass, and who waits in the reserve with the highest. The rest is confirmed as a list.
 */
export function showSingly(lines: readonly LineToConfirm[]): ShownSingly[] {
  let lowest = Infinity;
  let next = -Infinity;
  for (const { decided, score } of lines) {
    if (score === null) continue;
    if (decided === 'pass') lowest = Math.min(lowest, score);
    if (decided === 'reserve') next = Math.max(next, score);
  }
  const shown: ShownSingly[] = [];
  for (const { candidacyId, number, decided, proposed, score } of lines) {
    const why: WhyShown | null =
      proposed === 'undetermined' || proposed === null ? 'undetermined'
      : proposed !== decided ? 'departure'
      : decided === 'fail' ? 'rejected'
      : (decided === 'pass' && score === lowest) || (decided === 'reserve' && score === next) ? 'boundary'
      : null;
    if (why) shown.push({ candidacyId, number, why });
  }
  return shown;
}
