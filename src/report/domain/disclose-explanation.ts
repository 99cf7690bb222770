import type { BindingRule, Circle, Explanation } from '../../candidacy/domain/explanation';
import { CIRCLES } from '../../candidacy/domain/explanation';
import type { Reason } from '../../kernel/reason';
import { FEWEST_SHOWN } from './hide-small-cells';

/**
 * To whom an explanation is told. `nominator`: the decision, its reason and how full the quotas are; `candidate`: his own
 * scores and what he missed, too; `officer`: everything.
 */
export const EXPLANATION_LEVELS = ['nominator', 'candidate', 'officer'] as const;
export type ExplanationLevel = (typeof EXPLANATION_LEVELS)[number];

/** What is told of an explanation. A member the level does not get is not there; a hidden figure is null. */
export interface ToldExplanation extends Pick<Explanation, 'decision' | 'reason' | 'binding'> {
  readonly score?: string | null;
  readonly rank?: Explanation['rank'];
  /** Lowest scores chosen; null where nobody or too few were chosen to tell. */
  readonly cutoff?: Readonly<Record<Circle, string | null>>;
  readonly margin?: Explanation['margin'];
  readonly wouldEnterAt?: string | null;
  readonly lotteryMattered?: boolean;
}

/** Parameters that say how full a quota is; every other one is a score or comes from scores. */
const QUOTA_FACTS = ['territory', 'category', 'count', 'max'];
/** Reasons that people gave are theirs to tell. */
const TOLD_TO_NOMINATORS = [...QUOTA_FACTS, 'reason'];

/**
 * Leaves of an explanation what the level may know. Nobody but the person himself is ever named, and for anybody but an
 * officer a cut-off that would show one person's score is hidden, with the distance to it: from 73.91 one reads 73.90.
 */
export function discloseExplanation({ decision, reason, binding, ...own }: Explanation, level: ExplanationLevel): ToldExplanation {
  const rules: readonly BindingRule[] = binding;
  if (level === 'nominator') return { decision, reason: keep(reason, TOLD_TO_NOMINATORS), binding: rules };
  if (level === 'officer') return { decision, reason, binding: rules, ...own, cutoff: cutOffs(own.cutoff, 1) };
  const { chosen } = reason.params;
  // The lowest score among so few is somebody's own.
  const revealing = typeof chosen === 'number' && chosen < FEWEST_SHOWN;
  return {
    decision,
    reason: revealing ? keep(reason, [...QUOTA_FACTS, 'score']) : reason,
    binding: rules,
    ...own,
    cutoff: cutOffs(own.cutoff, FEWEST_SHOWN),
    ...(revealing && { margin: own.margin && { ...own.margin, score: null }, wouldEnterAt: null }),
  };
}

function cutOffs(cutoff: Explanation['cutoff'], fewest: number): Record<Circle, string | null> {
  const told = CIRCLES.map((circle) => [circle, (cutoff[circle]?.chosen ?? 0) >= fewest ? cutoff[circle]!.lowest : null]);
  return Object.fromEntries(told) as Record<Circle, string | null>;
}

/** The other parameters are gone; sentences leave their places empty. */
function keep({ code, params }: Reason, names: readonly string[]): Reason {
  return { code, params: Object.fromEntries(Object.entries(params).filter(([name]) => names.includes(name))) };
}
