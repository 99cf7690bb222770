import type { Criterion, CriterionLeaf, CriterionTree } from '../../campaign/domain/policy-criteria';
import { isTree } from '../../campaign/domain/policy-criteria';
import type { CalendarDate } from '../../kernel/calendar-date';
import type { Reason } from '../../kernel/reason';
import { checkCriterion } from './check-criterion';
import { type CriterionState, type EligibilityCode, type EligibilityFacts, type Finding, finding, type GrantedException, type PersonFacts } from './eligibility-facts';

export interface EligibilityDecision {
  /** `undetermined`: something decisive was not checked, or lawful ways of counting disagree; a person decides. */
  readonly outcome: 'pass' | 'fail' | 'undetermined';
  /**
   * One for every criterion, in the order of the policy; where it is asked of the members of a team, one for each of
   * them, `member` 1 being the lead. Beside the values compared, `params` say which `criterion`,
   * its `state`, and whether it is `decisive`: part of why the outcome is what it is. What was computed stays said where
   * an exception stands for the criterion; the exception follows it and is what decides.
   */
  readonly reasons: readonly Reason<EligibilityCode>[];
  /** `tenure:<criterion>`: days of the union that count, without coefficients. */
  readonly measures: Readonly<Record<string, number>>;
}

/** A node of the tree with what it came to. */
type Branch =
  | { readonly value: CriterionState; readonly of: readonly Branch[]; readonly exception?: GrantedException }
  | { readonly value: CriterionState; readonly key: string; readonly finding: Finding; readonly member?: number };

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
      const { value, of, exception } = branch;
      for (const child of of) collect(child, decisive && !exception && child.value === value);
      if (exception) reasons.push({ code: 'EXCEPTION_GRANTED', params: { state: 'met', decisive, computed: combine('all', of), ...exception } });
      return;
    }
    const { key, member, finding: { code, params, state, days } } = branch;
    reasons.push({ code, params: { criterion: key, state, decisive, ...(member && { member }), ...params } });
    if (days !== undefined && (member ?? 1) === 1) measures[`tenure:${key}`] = days;
  };
  collect(root, true);
  return { outcome: OUTCOME[root.value], reasons, measures };
}

function evaluate(criterion: Criterion, referenceDate: CalendarDate, facts: EligibilityFacts): Branch {
  if (isTree(criterion)) {
    const of = criterion.of.map((part) => evaluate(part, referenceDate, facts));
    return { value: combine(criterion.type, of, criterion.type === 'at-least' ? criterion.count : undefined), of };
  }
  const { key } = criterion;
  const of = peopleAsked(criterion, facts).map(({ person, member }): Branch => {
    const found = checkCriterion(criterion, referenceDate, facts, person);
    return { value: found.contested ? 'not-checked' : found.state, key, finding: found, member };
  });
  const branch: Branch = of.length === 1 ? of[0]! : of.length ? { value: combine('subject' in criterion && criterion.subject === 'any-member' ? 'any' : 'all', of), of } : { value: 'not-checked', key, finding: finding('not-checked', 'MEMBERS_UNKNOWN') };
  const exception = facts.exceptions?.find((granted) => granted.criterion === key);
  return exception ? { value: 'met', of: [branch], exception } : branch;
}

/** The people a criterion is asked of; members of a team by their place in it. Nobody: they are not known. */
function peopleAsked(leaf: CriterionLeaf, { subject, members = [] }: EligibilityFacts): { readonly person: PersonFacts; readonly member?: number }[] {
  if (!('subject' in leaf) || leaf.subject === 'self') return [{ person: subject }];
  const placed = members.map((person, i) => ({ person, member: i + 1 }));
  return leaf.subject === 'lead' ? placed.filter(({ person }) => person.role === 'lead') : placed;
}

function combine(type: CriterionTree['type'], of: readonly Branch[], least?: number): CriterionState {
  let met = 0;
  let open = 0;
  for (const { value } of of) {
    if (value === 'met') met++;
    else if (value === 'not-checked') open++;
  }
  const needed = least ?? (type === 'any' ? 1 : of.length);
  if (met >= needed) return 'met';
  return met + open < needed ? 'not-met' : 'not-checked';
}
