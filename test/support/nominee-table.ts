import { setTimeout as pause } from 'node:timers/promises';
import type { ListImport } from '../../src/nomination/import.service';
import type { ReadRow } from '../../src/nomination/import.service';
import type { Answer, AsAccount } from './app';

/** One person as a clerk writes him: heading → cell. */
export type Row = Readonly<Record<string, string>>;

/** Somebody complete under the School of mayors; another `i` is another person. */
export function clerksRow(i: number, change: Row = {}): Row {
  return {
    '№': String(i), Фамилия: `Проверяемова-${word(i)}`, Имя: 'Анна', Отчество: 'Сергеевна', 'Дата рождения': '20.05.1980', Пол: 'женский', Гражданство: 'Россия', Образование: 'высшее',
    Категория: 'Глава муниципалитета', Должность: 'Глава', Организация: 'Администрация', 'Вид должности': 'Муниципальная должность', ОКТМО: '20701000',
    'Трудовая деятельность': '02.2015 – настоящее время глава, Администрация', 'Согласие на обработку персональных данных: дата получения': '10.02.2026',
    ...change,
  };
}

/** As CSV with the headings of all rows. */
export function csvOf(rows: readonly Row[]): Buffer {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly string[]): string => cells.map((cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';');
  return Buffer.from(`\ufeff${[line(headings), ...rows.map((row) => line(headings.map((heading) => row[heading] ?? '')))].join('\r\n')}\r\n`);
}

/** A number in letters: names have no digits. */
export function word(i: number): string {
  return [...String(i)].map((digit) => 'абвгдежзик'[Number(digit)]).join('').replace(/^./, (letter) => letter.toUpperCase());
}

export async function upload(account: AsAccount, path: string, nominatorId: string, file: Uint8Array, apply = false): Promise<Answer<ListImport & { code: string }>> {
  return account.post(`${path}/imports?nominatorId=${nominatorId}${apply ? '&apply=true' : ''}`, file, { headers: { 'content-type': 'application/octet-stream' } });
}

/** Waits until nobody works on the list any more. */
export async function untilAtRest(account: AsAccount, path: string, id: string): Promise<ListImport> {
  for (let turn = 0; turn < 600; turn++) {
    const { body } = await account.get<ListImport>(`${path}/imports/${id}`);
    if (body.state !== 'queued' && body.state !== 'applying') return body;
    await pause(25);
  }
  throw new Error('the list is still worked on');
}

export async function rowsOf(account: AsAccount, path: string, id: string, outcome?: string): Promise<readonly ReadRow[]> {
  return (await account.get<{ items: ReadRow[] }>(`${path}/imports/${id}/rows?limit=200${outcome ? `&outcome=${outcome}` : ''}`)).body.items;
}

