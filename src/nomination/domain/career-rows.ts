import { foldWords } from '../../kernel/fold-words';
import { cleanLine } from './clean-line';
import { type Problem, ROW_PROBLEMS } from './import-problem';
import { type Column, readRow, type ReadRow, type TableRow } from './read-nomination';

/** Rows of the sheet of careers, held until the person they name comes by: as they stand, which is the smallest. */
export class CareerRows {
  /** Two thousand people with ten posts each; larger lists have careers in a column of their own. */
  static readonly MOST = 20_000;

  private readonly rows = new Map<string, TableRow[]>();
  private readonly taken = new Set<string>();
  private count = 0;

  constructor(
    private readonly sheet: string,
    private readonly columns: readonly Column[],
  ) {}

  /** False: there are more rows than can be held. */
  add(rows: readonly TableRow[]): boolean {
    this.count += rows.length;
    if (this.count > CareerRows.MOST) return false;
    const person = this.columns.find(({ field }) => field.key === 'person');
    for (const row of rows) {
      const name = nameOf(row.cells[person?.index ?? 0] ?? '');
      const known = this.rows.get(name);
      if (known) known.push(row);
      else this.rows.set(name, [row]);
    }
    return true;
  }

  /** The periods of a person, by his number in the list or by his СНИЛС, in the order of the sheet. */
  take({ values }: ReadRow): ReadRow[] {
    if (this.rows.size === 0) return [];
    const names = [values.number, values['/person/snils']].flatMap((name) => (name ? [nameOf(name)] : []));
    const found = names.filter((name, i) => names.indexOf(name) === i && this.rows.has(name));
    for (const name of found) this.taken.add(name);
    return found.flatMap((name) => this.rows.get(name)!).map((row) => readRow(this.sheet, row, this.columns));
  }

  /** Rows that name nobody in the list. */
  orphans(): Problem[] {
    const person = this.columns.find(({ field }) => field.key === 'person');
    return [...this.rows].flatMap(([name, rows]) =>
      this.taken.has(name) ? [] : rows.map((row): Problem => ({
        sheet: this.sheet, row: row.row, column: person?.letters ?? null, line: null, value: cleanLine(row.cells[person?.index ?? 0] ?? ''),
        level: ROW_PROBLEMS.PERIOD_WITHOUT_PERSON, code: 'PERIOD_WITHOUT_PERSON', params: {},
      })),
    );
  }
}

/** A СНИЛС by its digits, whatever parts them; a number without the `.0` and the dot that lists like. */
function nameOf(text: string): string {
  const digits = text.replace(/[\s.\-\u2010-\u2015]/g, '');
  return /^\d{11}$/.test(digits) ? digits : foldWords(text.replace(/\.0*$/, ''));
}
