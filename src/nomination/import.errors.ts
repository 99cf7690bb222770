import { DomainError } from '../kernel/domain-error';
import type { ReasonParam } from '../kernel/reason';

/** Why a spreadsheet that can be read is no list of nominees. Each has a sentence with a remedy in report/reasons. */
export const IMPORT_REFUSALS = {
  IMPORT_SHEET_MISSING: 'The sheet with the people is not there.',
  IMPORT_COLUMNS_MISSING: 'Required columns are not there.',
  IMPORT_COLUMN_UNKNOWN: 'The mapping names a field or a column that does not exist.',
  IMPORT_TEMPLATE_VERSION: 'The file is made from another version of the template.',
  IMPORT_WITHOUT_ROWS: 'There is nobody in the list.',
  IMPORT_CELLS_MERGED: 'Cells are merged among the rows.',
  IMPORT_TOO_MANY_PERIODS: 'The sheet of careers has more rows than the service reads.',
} as const satisfies Record<string, string>;

export function importRefused(code: keyof typeof IMPORT_REFUSALS, params: Readonly<Record<string, ReasonParam>> = {}): DomainError {
  return new DomainError('rule', code, IMPORT_REFUSALS[code], params);
}
