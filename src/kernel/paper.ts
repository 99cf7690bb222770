/** Where a paragraph stands between the margins. */
export type Align = 'left' | 'center' | 'right';

/** A column of a table: its head, its share of the width of the page (any unit, only the ratio counts), where its text stands. */
export interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** A part of a paper. Texts are plain; a line break within one begins a new line. */
export type Block =
  /** A heading; `level` 1 is the name of the paper itself and stands in the middle. A heading never parts from what follows. */
  | { readonly kind: 'heading'; readonly text: string; readonly level?: 1 | 2 }
  /** `indent`: the first line begins 1.25 cm in, as in the body of an order. `keep`: on one page with what follows. */
  | { readonly kind: 'paragraph'; readonly text: string; readonly align?: Align; readonly bold?: boolean; readonly italic?: boolean; readonly small?: boolean; readonly indent?: boolean; readonly keep?: boolean }
  /** Items «1.», «2.», …; `start` goes on from an earlier list of the same paper. */
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly start?: number }
  /** The head is repeated on every page, a row is never split between pages. Rows have as many cells as there are columns. */
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  /** What is called how: a name and its value in every row, without lines. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  /** Where people sign: post, room for the signature, name; what is not known stays a line to be filled by hand. Stands on one page. */
  | { readonly kind: 'signatures'; readonly lines: readonly { readonly post?: string; readonly name?: string }[] }
  | { readonly kind: 'page-break' };

/**
 * A paper for people: read, signed, filed. Says what stands in it and nothing of how a format writes it, so one paper comes
 * out as DOCX and as PDF. Both are pure functions of it: equal papers give equal bytes, on any day and
 * any machine with the same packages. The writers set the
 * type; the author writes plain Russian.
 */
export interface Paper {
  /** The document's title in its properties, not printed. */
  readonly title: string;
  /** The moment in the document's properties, ISO 8601; the only time in it that is not text. Never the clock of a later day. */
  readonly createdAt: string;
  /** What the paper is known by (kind, number, digest); stands at the foot of every page beside «стр. N из M». */
  readonly identity?: string;
  readonly blocks: readonly Block[];
}
