/** A mark a rater gave to a candidate. The same two may meet more than once. */
export interface Observation {
  readonly candidate: string;
  readonly rater: string;
  readonly mark: number;
}

export interface RaterModel {
  /** Candidate → the mark expected of a rater of average severity. */
  readonly adjusted: ReadonlyMap<string, number>;
  /** Rater → what he adds to a mark: above zero is lenient. They sum to zero. */
  readonly severity: ReadonlyMap<string, number>;
  /** Candidate → mean of the marks as they were given. */
  readonly rawMean: ReadonlyMap<string, number>;
  /** Residual sum of squares: what neither candidate nor rater explains. */
  readonly rss: number;
  /** Candidate → 1 + the number of candidates above: equal marks share a rank, and the next ones are left out. */
  readonly rankRaw: ReadonlyMap<string, number>;
  readonly rankAdjusted: ReadonlyMap<string, number>;
}

/** Candidates and raters who are linked by marks, in the order they were first named. */
export interface Component {
  readonly candidates: readonly string[];
  readonly raters: readonly string[];
}

export const RATER_MODEL_REFUSALS = ['NOT_CONNECTED', 'TOO_LARGE'] as const;
export type RaterModelRefusal =
  | { readonly code: 'NOT_CONNECTED'; readonly components: readonly Component[] }
  | { readonly code: 'TOO_LARGE' };

/** Size of the smaller side, raters or candidates: the effort grows with its third power. */
export const MOST_ON_SMALLER_SIDE = 300;
/** Values nearer to each other, as a share of the spread of marks, are one value reached in two ways. */
const SAME = 1e-9;

/**
 * Least-squares fit of mark = candidate + severity + error (Raymond & Viswesvaran, Journal of Educational Measurement 30,
 * 1993): marks of different but linked raters made comparable. Groups without a common candidate or rater cannot be
 * compared at all, which is refused with the groups.
 */
export function fitRaterModel(observations: readonly Observation[]): RaterModel | RaterModelRefusal {
  const marks = observations.map(({ mark }) => mark);
  const base = marks[0] ?? 0; // differences keep more digits than marks far from zero
  const { candidates, raters } = connect(observations, base);
  const components = componentsOf(candidates, raters);
  if (components.length > 1) return { code: 'NOT_CONNECTED', components };
  const [larger, smaller] = candidates.size > raters.size ? [candidates, raters] : [raters, candidates];
  if (smaller.size > MOST_ON_SMALLER_SIDE) return { code: 'TOO_LARGE' };

  const raw = mapValues(candidates, ({ pull, links }) => pull / sumOf(links.values()));
  settle([...larger.values(), ...smaller.values()]);
  const average = sumOf(mapValues(raters, ({ level }) => level).values()) / raters.size;
  const adjusted = mapValues(candidates, ({ level }) => level - average);
  const severity = mapValues(raters, ({ level }) => average - level);
  const residuals = observations.map(({ candidate, rater, mark }) => mark - base - adjusted.get(candidate)! - severity.get(rater)!);
  const same = SAME * (highest(marks) + highest(marks.map((mark) => -mark)));
  return {
    adjusted: mapValues(adjusted, (level) => base + level),
    severity,
    rawMean: mapValues(raw, (level) => base + level),
    rss: sumOf(residuals.map((residual) => residual ** 2)),
    rankRaw: rank(raw, same),
    rankAdjusted: rank(adjusted, same),
  };
}

/**
 * Candidates and raters as the nodes of a network, marks as its links: a mark holds its candidate that much above its
 * rater, whose level is his severity with the sign turned. In balance every node stands at the mean, over its links, of
 * the other end plus or less the mark: the normal equations of the fit.
 */
class Node {
  level = 0;
  /** Sum of what the links ask for. */
  pull = 0;
  /** Other end → number of marks, later weight of the link. */
  readonly links = new Map<Node, number>();

  constructor(readonly id: string) {}

  link(other: Node, weight: number): void {
    this.links.set(other, (this.links.get(other) ?? 0) + weight);
  }
}

type Side = ReadonlyMap<string, Node>;

function connect(observations: readonly Observation[], base: number): { readonly candidates: Side; readonly raters: Side } {
  const candidates = new Map<string, Node>();
  const raters = new Map<string, Node>();
  const nodeOf = (side: Map<string, Node>, id: string): Node => {
    const node = side.get(id) ?? new Node(id);
    side.set(id, node);
    return node;
  };
  for (const { candidate, rater, mark } of observations) {
    const above = nodeOf(candidates, candidate);
    const below = nodeOf(raters, rater);
    above.link(below, 1);
    below.link(above, 1);
    above.pull += mark - base;
    below.pull -= mark - base;
  }
  return { candidates, raters };
}

function componentsOf(candidates: Side, raters: Side): Component[] {
  const seen = new Set<Node>();
  const components: Component[] = [];
  for (const start of candidates.values()) {
    if (seen.has(start)) continue;
    const members = new Set([start]);
    for (const member of members) for (const other of member.links.keys()) members.add(other); // a set grows as it is walked
    for (const member of members) seen.add(member);
    const among = (side: Side): string[] => [...side.values()].filter((node) => members.has(node)).map(({ id }) => id);
    components.push({ candidates: among(candidates), raters: among(raters) });
  }
  return components;
}

/**
 * Balances a connected network: nodes are taken out one by one, each leaving links between its neighbours that act like
 * it (the star-mesh transform, Gaussian elimination of a network), and put back in reverse. The last one stays at zero.
 * Weights are only ever added and multiplied, so no digits are lost, and nodes with few links (candidates) cost little.
 */
function settle(nodes: readonly Node[]): void {
  for (const node of nodes) {
    const total = sumOf(node.links.values());
    const neighbours = [...node.links];
    for (const [i, [one, weight]] of neighbours.entries()) {
      one.links.delete(node);
      one.pull += (node.pull * weight) / total;
      for (const [other, otherWeight] of neighbours.slice(0, i)) {
        one.link(other, (weight * otherWeight) / total);
        other.link(one, (weight * otherWeight) / total);
      }
    }
  }
  for (const node of nodes.slice(0, -1).reverse()) {
    let pull = node.pull;
    for (const [neighbour, weight] of node.links) pull += weight * neighbour.level;
    node.level = pull / sumOf(node.links.values());
  }
}

function rank(values: ReadonlyMap<string, number>, same: number): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  let above = Infinity;
  let shared = 0;
  for (const [i, [id, value]] of [...values].sort(([, a], [, b]) => b - a).entries()) {
    if (above - value > same) shared = i + 1;
    ranks.set(id, shared);
    above = value;
  }
  return ranks;
}

function mapValues<From, To>(values: ReadonlyMap<string, From>, to: (value: From) => To): ReadonlyMap<string, To> {
  return new Map([...values].map(([id, value]) => [id, to(value)]));
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}
