/**
 * An uploaded list: `queued` until every row was looked at, `checked` then; `applying` while its good rows are entered,
 * `done` then. `refused`: the file as a whole cannot be read; `failed`: the service could not, three times.
 */
export const IMPORT_STATES = ['queued', 'checked', 'applying', 'done', 'refused', 'cancelled', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What became of a row; before the list is applied, what would become of it. `resolved`: refused, and entered by hand since. */
export const ROW_OUTCOMES = ['entered', 'corrected', 'unchanged', 'refused', 'resolved'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** What entering a row can find beside the faults of reading it, and why a list was given up. */
export const IMPORT_FAULTS = ['ROW_TWICE', 'REGION_OF_NUMBER', 'NOMINEE_SUBMITTED', 'IMPORT_FAILED'] as const;

/** Whether the service is still at work on it. */
export function isUnderWay(state: ImportState): boolean {
  return state === 'queued' || state === 'applying';
}
