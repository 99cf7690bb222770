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

export type ActBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly align?: 'left' | 'center' | 'right'; readonly bold?: boolean }
  | { readonly kind: 'table'; readonly widths: readonly number[]; readonly rows: readonly (readonly string[])[] };

/** Twentieths of a point; together the width of a page between its margins. */
const WIDTHS = [500, 1000, 2700, 3400, 2038];

/** The act as a document for the commission to sign. */
export function actBlocks(act: DestructionAct): ActBlock[] {
  const { id, system, campaign, destroyedAt, files, commission, lines } = act;
  const people = lines.flatMap(({ number, names, categories, ground }) => names.map((name) => [number, name, categories.map((category) => CATEGORIES[category].ru).join('; '), GROUND_WORDS[ground]]));
  const [day, time] = moment(destroyedAt).split(' ');
  return [
    { kind: 'paragraph', text: 'АКТ', align: 'center', bold: true },
    { kind: 'paragraph', text: 'об уничтожении персональных данных', align: 'center', bold: true },
    { kind: 'paragraph', text: '' },
    { kind: 'paragraph', text: `${day}    № ${id}` },
    { kind: 'paragraph', text: '' },
    { kind: 'paragraph', text: 'Комиссия в составе:' },
    ...commission.map(({ name, post }): ActBlock => ({ kind: 'paragraph', text: `${name}, ${post}` })),
    { kind: 'paragraph', text: `составила настоящий акт о том, что ${day} в ${time} (UTC) в информационной системе «${system}» (отбор «${campaign}») уничтожены персональные данные следующих субъектов (всего ${people.length}):` },
    { kind: 'table', widths: WIDTHS, rows: [['№', 'Номер', 'Фамилия, имя, отчество', 'Категории персональных данных', 'Причина'], ...people.map((cells, i) => [String(i + 1), ...cells])] },
    { kind: 'paragraph', text: `Способ уничтожения: уничтожение ключа шифрования персональных данных субъекта, удаление записей и файлов (файлов: ${files}).` },
    { kind: 'paragraph', text: 'Выгрузка из журнала регистрации событий прилагается. Акт и выгрузка хранятся три года (приказ Роскомнадзора от 28.10.2022 № 179).' },
    { kind: 'paragraph', text: '' },
    ...commission.flatMap(({ name }): ActBlock[] => [{ kind: 'paragraph', text: `____________________      ${name}` }]),
  ];
}

function moment(instant: string): string {
  const [day, time] = instant.split('T') as [string, string];
  return `${day.split('-').reverse().join('.')} ${time.slice(0, 5)}`;
}
