import { Injectable } from '@nestjs/common';
import type { NominatorKind, Policy } from '../campaign/domain/policy';
import type { ColumnMapping } from './domain/import-columns';
import type { Problem, RowKey } from './domain/import-problem';
import type { NominateDto } from './nomination.dto';

/** What a file shows before anything is imported. */
export interface FilePreview {
  readonly kind: 'xlsx' | 'csv';
  /** CSV only: how it was read. */
  readonly encoding?: string;
  readonly delimiter?: string;
  /** null: not the official template, a mapping is needed. */
  readonly templateVersion: number | null;
  readonly sheets: readonly SheetPreview[];
  /** A proposal for a table of one's own; null for the template, or when nothing looks like a list of people. */
  readonly mapping: ColumnMapping | null;
}

export interface SheetPreview {
  readonly name: string;
  /** The first rows that hold anything, at most 20. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** For whom a file is read. `mapping` null: the file is the official template. */
export interface ImportTask {
  readonly policy: Policy;
  readonly nominator: { readonly nominatorId: string; readonly kind: NominatorKind; readonly region: string | null };
  readonly mapping: ColumnMapping | null;
}

/** A row of the file: a nomination as `POST nominations` takes it, or with an error none. */
export interface CheckedRow {
  readonly sheet: string;
  readonly row: number;
  readonly key: RowKey;
  readonly wish: NominateDto | null;
  readonly problems: readonly Problem[];
}

/** From a file to checked rows, streaming: memory does not grow with the rows. */
@Injectable()
export class ImportReader {
  /** A DomainError of kind `rule` where the file cannot be read at all; its code says why. */
  inspect(_path: string): Promise<FilePreview> {
    return Promise.reject(new Error('not yet'));
  }

  /**
   * Rows in the order of the file, at most 500 at a time, checked by the same rules as `POST nominations`. Nothing is
   * written anywhere. Throws a DomainError of kind `rule` where the file as a whole is refused, also after rows have been
   * given (merged cells and a truncated end show late): then none of them may be used. Leaving the loop ends the reading.
   */
  async *read(_path: string, _task: ImportTask): AsyncGenerator<readonly CheckedRow[]> {}
}
