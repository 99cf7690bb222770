import type { Fault } from '../../kernel/reason';

/** What an observer said of a unit: a number, a label, or null for nothing. */
export type Rating = number | string | null;

export const LEVELS = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
/** What may be done with the values: tell them apart, order them, subtract them, divide them. */
export type Level = (typeof LEVELS)[number];

export const ALPHA_FAULTS = ['ROWS_UNEQUAL', 'TOO_LARGE'] as const;
export type AlphaFaultCode = (typeof ALPHA_FAULTS)[number];

/** Pairs of values that are compared for one level, at most. */
const MOST_PAIRS = 10_000_000;
const DECIMAL = /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/;

/** How often each value was given, of one unit or of all; values are places in the scale. */
type Tally = ReadonlyMap<number, number>;
type Distance = (a: number, b: number) => number;

/**
 * Krippendorff's alpha (Computing Krippendorff's Alpha-Reliability, 2011) of any number of observers (rows) and units
 * (columns), ratings missing or not: 1 is agreement, 0 is chance, below zero is worse. Units with fewer than two ratings
 * drop out. `null` is undefined: no two values differ, or the level does not fit the values (labels are nominal only,
 * a ratio has nothing below zero). Numbers written as text are numbers, unless some rating is a label. Pointers are
 * relative to the ratings.
 */
export function krippendorffAlpha(
  ratings: readonly (readonly Rating[])[],
  levels: readonly Level[] = LEVELS,
): Partial<Record<Level, number | null>> | Fault<AlphaFaultCode> {
  const [first = []] = ratings;
  const unequal = ratings.findIndex((row) => row.length !== first.length);
  if (unequal >= 0) return { code: 'ROWS_UNEQUAL', pointer: `/${unequal}`, params: {} };

  const paired = first
    .map((_, unit) => ratings.flatMap((row) => row[unit] ?? []))
    .filter((given) => given.length > 1);
  const scale = readScale(paired.flat());
  const units = paired.map((given) => tally(given.map(scale.placeOf)));
  const all = tally(paired.flat().map(scale.placeOf));
  if ([all, ...units].reduce((pairs, { size }) => pairs + size ** 2 / 2, 0) > MOST_PAIRS) {
    return { code: 'TOO_LARGE', pointer: '', params: {} };
  }

  const alpha = (level: Level): number | null => {
    const distance = distanceOf(level, scale.numbers, all);
    if (all.size < 2 || !distance) return null;
    const observed = units.reduce((sum, unit) => sum + disagreement(unit, distance) / (sizeOf(unit) - 1), 0);
    return 1 - ((sizeOf(all) - 1) * observed) / disagreement(all, distance);
  };
  return Object.fromEntries(levels.map((level) => [level, alpha(level)]));
}

/** The different values in ascending order; `numbers` is null when they are labels. */
interface Scale {
  readonly numbers: readonly number[] | null;
  readonly placeOf: (value: number | string) => number;
}

function readScale(values: readonly (number | string)[]): Scale {
  const numeric = values.every((value) => typeof value === 'number' || DECIMAL.test(value));
  const read = (value: number | string): number | string => (numeric ? Number(value) : String(value));
  const different = [...new Set(values.map(read))];
  const numbers = numeric ? different.map(Number).sort((a, b) => a - b) : null;
  const places = new Map((numbers ?? different).map((value, place) => [value, place]));
  return { numbers, placeOf: (value) => places.get(read(value))! };
}

function tally(places: readonly number[]): Tally {
  const counts = new Map<number, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}

function sizeOf(counts: Tally): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Sum of the distances of all pairs of ratings. */
function disagreement(counts: Tally, distance: Distance): number {
  const values = [...counts];
  let sum = 0;
  for (const [i, [a, countA]] of values.entries()) {
    for (let j = 0; j < i; j++) {
      const [b, countB] = values[j]!;
      sum += countA * countB * distance(a, b);
    }
  }
  return sum;
}

/** Squared difference of two values by level, up to a constant factor; null where there is none. */
function distanceOf(level: Level, numbers: readonly number[] | null, all: Tally): Distance | null {
  if (level === 'nominal') return () => 1;
  if (!numbers) return null;
  switch (level) {
    case 'ordinal': {
      const ranks = midRanks(all);
      return (a, b) => (ranks[a]! - ranks[b]!) ** 2;
    }
    case 'interval': {
      const range = numbers.at(-1)! - numbers[0]!; // or the squares of very small differences vanish
      return (a, b) => ((numbers[a]! - numbers[b]!) / range) ** 2;
    }
    case 'ratio':
      return numbers.some((value) => value < 0) ? null : (a, b) => ((numbers[a]! - numbers[b]!) / (numbers[a]! + numbers[b]!)) ** 2;
  }
}

/** The ratings at or below each value, its own counted half. */
function midRanks(all: Tally): number[] {
  let below = 0;
  return Array.from({ length: all.size }, (_, place) => {
    const count = all.get(place)!;
    below += count;
    return below - count / 2;
  });
}
