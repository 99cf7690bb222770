import { russianDate } from '../../kernel/calendar-date';
import type { Column, Paper } from '../../kernel/paper';

/** Somebody whom the letter puts forward. */
export interface LetterNominee {
  readonly number: string;
  readonly name: string;
  readonly birthDate: string;
  readonly post: string | null;
  readonly organisation: string | null;
  readonly category: string | null;
}

export interface LetterFacts {
  /** Titles in Russian: the letter is a Russian document. */
  readonly programme: string;
  readonly nominator: string;
  /** Category key → title. */
  readonly categories: ReadonlyMap<string, string>;
  readonly nominees: readonly LetterNominee[];
}

const COLUMNS: readonly Column[] = [
  { title: '№', width: 5, align: 'right' },
  { title: 'Номер', width: 10 },
  { title: 'Фамилия, имя, отчество', width: 23 },
  { title: 'Дата рождения', width: 13, align: 'center' },
  { title: 'Должность, организация', width: 27 },
  { title: 'Категория', width: 22 },
];

/** A nomination letter, ready to be put on a form, numbered and signed. `createdAt`: ISO 8601. */
export function draftLetter({ programme, nominator, categories, nominees }: LetterFacts, createdAt: string): Paper {
  const rows = nominees.map(({ number, name, birthDate, post, organisation, category }, i) => [
    String(i + 1), number, name, russianDate(birthDate), [post, organisation].filter(Boolean).join(', '), (category !== null && categories.get(category)) || '',
  ]);
  const title = `О выдвижении кандидатов на отбор «${programme}»`;
  return {
    title,
    createdAt,
    blocks: [
      { kind: 'paragraph', text: nominator, align: 'center', bold: true },
      { kind: 'paragraph', text: '«___» ____________ 20___ г.   № ______________' },
      { kind: 'heading', text: title },
      { kind: 'paragraph', text: `Выдвигаем для участия в отборе по программе «${programme}» следующих кандидатов (всего ${nominees.length}):`, indent: true },
      { kind: 'table', columns: COLUMNS, rows },
      { kind: 'paragraph', text: 'Согласия кандидатов на обработку персональных данных получены.', indent: true },
      { kind: 'signatures', lines: [{}] },
    ],
  };
}
