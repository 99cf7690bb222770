import { foreseeDepartures, type Succession } from './foresee-departures';
import type { RunSnapshot, Vacancies } from './judge-run';
import type { RunDeparture } from './run-certificate';
import { isRefused } from './selection-contract';

export const WITHOUT_RESULT = ['absent', 'postponed', 'waited-for'] as const;

/**
 * Somebody of the campaign the ranking goes on without: `absent` did not come to a stage, `postponed` is on hold,
 * `waited-for` stands in the ranking without a complete score.
 */
export interface WithoutResult {
  readonly number: string;
  readonly stage: string;
  readonly why: (typeof WITHOUT_RESULT)[number];
}

/** A run as it is frozen when it is started: what is judged, and what has to be known about it for ever. */
export interface FrozenRun extends RunSnapshot {
  readonly named: readonly RunDeparture[];
  /** Everybody without a decided result, in the order of public numbers. */
  readonly withoutResult: readonly WithoutResult[];
  /** How a freed seat will be filled, where the policy says so: the table "if X leaves, Y enters" goes by it. */
  readonly succession: Pick<Vacancies, 'rule' | 'vacancy'> | null;
}

/** The table "if X leaves, Y enters" for everybody the run chooses; null where the policy does not say how seats are filled. */
export function successionsOf({ input, classes, succession, vacancies }: FrozenRun, holding: readonly string[]): readonly Succession[] | null {
  if (!succession) return null;
  const gone = vacancies ? [...vacancies.declined, ...vacancies.gone] : [];
  const lines = foreseeDepartures({ ...succession, input, holding, gone, confirmed: vacancies?.confirmed ?? [] }, classes);
  return isRefused(lines) ? null : lines;
}
