import type { Rubric } from '../../campaign/domain/policy';
import { formatUnits, toUnits } from '../../kernel/decimal';
import type { Marks } from './check-marks';
import { type Coefficient, ICC_FORMS, type IccForm, intraclassCorrelation, type MarkTable } from './intraclass-correlation';
import { type Concordance, kendallConcordance } from './kendall-concordance';
import { krippendorffAlpha } from './krippendorff-alpha';
import { fitRaterModel } from './rater-model';
import { totalMarks } from './total-marks';
import { DISAGREEMENTS, weightedKappa } from './weighted-kappa';

/** A submitted sheet. */
export interface SubmittedSheet {
  readonly candidacyId: string;
  readonly assessorId: string;
  readonly marks: Marks;
}

/** How far the marks of one criterion, or the sheets' totals, can be trusted. What the marks leave undefined is null. */
export interface Reliability {
  /** A criterion of the rubric; null = the weighted total. */
  readonly criterion: string | null;
  /** Candidacies with at least two marks; others say nothing about agreement. */
  readonly candidacies: number;
  readonly assessors: number;
  readonly marks: number;
  /** Only the forms that the design allows, with two-sided 95 % limits. */
  readonly icc: readonly IccOfForm[];
  readonly alpha: { readonly ordinal: number | null; readonly interval: number | null };
  readonly concordance: Concordance & { readonly n: number } | null;
  /** Linear weights; for two assessors only. */
  readonly kappa: number | null;
}

export interface IccOfForm extends Pick<Coefficient, 'value' | 'lower' | 'upper'> {
  readonly form: IccForm;
  /** Candidacies and marks of each that went in. */
  readonly n: number;
  readonly k: number;
}

export interface AssessorProfile {
  readonly assessorId: string;
  readonly sheets: number;
  readonly mean: number;
  /** Standard deviation of his totals, n - 1; null for a single sheet. */
  readonly spread: number | null;
  /** What he adds to a total, above zero is lenient; null where panels are not linked and nothing can be compared. */
  readonly severity: number | null;
}

export interface PanelReliability {
  /** The total first, then each criterion. */
  readonly of: readonly Reliability[];
  readonly assessors: readonly AssessorProfile[];
  /** Groups of candidacies that share no assessor with each other; severity is known only when there is one. */
  readonly linkedGroups: number;
}

/**
 * Reliability of a stage's marks, to be seen before careers depend on them. The forms follow from the design: where the
 * same assessors marked everybody all six ICCs and Kendall's W are defined; where each candidacy had as many, but other,
 * assessors only ICC(1,1) and ICC(1,k); with unequal numbers Krippendorff's alpha alone.
 */
export function measureReliability(rubric: Rubric, sheets: readonly SubmittedSheet[]): PanelReliability {
  const totals = sheets.flatMap((sheet): Mark[] => {
    const { mean } = totalMarks(rubric, [sheet.marks]);
    return mean ? [{ ...sheet, value: Number(formatUnits(toUnits(mean))) }] : [];
  });
  const scale = marksOf(rubric);
  const fit = fitRaterModel(totals.map(({ candidacyId, assessorId, value }) => ({ candidate: candidacyId, rater: assessorId, mark: value })));
  const severity = 'code' in fit ? null : fit.severity;
  return {
    of: [
      reliabilityOf(null, totals, null),
      ...rubric.criteria.map(({ key }) => reliabilityOf(key, sheets.flatMap((sheet) => {
        const mark = sheet.marks[key];
        return mark == null ? [] : [{ ...sheet, value: Number(mark) }];
      }), scale)),
    ],
    assessors: [...groupBy(totals, ({ assessorId }) => assessorId)].map(([assessorId, own]) => profileOf(assessorId, own, severity?.get(assessorId) ?? null)),
    linkedGroups: 'code' in fit ? (fit.code === 'NOT_CONNECTED' ? fit.components.length : 1) : Math.min(totals.length, 1),
  };
}

interface Mark {
  readonly candidacyId: string;
  readonly assessorId: string;
  readonly value: number;
}

function reliabilityOf(criterion: string | null, marks: readonly Mark[], scale: readonly number[] | null): Reliability {
  const rows = [...groupBy(marks, ({ candidacyId }) => candidacyId).values()].filter((row) => row.length > 1);
  const taking = rows.flat();
  const raters = [...new Set(taking.map(({ assessorId }) => assessorId))].sort();
  const columnOf = new Map(raters.map((id, i) => [id, i]));
  const table: (number | null)[][] = rows.map((row) => {
    const cells: (number | null)[] = raters.map(() => null);
    for (const { assessorId, value } of row) cells[columnOf.get(assessorId)!] = value;
    return cells;
  });
  const crossed = table.every((row) => row.every((cell) => cell !== null));
  const alpha = krippendorffAlpha(raters.map((_, i) => table.map((row) => row[i]!)), ['ordinal', 'interval']);
  return {
    criterion,
    candidacies: rows.length,
    assessors: raters.length,
    marks: marks.length,
    icc: iccOf(crossed ? table : withoutRaters(rows), crossed),
    alpha: 'code' in alpha ? { ordinal: null, interval: null } : { ordinal: alpha.ordinal ?? null, interval: alpha.interval ?? null },
    concordance: crossed && rows.length > 0 ? kendallConcordance(table) : null,
    kappa: scale && crossed && raters.length === 2
      ? weightedKappa(table.map(([a, b]) => [a!, b!] as const), scale, DISAGREEMENTS.linear)
      : null,
  };
}

/** Marks of each candidacy without saying whose: what the one-way model needs. Empty unless everybody has as many. */
function withoutRaters(rows: readonly (readonly Mark[])[]): number[][] {
  const [first] = rows;
  return rows.every((row) => row.length === first!.length) ? rows.map((row) => row.map(({ value }) => value)) : [];
}

function iccOf(table: MarkTable, crossed: boolean): IccOfForm[] {
  const found = intraclassCorrelation(table);
  if ('code' in found) return [];
  return ICC_FORMS.filter((form) => crossed || form.startsWith('ICC(1,')).map((form) => {
    const { value, lower, upper } = found.icc[form];
    return { form, n: found.n, k: found.k, value, lower, upper };
  });
}

function profileOf(assessorId: string, own: readonly Mark[], severity: number | null): AssessorProfile {
  const mean = own.reduce((sum, { value }) => sum + value, 0) / own.length;
  const squares = own.reduce((sum, { value }) => sum + (value - mean) ** 2, 0);
  return { assessorId, sheets: own.length, mean, spread: own.length > 1 ? Math.sqrt(squares / (own.length - 1)) : null, severity };
}

/** Every mark that the rubric allows, in ascending order. */
function marksOf({ markMin, markMax, markStep }: Rubric): number[] {
  const [least, most, step] = [Number(markMin), Number(markMax), Number(markStep)];
  return Array.from({ length: Math.floor((most - least) / step + 0.5) + 1 }, (_, i) => least + i * step);
}

function groupBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
