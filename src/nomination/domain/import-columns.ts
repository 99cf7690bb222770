/** Marks the template; a file made from another version is refused with a word on where the new one is. */
export const TEMPLATE_VERSION = 1;
export const CANDIDATE_SHEET = 'Кандидаты';
export const CAREER_SHEET = 'Трудовая деятельность';

/** Which column of the clerk's own table holds which field; columns by letter. */
export interface ColumnMapping {
  /** Of the sheet with one row a person; CSV has one sheet, named `CSV`. */
  readonly sheet: string;
  /** The row with the headings, the first is 1; people follow below. */
  readonly headerRow: number;
  /** Field key → letters of the column. */
  readonly columns: Readonly<Record<string, string>>;
  /** The sheet with one row a period, if there is one. */
  readonly career?: { readonly sheet: string; readonly headerRow: number; readonly columns: Readonly<Record<string, string>> };
}
