/** A letter that is given on paper. */
export interface PrintedLetter {
  readonly number: string;
  readonly name: string;
  readonly subject: string;
  readonly body: string;
}

export interface PrintedLetters {
  readonly programme: string;
  readonly nominator: string;
  readonly letters: readonly PrintedLetter[];
}

export type LetterBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly align?: 'left' | 'center' | 'right'; readonly bold?: boolean }
  | { readonly kind: 'table'; readonly widths: readonly number[]; readonly rows: readonly (readonly string[])[] };

const HEAD = ['№', 'Номер', 'Кому', 'О чём'];
/** Twentieths of a point; together the width of a page between its margins. */
const WIDTHS = [500, 1100, 3300, 4738];

/** One paper for a nominator's document system: a list of the letters, then each of them. The same letters are the same paper on any day. */
export function printLetters({ programme, nominator, letters }: PrintedLetters): LetterBlock[] {
  return [
    { kind: 'paragraph', text: `Письма участникам отбора «${programme}»`, align: 'center', bold: true },
    { kind: 'paragraph', text: nominator, align: 'center' },
    { kind: 'paragraph', text: `Просим вручить письма о решениях, всего ${letters.length}.` },
    { kind: 'table', widths: WIDTHS, rows: [HEAD, ...letters.map(({ number, name, subject }, i) => [String(i + 1), number, name, subject])] },
    ...letters.flatMap(oneLetter),
  ];
}

function oneLetter({ name, subject, body }: PrintedLetter): LetterBlock[] {
  return [
    { kind: 'paragraph', text: '' },
    { kind: 'paragraph', text: name, align: 'right' },
    { kind: 'paragraph', text: subject, bold: true },
    ...body.split(/\n+/).map((text): LetterBlock => ({ kind: 'paragraph', text })),
    { kind: 'paragraph', text: '____________________      ____________      ____________________' },
  ];
}
