import type { Block, Column, Paper } from '../../kernel/paper';

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
  /** When the last of them was handed over, ISO 8601: the same letters are the same paper on any day. */
  readonly handedOverAt: string;
}

const COLUMNS: readonly Column[] = [
  { title: '№', width: 5, align: 'right' },
  { title: 'Номер', width: 11 },
  { title: 'Кому', width: 34 },
  { title: 'О чём', width: 50 },
];

/** One paper for a nominator's document system: a list of the letters, then each on a page of its own. */
export function printLetters({ programme, nominator, letters, handedOverAt }: PrintedLetters): Paper {
  const title = `Письма участникам отбора «${programme}»`;
  return {
    title: `${title}: ${nominator}`,
    createdAt: handedOverAt,
    blocks: [
      { kind: 'heading', text: title, level: 1 },
      { kind: 'paragraph', text: nominator, align: 'center' },
      { kind: 'paragraph', text: `Просим вручить письма о решениях, всего ${letters.length}. Каждое письмо — на отдельной странице.`, indent: true },
      { kind: 'table', columns: COLUMNS, rows: letters.map(({ number, name, subject }, i) => [String(i + 1), number, name, subject]) },
      ...letters.flatMap(pageOf),
    ],
  };
}

function pageOf({ name, subject, body }: PrintedLetter): Block[] {
  return [
    { kind: 'page-break' },
    { kind: 'paragraph', text: name, align: 'right' },
    { kind: 'heading', text: subject, level: 2 },
    ...body.split(/\n{2,}/).map((text): Block => ({ kind: 'paragraph', text, indent: true })),
    { kind: 'signatures', lines: [{}] },
  ];
}
