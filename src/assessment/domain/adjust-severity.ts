import type { Rubric } from '../../campaign/domain/policy';
import { SCALE, formatUnits, toUnits } from '../../kernel/decimal';
import type { SubmittedSheet } from './measure-reliability';
import { fitRaterModel } from './rater-model';
import { totalMarks } from './total-marks';

/**
 * Totals as assessors of average severity would have given them: candidacy → units of 10⁻⁴, from every sheet of the stage
 * by the additive model (`fitRaterModel`). null where panels are not linked: then severity is not known and nothing may be
 * adjusted. Rounded to the published four decimals, so that the digits beyond them, which no fit can promise, decide nothing.
 */
export function adjustSeverity(rubric: Rubric, sheets: readonly SubmittedSheet[]): ReadonlyMap<string, bigint> | null {
  const observations = sheets.flatMap(({ candidacyId, assessorId, marks }) => {
    const { mean } = totalMarks(rubric, [marks]);
    return mean ? [{ candidate: candidacyId, rater: assessorId, mark: Number(formatUnits(toUnits(mean))) }] : [];
  });
  const fit = fitRaterModel(observations);
  if ('code' in fit) return null;
  return new Map([...fit.adjusted].map(([id, value]) => [id, BigInt(Math.round(value * Number(SCALE)))]));
}
