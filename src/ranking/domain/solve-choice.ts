import { buildNetwork } from './build-network';
import type { QuotaNetwork } from './build-network';
import type { Person, Pool } from './read-pool';
import { readPool } from './read-pool';
import type { RuleBook } from './read-rules';
import { readRules } from './read-rules';
import { isRefused } from './selection-contract';
import type { ChoiceRefusal, SelectionInput } from './selection-contract';

/** A question with its one best answer as a flow: whatever is told about the choice is read from it. */
export interface SolvedChoice extends QuotaNetwork {
  readonly input: SelectionInput;
  readonly rules: RuleBook;
  readonly pool: Pool;
}

/** Solves the choice; `chooseUnderQuotas` says what is best. Refuses what cannot be asked. */
export function solveChoice(input: SelectionInput): SolvedChoice | ChoiceRefusal {
  const rules = readRules(input);
  if (isRefused(rules)) return rules;
  const pool = readPool(input);
  if (isRefused(pool)) return pool;
  const plan = buildNetwork(input, rules, pool);
  if (isRefused(plan)) return plan;
  plan.network.fill(plan.seats);
  plan.network.certify();
  return { input, rules, pool, ...plan };
}

/** Everybody chosen, locked people included, in published order. */
export function selectedBy({ cells }: Pick<SolvedChoice, 'cells'>): readonly Person[] {
  const chosen = cells.flatMap(({ arc, members, locked }) => [...locked, ...members.slice(0, arc.flow)]);
  return chosen.sort((a, b) => b.standing - a.standing);
}
