import { columnIndex } from '../../kernel/column-letters';
import type { Reason } from '../../kernel/reason';
import { foldWords } from '../../kernel/fold-words';
import { candidateSheet, findTemplateColumns, type FoundColumns, type SheetStart } from './find-columns';
import { CANDIDATE_SHEET, CAREER_SHEET, type ColumnMapping, type Field, TEMPLATE_MARK, TEMPLATE_VERSION } from './import-columns';

/** Where people and their careers stand in a file. */
export interface Layout {
  readonly people: FoundColumns;
  readonly career: FoundColumns | null;
}

type LayoutRefusal = Reason<'IMPORT_SHEET_MISSING' | 'IMPORT_COLUMNS_MISSING' | 'IMPORT_COLUMN_UNKNOWN' | 'IMPORT_TEMPLATE_VERSION'>;

const MARK = new RegExp(`^${TEMPLATE_MARK} (\\d{1,6})$`);

/** The version a file says it is a template of; null: it says none (a CSV file cannot). */
export function versionOf(sheets: readonly SheetStart[]): number | null {
  for (const { rows } of sheets) {
    const version = MARK.exec(rows[0]?.cells[0]?.trim() ?? '')?.[1];
    if (version !== undefined) return Number(version);
  }
  return null;
}

/** Whether a file is laid out as the template is, in whatever version. */
export function isTemplate(sheets: readonly SheetStart[], fields: readonly Field[]): boolean {
  if (versionOf(sheets) !== null) return true;
  const sheet = candidateSheet(sheets);
  const found = sheet && findTemplateColumns(sheet, fields);
  return Boolean(found) && missing(fields, found!.columns).length === 0;
}

/** Finds the columns of the template, or takes those of the mapping. Some reason says why that cannot be. */
export function findLayout(sheets: readonly SheetStart[], mapping: ColumnMapping | null, fields: readonly Field[], careerFields: readonly Field[]): Layout | LayoutRefusal {
  return mapping ? mappedLayout(sheets, mapping, fields, careerFields) : templateLayout(sheets, fields, careerFields);
}

function templateLayout(sheets: readonly SheetStart[], fields: readonly Field[], careerFields: readonly Field[]): Layout | LayoutRefusal {
  const version = versionOf(sheets);
  if (version !== null && version !== TEMPLATE_VERSION) return { code: 'IMPORT_TEMPLATE_VERSION', params: { version, current: TEMPLATE_VERSION } };
  const sheet = candidateSheet(sheets);
  if (!sheet) return { code: 'IMPORT_SHEET_MISSING', params: { sheet: CANDIDATE_SHEET } };
  const people = findTemplateColumns(sheet, fields);
  const lacking = missing(fields, people?.columns ?? {});
  if (!people || lacking.length) return { code: 'IMPORT_COLUMNS_MISSING', params: { sheet: sheet.name, columns: lacking } };
  const careerSheet = sheets.find(({ name }) => foldWords(name) === foldWords(CAREER_SHEET));
  const career = careerSheet ? findTemplateColumns(careerSheet, careerFields) : null;
  const lackingInCareer = careerSheet ? missing(careerFields, career?.columns ?? {}) : [];
  if (lackingInCareer.length) return { code: 'IMPORT_COLUMNS_MISSING', params: { sheet: CAREER_SHEET, columns: lackingInCareer } };
  return { people, career };
}

function mappedLayout(sheets: readonly SheetStart[], { career, ...people }: ColumnMapping, fields: readonly Field[], careerFields: readonly Field[]): Layout | LayoutRefusal {
  const refusal = checkMapped(sheets, people, fields) ?? (career && checkMapped(sheets, career, careerFields));
  return refusal ?? { people, career: career ?? null };
}

function checkMapped(sheets: readonly SheetStart[], { sheet, columns }: FoundColumns, fields: readonly Field[]): LayoutRefusal | null {
  if (!sheets.some(({ name }) => name === sheet)) return { code: 'IMPORT_SHEET_MISSING', params: { sheet } };
  const unknown = Object.entries(columns).filter(([key, letters]) => !fields.some((field) => field.key === key) || columnIndex(letters) < 0);
  if (unknown.length) return { code: 'IMPORT_COLUMN_UNKNOWN', params: { columns: unknown.map(([key]) => key) } };
  const lacking = missing(fields, columns);
  return lacking.length ? { code: 'IMPORT_COLUMNS_MISSING', params: { sheet, columns: lacking } } : null;
}

/** Headings of required fields that no column has; a whole name stands for its parts. */
function missing(fields: readonly Field[], columns: Readonly<Record<string, string>>): string[] {
  const named = 'fullName' in columns ? ['familyName', 'givenName'] : [];
  return fields.filter(({ key, required, foreign }) => required && !foreign && !(key in columns) && !named.includes(key)).map(({ header }) => header);
}
