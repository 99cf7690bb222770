import type { FrozenRun, WithoutResult } from './frozen-run';
import type { Vacancies } from './judge-run';
import type { RunDeparture } from './run-certificate';

/** How freed seats are to be filled, and whose are safe. */
export type AskedVacancies = Omit<Vacancies, 'declined' | 'gone' | 'holding'>;

/** A frozen run that fills freed seats. */
export type ReplacementRun = FrozenRun & { readonly vacancies: Vacancies };

/** What the newest confirmed run was asked, and whom it chose. */
export interface ConfirmedBefore {
  readonly selected: readonly string[];
  readonly snapshot: FrozenRun;
}

/**
 * The question that fills the seats of those who left since the newest confirmed run: the same rules and the same lottery,
 * `locks` of the commission locked in, everybody who ever left shut out. Null when none of the chosen has left.
 */
export function freezeReplacement({ selected, snapshot }: ConfirmedBefore, vacancies: AskedVacancies, left: ReadonlySet<string>, locks: readonly RunDeparture[], withoutResult: readonly WithoutResult[]): ReplacementRun | null {
  const declined = selected.filter((number) => left.has(number));
  if (!declined.length) return null;
  const { input, classes, reserve } = snapshot;
  return {
    input: { ...input, locked: [...(input.locked ?? []), ...locks.map(({ number }) => number)] },
    classes, unscored: [], named: locks, reserve, withoutResult, succession: { rule: vacancies.rule, vacancy: vacancies.vacancy },
    vacancies: { ...vacancies, holding: selected, declined, gone: input.candidates.map(({ id }) => id).filter((id) => left.has(id) && !selected.includes(id)) },
  };
}
