/** What a file of rows is, whatever wrote it. All cells are text; empty ones are ''. */
export interface SheetRow {
  /** As the program shows it: the first is 1. For CSV the number of the record, which is the row Excel would show. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Cells that do not say what they show. */
  readonly faults?: readonly CellFault[];
}

export interface CellFault {
  /** Index of the cell, the first is 0. */
  readonly column: number;
  readonly code: CellFaultCode;
}

/** A formula may show something else tomorrow; a broken one shows nothing today. */
export type CellFaultCode = 'CELL_FORMULA' | 'CELL_BROKEN_FORMULA' | 'CELL_TOO_LONG';

/** Rows of one sheet that hold anything, in the order of the file. */
export interface RowBatch {
  readonly sheet: string;
  readonly rows: readonly SheetRow[];
  /** Merged ranges of the sheet, such as `A5:B7`. */
  readonly merged: readonly string[];
}

/** A file as it is before its rows are read. */
export interface SpreadsheetShape {
  readonly kind: 'xlsx' | 'csv';
  /** CSV: how it is read. */
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  /** The first rows of every sheet that hold anything. */
  readonly sheets: readonly { readonly name: string; readonly rows: readonly SheetRow[] }[];
}

export type Encoding = 'utf-8' | 'windows-1251' | 'utf-16le';
export type Delimiter = ';' | ',' | '\t';

/** The only sheet of a CSV file. */
export const CSV_SHEET = 'CSV';
