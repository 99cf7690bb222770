import { Network } from './network';
import type { Arc, Vertex } from './network';
import type { Person, Pool } from './read-pool';
import type { Rule, RuleBook, RulesOfCell } from './read-rules';
import { refuse } from './selection-contract';
import type { ChoiceRefusal, Family, SelectionInput } from './selection-contract';

/** The people of one category of one region: one arc of the network. */
export interface Cell {
  readonly rules: RulesOfCell;
  readonly arc: Arc;
  /** Those who compete, in published order. */
  readonly members: readonly Person[];
  readonly locked: readonly Person[];
}

export interface QuotaNetwork {
  readonly network: Network;
  readonly cells: readonly Cell[];
  /** Vertices of groups, regions and categories. */
  readonly vertices: ReadonlyMap<Rule, Vertex>;
  /** Seats left for those who compete. */
  readonly seats: number;
  readonly digits: Digits;
}

/** How floors and seats stand as digits in a rank: seats lowest, then floor levels from the last to the first. */
export interface Digits {
  /** A digit and its negative are smaller than half of it. */
  readonly base: number;
  /** Place of each floor level that is used, by the place of its families in `floorOrder` (its length: those not named). */
  readonly placeOf: ReadonlyMap<number, number>;
}

/**
 * Turns rules and people into a network source → [group] → region → category → sink, where every unit is a person.
 * Locked people are taken out first: seats, floors and caps shrink by them, exactly, wherever in their cell they stand.
 * Refuses LOCKED_INFEASIBLE when they alone exceed the seats or a cap, and TOO_LARGE when a worth would not be exact.
 */
export function buildNetwork(input: SelectionInput, rules: RuleBook, pool: Pool): QuotaNetwork | ChoiceRefusal {
  const drafts = gatherCells(pool.people, rules);
  const seats = input.seats - drafts.reduce((sum, { locked }) => sum + locked.length, 0);
  if (seats < 0) return refuse('LOCKED_INFEASIBLE', 'seats');
  const crowded = rules.declared.find(({ locked, max }) => locked > max);
  if (crowded) return refuse('LOCKED_INFEASIBLE', ...crowded.path);

  const length = longestPath(drafts.map((draft) => draft.rules));
  const order = input.floorOrder ?? [];
  const digits = floorDigits(rules.declared, order, length);
  if (!digits) return refuse('TOO_LARGE', 'floorOrder');
  const bonusOf = (family: Family): number => {
    const place = digits.placeOf.get(levelOf(family, order));
    return place === undefined ? 0 : digits.base ** place;
  };
  const largest = pool.people.reduce((size, { score }) => Math.max(size, Math.abs(score)), 0);
  if (!Number.isSafeInteger(largest * 2 * length)) return refuse('TOO_LARGE', 'candidates');

  const network = new Network(input.objective === 'lex' ? () => 0 : ({ score }) => score);
  const vertices = new Map<Rule, Vertex>();
  const vertexOf = (rule: Rule): Vertex => {
    let vertex = vertices.get(rule);
    if (!vertex) vertices.set(rule, (vertex = network.addVertex()));
    return vertex;
  };
  const lay = (rule: Rule, from: Vertex, to: Vertex, members?: readonly Person[]): Arc => {
    const limits = { min: rule.min - rule.locked, max: rule.max - rule.locked, bonus: bonusOf(rule.family) };
    return (rule.arc ??= network.addArc(from, to, limits, members));
  };
  const cells = drafts.map(({ rules: of, members, locked }) => {
    const { group, region, category, cell } = of;
    if (group) lay(group, network.source, vertexOf(group));
    lay(region, group ? vertexOf(group) : network.source, vertexOf(region));
    lay(category, vertexOf(category), network.sink);
    return { rules: of, arc: lay(cell, vertexOf(region), vertexOf(category), members), members, locked };
  });
  return { network, cells, vertices, seats, digits };
}

interface CellDraft {
  readonly rules: RulesOfCell;
  readonly members: Person[];
  readonly locked: Person[];
}

/** Sorts people into cells, keeping the published order, and tells every rule how many of its people there are. */
function gatherCells(people: readonly Person[], rules: RuleBook): CellDraft[] {
  const table = new Map<string, Map<string, CellDraft>>();
  for (const person of people) {
    let row = table.get(person.region);
    if (!row) table.set(person.region, (row = new Map<string, CellDraft>()));
    let cell = row.get(person.category);
    if (!cell) {
      cell = { rules: rules.of(person.region, person.category), members: [], locked: [] };
      row.set(person.category, cell);
    }
    (person.locked ? cell.locked : cell.members).push(person);
  }
  const cells = [...table.values()].flatMap((row) => [...row.values()]);
  for (const { rules: of, members, locked } of cells) {
    for (const rule of [of.region, of.category, of.cell, of.group]) {
      if (!rule) continue;
      rule.locked += locked.length;
      rule.supply += locked.length + members.length;
    }
  }
  return cells;
}

/**
 * The most arcs a simple path or cycle can have. Two regions are never neighbours, so there are at most one more of
 * them than of the other vertices: categories, groups, source and sink.
 */
function longestPath(cells: readonly RulesOfCell[]): number {
  const others = new Set(cells.flatMap(({ category, group }) => (group ? [category, group] : [category])));
  return 2 * (others.size + 2) + 1;
}

/** Floors of a family are met on this level: 0 is the most important; families that are not named share the last. */
export function levelOf(family: Family, floorOrder: readonly Family[]): number {
  return floorOrder.includes(family) ? floorOrder.indexOf(family) : floorOrder.length;
}

/**
 * One digit per floor level, above the digit that counts seats: a unit under a floor earns one of its level. A path
 * changes a digit by at most its length and two paths by twice that, so a wider base keeps any number of lower floors
 * from outweighing a higher one. Null when the digits do not fit a safe integer.
 */
function floorDigits(declared: readonly Rule[], floorOrder: readonly Family[], length: number): Digits | null {
  const used = declared.filter(({ min }) => min > 0).map(({ family }) => levelOf(family, floorOrder));
  const levels = [...new Set(used)].sort((a, b) => b - a);
  const base = 2 * length + 1;
  if (!Number.isSafeInteger(length * (base ** levels.length + 1))) return null;
  return { base, placeOf: new Map(levels.map((level, i) => [level, i + 1])) };
}
