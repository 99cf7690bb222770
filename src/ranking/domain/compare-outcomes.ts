import type { RankedPerson } from './build-question';
import type { ScenarioOutcome } from './play-scenario';

/** How one group fares: chosen before and after, and how many of it came and went. */
export interface GroupShift {
  readonly key: string;
  readonly before: number;
  readonly after: number;
  readonly entered: number;
  readonly left: number;
}

/** What changes from one outcome to another for the same people. Numbers are public ones, in their order. */
export interface Effect {
  readonly entered: readonly string[];
  readonly left: readonly string[];
  /** Only groups in which somebody came or went. */
  readonly byTerritory: readonly GroupShift[];
  readonly byCategory: readonly GroupShift[];
  readonly filled: readonly [before: number, after: number];
  readonly lowest: readonly [before: string | null, after: string | null];
  /** People missing from floors, all together. */
  readonly shortfall: readonly [before: number, after: number];
  readonly territories: readonly [before: number, after: number];
}

/** Who enters and who leaves between two outcomes over the same people, and where. */
export function compareOutcomes(people: readonly Pick<RankedPerson, 'number' | 'territory' | 'category'>[], before: ScenarioOutcome, after: ScenarioOutcome): Effect {
  const [was, is] = [new Set(before.selected), new Set(after.selected)];
  const sorted = people.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const shifts = (keyOf: (person: Pick<RankedPerson, 'territory' | 'category'>) => string): GroupShift[] => {
    const groups = new Map<string, { -readonly [K in keyof GroupShift]: GroupShift[K] }>();
    for (const person of sorted) {
      const key = keyOf(person);
      const group = groups.get(key) ?? { key, before: 0, after: 0, entered: 0, left: 0 };
      groups.set(key, group);
      const [held, holds] = [was.has(person.number), is.has(person.number)];
      if (held) group.before++;
      if (holds) group.after++;
      if (holds && !held) group.entered++;
      if (held && !holds) group.left++;
    }
    return [...groups.values()].filter(({ entered, left }) => entered + left > 0).sort((a, b) => (a.key < b.key ? -1 : 1));
  };
  return {
    entered: sorted.flatMap(({ number }) => (is.has(number) && !was.has(number) ? [number] : [])),
    left: sorted.flatMap(({ number }) => (was.has(number) && !is.has(number) ? [number] : [])),
    byTerritory: shifts(({ territory }) => territory),
    byCategory: shifts(({ category }) => category ?? ''),
    filled: [before.filled, after.filled],
    lowest: [before.lowest, after.lowest],
    shortfall: [lacking(before), lacking(after)],
    territories: [before.territories, after.territories],
  };
}

/** People missing from all floors. */
export function lacking({ shortfall }: Pick<ScenarioOutcome, 'shortfall'>): number {
  return Object.values(shortfall).flatMap((family) => Object.values(family)).reduce((sum, short) => sum + short, 0);
}
