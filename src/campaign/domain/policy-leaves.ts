import type { Policy } from './policy';
import { type Criterion, type CriterionLeaf, type CriterionTree, isTree } from './policy-criteria';

/** A requirement of an eligibility stage and its place in the policy (JSON pointer). */
export interface FoundLeaf {
  readonly leaf: CriterionLeaf;
  readonly at: string;
}

/** A branching of requirements and its place in the policy. */
export interface FoundTree {
  readonly tree: CriterionTree;
  readonly at: string;
}

/** The trees and the leaves of one criterion, in reading order. */
export function walkCriterion(criterion: Criterion, at: string): { readonly trees: FoundTree[]; readonly leaves: FoundLeaf[] } {
  if (!isTree(criterion)) return { trees: [], leaves: [{ leaf: criterion, at }] };
  const branches = criterion.of.map((branch, i) => walkCriterion(branch, `${at}/of/${i}`));
  return {
    trees: [{ tree: criterion, at }, ...branches.flatMap(({ trees }) => trees)],
    leaves: branches.flatMap(({ leaves }) => leaves),
  };
}

/** The requirements of all eligibility stages. */
export function leavesOf(policy: Policy): FoundLeaf[] {
  return policy.stages.flatMap((stage, i) => (stage.kind === 'eligibility' ? walkCriterion(stage.criteria, `/stages/${i}/criteria`).leaves : []));
}
