import type { ScoreLimit } from '../../campaign/domain/policy-terms';
import { formatUnits, parseUnits } from '../../kernel/decimal';
import { Random } from '../../kernel/seeded-random';
import { chooseUnderQuotas } from './choose-under-quotas';
import { type ChoiceRefusal, isRefused, type SelectionInput } from './selection-contract';

/** How a measurement is doubted: its standard error in points of the final score, how often it is redrawn, from which seed. */
export interface Redraws {
  /** Points, not negative. */
  readonly sem: number;
  readonly redraws: number;
  readonly seed: string;
  /** The pass mark of the rules, which a redrawn score may cross as well. */
  readonly minScore?: ScoreLimit;
}

/** How firm a person's result is: in which share of the redraws he is chosen. */
export interface Firmness {
  readonly number: string;
  readonly score: string;
  /** Is he chosen by the scores as they are. */
  readonly chosen: boolean;
  /** How often of all redraws. */
  readonly times: number;
  /** 20 to 80 per cent: the measurement does not decide. */
  readonly borderline: boolean;
}

export interface Stability {
  readonly sem: number;
  readonly redraws: number;
  readonly seed: string;
  readonly borderline: number;
  readonly people: readonly Firmness[];
}

/** The standard error of measurement of a score: SD · √(1 − reliability), both of the same people. */
export function standardError(scores: readonly number[], reliability: number): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length - 1);
  return Math.sqrt(variance) * Math.sqrt(1 - reliability);
}

/**
 * Redraws every score from a normal distribution around it and chooses anew, again and again: advice to the commission,
 * never a rule. The same seed gives the same answer on every machine; each person's draws hang on his number alone, so
 * another's absence does not move them. Exclusions and locks stay. Yields after every choice, so that others may work.
 */
export function* redrawScores(input: SelectionInput, { sem, redraws, seed, minScore }: Redraws): Generator<undefined, Stability | ChoiceRefusal> {
  const before = chooseUnderQuotas(input, { margins: false });
  if (isRefused(before)) return before;
  const held = new Set([...(input.locked ?? []), ...(input.excluded ?? [])]);
  const people = input.candidates.map((candidate) => ({ candidate, units: Number(parseUnits(candidate.score)), random: new Random(seed, candidate.id), times: 0 }));
  const limit = minScore && Number(parseUnits(minScore.value));
  const qualifies = (units: number): boolean => limit === undefined || units > limit || (units === limit && minScore!.inclusive);
  const timesOf = new Map(people.map((person) => [person.candidate.id, person]));
  for (let draw = 0; draw < redraws; draw++) {
    const candidates = people.map(({ candidate, units, random }) => {
      const drawn = Math.round(units + random.normal() * sem * 10_000);
      const eligible = held.has(candidate.id) ? candidate.eligible : qualifies(drawn);
      return { ...candidate, score: formatUnits(drawn), eligible };
    });
    const result = chooseUnderQuotas({ ...input, candidates }, { margins: false });
    if (isRefused(result)) return result;
    for (const id of result.selected) timesOf.get(id)!.times++;
    yield;
  }
  const chosen = new Set(before.selected);
  const told = people.map(({ candidate: { id, score }, times }): Firmness => ({ number: id, score, chosen: chosen.has(id), times, borderline: times * 5 >= redraws && times * 5 <= redraws * 4 }));
  told.sort((a, b) => b.times - a.times || (a.number < b.number ? -1 : 1));
  return { sem, redraws, seed, borderline: told.filter(({ borderline }) => borderline).length, people: told };
}
