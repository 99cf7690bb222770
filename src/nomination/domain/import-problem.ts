import type { ReasonParam } from '../../kernel/reason';
import { COMPLETENESS_FAULTS } from './check-completeness';

/** `error`: the row is not taken; `warning`: it is taken, somebody should look; `info`: it was read so and no otherwise. */
export type ProblemLevel = 'error' | 'warning' | 'info';

/** What reading a row can find, beside the faults of a nomination itself; each has one level wherever it occurs. */
export const ROW_PROBLEMS = {
  CELL_FORMULA: 'error',
  CELL_BROKEN_FORMULA: 'error',
  CELL_TOO_LONG: 'error',
  CELL_MISSING: 'error',
  DATE_UNREADABLE: 'error',
  DATE_NOT_IN_CALENDAR: 'error',
  DATE_YEAR_OF_TWO_DIGITS: 'error',
  DATE_WITHOUT_DAY: 'error',
  MONTH_WITHOUT_DAY: 'info',
  WORD_UNKNOWN: 'error',
  REGION_UNKNOWN: 'error',
  REGION_MISSING: 'error',
  REGION_NOT_OF_MUNICIPALITY: 'error',
  PAST_REGION_NOT_OF_MUNICIPALITY: 'warning',
  MUNICIPALITY_UNKNOWN: 'error',
  PAST_MUNICIPALITY_UNKNOWN: 'warning',
  ZEROS_RESTORED: 'info',
  NAME_INCOMPLETE: 'error',
  NAME_OF_TWO_ALPHABETS: 'warning',
  CAREER_LINE_UNREADABLE: 'error',
  CAREER_LINE_WITHOUT_ORGANISATION: 'error',
  CAREER_LINE_NOT_WORK: 'info',
  CAREER_ORGANISATION_GUESSED: 'warning',
  CAREER_TWICE: 'error',
  CAREER_MISSING: 'warning',
  PERIOD_WITHOUT_PERSON: 'error',
} as const satisfies Record<string, ProblemLevel>;

export type RowProblemCode = keyof typeof ROW_PROBLEMS;

/** Levels of what the rules of nominations say, where it is no error: it may be entered and waits to be completed. */
export const FAULT_LEVELS: Readonly<Record<string, ProblemLevel>> = Object.fromEntries(
  Object.entries(COMPLETENESS_FAULTS).map(([code, level]) => [code, level === 'entry' ? 'error' : 'warning']),
);

/** Faults of the form of a nomination that a filled cell can still have. */
export const FORM_FAULTS = ['IS_TEXT', 'IS_DATE', 'IS_ONE_OF', 'IS_EMAIL', 'IS_OKTMO', 'IS_INN', 'IS_COUNTRY', 'IS_KEY', 'IS_LIST'] as const;

/**
 * Something to tell about a place of the file. `value` is what stands there: it goes back to whoever sent the file and
 * nowhere else, neither into a log nor into the audit.
 */
export interface Problem {
  readonly level: ProblemLevel;
  readonly code: string;
  readonly params: Readonly<Record<string, ReasonParam>>;
  readonly sheet: string;
  /** As the program shows it: the first is 1. */
  readonly row: number;
  /** Letters of the column; null: the row as a whole. */
  readonly column: string | null;
  /** Line within the cell, for pasted careers; null elsewhere. */
  readonly line: number | null;
  readonly value: string | null;
}

/** By what a row is known when the file comes again; each may be missing. The last is personal: compare it, never write it down. */
export interface RowKey {
  readonly externalId: string | null;
  /** Eleven digits. */
  readonly snils: string | null;
  /** Name and birth date in one spelling: lower case, е for ё, single spaces. */
  readonly nameAndBirth: string | null;
}
