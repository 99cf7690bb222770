import { russianDate } from '../../kernel/calendar-date';
import type { Block, Column, Paper } from '../../kernel/paper';

/** Everything the case file says, in words. Of other people it has public roles and account numbers, never a name. */
export interface CaseFacts {
  readonly programme: string;
  readonly campaign: string;
  readonly candidate: { readonly number: string; readonly name: string; readonly facts: readonly (readonly [name: string, value: string])[] };
  readonly appeal: { readonly number: string; readonly facts: readonly (readonly [name: string, value: string])[] };
  readonly employment: readonly (readonly [period: string, post: string])[];
  readonly documents: readonly (readonly [title: string, receivedOn: string])[];
  readonly marks: readonly (readonly [stage: string, assessor: string, marks: string])[];
  readonly rules: readonly (readonly [version: string, publishedAt: string, digest: string])[];
  readonly verdicts: readonly (readonly [stage: string, verdict: string, reasons: string])[];
  readonly history: readonly (readonly [at: string, event: string, reason: string, by: string])[];
  readonly runs: readonly (readonly [run: string, place: string, hashes: string])[];
  readonly seen: readonly (readonly [at: string, what: string, by: string])[];
  /** When the file was put together, ISO 8601. */
  readonly at: string;
}

/** How papers name an appeal that has no incoming number yet. */
export const WITHOUT_NUMBER = 'б/н';

const column = (title: string, width: number): Column => ({ title, width });

/** The case file of an appeal: inputs, rules, verdicts, who decided and who saw. */
export function casePaper(facts: CaseFacts): Paper {
  const { candidate, appeal } = facts;
  return {
    title: `Дело по возражению № ${appeal.number}`,
    createdAt: facts.at,
    identity: `Возражение № ${appeal.number}, кандидат ${candidate.number}`,
    blocks: [
      { kind: 'heading', text: `Дело по возражению № ${appeal.number}` },
      { kind: 'facts', rows: [['Программа', facts.programme], ['Отбор', facts.campaign], ['Составлено', russianDate(facts.at.slice(0, 10))], ...appeal.facts] },
      { kind: 'heading', level: 2, text: '1. Кандидат' },
      { kind: 'facts', rows: [['Номер', candidate.number], ['Кандидат', candidate.name], ...candidate.facts] },
      ...section('2. Исходные сведения: трудовая деятельность', [column('Период', 25), column('Должность, организация', 75)], facts.employment),
      ...section('3. Исходные сведения: документы', [column('Документ', 75), column('Получен', 25)], facts.documents),
      ...section('4. Исходные сведения: оценки', [column('Этап', 25), column('Эксперт (учётная запись)', 40), column('Оценки', 35)], facts.marks),
      ...section('5. Правила отбора', [column('Редакция', 11), column('Опубликована', 17), column('SHA-256', 72)], facts.rules),
      ...section('6. Заключения по этапам', [column('Этап', 22), column('Заключение', 23), column('Основания', 55)], facts.verdicts),
      ...section('7. Расчёты рейтинга', [column('Расчёт', 40), column('Итог и причина', 30), column('SHA-256 вопроса и ответа', 30)], facts.runs),
      ...section('8. Решения', [column('Когда', 17), column('Что решено', 23), column('Основание', 19), column('Кто решил и опубликовал', 41)], facts.history),
      ...section('9. Кто читал сведения', [column('Когда', 20), column('Действие', 35), column('Кто (учётная запись, роль)', 45)], facts.seen),
      { kind: 'paragraph', text: 'Сведения о других участниках отбора не приводятся. Сотрудники обозначены номерами учётных записей и ролями.', small: true },
    ],
  };
}

function section(title: string, columns: readonly Column[], rows: readonly (readonly string[])[]): Block[] {
  return [{ kind: 'heading', level: 2, text: title }, rows.length ? { kind: 'table', columns, rows } : { kind: 'paragraph', text: 'Нет.' }];
}
