import { compareOutcomes, type Effect } from './compare-outcomes';
import { describeOutcome } from './play-scenario';
import type { SelectionInput, SelectionResult } from './selection-contract';

/** A choice with the question it answers. */
export interface AnsweredQuestion {
  readonly input: SelectionInput;
  readonly classes: readonly (readonly string[])[];
  readonly result: Pick<SelectionResult, 'status' | 'selected' | 'filled' | 'unfilled' | 'totalScore' | 'shortfall' | 'uniqueByScore'>;
}

/** Who enters and who leaves from one run to another, and where; whoever is in one of them only counts as well. */
export function compareRuns(before: AnsweredQuestion, after: AnsweredQuestion): Effect {
  const people = new Map([...before.input.candidates, ...after.input.candidates].map(({ id, region, category }) => [id, { number: id, territory: region, category }]));
  const outcomeOf = ({ input, classes, result }: AnsweredQuestion): ReturnType<typeof describeOutcome> => describeOutcome(input, { ...result, margins: {} }, classes);
  return compareOutcomes([...people.values()], outcomeOf(before), outcomeOf(after));
}
