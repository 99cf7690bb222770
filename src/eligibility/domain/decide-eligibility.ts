import type { Criterion, CriterionTree } from '../../campaign/domain/policy-criteria';
import { isTree } from '../../campaign/domain/policy-criteria';
import type { CalendarDate } from '../../kernel/calendar-date';
import type { Reason } from '../../kernel/reason';
import { checkCriterion } from './check-criterion';
import type { CriterionState, EligibilityCode, EligibilityFacts, Finding, GrantedException } from './eligibility-facts';

export interface EligibilityDecision {
  /** `undetermined`: something decisive was not checked, or lawful ways of counting disagree; a person decides. */
  readonly outcome: 'pass' | 'fail' | 'undetermined';
  /**
   * One for every criterion, in the order of the policy. Beside the values compared, `params` say which `criterion`,
   * its `state`, and whether it is `decisive`: part of why the outcome is what it is. What was computed stays said where
   * an exception stands for the criterion; the exception follows it and is what decides.
   */
  readonly reasons: readonly Reason<EligibilityCode>[];
  /** `tenure:<criterion>`: days of the union that count, without coefficients. */
  readonly measures: Readonly<Record<string, number>>;
}

/** A node of the tree with what it came to. */
type Branch =
  | { readonly value: CriterionState; readonly of: readonly Branch[] }
  | { readonly value: CriterionState; readonly key: string; readonly finding: Finding; readonly exception?: GrantedException };

const OUTCOME = { 'met': 'pass', 'not-met': 'fail', 'not-checked': 'undetermined' } as const;

/**
 * Formal requirements of one applicant: the policy's tree of criteria over three values. What is not checked neither
 * helps nor harms: the outcome is open only while the missing facts could still change it.
 */
export function decideEligibility(criteria: Criterion, referenceDate: CalendarDate, facts: EligibilityFacts): EligibilityDecision {
  const root = evaluate(criteria, referenceDate, facts);
  const reasons: Reason<EligibilityCode>[] = [];
  const measures: Record<string, number> = {};
  const collect = (branch: Branch, decisive: boolean): void => {
    if ('of' in branch) {
      for (const child of branch.of) collect(child, decisive && child.value === branch.value);
      return;
    }
    const { key, exception, finding: { code, params, state, days } } = branch;
    reasons.push({ code, params: { criterion: key, state, decisive: decisive && !exception, ...params } });
    if (exception) reasons.push({ code: 'EXCEPTION_GRANTED', params: { state: 'met', decisive, computed: state, ...exception } });
    if (days !== undefined) measures[`tenure:${key}`] = days;
  };
  collect(root, true);
  return { outcome: OUTCOME[root.value], reasons, measures };
}

function evaluate(criterion: Criterion, referenceDate: CalendarDate, facts: EligibilityFacts): Branch {
  if (isTree(criterion)) {
    const of = criterion.of.map((part) => evaluate(part, referenceDate, facts));
    return { value: combine(criterion, of), of };
  }
  const finding = checkCriterion(criterion, referenceDate, facts);
  const exception = facts.exceptions?.find((granted) => granted.criterion === criterion.key);
  if (exception) return { value: 'met', key: criterion.key, finding, exception };
  return { value: finding.contested ? 'not-checked' : finding.state, key: criterion.key, finding };
}

function combine(tree: CriterionTree, of: readonly Branch[]): CriterionState {
  const count = (value: CriterionState): number => of.filter((branch) => branch.value === value).length;
  const needed = tree.type === 'all' ? of.length : tree.type === 'any' ? 1 : tree.count;
  if (count('met') >= needed) return 'met';
  return count('met') + count('not-checked') < needed ? 'not-met' : 'not-checked';
}
