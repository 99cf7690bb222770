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

export type LetterBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly align?: 'left' | 'center' | 'right'; readonly bold?: boolean }
  | { readonly kind: 'table'; readonly widths: readonly number[]; readonly rows: readonly (readonly string[])[] };

const HEAD = ['№', 'Номер', 'Фамилия, имя, отчество', 'Дата рождения', 'Должность, организация', 'Категория'];
/** Twentieths of a point; together the width of a page between its margins. */
const WIDTHS = [500, 1100, 2700, 1300, 2500, 1538];

/** The text of a nomination letter, ready to be put on a form, numbered and signed. */
export function draftLetter({ programme, nominator, categories, nominees }: LetterFacts): LetterBlock[] {
  const rows = nominees.map(({ number, name, birthDate, post, organisation, category }, i) => [
    String(i + 1), number, name, birthDate.split('-').reverse().join('.'), [post, organisation].filter(Boolean).join(', '), (category !== null && categories.get(category)) || '',
  ]);
  return [
    { kind: 'paragraph', text: nominator, align: 'center', bold: true },
    { kind: 'paragraph', text: '«___» ____________ 20___ г.   № ______________' },
    { kind: 'paragraph', text: '' },
    { kind: 'paragraph', text: `О выдвижении кандидатов на отбор «${programme}»`, align: 'center', bold: true },
    { kind: 'paragraph', text: '' },
    { kind: 'paragraph', text: `Выдвигаем для участия в отборе по программе «${programme}» следующих кандидатов (всего ${nominees.length}):` },
    { kind: 'table', widths: WIDTHS, rows: [HEAD, ...rows] },
    { kind: 'paragraph', text: '' },
    { kind: 'paragraph', text: 'Согласия кандидатов на обработку персональных данных получены.' },
    { kind: 'paragraph', text: '' },
    { kind: 'paragraph', text: '____________________      ____________      ____________________' },
    { kind: 'paragraph', text: '(должность)                       (подпись)              (фамилия, инициалы)' },
  ];
}
