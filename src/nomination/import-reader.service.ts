import { Injectable } from '@nestjs/common';
import { ApplicantService } from '../applicant/applicant.service';
import type { Policy } from '../campaign/domain/policy';
import type { Fault } from '../kernel/reason';
import { compileDto } from '../platform/http/compile-dto';
import { inspectSpreadsheet, readSpreadsheet } from '../platform/spreadsheet/read-spreadsheet';
import type { SpreadsheetShape } from '../platform/spreadsheet/spreadsheet';
import { checkCompleteness } from './domain/check-completeness';
import { suggestMapping } from './domain/find-columns';
import { findLayout, isTemplate, type Layout, versionOf } from './domain/find-layout';
import { candidateFields, careerFields, type ColumnMapping } from './domain/import-columns';
import type { Problem, RowKey } from './domain/import-problem';
import { type NominatedBy, nomineeOf } from './domain/nominee-of';
import { CareerRows } from './domain/career-rows';
import { type Column, columnsOf, type ComposedNomination, composeNomination, isNumbering, type Place, placeFault, readRow, type TableRow } from './domain/read-nomination';
import { importRefused } from './import.errors';
import { NominateDto } from './nomination.dto';

/** What a file shows before anything is imported. */
export interface FilePreview extends SpreadsheetShape {
  /** Laid out as the template: it is read without a mapping. */
  readonly template: boolean;
  /** The version the file names; null: none, as in CSV. */
  readonly templateVersion: number | null;
  /** A proposal for a table of one's own; null for the template, or when nothing looks like a list of people. */
  readonly mapping: ColumnMapping | null;
  /** Every field a mapping may name, with its heading in the template. */
  readonly fields: readonly { readonly key: string; readonly header: string; readonly required: boolean }[];
  readonly careerFields: readonly { readonly key: string; readonly header: string; readonly required: boolean }[];
}

/** For whom a file is read. `mapping` null: the file is laid out as the template. */
export interface ImportTask {
  readonly policy: Policy;
  readonly nominator: NominatedBy & { readonly nominatorId: string };
  readonly mapping: ColumnMapping | null;
}

/**
 * A row of the file: a nomination as `POST nominations` takes it, or with an error none. A row of the sheet of careers
 * that names nobody in the list comes as a row of its own, so only sheet and row together tell rows apart.
 */
export interface CheckedRow {
  readonly sheet: string;
  readonly row: number;
  readonly key: RowKey;
  readonly wish: NominateDto | null;
  readonly problems: readonly Problem[];
  /** Says where in the file a fault stands that was found later, by its pointer into the nomination. */
  readonly place: (fault: Fault) => Problem;
}

/** From a file to checked rows, streaming: memory does not grow with the rows. */
@Injectable()
export class ImportReader {
  private readonly checkForm = compileDto(NominateDto);

  constructor(private readonly applicants: ApplicantService) {}

  /** What the file is and how it could be read. A DomainError of kind `rule` where it cannot be read; its code says why. */
  async inspect(path: string, policy: Policy): Promise<FilePreview> {
    const shape = await inspectSpreadsheet(path);
    const [fields, ofCareers] = [candidateFields(policy), careerFields()];
    const template = isTemplate(shape.sheets, fields);
    const shown = (of: typeof fields): FilePreview['fields'] => of.map(({ key, header, required = false }) => ({ key, header, required }));
    return {
      ...shape,
      template,
      templateVersion: versionOf(shape.sheets),
      mapping: template ? null : suggestMapping(shape.sheets, fields, ofCareers),
      fields: shown(fields),
      careerFields: shown(ofCareers),
    };
  }

  /**
   * Rows in the order of the file, at most 500 at a time, checked by the same rules as `POST nominations`. Nothing is
   * written anywhere. Throws a DomainError of kind `rule` where the file as a whole is refused, also after rows have been
   * given (a truncated end shows late): then none of them may be used. Leaving the loop ends the reading.
   */
  async *read(path: string, task: ImportTask): AsyncGenerator<readonly CheckedRow[]> {
    const [fields, ofCareers] = [candidateFields(task.policy), careerFields()];
    const layout = findLayout((await inspectSpreadsheet(path)).sheets, task.mapping, fields, ofCareers);
    if ('code' in layout) throw importRefused(layout.code, layout.params);
    const columns = columnsOf(fields, layout.people.columns);
    const careers = new CareerRows(layout.career?.sheet ?? '', columnsOf(ofCareers, layout.career?.columns ?? {}));
    let people = 0;
    for await (const { sheet, rows, merged } of readSpreadsheet(path, sheetsOf(layout))) {
      const found = sheet === layout.people.sheet ? layout.people : layout.career!;
      const below = rows.filter((row) => row.row > found.headerRow && !isNumbering(row));
      refuseMerged(sheet, merged, found.headerRow);
      if (found === layout.career) {
        if (!careers.add(below)) throw importRefused('IMPORT_TOO_MANY_PERIODS', { most: CareerRows.MOST });
        continue;
      }
      people += below.length;
      if (below.length) yield below.map((row) => this.check(task, sheet, row, columns, careers));
    }
    if (people === 0) throw importRefused('IMPORT_WITHOUT_ROWS', { sheet: layout.people.sheet });
    const orphans = careers.orphans();
    if (orphans.length) yield orphans.map(orphan);
  }

  private check({ policy, nominator }: ImportTask, sheet: string, row: TableRow, columns: readonly Column[], careers: CareerRows): CheckedRow {
    const place: Place = { sheet, row: row.row, column: null, line: null, value: null };
    const compose = (): ComposedNomination => {
      const read = readRow(sheet, row, columns);
      return composeNomination(nominator.nominatorId, read, careers.take(read), place);
    };
    const { wish, key, problems, failed, placeOf } = compose();
    const form = this.checkForm(wish);
    const rules = [...this.applicants.checkPerson(wish.person, '/person'), ...checkCompleteness(policy, nomineeOf(policy, nominator, wish))];
    const wrong = new Set(failed);
    for (const { pointer } of form) wrong.add(pointer);
    const told = [...form.filter(({ pointer }) => !failed.has(pointer)), ...rules.filter(({ pointer }) => !wrong.has(pointer))].map((fault) => placeFault(fault, placeOf, place));
    const all = [...problems, ...told];
    const refused = all.some(({ level }) => level === 'error');
    // Where a later fault stands is found by reading the row again: few are asked, and the places of all would be held.
    return { sheet, row: row.row, key, wish: refused ? null : wish, problems: all, place: (fault) => placeFault(fault, compose().placeOf, place) };
  }
}

/** Careers first: they are held until their people come. */
function sheetsOf({ people, career }: Layout): string[] {
  return career ? [career.sheet, people.sheet] : [people.sheet];
}

/** Above the rows merged cells are titles; among them one value would stand for several rows, and nobody says which. */
function refuseMerged(sheet: string, merged: readonly string[], headerRow: number): void {
  const among = merged.filter((range) => Number(/\d+$/.exec(range)?.[0] ?? 0) > headerRow);
  if (among.length) throw importRefused('IMPORT_CELLS_MERGED', { sheet, ranges: among.slice(0, 10) });
}

function orphan(problem: Problem): CheckedRow {
  const place = { ...problem, column: null, value: null };
  return { sheet: problem.sheet, row: problem.row, key: { externalId: null, snils: null, nameAndBirth: null }, wish: null, problems: [problem], place: (fault) => placeFault(fault, () => undefined, place) };
}
