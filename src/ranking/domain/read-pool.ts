import { readScore } from './score-units';
import { refuse } from './selection-contract';
import type { ChoiceRefusal, IneligibleCode, SelectionCandidate, SelectionInput } from './selection-contract';

/** An eligible person as the choice sees him. */
export interface Person {
  readonly id: string;
  readonly region: string;
  readonly category: string;
  /** Integer of 10⁻⁴. */
  readonly score: number;
  readonly lottery: number;
  readonly locked: boolean;
  /** Row of the input, only to say where a fault is. */
  readonly row: number;
  /** Standing in the published order: the first of n people has n, the last has 1. Only a search for ties moves people. */
  standing: number;
}

export interface Pool {
  /** Eligible people in published order: score descending, lottery ascending. */
  readonly people: readonly Person[];
  /** Everybody else, with the reason. */
  readonly ineligible: ReadonlyMap<string, IneligibleCode>;
}

/**
 * Separates who competes from who does not and puts the former into published order. The order of the input rows does
 * not matter. Refuses DUPLICATE_ID, INVALID_SCORE, LOCKED_NOT_ELIGIBLE, and LOTTERY_NOT_UNIQUE when two people who
 * compete cannot be told apart: the answer would depend on the order of rows.
 */
export function readPool(input: SelectionInput): Pool | ChoiceRefusal {
  const passMark = input.minScore === undefined ? -Infinity : readScore(input.minScore);
  if (passMark === null) return refuse('INVALID_SCORE', 'minScore');
  const locked = new Set(input.locked);
  const excluded = new Set(input.excluded);
  const ids = new Set<string>();
  const people: Person[] = [];
  const ineligible = new Map<string, IneligibleCode>();
  let row = -1;
  for (const candidate of input.candidates) {
    row++;
    const { id, region, category, lottery } = candidate;
    if (ids.has(id)) return refuse('DUPLICATE_ID', 'candidates', row, 'id');
    ids.add(id);
    const score = readScore(candidate.score);
    if (score === null) return refuse('INVALID_SCORE', 'candidates', row, 'score');
    const reason = whyNot(candidate, score, passMark, excluded);
    if (reason) ineligible.set(id, reason);
    else people.push({ id, region, category, score, lottery, locked: locked.has(id), row, standing: 0 });
  }
  for (const [i, id] of (input.locked ?? []).entries()) {
    if (!ids.has(id) || ineligible.has(id)) return refuse('LOCKED_NOT_ELIGIBLE', 'locked', i);
  }
  const ambiguous = publish(people);
  return ambiguous ? refuse('LOTTERY_NOT_UNIQUE', 'candidates', ambiguous.row, 'lottery') : { people, ineligible };
}

function whyNot(
  candidate: SelectionCandidate,
  score: number,
  passMark: number,
  excluded: ReadonlySet<string>,
): IneligibleCode | null {
  if (candidate.eligible === false) return 'NOT_ELIGIBLE';
  if (score < passMark) return 'BELOW_MIN_SCORE';
  return excluded.has(candidate.id) ? 'EXCLUDED' : null;
}

/**
 * Sorts in place and numbers the standings. Returns somebody who competes with another of equal score and lottery, if
 * there is one; locked people do not compete, so their ties are harmless.
 */
function publish(people: Person[]): Person | null {
  people.sort((a, b) => b.score - a.score || a.lottery - b.lottery);
  let previous: Person | null = null;
  let standing = people.length;
  for (const person of people) {
    person.standing = standing--;
    if (person.locked) continue;
    if (previous?.score === person.score && previous.lottery === person.lottery) return person;
    previous = person;
  }
  return null;
}
