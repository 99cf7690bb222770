import type { Fault } from '../../kernel/reason';
import { type Role, ROLES } from './may';

/** A row of a file: as the program that shows it numbers it, with the text of its cells. */
export interface PeopleRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A person as a row has him; the nominator still by kind and code. */
export interface ReadPerson {
  readonly row: number;
  readonly login: string;
  readonly name: string;
  readonly region: string | null;
  readonly role: Role;
  readonly nominator: { readonly kind: string; readonly code: string } | null;
}

const COLUMNS = { login: ['login', 'логин', 'имя для входа'], name: ['name', 'имя', 'фио'], region: ['region', 'регион'], role: ['role', 'роль'], nominator: ['nominator', 'заявитель'] } as const;
type Column = keyof typeof COLUMNS;
const NEEDED: readonly Column[] = ['login', 'name', 'role'];

/** The words of the office for the roles. */
const ROLE_WORDS: Readonly<Record<string, Role>> = { регион: 'nominator', эксперт: 'assessor', координатор: 'officer', аудитор: 'auditor', администратор: 'administrator' };

/**
 * People of a table whose first row names its columns, in any order, in Russian or English: login, name, role, and where
 * there are any region and nominator (a region's code, or `kind:code`). Faults point to the row as it is shown:
 * `/rows/5/role`. Params: `columns` that are missing, `allowed` words.
 */
export function readPeople([header, ...rows]: readonly PeopleRow[]): { readonly people: readonly ReadPerson[]; readonly faults: readonly Fault[] } {
  const at = columnsOf(header?.cells ?? []);
  const missing = NEEDED.filter((column) => !at.has(column));
  if (missing.length > 0) return { people: [], faults: [{ pointer: `/rows/${header?.row ?? 1}`, code: 'COLUMNS_MISSING', params: { columns: missing } }] };
  const faults: Fault[] = [];
  const people = rows.flatMap(({ row, cells }): ReadPerson[] => {
    const text = (column: Column): string => (cells[at.get(column) ?? -1] ?? '').normalize('NFC').trim();
    const word = text('role').toLowerCase();
    const role = ROLES.find((known) => known === word) ?? ROLE_WORDS[word];
    if (!role) {
      faults.push({ pointer: `/rows/${row}/role`, code: 'ROLE_UNKNOWN', params: { allowed: [...ROLES, ...Object.keys(ROLE_WORDS)] } });
      return [];
    }
    const [kind, code] = text('nominator').includes(':') ? text('nominator').split(':', 2) : ['region', text('nominator')];
    return [{ row, login: text('login').toLowerCase(), name: text('name'), region: text('region') || null, role, nominator: code ? { kind: kind!, code } : null }];
  });
  return { people, faults };
}

function columnsOf(cells: readonly string[]): ReadonlyMap<Column, number> {
  const words = cells.map((cell) => cell.normalize('NFC').trim().toLowerCase());
  const found = (Object.keys(COLUMNS) as Column[]).map((column) => [column, words.findIndex((word) => (COLUMNS[column] as readonly string[]).includes(word))] as const);
  return new Map(found.filter(([, index]) => index >= 0));
}
