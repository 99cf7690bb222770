import type { AssessmentStage, Rubric } from '../../campaign/domain/policy';
import type { Exact } from '../../kernel/decimal';
import { compare, exact, exactUnits, formatUnits, toUnits } from '../../kernel/decimal';
import type { Reason } from '../../kernel/reason';
import type { Marks } from './check-marks';
import type { MarkTotals } from './total-marks';
import { totalMarks } from './total-marks';

export const ASSESSMENT_CODES = [
  'TOO_FEW_MARKS', 'CONSENSUS_MISSING', 'PANELS_NOT_LINKED', 'MARKS_DISAGREE', 'MARKS_SETTLED', 'SCORE_ADJUSTED', 'SCORE_COMPUTED', 'SCORE_MET', 'SCORE_BELOW',
] as const;
export type AssessmentCode = (typeof ASSESSMENT_CODES)[number];

/** What is known of a candidacy beyond the sheets of its assessors. */
export interface BeyondSheets {
  /** What the integration meeting agreed on. */
  readonly consensus?: Marks | null;
  /** The total expected of an assessor of average severity, units of 10⁻⁴; null where panels are not linked. */
  readonly adjusted?: bigint | null;
}

export interface AssessmentDecision {
  /** `undetermined`: too few complete sheets, no consensus, panels not linked, or assessors who disagree more than the policy bears. */
  readonly outcome: 'pass' | 'fail' | 'undetermined';
  readonly reasons: readonly Reason<AssessmentCode>[];
  /** Published score of the stage, units of 10⁻⁴; null while there are too few sheets. */
  readonly score: bigint | null;
  /** `criterion:<key>`: mean mark over assessors; `spread`: highest total less lowest; `raw`: the score before an adjustment. Units of 10⁻⁴. */
  readonly measures: Readonly<Record<string, number>>;
}

/**
 * Assessment of one applicant by several people on one rubric: the mean (or sum) of their weighted totals, or the total
 * of what their meeting agreed on, against the least score. Where the policy bounds disagreement, a wider spread goes to a
 * person: to the commission, or until a further assessor beyond the panel's size has marked. Where it adjusts for
 * severity, the adjusted score decides and the raw one stays beside it.
 */
export function decideAssessment(stage: AssessmentStage, rubric: Rubric, sheets: readonly Marks[], beyond: BeyondSheets = {}): AssessmentDecision {
  const result = totalMarks(rubric, sheets);
  const measures = measuresOf(result);
  const open = (code: AssessmentCode, params: Reason['params'] = {}): AssessmentDecision =>
    ({ outcome: 'undetermined', reasons: [{ code, params }], score: null, measures });

  const have = result.totals.length;
  const need = leastSheets(stage);
  if (have < need) return open('TOO_FEW_MARKS', { have, need, incomplete: sheets.length - have });
  const agreed = stage.total === 'consensus' ? totalMarks(rubric, beyond.consensus ? [beyond.consensus] : []).mean : null;
  if (stage.total === 'consensus' && !agreed) return open('CONSENSUS_MISSING');
  const raw = agreed ?? (stage.total === 'sum' ? result.sum : result.mean);
  if (!raw) return open('TOO_FEW_MARKS', { have, need, incomplete: sheets.length - have });
  const adjusted = adjustedScore(stage, have, beyond);
  if (adjusted === null) return open('PANELS_NOT_LINKED');

  const score = adjusted ?? raw;
  const judged = judgeScore(stage, score);
  const dispute = agreed ? null : disputed(stage, result); // a meeting that agreed has settled it
  const adjustment: Reason<AssessmentCode>[] = adjusted ? [{ code: 'SCORE_ADJUSTED', params: { raw: shown(raw), adjusted: shown(adjusted) } }] : [];
  return {
    outcome: dispute?.code === 'MARKS_DISAGREE' ? 'undetermined' : judged.passes ? 'pass' : 'fail',
    reasons: [judged.reason, ...adjustment, ...(dispute ? [dispute] : [])],
    score: toUnits(score),
    measures: adjusted ? { ...measures, raw: Number(toUnits(raw)) } : measures,
  };
}

/** A sum over fewer assessors would count those who are missing as zero, so it needs the whole panel. */
function leastSheets({ total, panel }: AssessmentStage): number {
  return total === 'sum' ? panel.size : panel.least ?? panel.size;
}

/** undefined: the policy does not adjust; null: it does, and severity is not known. */
function adjustedScore({ adjustment, total }: AssessmentStage, sheets: number, { adjusted }: BeyondSheets): Exact | null | undefined {
  if (adjustment === 'none') return undefined;
  if (adjusted == null) return null;
  return exactUnits(total === 'sum' ? adjusted * BigInt(sheets) : adjusted);
}

function judgeScore({ minScore }: AssessmentStage, score: Exact): { readonly passes: boolean; readonly reason: Reason<AssessmentCode> } {
  if (!minScore) return { passes: true, reason: { code: 'SCORE_COMPUTED', params: { score: shown(score) } } };
  const above = compare(score, exact(minScore.value));
  const passes = minScore.inclusive ? above >= 0 : above > 0;
  const params = { score: shown(score), min: minScore.value, inclusive: minScore.inclusive };
  return { passes, reason: { code: passes ? 'SCORE_MET' : 'SCORE_BELOW', params } };
}

/** The rule that made the final mark is told either way: a dispute that is open, or one that a further assessor settled. */
function disputed({ disagreement, panel }: AssessmentStage, { spread, totals }: MarkTotals): Reason<AssessmentCode> | null {
  if (!disagreement || !spread || compare(spread, exact(disagreement.spreadAbove)) <= 0) return null;
  const params = { spread: shown(spread), above: disagreement.spreadAbove, then: disagreement.then };
  const settled = disagreement.then === 'third-assessor' && totals.length > panel.size;
  return { code: settled ? 'MARKS_SETTLED' : 'MARKS_DISAGREE', params };
}

function shown(score: Exact): string {
  return formatUnits(toUnits(score));
}

function measuresOf({ criteria, spread }: MarkTotals): Record<string, number> {
  const measures = [...criteria].map(([key, mean]) => [`criterion:${key}`, Number(toUnits(mean))] as const);
  return Object.fromEntries(spread ? [...measures, ['spread', Number(toUnits(spread))] as const] : measures);
}
