import type { Rubric } from '../../campaign/domain/policy';
import { keyed } from '../../campaign/domain/policy';
import { isDecimal, parseUnits } from '../../kernel/decimal';
import type { Fault } from '../../kernel/reason';

/** Criterion → mark as decimal text; `null` = the assessor saw it and could not judge, which is never zero. */
export type Marks = Readonly<Record<string, string | null>>;

export const MARK_FAULTS = ['CRITERION_UNKNOWN', 'MARK_MISSING', 'MARK_NOT_DECIMAL', 'MARK_OUT_OF_RANGE', 'MARK_OFF_STEP'] as const;
export type MarkFaultCode = (typeof MARK_FAULTS)[number];

/**
 * Whether a sheet may be submitted: every criterion of the rubric is answered, each mark lies within the range (ends
 * included) and on a step from its lowest mark. A criterion left out is a fault; one that could not be judged says
 * `null`. Pointers are relative to the marks.
 */
export function checkMarks(rubric: Rubric, marks: Marks): Fault<MarkFaultCode>[] {
  const missing = rubric.criteria.filter(({ key }) => marks[key] === undefined).map(({ key }) => fault('MARK_MISSING', key));
  return [...checkDraft(rubric, marks), ...missing];
}

/** As `checkMarks`, but criteria may be left out. */
export function checkDraft(rubric: Rubric, marks: Marks): Fault<MarkFaultCode>[] {
  const unknown = Object.keys(marks)
    .filter((key) => !keyed(rubric.criteria, key))
    .map((key) => fault('CRITERION_UNKNOWN', key));
  const { markMin: min, markMax: max, markStep: step } = rubric;
  const wrong = rubric.criteria.flatMap(({ key }) => {
    const mark = marks[key];
    if (mark === null || mark === undefined) return [];
    if (!isDecimal(mark)) return [fault('MARK_NOT_DECIMAL', key)];
    const aboveMin = parseUnits(mark) - parseUnits(min);
    if (aboveMin < 0n || parseUnits(mark) > parseUnits(max)) return [fault('MARK_OUT_OF_RANGE', key, { min, max })];
    return aboveMin % parseUnits(step) === 0n ? [] : [fault('MARK_OFF_STEP', key, { min, step })];
  });
  return [...unknown, ...wrong];
}

function fault(code: MarkFaultCode, key: string, params: Fault['params'] = {}): Fault<MarkFaultCode> {
  return { code, pointer: `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, params };
}
