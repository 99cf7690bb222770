import { columnIndex } from '../../kernel/column-letters';
import { LIMITS } from './limits';
import { type NumberFormat, textOfNumber } from './number-format';
import { readXml, type XmlListener } from './read-xml';
import type { CellFault, SheetRow } from './spreadsheet';
import { FileRefused } from './spreadsheet.errors';
import type { Workbook } from './workbook';

const PLAIN: NumberFormat = { kind: 'plain' };

/** Rows of a sheet as they are read. */
export async function* xlsxRows(workbook: Workbook, part: string): AsyncGenerator<SheetRow[]> {
  const sheet = new SheetListener(workbook);
  for await (const _ of readXml(await workbook.archive.stream(part), sheet)) {
    const rows = sheet.take();
    if (rows.length) yield rows;
  }
}

/** Gathers rows out of the elements of a sheet (ECMA-376, 18.3). */
class SheetListener implements XmlListener {
  private rows: SheetRow[] = [];
  private rowNumber = 0;
  private cells: string[] = [];
  private faults: CellFault[] = [];
  private filled = 0;

  private column = -1;
  private type = '';
  private style = 0;
  private value = '';
  private formula = false;
  private inValue = false;
  private inPhonetic = false;

  constructor(private readonly workbook: Workbook) {}

  take(): SheetRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'c':
        this.column = attributes.r === undefined ? this.column + 1 : columnIndex(lettersOf(attributes.r));
        if (this.column < 0) throw new FileRefused('FILE_DAMAGED');
        this.type = attributes.t ?? 'n';
        this.style = Number(attributes.s ?? 0);
        this.value = '';
        this.formula = false;
        break;
      case 'v':
      case 't':
        this.inValue = !this.inPhonetic;
        break;
      case 'rPh':
        this.inPhonetic = true;
        break;
      case 'f':
        this.formula = true;
        break;
      case 'row':
        this.rowNumber = attributes.r === undefined ? this.rowNumber + 1 : Number(attributes.r);
        if (!Number.isSafeInteger(this.rowNumber) || this.rowNumber < 1) throw new FileRefused('FILE_DAMAGED');
        this.column = -1;
        this.cells = [];
        this.faults = [];
        break;
    }
  }

  text(piece: string): void {
    if (this.inValue) this.value += piece;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.inValue = false;
        break;
      case 'rPh':
        this.inPhonetic = false;
        break;
      case 'c':
        this.endCell();
        break;
      case 'row':
        this.endRow();
        break;
    }
  }

  private endCell(): void {
    const text = this.textOfCell();
    if (this.formula) this.faults.push({ column: this.column, code: this.type === 'e' ? 'CELL_BROKEN_FORMULA' : 'CELL_FORMULA' });
    else if (this.type === 'e') this.faults.push({ column: this.column, code: 'CELL_BROKEN_FORMULA' });
    else if (text.length > LIMITS.cell) this.faults.push({ column: this.column, code: 'CELL_TOO_LONG' });
    if (text === '' && !this.formula) return;
    if (this.column >= LIMITS.columns) throw new FileRefused('FILE_TOO_MANY_COLUMNS', { most: LIMITS.columns });
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = text.length > LIMITS.cell ? text.slice(0, LIMITS.cell) : text;
  }

  private textOfCell(): string {
    switch (this.type) {
      case 's':
        return unescape(this.workbook.texts.at(Number(this.value)) ?? '');
      case 'inlineStr':
      case 'str':
        return unescape(this.value);
      case 'n':
        return textOfNumber(this.value, this.workbook.formats[this.style] ?? PLAIN, this.workbook.from1904);
      case 'd':
        return this.value.replace(/T00:00:00(\.0+)?Z?$/, '');
      default: // a flag is 1 or 0, a failure says which
        return this.value;
    }
  }

  private endRow(): void {
    if (this.cells.every((cell) => cell.trim() === '') && this.faults.length === 0) return;
    if (++this.filled > LIMITS.rows) throw new FileRefused('FILE_TOO_MANY_ROWS', { most: LIMITS.rows });
    this.rows.push({ row: this.rowNumber, cells: this.cells, ...(this.faults.length && { faults: this.faults }) });
  }
}

function lettersOf(reference: string): string {
  let end = 0;
  while (end < reference.length && reference.charCodeAt(end) > 64) end++;
  return reference.slice(0, end);
}

/** Characters XML cannot hold are written `_x000D_` (ECMA-376, 22.4.2.4). */
function unescape(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;
}
