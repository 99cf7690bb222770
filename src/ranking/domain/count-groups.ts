import { parseUnits } from '../../kernel/decimal';
import type { Bound, Family, SelectionCandidate, SelectionInput } from './selection-contract';

/** A declared rule with how many it has: what a protocol prints of a quota. */
export interface CountedRule {
  readonly family: Family;
  /** A cell is "region/category". */
  readonly key: string;
  readonly min: number;
  /** Infinity: no cap. */
  readonly max: number;
  readonly count: number;
  /** The lowest score chosen in it, units of 10⁻⁴; null: nobody is chosen. */
  readonly lowest: bigint | null;
}

export interface CountedRules {
  readonly all: readonly CountedRule[];
  /** The rules one person counts for. */
  of(person: Pick<SelectionCandidate, 'region' | 'category'>): readonly CountedRule[];
}

/** Counts a chosen set against every declared rule: an accountant's view, which knows nothing of how it was chosen. */
export function countGroups(input: SelectionInput, selected: ReadonlySet<string>): CountedRules {
  const rules = new Map<string, { -readonly [K in keyof CountedRule]: CountedRule[K] }>();
  const declare = (family: Family, key: string, { min, max }: Bound): unknown => rules.set(`${family} ${key}`, { family, key, min: min ?? 0, max: max ?? Infinity, count: 0, lowest: null });
  for (const family of ['regions', 'categories', 'groups'] as const) for (const [key, bound] of Object.entries<Bound>(input[family] ?? {})) declare(family, key, bound);
  for (const { region, category, ...bound } of input.cells ?? []) declare('cells', `${region}/${category}`, bound);
  const groupOf = new Map(Object.entries(input.groups ?? {}).flatMap(([key, { members }]) => members.map((region) => [region, key] as const)));
  const of = ({ region, category }: Pick<SelectionCandidate, 'region' | 'category'>): { -readonly [K in keyof CountedRule]: CountedRule[K] }[] => {
    const group = groupOf.get(region);
    const names = [`cells ${region}/${category}`, `regions ${region}`, `categories ${category}`, ...(group === undefined ? [] : [`groups ${group}`])];
    return names.flatMap((name) => rules.get(name) ?? []);
  };
  for (const person of input.candidates) {
    if (!selected.has(person.id)) continue;
    const score = parseUnits(person.score);
    for (const rule of of(person)) {
      rule.count++;
      if (rule.lowest === null || score < rule.lowest) rule.lowest = score;
    }
  }
  return { all: [...rules.values()], of };
}
