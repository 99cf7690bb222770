import type { Nominee } from './nominations';
import type { PolicyDocument } from './policy-document';
import type { Placement } from './positions';
import type { Sheet } from './spreadsheet';

/** What a column of the template is called, and what a clerk writes into it. */
type Column<T> = readonly [heading: string, cell: (from: T) => string | undefined];

const PLACEMENT: readonly Column<Placement>[] = [
  ['Должность', ({ title }) => title],
  ['Организация', ({ organisation }) => organisation],
  ['Вид должности', ({ postCategory }) => postCategory],
  ['Группа должности', ({ postGroup }) => postGroup],
  ['Сфера', ({ sphere }) => sphere],
  ['Вид муниципального образования', ({ municipalityType }) => municipalityType],
  ['ОКТМО', ({ municipality }) => municipality],
  ['Субъект РФ', ({ region }) => region],
];

/**
 * A region's list as its clerk fills in the template: a sheet with a row a person, a sheet with a row a job. Words with a
 * list are written as their codes, which the service understands as well as their titles.
 */
export function nomineeTable(nominees: readonly Nominee[], { personalFile = [] }: PolicyDocument): Sheet[] {
  const people: readonly Column<Nominee>[] = [
    ['№', ({ index }) => String(index + 1)],
    ['Фамилия', ({ nomination }) => nomination.person.familyName],
    ['Имя', ({ nomination }) => nomination.person.givenName],
    ['Отчество', ({ nomination }) => nomination.person.patronymic],
    ['Дата рождения', ({ nomination }) => asWritten(nomination.person.birthDate)],
    ['Пол', ({ nomination }) => nomination.person.sex],
    ['СНИЛС', ({ nomination }) => nomination.person.snils],
    ['Электронная почта', ({ nomination }) => nomination.person.email],
    ['Гражданство', ({ nomination }) => nomination.citizenship],
    ['Образование', ({ nomination }) => nomination.education],
    ['Субъект РФ регистрации', ({ nomination }) => nomination.registrationRegion],
    ['Категория', ({ nomination }) => nomination.category],
    ...PLACEMENT.map(([heading, cell]): Column<Nominee> => [heading, ({ nomination }) => cell(nomination.post)]),
    ...personalFile.map(({ key, title }): Column<Nominee> => [`${title.ru}: дата получения`, ({ nomination }) => asWritten(nomination.documents.find((document) => document.key === key)?.receivedOn)]),
  ];
  const jobs = nominees.flatMap(({ index, nomination }) => nomination.employment.map((job) => ({ ...job, of: index + 1 })));
  const careers: readonly Column<(typeof jobs)[number]>[] = [
    ['№ кандидата', ({ of }) => String(of)],
    ['Начало', ({ startedOn }) => asWritten(startedOn)],
    ['Окончание', ({ endedOn }) => asWritten(endedOn)],
    ...PLACEMENT,
  ];
  return [{ name: 'Кандидаты', rows: rowsOf(people, nominees) }, { name: 'Трудовая деятельность', rows: rowsOf(careers, jobs) }];
}

function rowsOf<T>(columns: readonly Column<T>[], list: readonly T[]): string[][] {
  return [columns.map(([heading]) => heading), ...list.map((one) => columns.map(([, cell]) => cell(one) ?? ''))];
}

/** `2026-02-10` → `10.02.2026`. */
function asWritten(date: string | null | undefined): string | undefined {
  return date?.split('-').reverse().join('.');
}
