import type { Instrument, Norm } from '../../campaign/domain/policy';
import type { CalendarDate } from '../../kernel/calendar-date';

/**
 * The norm of a scale for a group of people in force on the day the test was taken: the latest one not younger than
 * that day. A result keeps its norm when a newer one is published. `null` when there was none yet.
 */
export function readNorm(instrument: Instrument, scale: string, group: string, takenOn: CalendarDate): Norm | null {
  return instrument.norms
    .filter((norm) => norm.scale === scale && norm.group === group && norm.validFrom <= takenOn)
    .reduce<Norm | null>((latest, norm) => (latest && latest.validFrom >= norm.validFrom ? latest : norm), null);
}
