import type { Nominee } from './nominations';
import type { Bounds, PolicyDocument, Quotas, Rubric, Stage } from './policy-document';
import { present, stageOf } from './policy-document';
import { toMark } from './results';
import type { TestResult } from './results';

/**
 * Where the last seat will fall. The demo wants to show a tie there, so it reckons beforehand, roughly and in binary
 * numbers, what the service will work out exactly, and has the plateau marked so that it stands at that score.
 */
export interface Expected {
  readonly region: string;
  readonly category: string;
  readonly score: number;
}

/** How far from the mean of a criterion the plateau's marks may lie: three assessors who agree. */
const MARKS_AROUND = 0.5;

/** The score a nominee will be ranked by, from his tests and the mean of his assessors' totals. */
export function expectedScore(policy: PolicyDocument, tests: readonly { readonly instrument: string; readonly result: TestResult }[], potential: number): number {
  const parts = stageOf(policy, 'ranking').order?.parts ?? [];
  return total(parts.map(({ stage: key, weight, standardise }) => {
    const stage = present(policy.stages.find((each) => each.key === key), `no stage ${key}`);
    const score = stage.kind === 'assessment' ? potential : expectedTestScore(policy, stage, tests);
    return Number(weight) * (standardise ? standardScore(score, Number(standardise.mean), Number(standardise.sd)) : score);
  }));
}

function expectedTestScore(policy: PolicyDocument, stage: Stage, tests: readonly { readonly instrument: string; readonly result: TestResult }[]): number {
  return total((stage.score?.parts ?? []).map(({ instrument: key, scale, weight }) => {
    const instrument = policy.instruments?.find((each) => each.key === key);
    const result = tests.find((test) => test.instrument === key)?.result;
    const norm = instrument?.norms.find((each) => each.scale === scale && each.group === result?.normGroup);
    return Number(weight) * standardScore(Number(result?.raw[scale] ?? norm?.mean), Number(norm?.mean), Number(norm?.sd));
  }));
}

function standardScore(value: number, mean: number, deviation: number): number {
  return 50 + (10 * (value - mean)) / deviation;
}

/** An assessor's total for one sheet: the criteria's marks by their weights. */
export function sheetTotal(rubric: Rubric, marks: Readonly<Record<string, string>>): number {
  return total(rubric.criteria.map(({ key, weight }) => Number(weight) * Number(marks[key])));
}

/**
 * The score of the last person chosen freely for `seats`, when floors are served first from the top of each group and
 * nobody exceeds a region's cap. Null when everybody gets a seat.
 */
export function boundaryScore(people: readonly Expected[], quotas: Quotas, seats: number): number | null {
  const ordered = [...people].sort((a, b) => b.score - a.score);
  const chosen = new Set<Expected>();
  const cap = quotas.territories?.each?.max ?? Infinity;
  const inRegion = new Map<string, number>();
  const take = (from: readonly Expected[], count: number): number | null => {
    let last: number | null = null;
    for (const person of from) {
      if (count <= 0) break;
      const taken = inRegion.get(person.region) ?? 0;
      if (chosen.has(person) || taken >= cap) continue;
      chosen.add(person);
      inRegion.set(person.region, taken + 1);
      last = person.score;
      count -= 1;
    }
    return count > 0 ? null : last;
  };
  for (const { members, bounds } of floors(quotas)) {
    const group = ordered.filter(members);
    take(group, (bounds.min ?? 0) - group.filter((person) => chosen.has(person)).length);
  }
  return take(ordered, seats - chosen.size);
}

function floors({ territories, categories = [] }: Quotas): { members: (person: Expected) => boolean; bounds: Bounds }[] {
  return [
    ...(territories?.groups ?? []).map(({ members, bounds }) => ({ members: ({ region }: Expected) => members.includes(region), bounds })),
    ...categories.map(({ category, bounds }) => ({ members: (person: Expected) => person.category === category, bounds })),
  ];
}

/**
 * Sheets, one an assessor, with which `score` comes as near to `target` as the rubric's steps allow. `score` grows with
 * the mean of the sheets' totals.
 */
export function sheetsFor(rubric: Rubric, assessors: number, target: number, score: (potential: number) => number): Record<string, string>[] {
  const [min, max, step] = [Number(rubric.markMin), Number(rubric.markMax), Number(rubric.markStep)];
  const [low, high] = [score(min), score(max)];
  const level = Math.min(max, Math.max(min, min + ((target - low) / (high - low)) * (max - min)));
  const sums = around(level * assessors, MARKS_AROUND * assessors, step).filter((sum) => sum >= min * assessors && sum <= max * assessors);
  let best: { readonly sums: readonly number[]; readonly miss: number } | null = null;
  for (const choice of combinations(sums, rubric.criteria.length)) {
    const potential = total(rubric.criteria.map(({ weight }, at) => (Number(weight) * (choice[at] ?? 0)) / assessors));
    const miss = Math.abs(score(potential) - target);
    if (!best || miss < best.miss) best = { sums: choice, miss };
  }
  const found = present(best, 'the rubric has no marks').sums;
  return Array.from({ length: assessors }, (_, assessor) => Object.fromEntries(
    rubric.criteria.map(({ key }, at) => [key, shareOf(rubric, found[at] ?? 0, assessors, assessor)]),
  ));
}

/** Sums that marks can have, nearest to the middle first. */
function around(middle: number, distance: number, step: number): number[] {
  const nearest = Math.round(middle / step);
  const reach = Math.ceil(distance / step);
  const offsets = Array.from({ length: 2 * reach + 1 }, (_, at) => (at % 2 === 0 ? at / 2 : -(at + 1) / 2));
  return offsets.map((offset) => (nearest + offset) * step);
}

function combinations(values: readonly number[], length: number): number[][] {
  if (length === 0) return [[]];
  return combinations(values, length - 1).flatMap((rest) => values.map((value) => [value, ...rest]));
}

/** One assessor's mark when a sum is divided as evenly as the steps allow. */
function shareOf(rubric: Rubric, sum: number, assessors: number, assessor: number): string {
  const steps = Math.round((sum - Number(rubric.markMin) * assessors) / Number(rubric.markStep));
  const own = Math.floor(steps / assessors) + (assessor < steps % assessors ? 1 : 0);
  return toMark(rubric, Number(rubric.markMin) + own * Number(rubric.markStep));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** What quotas see of a nominee. */
export function expected(nominee: Nominee, score: number): Expected {
  return { region: nominee.region, category: nominee.nomination.category, score };
}
