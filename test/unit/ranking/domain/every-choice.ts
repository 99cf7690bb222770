import type { Bound, Family, SelectionCandidate, SelectionInput } from '../../../../src/ranking/domain/selection-contract';

/**
 * The choice by brute force: every subset of a tiny pool, judged by the published levels word for word. Shares nothing
 * with the code under test but the shape of the question.
 */
export interface ChosenSet {
  readonly ids: readonly string[];
  readonly total: number;
  /** Levels 1 and 2: minus the shortfall of each floor level, then the seats filled. */
  readonly levels: readonly number[];
  /** Everything that decides, compared from the left; greater is better. */
  readonly key: readonly number[];
}

export interface EveryChoice {
  /** Who competes or is locked, in published order. */
  readonly pool: readonly SelectionCandidate[];
  /** Sets within seats and caps that hold everybody locked. */
  readonly sets: readonly ChosenSet[];
}

export const units = (score: string): number => Math.round(Number(score) * 10_000);

export const text = (value: number): string => (value / 10_000).toFixed(4);

interface Limit {
  readonly family: Family;
  readonly min: number;
  readonly max: number;
  readonly mask: number;
}

export function everyChoice(input: SelectionInput): EveryChoice {
  const pool = input.candidates
    .filter(({ id, score, eligible }) => eligible !== false && !input.excluded?.includes(id) && units(score) >= units(input.minScore ?? '-9999999'))
    .sort((a, b) => units(b.score) - units(a.score) || a.lottery - b.lottery);
  const bit = (place: number): number => 1 << (pool.length - 1 - place); // the first place is the highest digit
  const maskOf = (belongs: (person: SelectionCandidate) => boolean): number =>
    pool.reduce((mask, person, place) => (belongs(person) ? mask | bit(place) : mask), 0);
  const limit = (family: Family, bound: Bound, belongs: (person: SelectionCandidate) => boolean): Limit => ({
    family,
    min: bound.min ?? 0,
    max: bound.max ?? Infinity,
    mask: maskOf(belongs),
  });
  const limits = [
    ...Object.entries(input.regions ?? {}).map(([key, bound]) => limit('regions', bound, ({ region }) => region === key)),
    ...Object.entries(input.categories ?? {}).map(([key, bound]) => limit('categories', bound, ({ category }) => category === key)),
    ...Object.values(input.groups ?? {}).map((bound) => limit('groups', bound, ({ region }) => bound.members.includes(region))),
    ...(input.cells ?? []).map((bound) => limit('cells', bound, ({ region, category }) => region === bound.region && category === bound.category)),
  ];
  const order = input.floorOrder ?? [];
  const levelOf = (family: Family): number => (order.includes(family) ? order.indexOf(family) : order.length);
  const locked = maskOf(({ id }) => input.locked?.includes(id) ?? false);
  const sets: ChosenSet[] = [];
  for (let mask = 0; mask < 1 << pool.length; mask++) {
    if ((mask & locked) !== locked || size(mask) > input.seats || limits.some((rule) => size(mask & rule.mask) > rule.max)) continue;
    const short = new Array<number>(order.length + 1).fill(0);
    for (const rule of limits) {
      short[levelOf(rule.family)] = (short[levelOf(rule.family)] ?? 0) - Math.max(0, rule.min - size(mask & rule.mask));
    }
    const people = pool.filter((_, place) => mask & bit(place));
    const total = people.reduce((sum, { score }) => sum + units(score), 0);
    const levels = [...short, people.length];
    const key = [...levels, input.objective === 'lex' ? 0 : total, mask];
    sets.push({ ids: people.map(({ id }) => id), total, levels, key });
  }
  return { pool, sets };
}

/** Why somebody who is asked to be in cannot be: there is nobody like him, or the seats and caps forbid it. */
export function lockedIsEligible(input: SelectionInput, pool: readonly SelectionCandidate[]): boolean {
  return (input.locked ?? []).every((id) => pool.some((person) => person.id === id));
}

export function best(sets: readonly ChosenSet[]): ChosenSet | undefined {
  return sets.reduce<ChosenSet | undefined>((a, b) => (a && compareKeys(a.key, b.key) >= 0 ? a : b), undefined);
}

export function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const difference = value - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function permutations<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((head, i) => permutations(list.filter((_, j) => j !== i)).map((rest) => [head, ...rest]));
}

/** People missing from each floor of a set, in the shape of the answer. */
export function shortfallOf(input: SelectionInput, ids: readonly string[]): Record<string, Record<string, number>> {
  const chosen = input.candidates.filter(({ id }) => ids.includes(id));
  const missing: Record<string, Record<string, number>> = {};
  const note = (family: Family, key: string, bound: Bound, belongs: (person: SelectionCandidate) => boolean): void => {
    const lack = (bound.min ?? 0) - chosen.filter(belongs).length;
    if (lack > 0) missing[family] = { ...missing[family], [key]: lack };
  };
  for (const [key, bound] of Object.entries(input.regions ?? {})) note('regions', key, bound, ({ region }) => region === key);
  for (const [key, bound] of Object.entries(input.categories ?? {})) note('categories', key, bound, ({ category }) => category === key);
  for (const [key, bound] of Object.entries(input.groups ?? {})) note('groups', key, bound, ({ region }) => bound.members.includes(region));
  for (const bound of input.cells ?? []) {
    note('cells', `${bound.region}/${bound.category}`, bound, ({ region, category }) => region === bound.region && category === bound.category);
  }
  return missing;
}

function size(mask: number): number {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count++;
  return count;
}
