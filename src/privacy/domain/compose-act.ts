import { russianDate } from '../../kernel/calendar-date';
import type { Column, Paper } from '../../kernel/paper';
import { CATEGORIES, type Category } from './personal-data';
import type { Ground } from './term-of-data';

/** A member of the commission that destroys, as entered by whoever proposes it. */
export interface CommissionMember {
  readonly name: string;
  readonly post: string;
}

/** Somebody whose data were destroyed. */
export interface ActLine {
  readonly number: string;
  /** Of a team everybody in it. */
  readonly names: readonly string[];
  readonly categories: readonly Category[];
  readonly ground: Ground;
}

/** An act of destruction: what Roskomnadzor order 179 asks for, and the numbers by which the record is found. */
export interface DestructionAct {
  readonly id: string;
  readonly system: string;
  readonly campaign: string;
  /** The moment, UTC. */
  readonly destroyedAt: string;
  readonly files: number;
  readonly commission: readonly CommissionMember[];
  readonly lines: readonly ActLine[];
}

/** The name of the information system, as acts and log exports give it. */
export const SYSTEM_NAME = 'Информационная система отбора участников программ (selection-service)';

export const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  CONSENT_WITHDRAWN: 'отзыв согласия на обработку (ч. 5 ст. 21 152-ФЗ)',
  TERM_OVER: 'достижение цели обработки, истечение срока хранения (ч. 4 ст. 21 152-ФЗ)',
  UNLAWFUL_PROCESSING: 'неправомерная обработка (ч. 3 ст. 21 152-ФЗ)',
  SUBJECT_DEMANDS: 'требование субъекта персональных данных (ч. 1 ст. 14 152-ФЗ)',
};

/** The five fields the law asks of the log: whose data, which, in what system, why, when. The first row is the head. */
export function logRows({ system, destroyedAt, lines }: DestructionAct): string[][] {
  const rows = lines.flatMap(({ names, categories, ground }) => names.map((name) => [name, categories.map((category) => CATEGORIES[category].ru).join('; '), system, GROUND_WORDS[ground], moment(destroyedAt)]));
  return [['Фамилия, имя, отчество субъекта', 'Категории уничтоженных персональных данных', 'Наименование информационной системы', 'Причина уничтожения', 'Дата уничтожения'], ...rows];
}

const COLUMNS: readonly Column[] = [
  { title: '№', width: 5, align: 'right' },
  { title: 'Номер', width: 11 },
  { title: 'Фамилия, имя, отчество', width: 24 },
  { title: 'Категории персональных данных', width: 36 },
  { title: 'Причина', width: 24 },
];

/** The act as a paper for the commission to sign. */
export function composeAct(act: DestructionAct): Paper {
  const { id, system, campaign, destroyedAt, files, commission, lines } = act;
  const people = lines.flatMap(({ number, names, categories, ground }) => names.map((name) => [number, name, categories.map((category) => CATEGORIES[category].ru).join('; '), GROUND_WORDS[ground]]));
  const [day, time] = moment(destroyedAt).split(' ') as [string, string];
  return {
    title: 'Акт об уничтожении персональных данных',
    createdAt: destroyedAt,
    identity: `Акт об уничтожении персональных данных ${id}`,
    blocks: [
      { kind: 'heading', level: 1, text: 'АКТ\nоб уничтожении персональных данных' },
      { kind: 'facts', rows: [['Дата', day], ['Номер записи', id], ['Информационная система', system], ['Отбор', campaign]] },
      { kind: 'paragraph', text: 'Комиссия в составе:', keep: true },
      { kind: 'list', items: commission.map(({ name, post }) => `${name}, ${post}`) },
      { kind: 'paragraph', indent: true, keep: true, text: `составила настоящий акт о том, что ${day} в ${time} (UTC) уничтожены персональные данные следующих субъектов (всего ${people.length}):` },
      { kind: 'table', columns: COLUMNS, rows: people.map((cells, i) => [String(i + 1), ...cells]) },
      { kind: 'paragraph', indent: true, text: `Способ уничтожения: уничтожение ключа шифрования данных субъекта, удаление записей и файлов (файлов: ${files}).` },
      { kind: 'paragraph', indent: true, text: 'Выгрузка из журнала регистрации событий прилагается. Акт и выгрузка хранятся три года (приказ Роскомнадзора от 28.10.2022 № 179).' },
      { kind: 'signatures', lines: commission },
    ],
  };
}

function moment(instant: string): string {
  const [day, time] = instant.split('T') as [string, string];
  return `${russianDate(day)} ${time.slice(0, 5)}`;
}
