import type { Block, Column, Paper } from '../../kernel/paper';

/** Somebody put forward, as far as it was published. */
export interface HandedPerson {
  readonly number: string;
  readonly name: string;
  readonly post: string;
  /** In words: enrolled, not passed, withdrew … */
  readonly standing: string;
  readonly isEnrolled: boolean;
  /** Whoever left: at which stage and why, in words. */
  readonly left: { readonly stage: string; readonly why: string } | null;
}

/** What the organiser hands a nominator at the end of a campaign. */
export interface HandoverFacts {
  readonly programme: string;
  readonly campaign: string;
  readonly nominator: string;
  readonly places: { readonly plan: number | null; readonly used: number };
  readonly people: readonly HandedPerson[];
  /** Quotas that decided about the nominator's people, in words. */
  readonly quotas: readonly string[];
  /** The last day something in it was published, as its first moment, ISO 8601. */
  readonly asOf: string;
}

const ENROLLED: readonly Column[] = [{ title: '№', width: 5, align: 'right' }, { title: 'Номер', width: 12 }, { title: 'Фамилия, имя, отчество', width: 38 }, { title: 'Должность, организация', width: 45 }];
const LEFT: readonly Column[] = [{ title: '№', width: 5, align: 'right' }, { title: 'Номер', width: 11 }, { title: 'Фамилия, имя, отчество', width: 27 }, { title: 'Этап', width: 20 }, { title: 'Итог и причина', width: 37 }];
const WAITING: readonly Column[] = [...ENROLLED.slice(0, 3), { title: 'Состояние', width: 45 }];

/**
 * Results for one nominator: who was put forward, who left at which stage and why, who is enrolled, places and quotas.
 * Formal reasons are told; of diagnostics and marks nothing but that a stage was not passed.
 */
export function handoverPaper({ programme, campaign, nominator, places, people, quotas, asOf }: HandoverFacts): Paper {
  const enrolled = people.filter(({ isEnrolled }) => isEnrolled);
  const left = people.filter((person) => person.left !== null);
  const others = people.filter((person) => !person.isEnrolled && person.left === null);
  return {
    title: `Итоги отбора по программе «${programme}»: ${nominator}`,
    createdAt: asOf,
    identity: campaign,
    blocks: [
      { kind: 'heading', text: `Итоги отбора по программе «${programme}»` },
      { kind: 'paragraph', text: nominator, align: 'center', bold: true },
      {
        kind: 'facts',
        rows: [
          ['Отбор', campaign],
          ['Мест для выдвижения', places.plan === null ? 'без предела' : `${places.plan}, использовано ${places.used}`],
          ['Выдвинуто', String(people.length)],
          ['Зачислено', String(enrolled.length)],
          ...(others.length ? [['В отборе', String(others.length)] as const] : []),
        ],
      },
      ...section('Зачислены', ENROLLED, enrolled, ({ name, post }) => [name, post]),
      ...section('Выбыли', LEFT, left, ({ name, standing, left: at }) => [name, at!.stage, [sentence(standing), at!.why].filter(Boolean).join(' ')]),
      ...section('Участвуют', WAITING, others, ({ name, standing }) => [name, standing]),
      ...(quotas.length ? [{ kind: 'heading', level: 2, text: 'Квоты, которые действовали при отборе' } as const, { kind: 'list', items: quotas } as const] : []),
      { kind: 'paragraph', text: 'Сведения приведены по опубликованным решениям. Возражение против решения рассматривается в срок не более тридцати дней со дня получения (152-ФЗ, статья 16).', small: true },
    ],
  };
}

function section(title: string, columns: readonly Column[], people: readonly HandedPerson[], cells: (person: HandedPerson) => readonly string[]): Block[] {
  if (!people.length) return [];
  return [{ kind: 'heading', level: 2, text: title }, { kind: 'table', columns, rows: people.map((person, i) => [String(i + 1), person.number, ...cells(person)]) }];
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
