import { MUNICIPALITY_TITLES } from '../../campaign/domain/municipality-types';
import type { Policy } from '../../campaign/domain/policy';
import type { Text } from '../../campaign/domain/policy-terms';
import { POST_CATEGORIES, POST_GROUPS, SPHERES } from '../../campaign/domain/reference-data';
import { foldWords } from '../../kernel/fold-words';

/** Marks the template; a file made from another version is refused with a word on where the new one is. */
export const TEMPLATE_VERSION = 1;
export const CANDIDATE_SHEET = 'Кандидаты';
export const CAREER_SHEET = 'Трудовая деятельность';
/** What stands in the first cell of the instructions, before the version. */
export const TEMPLATE_MARK = 'Шаблон списка кандидатов, версия';

/** How a cell is read. `key` is compared, `career` is a text of many lines. */
export type CellKind =
  | 'text' | 'name' | 'full-name' | 'birth-date' | 'day' | 'period-start' | 'period-end' | 'choice' | 'country' | 'region' | 'oktmo' | 'snils' | 'digits' | 'key' | 'career';

/** A column of the template and what of a nomination it holds. */
export interface Field {
  /** Stable; mappings name it. */
  readonly key: string;
  readonly header: string;
  readonly kind: CellKind;
  /** Where its value stands in a nomination, or in an employment record; '' where it becomes no single field. */
  readonly pointer: string;
  readonly required?: boolean;
  /** Not in the template: columns of foreign tables only. */
  readonly foreign?: boolean;
  /** `choice`: what people may write. */
  readonly choice?: Choice;
  /** Other headings of such a column, besides its own. */
  readonly aliases?: readonly string[];
  /** What the instructions say about it. */
  readonly note?: string;
}

export interface Choice {
  /** The titles people see: the list of the column. */
  readonly titles: readonly string[];
  /** Title as it is offered, or folded word → code. */
  readonly codes: ReadonlyMap<string, string>;
}

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

const SEX = { male: 'мужской', female: 'женский' };
const SEX_WORDS = { м: 'male', муж: 'male', мужчина: 'male', ж: 'female', жен: 'female', женщина: 'female' };
const EDUCATION = {
  higher: 'высшее', 'unfinished-higher': 'незаконченное высшее', 'secondary-professional': 'среднее профессиональное', secondary: 'среднее общее',
};
const EDUCATION_WORDS = {
  'высшее образование': 'higher', 'высшее профессиональное': 'higher', магистратура: 'higher', бакалавриат: 'higher', специалитет: 'higher',
  'неоконченное высшее': 'unfinished-higher', 'неполное высшее': 'unfinished-higher', 'среднее специальное': 'secondary-professional', среднее: 'secondary',
};

/** Post, organisation and what classifies them: the same for the present post and for a past one. */
function placement(at: string): Field[] {
  return [
    { key: 'title', header: 'Должность', kind: 'text', pointer: `${at}/title`, required: true, aliases: ['занимаемая должность', 'наименование должности', 'должность в настоящее время'] },
    { key: 'organisation', header: 'Организация', kind: 'text', pointer: `${at}/organisation`, required: true, aliases: ['место работы', 'наименование организации', 'орган власти', 'работодатель', 'наименование органа или организации'] },
    { key: 'postCategory', header: 'Вид должности', kind: 'choice', pointer: `${at}/postCategory`, choice: choiceOf(inRussian(POST_CATEGORIES)), note: 'Если не знаете, оставьте пустым: это не отказ, а вопрос, который решит человек.' },
    { key: 'postGroup', header: 'Группа должности', kind: 'choice', pointer: `${at}/postGroup`, choice: choiceOf(inRussian(POST_GROUPS)), note: 'Только для должностей государственной и муниципальной службы.' },
    { key: 'sphere', header: 'Сфера', kind: 'choice', pointer: `${at}/sphere`, choice: choiceOf(inRussian(SPHERES)), aliases: ['сфера деятельности'] },
    { key: 'municipalityType', header: 'Вид муниципального образования', kind: 'choice', pointer: `${at}/municipalityType`, choice: choiceOf(inRussian(MUNICIPALITY_TITLES)), aliases: ['тип муниципального образования', 'вид мо'] },
    { key: 'municipality', header: 'ОКТМО', kind: 'oktmo', pointer: `${at}/municipality`, aliases: ['код октмо', 'октмо муниципального образования'], note: '8 цифр, для поселения 11. Для прошлых мест работы можно не указывать.' },
    { key: 'region', header: 'Субъект РФ', kind: 'region', pointer: `${at}/region`, aliases: ['регион', 'субъект', 'субъект российской федерации', 'регион работы'], note: 'Название или код. Если указан ОКТМО, можно не заполнять.' },
  ];
}

