import type { Block, Column, Paper } from '../../kernel/paper';

export const ORDER_KINDS = ['enrolment', 'change', 'expulsion'] as const;
/**
 * - `enrolment` [зачисление]: who is enrolled and stands in no order yet;
 * - `change` [изменение]: whose name or post is no longer what an order says;
 * - `expulsion` [отчисление]: who stands in an order and has been expelled since.
 */
export type OrderKind = (typeof ORDER_KINDS)[number];

/** What an order says besides its list; entered by the officer who prepares it (273-FZ, art. 53 and 76). */
export interface OrderDetails {
  /** Who issues it. */
  readonly issuer?: string;
  /** Number and date of the commission's protocol. */
  readonly protocolNumber?: string;
  readonly protocolDate?: string;
  /** Kind of the programme, its hours, form and term. */
  readonly programmeKind?: string;
  readonly hours?: number;
  readonly form?: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly financing?: string;
  readonly responsible?: string;
  /** `expulsion`: on what grounds, in words. */
  readonly grounds?: string;
  readonly signatoryPost?: string;
  readonly signatory?: string;
}

/** Without these nobody can sign: what the law wants named. */
export const NEEDED_DETAILS = ['issuer', 'protocolNumber', 'protocolDate', 'programmeKind', 'hours', 'form', 'startsOn', 'endsOn', 'signatoryPost', 'signatory'] as const satisfies readonly (keyof OrderDetails)[];

/** Somebody in the list, as he is printed. */
export interface OrderPerson {
  readonly number: string;
  readonly name: string;
  /** Post and organisation. */
  readonly post: string;
  /** Subject of the federation. */
  readonly subject: string;
  readonly category: string | null;
  readonly stream: number | null;
  /** `change`: what the earlier order says. */
  readonly was?: { readonly name: string; readonly post: string };
}

/** Everything an order says; the digest over it binds what was signed. */
export interface OrderFacts {
  readonly kind: OrderKind;
  readonly ordinal: number;
  readonly programme: string;
  readonly title: string;
  readonly details: OrderDetails;
  readonly people: readonly OrderPerson[];
  /** The order that is changed. */
  readonly refersTo: { readonly number: string; readonly datedOn: string } | null;
  /** SHA-256 of the confirmed ranking run that chose them; null where the programme ranks nobody. */
  readonly runHash: string | null;
}

const LIST: readonly Column[] = [
  { title: '№', width: 5, align: 'right' },
  { title: 'Номер', width: 10 },
  { title: 'Фамилия, имя, отчество', width: 30 },
  { title: 'Должность, организация', width: 37 },
  { title: 'Субъект Российской Федерации', width: 18 },
];
const BLANK = '____________';
const SHOWN_HASH = 16;

/** The order as it is printed: a draft has room where number and date are entered. `createdAt`: ISO 8601; `digest`: of the facts. */
export function orderPaper(facts: OrderFacts, registered: { readonly number: string; readonly datedOn: string } | null, digest: string, createdAt: string): Paper {
  const { details, title, programme, refersTo } = facts;
  const head = `${registered ? russianDay(registered.datedOn) : `«___» ${BLANK} 20___ г.`} № ${registered?.number ?? BLANK}`;
  return {
    title: `${title} по программе «${programme}»`,
    createdAt,
    identity: `${registered ? `Приказ № ${registered.number}` : `Проект приказа ${facts.ordinal}`}, отпечаток ${digest.slice(0, SHOWN_HASH)}`,
    blocks: [
      ...(details.issuer ? [{ kind: 'paragraph', text: details.issuer, align: 'center', bold: true } as const] : []),
      { kind: 'heading', text: 'ПРИКАЗ' },
      { kind: 'paragraph', text: head, align: 'center' },
      { kind: 'paragraph', text: titleOf(facts), bold: true },
      { kind: 'paragraph', text: groundsOf(facts), indent: true },
      { kind: 'paragraph', text: 'ПРИКАЗЫВАЮ:' },
      { kind: 'list', items: itemsOf(facts).map((item) => (item.endsWith('.') ? item : `${item}.`)) },
      ...(details.signatoryPost !== undefined || details.signatory !== undefined ? [{ kind: 'signatures', lines: [{ post: details.signatoryPost, name: details.signatory }] } as const] : [{ kind: 'signatures', lines: [{}] } as const]),
      { kind: 'page-break' },
      { kind: 'paragraph', text: `Приложение\nк приказу от ${head}`, align: 'right' },
      { kind: 'heading', text: 'Список', level: 1 },
      ...listOf(facts),
      ...(facts.runHash ? [{ kind: 'paragraph', text: `Список соответствует утверждённому расчёту рейтинга, SHA-256: ${facts.runHash}.`, small: true } as const] : []),
      ...(refersTo ? [{ kind: 'paragraph', text: `Изменяется приказ от ${russianDay(refersTo.datedOn)} № ${refersTo.number}.`, small: true } as const] : []),
    ],
  };
}

