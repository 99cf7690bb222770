import { DomainError } from '../../kernel/domain-error';
import type { ReasonParam } from '../../kernel/reason';

/** Why a file cannot be read as a whole. Each has a sentence with a remedy in report/reasons. */
export const FILE_REFUSALS = {
  FILE_EMPTY: 'The file is empty.',
  FILE_TOO_LARGE: 'The file is larger than the service reads.',
  FILE_IS_XLS: 'The file is in the format of Excel 97-2003.',
  FILE_IS_XLSB: 'The file is a binary workbook.',
  FILE_IS_ODS: 'The file is an OpenDocument spreadsheet.',
  FILE_NOT_TABLE: 'The file is not a spreadsheet.',
  FILE_ENCRYPTED: 'The file is protected by a password.',
  FILE_DAMAGED: 'The file is damaged or cut off.',
  FILE_TOO_MANY_PARTS: 'The workbook holds more files than a workbook needs.',
  FILE_UNPACKS_TOO_LARGE: 'The workbook unpacks to more than the service reads.',
  FILE_HAS_DTD: 'The workbook declares a document type, which spreadsheets never do.',
  FILE_LINKS_OUTSIDE: 'The workbook takes values from other files.',
  FILE_TOO_MANY_ROWS: 'A sheet has more rows than the service reads.',
  FILE_TOO_MANY_COLUMNS: 'A sheet has more columns than the service reads.',
  FILE_TOO_SLOW: 'Reading the file took too long.',
  FILE_TOO_HEAVY: 'Reading the file took too much memory.',
  FILE_HAS_NUL: 'The file contains NUL characters, which no text has.',
  FILE_ENCODING_UNKNOWN: 'The encoding of the file is not known.',
  FILE_QUOTE_OPEN: 'A quotation mark in the file is opened and not closed.',
} as const satisfies Record<string, string>;

export type FileRefusalCode = keyof typeof FILE_REFUSALS;

export class FileRefused extends DomainError {
  constructor(code: FileRefusalCode, params: Readonly<Record<string, ReasonParam>> = {}) {
    super('rule', code, FILE_REFUSALS[code], params);
  }
}
