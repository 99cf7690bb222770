import type { AssessmentStage, Rubric } from '../../campaign/domain/policy';
import type { Exact } from '../../kernel/decimal';
import { compare, exact, formatUnits, toUnits } from '../../kernel/decimal';
import type { Reason } from '../../kernel/reason';
import type { Marks } from './check-marks';
import type { MarkTotals } from './total-marks';
import { totalMarks } from './total-marks';

export const ASSESSMENT_CODES = ['NOT_BUILT', 'TOO_FEW_MARKS', 'MARKS_DISAGREE', 'SCORE_COMPUTED', 'SCORE_MET', 'SCORE_BELOW'] as const;
export type AssessmentCode = (typeof ASSESSMENT_CODES)[number];

export interface AssessmentDecision {
  /** `undetermined`: too few complete sheets, or assessors who disagree more than the policy bears. */
  readonly outcome: 'pass' | 'fail' | 'undetermined';
  readonly reasons: readonly Reason<AssessmentCode>[];
  /** Published score of the stage, units of 10⁻⁴; null while there are too few sheets. */
  readonly score: bigint | null;
  /** `criterion:<key>`: mean mark over assessors; `spread`: highest total less lowest. Units of 10⁻⁴. */
  readonly measures: Readonly<Record<string, number>>;
}

/**
 * Assessment of one applicant by several people on one rubric: the mean (or sum) of their weighted totals against the
 * least score. Where the policy bounds disagreement, a wider spread goes to a person: to the commission, or until a
 * further assessor beyond the panel's size has marked.
 */
export function decideAssessment(stage: AssessmentStage, rubric: Rubric, sheets: readonly Marks[]): AssessmentDecision {
  const result = totalMarks(rubric, sheets);
  const measures = measuresOf(result);
  const open = (reason: Reason<AssessmentCode>): AssessmentDecision =>
    ({ outcome: 'undetermined', reasons: [reason], score: null, measures });

  if (stage.total === 'consensus') return open({ code: 'NOT_BUILT', params: { part: 'total.consensus' } });
  if (stage.adjustment !== 'none') return open({ code: 'NOT_BUILT', params: { part: `adjustment.${stage.adjustment}` } });
  const have = result.totals.length;
  const need = leastSheets(stage);
  const score = stage.total === 'sum' ? result.sum : result.mean;
  if (have < need || !score) return open({ code: 'TOO_FEW_MARKS', params: { have, need, incomplete: sheets.length - have } });

  const judged = judgeScore(stage, score);
  const dispute = disputed(stage, result);
  return {
    outcome: dispute ? 'undetermined' : judged.passes ? 'pass' : 'fail',
    reasons: dispute ? [judged.reason, dispute] : [judged.reason],
    score: toUnits(score),
    measures,
  };
}

/** A sum over fewer assessors would count those who are missing as zero, so it needs the whole panel. */
function leastSheets({ total, panel }: AssessmentStage): number {
  return total === 'sum' ? panel.size : panel.least ?? panel.size;
}

function judgeScore({ minScore }: AssessmentStage, score: Exact): { readonly passes: boolean; readonly reason: Reason<AssessmentCode> } {
  const shown = formatUnits(toUnits(score));
  if (!minScore) return { passes: true, reason: { code: 'SCORE_COMPUTED', params: { score: shown } } };
  const above = compare(score, exact(minScore.value));
  const passes = minScore.inclusive ? above >= 0 : above > 0;
  const params = { score: shown, min: minScore.value, inclusive: minScore.inclusive };
  return { passes, reason: { code: passes ? 'SCORE_MET' : 'SCORE_BELOW', params } };
}

function disputed({ disagreement, panel }: AssessmentStage, { spread, totals }: MarkTotals): Reason<AssessmentCode> | null {
  if (!disagreement || !spread || compare(spread, exact(disagreement.spreadAbove)) <= 0) return null;
  if (disagreement.then === 'third-assessor' && totals.length > panel.size) return null;
  const params = { spread: formatUnits(toUnits(spread)), above: disagreement.spreadAbove, then: disagreement.then };
  return { code: 'MARKS_DISAGREE', params };
}

function measuresOf({ criteria, spread }: MarkTotals): Record<string, number> {
  const measures = [...criteria].map(([key, mean]) => [`criterion:${key}`, Number(toUnits(mean))] as const);
  return Object.fromEntries(spread ? [...measures, ['spread', Number(toUnits(spread))] as const] : measures);
}
