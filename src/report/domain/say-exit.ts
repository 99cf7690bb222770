import { keyed, type Policy } from '../../campaign/domain/policy';
import type { StageKind } from '../../candidacy/domain/pipeline';
import type { BindingRule } from '../../candidacy/domain/explanation';
import type { Reason } from '../../kernel/reason';
import { discloseExplanation } from './disclose-explanation';
import { explain } from './explain';
import type { Language } from './speech';

/** What was decided about whoever left, and on what. */
export interface Exit {
  /** The stage the decision was taken in. */
  readonly decidedIn: string | null;
  /** The code a person gave. */
  readonly reason: string | null;
  /** Reasons of the verdict that was decided on. */
  readonly verdict: readonly Reason[];
  /** Of the run it rests on. */
  readonly choice: Reason | null;
  readonly binding: readonly BindingRule[];
}

/** Stages whose verdict may be told: facts of a career, documents, the answer to an offer. Never diagnostics and marks. */
const FORMAL: ReadonlySet<StageKind> = new Set(['nomination', 'eligibility', 'enrolment']);
const NOTHING = { decision: 'NOT_SELECTED', score: null, rank: null, cutoff: { overall: null, region: null, category: null, cell: null }, margin: null, wouldEnterAt: null, lotteryMattered: false } as const;

/**
 * Why somebody left, as it may be told outside: what a person said, else the formal requirement that is not met, else how
 * full the seats were. Never a score; nothing where the stage judged by diagnostics or marks.
 */
export function sayExit({ decidedIn, reason, verdict, choice, binding }: Exit, policy: Policy, language: Language): string {
  if (reason !== null) return explain({ code: reason, params: {} }, language, policy);
  const kind = decidedIn === null ? undefined : keyed(policy.stages, decidedIn)?.kind;
  if (kind && FORMAL.has(kind)) return verdict.filter(({ params }) => params.decisive !== false && params.state !== 'met').map((one) => explain(one, language, policy)).join(' ');
  if (!choice) return '';
  return explain(discloseExplanation({ ...NOTHING, reason: choice, binding }, 'nominator').reason, language, policy);
}
