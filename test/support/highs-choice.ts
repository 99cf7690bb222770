import loadHighs from 'highs';
import type { Bound, Family, SelectionCandidate, SelectionInput } from '../../src/ranking/domain/selection-contract';

type Highs = Awaited<ReturnType<typeof loadHighs>>;

const QUIET = { output_flag: false } as const;

/** What the solver found on each level; people are not compared, because it does not know the last level. */
export interface SolvedLevels {
  /** People missing from floors, level by level. */
  readonly shortfall: readonly number[];
  readonly filled: number;
  /** Units of 10⁻⁴. */
  readonly total: number;
}

interface Limit {
  readonly family: Family;
  readonly bound: Bound;
  readonly members: readonly number[];
}

/**
 * The choice as an integer programme for HiGHS, written from the published levels and sharing no code with the service: a
 * variable a person and a missing person a floor. Levels are solved one after another, each holding those before.
 */
export class HighsChoice {
  private constructor(private readonly highs: Highs) {}

  static async load(): Promise<HighsChoice> {
    return new HighsChoice(await loadHighs());
  }

  /** Null: the locks and caps cannot be met. `also` are further conditions, such as `x3 = 1`. */
  solve(input: SelectionInput, also: readonly string[] = []): SolvedLevels | null {
    const people = input.candidates.filter(({ id, eligible }) => eligible !== false && !input.excluded?.includes(id));
    const limits = limitsOf(input, people);
    const rows = [...rowsOf(input, people, limits), ...also.map((row, i) => `also${i}: ${row}`)];
    const order = input.floorOrder ?? [];
    const levels = Array.from({ length: order.length + 1 }, (_, level) => limits.flatMap(({ family, bound }, i) => ((bound.min ?? 0) > 0 && levelOf(family, order) === level ? [`s${i}`] : [])));
    const shortfall: number[] = [];
    for (const [level, missing] of levels.entries()) {
      const least = missing.length ? this.optimum('Minimize', missing.join(' + '), rows, people, limits) : 0;
      if (least === null) return null;
      shortfall.push(least);
      if (missing.length) rows.push(`level${level}: ${missing.join(' + ')} = ${least}`);
    }
    const everybody = people.map((_, i) => `x${i}`).join(' + ');
    const filled = people.length ? this.optimum('Maximize', everybody, rows, people, limits) : 0;
    if (filled === null) return null;
    if (people.length) rows.push(`filled: ${everybody} = ${filled}`);
    const points = people.map(({ score }, i) => `${Math.round(Number(score) * 10_000)} x${i}`).join(' + ').replaceAll('+ -', '- ');
    const total = people.length ? this.optimum('Maximize', points, rows, people, limits) : 0;
    return total === null ? null : { shortfall, filled, total };
  }

  /** The greatest total by one solve of the relaxation, which the service is timed against; floors are hard, every seat is filled. */
  relaxation(input: SelectionInput): number {
    const people = input.candidates;
    const limits = limitsOf(input, people);
    const rows = [
      ...limits.flatMap(({ bound, members }, i) => [
        ...((bound.min ?? 0) > 0 ? [`l${i}: ${sum(members)} >= ${bound.min}`] : []),
        ...(typeof bound.max === 'number' ? [`u${i}: ${sum(members)} <= ${bound.max}`] : []),
      ]),
      `seats: ${sum(people.map((_, i) => i))} = ${input.seats}`,
    ];
    const points = people.map(({ score }, i) => `${Math.round(Number(score) * 10_000)} x${i}`).join('\n + ');
    const bounds = people.map((_, i) => `0 <= x${i} <= 1`);
    const text = `Maximize\n obj: ${points}\nSubject To\n ${rows.join('\n ')}\nBounds\n ${bounds.join('\n ')}\nEnd\n`;
    const { Status, ObjectiveValue } = this.highs.solve(text, QUIET);
    if (Status !== 'Optimal') throw new Error(`HiGHS: ${Status}`);
    return Math.round(ObjectiveValue);
  }

  private optimum(sense: 'Minimize' | 'Maximize', objective: string, rows: readonly string[], people: readonly unknown[], limits: readonly Limit[]): number | null {
    const missing = limits.flatMap(({ bound }, i) => ((bound.min ?? 0) > 0 ? [`s${i} >= 0`] : []));
    const text = `${sense}\n obj: ${objective}\nSubject To\n ${rows.join('\n ')}\nBounds\n ${missing.join('\n ')}\nBinary\n ${people.map((_, i) => `x${i}`).join('\n ')}\nEnd\n`;
    const { Status, ObjectiveValue } = this.highs.solve(text, QUIET);
    if (Status === 'Infeasible') return null;
    if (Status !== 'Optimal') throw new Error(`HiGHS: ${Status}`);
    return Math.round(ObjectiveValue);
  }
}

function limitsOf(input: SelectionInput, people: readonly SelectionCandidate[]): Limit[] {
  const limit = (family: Family, bound: Bound, belongs: (person: SelectionCandidate) => boolean): Limit => ({ family, bound, members: people.flatMap((person, i) => (belongs(person) ? [i] : [])) });
  return [
    ...Object.entries(input.regions ?? {}).map(([key, bound]) => limit('regions', bound, ({ region }) => region === key)),
    ...Object.entries(input.categories ?? {}).map(([key, bound]) => limit('categories', bound, ({ category }) => category === key)),
    ...Object.values(input.groups ?? {}).map((bound) => limit('groups', bound, ({ region }) => bound.members.includes(region))),
    ...(input.cells ?? []).map((bound) => limit('cells', bound, ({ region, category }) => region === bound.region && category === bound.category)),
  ];
}

function rowsOf(input: SelectionInput, people: readonly SelectionCandidate[], limits: readonly Limit[]): string[] {
  const floors = limits.flatMap(({ bound, members }, i) => ((bound.min ?? 0) > 0 ? [`l${i}: ${[...members.map((member) => `x${member}`), `s${i}`].join(' + ')} >= ${bound.min}`] : []));
  const caps = limits.flatMap(({ bound, members }, i) => (typeof bound.max === 'number' && members.length ? [`u${i}: ${sum(members)} <= ${bound.max}`] : []));
  const locks = people.flatMap(({ id }, i) => (input.locked?.includes(id) ? [`k${i}: x${i} = 1`] : []));
  return [...floors, ...caps, ...locks, ...(people.length ? [`seats: ${sum(people.map((_, i) => i))} <= ${input.seats}`] : [])];
}

function sum(members: readonly number[]): string {
  return members.map((member) => `x${member}`).join('\n + ');
}

function levelOf(family: Family, order: readonly Family[]): number {
  return order.includes(family) ? order.indexOf(family) : order.length;
}
