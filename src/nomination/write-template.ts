import type { Readable } from 'node:stream';
import { FEDERAL_SUBJECTS } from '../campaign/domain/federal-subjects';
import type { Policy } from '../campaign/domain/policy';
import { columnLetters } from '../kernel/column-letters';
import { writeXlsx, type XlsxRow, type XlsxSheet } from '../platform/spreadsheet/write-xlsx';
import { CANDIDATE_SHEET, candidateFields, CAREER_SHEET, careerFields, type Field, TEMPLATE_MARK, TEMPLATE_VERSION } from './domain/import-columns';

const LISTS_SHEET = 'Списки';
const GUIDE_SHEET = 'Как заполнить';
/** Rows that offer the lists. */
const OFFERED_ROWS = 2000;

const GUIDE = [
  'Один человек — одна строка на листе «Кандидаты». Обязательные столбцы перечислены ниже. Названия столбцов не меняйте, порядок можно менять.',
  'Трудовую деятельность можно внести одним из двух способов: на листе «Трудовая деятельность», по строке на каждую должность, с номером человека из первого столбца листа «Кандидаты»; или вставить текст из справки-объективки в столбец «Трудовая деятельность», каждую должность с новой строки.',
  'Если день неизвестен, пишите месяц и год: 09.2015. Если человек работает до сих пор, оставьте окончание пустым или напишите «по настоящее время».',
  'Вид должности, ОКТМО и вид муниципального образования нужны для подсчёта стажа. Чего не знаете, оставьте пустым: вопрос решит человек.',
  'Формулы и объединённые ячейки не принимаются: вставляйте значения («Вставить как значения»).',
  'Сохраните файл в формате XLSX (или CSV) и загрузите. Ошибки будут названы все сразу, с листом, строкой и столбцом; верные строки сохраняются, исправленный файл можно загрузить ещё раз: второй раз тот же человек не появится.',
];

/** The spreadsheet a clerk fills in: instructions, people, careers, lists. */
export function writeTemplate(policy: Policy): Readable {
  const [people, careers] = [candidateFields(policy).filter(({ foreign }) => !foreign), careerFields()];
  const offered = offeredLists([...people, ...careers]);
  return writeXlsx([guide(people, careers), form(CANDIDATE_SHEET, people, offered), form(CAREER_SHEET, careers, offered), lists(offered)]);
}

function form(name: string, fields: readonly Field[], offered: readonly OfferedList[]): XlsxSheet {
  const choices = fields.flatMap(({ header }, column) => {
    const at = offered.findIndex((list) => list.header === header);
    const letters = columnLetters(at);
    return at < 0 ? [] : [{ column, rows: [2, OFFERED_ROWS] as const, source: `'${LISTS_SHEET}'!$${letters}$2:$${letters}$${offered[at]!.values.length + 1}` }];
  });
  return { name, widths: fields.map(widthOf), frozen: 1, rows: [{ cells: fields.map(({ header }) => header), heading: true }], lists: choices };
}

function widthOf({ kind, header }: Field): number {
  if (kind === 'career') return 70;
  return kind === 'text' ? 36 : Math.max(12, Math.min(header.length + 4, 28));
}

function guide(people: readonly Field[], careers: readonly Field[]): XlsxSheet {
  const columns = (sheet: string, fields: readonly Field[]): XlsxRow[] => [
    { cells: [`Столбцы листа «${sheet}»`], heading: true },
    ...fields.map(({ header, required, note }) => ({ cells: [`${header}${required ? ', обязательно' : ''}${note ? `: ${note}` : ''}`] })),
  ];
  const rows: XlsxRow[] = [
    { cells: [`${TEMPLATE_MARK} ${TEMPLATE_VERSION}`], heading: true },
    ...GUIDE.map((text) => ({ cells: [text] })),
    ...columns(CANDIDATE_SHEET, people),
    ...columns(CAREER_SHEET, careers),
  ];
  return { name: GUIDE_SHEET, widths: [120], rows };
}

interface OfferedList {
  readonly header: string;
  readonly values: readonly string[];
}

/** A list a heading; present and past posts share theirs. */
function offeredLists(fields: readonly Field[]): OfferedList[] {
  const all = new Map<string, readonly string[]>();
  for (const { header, kind, choice } of fields) {
    if (choice) all.set(header, choice.titles);
    if (kind === 'region') all.set(header, FEDERAL_SUBJECTS.map(({ name }) => name));
    if (kind === 'country') all.set(header, ['Россия']);
  }
  return [...all].map(([header, values]) => ({ header, values }));
}

function lists(offered: readonly OfferedList[]): XlsxSheet {
  const longest = Math.max(...offered.map(({ values }) => values.length));
  const rows = Array.from({ length: longest }, (_, i) => ({ cells: offered.map(({ values }) => values[i] ?? '') }));
  return { name: LISTS_SHEET, widths: offered.map(() => 30), frozen: 1, rows: [{ cells: offered.map(({ header }) => header), heading: true }, ...rows] };
}
