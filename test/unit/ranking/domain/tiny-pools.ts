import fc from 'fast-check';
import { chooseUnderQuotas } from '../../../../src/ranking/domain/choose-under-quotas';
import { FAMILIES, isRefused } from '../../../../src/ranking/domain/selection-contract';
import type { Bound, SelectionCandidate, SelectionInput, SelectionResult } from '../../../../src/ranking/domain/selection-contract';
import { text } from './every-choice';

const REGIONS = ['R0', 'R1', 'R2', 'R3'];
const CATEGORIES = ['C0', 'C1', 'C2', 'C3'];

export const person = (id: string, region: string, category: string, score: string, lottery: number): SelectionCandidate => ({
  id,
  region,
  category,
  score,
  lottery,
});

/** The answer of a question that must not be refused. */
export function chosen(input: SelectionInput): SelectionResult {
  const answer = chooseUnderQuotas(input);
  if (isRefused(answer)) throw new Error(JSON.stringify(answer.refused));
  return answer;
}

const bound: fc.Arbitrary<Bound> = fc
  .record({ min: fc.constantFrom(0, 0, 1, 1, 2), room: fc.constantFrom(null, 0, 1, 2) })
  .map(({ min, room }) => ({ min, max: room === null ? null : min + room }));

/** Absent as often as given. */
const perhaps = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.oneof(arbitrary, fc.constant(undefined));

function bounds(names: readonly string[], each: fc.Arbitrary<Bound>): fc.Arbitrary<Record<string, Bound>> {
  return fc.record(Object.fromEntries(names.map((name) => [name, each])), { requiredKeys: [] }) as fc.Arbitrary<Record<string, Bound>>;
}

/**
 * Pools of up to `people` in up to `names` regions and categories, under rules of every family or of regions alone, with
 * few different scores. Every third is tight: equal scores
 * and caps of one, where nothing but the published order decides, several exchanges deep.
 */
export function tinyPool({ people = 8, families = 4, names = 4 }: { people?: number; families?: 1 | 4; names?: number } = {}): fc.Arbitrary<SelectionInput> {
  const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
  return fc.tuple(upTo(3), upTo(people), upTo(names), upTo(names)).chain(([kind, size, territories, kinds]) => {
    const tight = kind === 1;
    const [regions, categories] = [REGIONS.slice(0, territories), CATEGORIES.slice(0, kinds)];
    const score = tight ? fc.constant('1') : fc.oneof(fc.integer({ min: 0, max: 3 }).map(String), fc.integer({ min: -9_999, max: 30_000 }).map(text));
    const each = tight ? fc.constant<Bound>({ max: 1 }) : bound;
    const ids = Array.from({ length: size }, (_, i) => `p${i}`);
    const cell = fc.tuple(fc.constantFrom(...regions), fc.constantFrom(...categories), each).map(([region, category, limits]) => ({ region, category, ...limits }));
    const group = fc.tuple(each, each).map(([first, second]) => ({
      G: { members: regions.slice(0, 2), ...first },
      H: { members: regions.slice(2), ...second },
    }));
    const more = families === 4;
    return fc
      .record({
        seats: fc.integer({ min: 0, max: size + 1 }),
        rows: fc.tuple(...ids.map(() => fc.tuple(fc.constantFrom(...regions), fc.constantFrom(...categories), score, fc.constantFrom(true, true, true, true, undefined, false)))),
        tickets: fc.shuffledSubarray([...ids.keys()], { minLength: size }),
        regions: bounds(regions, each),
        categories: more ? bounds(categories, each) : fc.constant(undefined),
        cells: more ? perhaps(fc.uniqueArray(cell, { maxLength: 3, selector: ({ region, category }) => region + category })) : fc.constant(undefined),
        groups: more ? perhaps(group) : fc.constant(undefined),
        floorOrder: perhaps(fc.shuffledSubarray([...FAMILIES], { minLength: 1 })),
        minScore: fc.constantFrom(...Array<undefined>(12), '0', '1', '0.5'),
        locked: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.shuffledSubarray(ids, { maxLength: Math.min(2, size) }) }),
        excluded: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.shuffledSubarray(ids, { maxLength: 1 }) }),
      })
      .map(({ rows, tickets, ...rest }) => ({
        ...rest,
        candidates: rows.map(([region, category, points, eligible], i) => ({ ...person(`p${i}`, region, category, points, tickets[i] ?? 0), eligible })),
      }));
  });
}
