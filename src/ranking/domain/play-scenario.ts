import { formatUnits, parseUnits } from '../../kernel/decimal';
import { buildQuestion, type RunBasis, type Settled } from './build-question';
import { chooseUnderQuotas } from './choose-under-quotas';
import type { ScoredRanking } from './change-rules';
import { type ChoiceRefusal, isRefused, type SelectionInput, type SelectionResult } from './selection-contract';

/** What rules would come to for the people of a run. */
export interface ScenarioOutcome extends Pick<SelectionResult, 'status' | 'selected' | 'filled' | 'unfilled' | 'totalScore' | 'shortfall' | 'uniqueByScore'> {
  /** How many could be chosen: compared, above the pass mark, not excluded. */
  readonly eligible: number;
  /** The lowest score chosen, as decimal text; null: nobody is. */
  readonly lowest: string | null;
  /** Territories somebody is chosen from. */
  readonly territories: number;
  /** People equal in every published key of whom some are chosen and some are not: here the commission would decide. */
  readonly undecided: number;
}

/** Who is kept whatever the rules: people's departures from the run, with its lottery. */
export type Kept = Omit<Settled, 'seed'>;

/** Asks the frozen people of a run again under other rules. Refuses what the choice refuses: a lock above a lowered cap. */
export function playScenario(rules: ScoredRanking, basis: RunBasis, kept: Kept): ScenarioOutcome | ChoiceRefusal {
  const { input, classes } = buildQuestion(rules, basis.people, { ...kept, seed: basis.seed });
  const result = chooseUnderQuotas(input, { margins: false });
  return isRefused(result) ? result : describeOutcome(input, result, classes);
}

/** The figures of a choice, without its explanations. */
export function describeOutcome(input: SelectionInput, result: SelectionResult, classes: readonly (readonly string[])[]): ScenarioOutcome {
  const { status, selected, filled, unfilled, totalScore, shortfall, uniqueByScore } = result;
  const chosen = new Set(selected);
  const excluded = new Set(input.excluded);
  const people = input.candidates.filter(({ id }) => chosen.has(id));
  const least = people.reduce<bigint | null>((lowest, { score }) => (lowest === null || parseUnits(score) < lowest ? parseUnits(score) : lowest), null);
  const cut = classes.filter((tied) => tied.some((id) => chosen.has(id)) && tied.some((id) => !chosen.has(id)));
  return {
    status, selected, filled, unfilled, totalScore, shortfall, uniqueByScore,
    eligible: input.candidates.filter(({ id, eligible }) => eligible !== false && !excluded.has(id)).length,
    lowest: least === null ? null : formatUnits(least),
    territories: new Set(people.map(({ region }) => region)).size,
    undecided: cut.reduce((sum, { length }) => sum + length, 0),
  };
}
