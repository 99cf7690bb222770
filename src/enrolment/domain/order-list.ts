import type { OrderFacts, OrderPerson } from './order-paper';

/** The list of an order as a table. */
export interface OrderList {
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
}

type Cell = (person: OrderPerson, i: number) => string;
type ListColumn = readonly [title: string, width: number, cell: Cell];

const WHO: readonly ListColumn[] = [
  ['№', 6, (_, i) => String(i + 1)],
  ['Номер', 10, ({ number }) => number],
  ['Фамилия, имя, отчество', 36, ({ name }) => name],
  ['Должность, организация', 60, ({ post }) => post],
  ['Субъект Российской Федерации', 32, ({ subject }) => subject],
  ['Поток', 8, ({ stream }) => (stream === null ? '' : String(stream))],
];

/** The appendix of an order for spreadsheets: whom it names and, of a change, what stood before; of an expulsion, on what grounds. */
export function orderList({ kind, people, details }: OrderFacts): OrderList {
  const columns = [...WHO, ...more(kind, details.grounds ?? '')];
  return { columns: columns.map(([title, width]) => ({ title, width })), rows: people.map((person, i) => columns.map(([, , cell]) => cell(person, i))) };
}

function more(kind: OrderFacts['kind'], grounds: string): readonly ListColumn[] {
  switch (kind) {
    case 'enrolment':
      return [];
    case 'change':
      return [['Вместо: фамилия, имя, отчество', 36, ({ was }) => was?.name ?? ''], ['Вместо: должность, организация', 60, ({ was }) => was?.post ?? '']];
    case 'expulsion':
      return [['Основание', 40, () => grounds]];
  }
}