/** Columns of the sheet with one row a person. Categories and documents are those of the campaign's policy. */
export function candidateFields({ categories = [], personalFile }: Policy): Field[] {
  return [
    { key: 'number', header: '№', kind: 'key', pointer: '', aliases: ['№ п/п', 'номер', 'п/п', 'n'], note: 'Номер строки в вашем списке. По нему находится трудовая деятельность на втором листе.' },
    { key: 'familyName', header: 'Фамилия', kind: 'name', pointer: '/person/familyName', required: true },
    { key: 'givenName', header: 'Имя', kind: 'name', pointer: '/person/givenName', required: true },
    { key: 'patronymic', header: 'Отчество', kind: 'name', pointer: '/person/patronymic', aliases: ['отчество при наличии'] },
    { key: 'fullName', header: 'ФИО', kind: 'full-name', pointer: '/person/familyName', required: true, foreign: true, aliases: ['ф и о', 'фамилия имя отчество', 'фио кандидата', 'кандидат'] },
    { key: 'birthDate', header: 'Дата рождения', kind: 'birth-date', pointer: '/person/birthDate', required: true, aliases: ['число месяц год рождения', 'д р'], note: 'Например 20.05.1980.' },
    { key: 'sex', header: 'Пол', kind: 'choice', pointer: '/person/sex', required: true, choice: choiceOf(SEX, SEX_WORDS) },
    { key: 'snils', header: 'СНИЛС', kind: 'snils', pointer: '/person/snils', aliases: ['номер снилс', 'страховой номер'], note: 'С дефисами или без них. По СНИЛС человека узнают в следующих кампаниях.' },
    { key: 'phone', header: 'Телефон', kind: 'text', pointer: '/person/phone', aliases: ['контактный телефон', 'номер телефона', 'мобильный телефон'] },
    { key: 'email', header: 'Электронная почта', kind: 'text', pointer: '/person/email', aliases: ['e mail', 'email', 'эл почта', 'адрес электронной почты', 'почта'] },
    { key: 'citizenship', header: 'Гражданство', kind: 'country', pointer: '/citizenship', required: true },
    { key: 'education', header: 'Образование', kind: 'choice', pointer: '/education', required: true, choice: choiceOf(EDUCATION, EDUCATION_WORDS), aliases: ['уровень образования'] },
    { key: 'registrationRegion', header: 'Субъект РФ регистрации', kind: 'region', pointer: '/registrationRegion', aliases: ['регион регистрации', 'регион проживания', 'место регистрации'] },
    ...(categories.length ? [{ key: 'category', header: 'Категория', kind: 'choice', pointer: '/category', required: true, choice: choiceOf(Object.fromEntries(categories.map(({ key, title }) => [key, title.ru]))), aliases: ['категория участника', 'категория кандидата'] } as const] : []),
    ...placement('/post'),
    { key: 'organisationInn', header: 'ИНН организации', kind: 'digits', pointer: '/post/organisationInn', aliases: ['инн'] },
    {
      key: 'career', header: 'Трудовая деятельность', kind: 'career', pointer: '/employment', aliases: ['опыт работы', 'работа в прошлом', 'справка объективка', 'трудовой стаж', 'места работы'],
      note: 'Сюда можно вставить раздел «Работа в прошлом» из справки-объективки, каждую должность с новой строки: 09.2015 – 03.2019 должность, организация. Тогда второй лист для этого человека не нужен.',
    },
    ...personalFile.filter(({ of }) => of === 'self').map(
      ({ key, title }): Field => ({ key: `document:${key}`, header: `${title.ru}: дата получения`, kind: 'day', pointer: `/documents/${key}`, aliases: [title.ru], note: 'Пусто, если документа ещё нет.' }),
    ),
    { key: 'externalId', header: 'Код в вашей системе', kind: 'key', pointer: '', aliases: ['код', 'внешний код', 'id', 'идентификатор'] },
  ];
}

/** Columns of the sheet with one row a period of work. */
export function careerFields(): Field[] {
  return [
    { key: 'person', header: '№ кандидата', kind: 'key', pointer: '', required: true, aliases: ['снилс', '№', 'номер кандидата', '№ п/п'], note: 'Тот же номер, что в первом столбце листа «Кандидаты», или СНИЛС.' },
    { key: 'startedOn', header: 'Начало', kind: 'period-start', pointer: '/startedOn', required: true, aliases: ['с', 'дата начала', 'поступление', 'дата приема', 'принят', 'месяц и год поступления', 'начало работы'], note: '01.09.2015, а если день неизвестен, 09.2015.' },
    { key: 'endedOn', header: 'Окончание', kind: 'period-end', pointer: '/endedOn', aliases: ['по', 'дата окончания', 'увольнение', 'дата увольнения', 'уволен', 'месяц и год ухода', 'уход', 'окончание работы'], note: 'Пусто или «по настоящее время», если человек работает до сих пор.' },
    ...placement(''),
  ];
}

function inRussian(titles: Readonly<Record<string, Text>>): Record<string, string> {
  return Object.fromEntries(Object.entries(titles).map(([code, { ru }]) => [code, ru]));
}

/** Titles by code, with other words for the codes; the code itself is understood, too. */
function choiceOf(titles: Readonly<Record<string, string>>, synonyms: Readonly<Record<string, string>> = {}): Choice {
  const codes = new Map(Object.entries(synonyms));
  for (const [code, title] of Object.entries(titles)) codes.set(title, code).set(foldWords(title), code).set(foldWords(code), code);
  return { titles: Object.values(titles), codes };
}