function titleOf({ kind, programme, refersTo }: OrderFacts): string {
  switch (kind) {
    case 'enrolment':
      return `О зачислении на программу «${programme}»`;
    case 'change':
      return `О внесении изменений в приказ от ${russianDay(refersTo!.datedOn)} № ${refersTo!.number}`;
    case 'expulsion':
      return `Об отчислении слушателей программы «${programme}»`;
  }
}

function groundsOf({ details: { protocolNumber, protocolDate }, kind }: OrderFacts): string {
  const protocol = `протокола комиссии от ${protocolDate ? russianDay(protocolDate) : BLANK} № ${protocolNumber ?? BLANK}`;
  return kind === 'enrolment'
    ? `В соответствии со статьями 53 и 76 Федерального закона от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации», на основании ${protocol} и личных заявлений поступающих`
    : `На основании ${protocol}`;
}

function itemsOf({ kind, details, people, programme, refersTo }: OrderFacts): string[] {
  const { programmeKind, hours, form, startsOn, endsOn, financing, responsible } = details;
  const control = responsible ? [`Контроль за исполнением приказа возложить: ${responsible}`] : [];
  switch (kind) {
    case 'enrolment':
      return [
        `Зачислить слушателями программы «${programme}» лиц по списку (приложение), всего ${people.length}`,
        `Вид программы: ${programmeKind ?? BLANK}; объём: ${hours ?? BLANK} ак. ч; форма обучения: ${form ?? BLANK}; срок обучения: с ${day(startsOn)} по ${day(endsOn)}`,
        ...(financing ? [`Источник финансирования: ${financing}`] : []),
        ...control,
      ];
    case 'change':
      return [`Внести в список, утверждённый приказом от ${russianDay(refersTo!.datedOn)} № ${refersTo!.number}, изменения (приложение), всего ${people.length}`, ...control];
    case 'expulsion':
      return [`Отчислить лиц по списку (приложение), всего ${people.length}, зачисленных приказом от ${russianDay(refersTo!.datedOn)} № ${refersTo!.number}`, ...control];
  }
}

function listOf({ kind, people, details }: OrderFacts): Block[] {
  if (kind === 'change') return [table([...LIST.slice(0, 2), { title: 'Вместо', width: 42 }, { title: 'Читать', width: 43 }], people, ({ was, name, post }) => [`${was?.name ?? ''}\n${was?.post ?? ''}`, `${name}\n${post}`])];
  if (kind === 'expulsion') return [table([...LIST.slice(0, 3), { title: 'Основание', width: 55 }], people, ({ name }) => [name, details.grounds ?? BLANK])];
  const streams = [...new Set(people.map(({ stream }) => stream))].sort((a, b) => (a ?? 0) - (b ?? 0));
  return streams.flatMap((stream) => [
    ...(stream === null ? [] : [{ kind: 'heading', level: 2, text: `Поток ${stream}` } as const]),
    table(LIST, people.filter((person) => person.stream === stream), ({ name, post, subject }) => [name, post, subject]),
  ]);
}

function table(columns: readonly Column[], people: readonly OrderPerson[], cells: (person: OrderPerson) => readonly string[]): Block {
  return { kind: 'table', columns, rows: people.map((person, i) => [String(i + 1), person.number, ...cells(person)]) };
}

const MONTHS = ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'];

function russianDay(date: string): string {
  const [year, month, dayOfMonth] = date.split('-');
  return `${Number(dayOfMonth)} ${MONTHS[Number(month) - 1]} ${year} г.`;
}

function day(date: string | undefined): string {
  return date ? russianDay(date) : BLANK;
}
