import type { Conclusion } from '../../campaign/domain/policy';
import type { CalendarDate } from '../../kernel/calendar-date';

/** One person's result of one instrument. A raw score that is not there was not obtained: it is never zero. */
export interface InstrumentResult {
  readonly instrument: string;
  readonly takenOn: CalendarDate;
  /** The group whose norms apply; told by whoever records the result. */
  readonly normGroup: string;
  /** Scale → raw score, decimal text. */
  readonly raw: Readonly<Record<string, string>>;
  readonly conclusion?: Conclusion | null;
  /** Taken again under supervision: it counts instead of the remote one. */
  readonly supervised?: boolean;
}

export const DIAGNOSTICS_CODES = [
  'RESULT_MISSING', 'RESULT_EXPIRED', 'RAW_SCORE_MISSING', 'NORM_MISSING',
  'STANDARD_SCORE', 'PROTOCOL_NOT_TRUSTED', 'RETEST_DIFFERS', 'SCORE_COMPUTED', 'SCORE_MET', 'SCORE_BELOW', 'NORMS_ALONE',
  'CONCLUSION_PASSES', 'CONCLUSION_NOT_PASSING', 'CONCLUSION_MISSING',
] as const;
export type DiagnosticsCode = (typeof DIAGNOSTICS_CODES)[number];
