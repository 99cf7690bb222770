import type { Person } from './read-pool';

/**
 * A flow of greatest worth in a small network (Ahuja, Magnanti & Orlin, Network Flows, 1993), with worths that are
 * tuples instead of numbers. `build-network.ts` says what vertices and arcs stand for.
 *
 * The worth of a path is (rank, score, tail): floors and seats as digits of one safe integer; points; and the people
 * who enter and leave, compared at the earliest place of the published order where two paths differ. Worths are added
 * entry by entry and compared from the left. That is an ordered group, the same as one huge integer with wide enough
 * digits, so every theorem about best paths and improving cycles holds and no big number is ever formed.
 */

/** Nothing can pass: the arc is full, or empty for the way back. */
const CLOSED = -Infinity;

/** Who enters (+ standing) and who leaves (- standing) along a path. Lists are shared between labels, never changed. */
interface Tail {
  readonly entry: number;
  readonly next: Tail | null;
}

export class Vertex {
  readonly out: Step[] = [];
  /** Label of the latest search: worth of the best path found, and its last step. */
  rank = CLOSED;
  score = 0;
  /** The entry of `tail` that comes first in the published order; it alone decides nearly every comparison. */
  lead = 0;
  tail: Tail | null = null;
  via: Step | null = null;
  waiting = false;
}

/** One unit more through an arc, or (against its direction) one unit less: what that is worth right now. */
export class Step {
  rank = CLOSED;
  score = 0;
  entry = 0;

  constructor(
    readonly from: Vertex,
    readonly to: Vertex,
    readonly arc: Arc,
    readonly units: 1 | -1,
  ) {}

  get opposite(): Step {
    return this.units === 1 ? this.arc.less : this.arc.more;
  }
}

/** The first `min` units of an arc earn `bonus` each; more than `max` units cannot pass. */
export interface Limits {
  readonly min: number;
  readonly max: number;
  readonly bonus: number;
}

/**
 * An arc is a rule (no members) or a cell: people in published order, of whom the first `flow` are chosen. Further
 * units of an arc are never worth more than earlier ones, which is why the best people of a cell come first by
 * themselves and only `next` and `last` matter, however many there are.
 */
export class Arc {
  flow = 0;
  readonly more: Step;
  readonly less: Step;

  constructor(
    readonly from: Vertex,
    readonly to: Vertex,
    public limits: Limits,
    public members: readonly Person[] | null,
    private readonly pointsOf: (person: Person) => number,
  ) {
    this.more = new Step(from, to, this, 1);
    this.less = new Step(to, from, this, -1);
    this.push(0);
  }

  /** Other limits for what passes already. */
  allow(limits: Limits): void {
    this.limits = limits;
    this.push(0);
  }

  /** The first of the cell who is not chosen. */
  get next(): Person | undefined {
    return this.members?.[this.flow];
  }

  /** The last of the cell who is chosen. */
  get last(): Person | undefined {
    return this.members?.[this.flow - 1];
  }

  push(units: number): void {
    this.flow += units;
    const { min, max, bonus } = this.limits;
    const { more, less, next, last } = this;
    const seat = this.members ? 1 : 0;
    const open = this.flow < max && (this.members === null || next !== undefined);
    more.rank = open ? seat + (this.flow < min ? bonus : 0) : CLOSED;
    less.rank = this.flow > 0 ? -seat - (this.flow <= min ? bonus : 0) : CLOSED;
    if (next) {
      more.score = this.pointsOf(next);
      more.entry = next.standing;
    }
    if (last) {
      less.score = -this.pointsOf(last);
      less.entry = -last.standing;
    }
  }
}

export class Network {
  readonly source = new Vertex();
  readonly sink = new Vertex();
  private readonly vertices: Vertex[] = [this.source, this.sink];
  private readonly arcs: Arc[] = [];
  /** Sink → source, with room for the seats: closes the flow into a circulation. */
  readonly back: Arc;

  /** `pointsOf` is what a person adds to the score of a path: his score, or nothing where points are not added up. */
  constructor(private readonly pointsOf: (person: Person) => number) {
    this.back = this.addArc(this.sink, this.source, { min: 0, max: 0, bonus: 0 });
  }

  addVertex(): Vertex {
    const vertex = new Vertex();
    this.vertices.push(vertex);
    return vertex;
  }

  addArc(from: Vertex, to: Vertex, limits: Limits, members: readonly Person[] | null = null): Arc {
    const arc = new Arc(from, to, limits, members, this.pointsOf);
    this.arcs.push(arc);
    from.out.push(arc.more);
    to.out.push(arc.less);
    return arc;
  }

  /**
   * Sends up to `seats` units through the empty network, each along the best path: for every number of people that gives
   * the best flow of that size, and the gains never rise. So it may stop at the first path that gains nothing, which is
   * one that would pay for a seat with a floor. Then closes the flow into a circulation.
   */
  fill(seats: number): void {
    let placed = 0;
    for (; placed < seats; placed++) {
      this.search([this.source], { stop: this.sink });
      if (!(this.sink.rank > 0)) break;
      this.follow(this.sink);
    }
    this.back.allow({ min: 0, max: seats, bonus: 0 });
    this.back.push(placed);
  }

  /** Sends one unit along the path that the latest search found to this vertex. */
  follow(end: Vertex): void {
    let length = 0;
    for (let step = end.via; step; step = step.from.via) {
      if (++length > this.vertices.length) throw new Error('choice: the best path runs in a circle');
      step.arc.push(step.units);
    }
  }

  /** Units on every arc, to come back to by `restore`. */
  flows(): readonly number[] {
    return this.arcs.map(({ flow }) => flow);
  }

  restore(flows: readonly number[]): void {
    for (const [i, arc] of this.arcs.entries()) {
      const units = (flows[i] ?? 0) - arc.flow;
      if (units) arc.push(units);
    }
  }

  /**
   * The certificate of optimality: started from all vertices at once, labels settle if and only if no cycle of steps
   * improves the flow. A failure is a defect of this file, never of the input.
   */
  certify(): void {
    this.search(this.vertices);
    for (const { flow, limits } of this.arcs) {
      if (flow < 0 || flow > limits.max) throw new Error('choice: a cap is broken');
    }
  }

  /**
   * Labels every vertex with the best path to it from the nearest start (`reverse`: from it to the start), correcting
   * labels until they settle. Nothing is pursued beyond `stop`. A best path is simple, so each vertex can be improved
   * only so often; beyond that some cycle improves, and an error is better than a hang.
   */
  search(starts: readonly Vertex[], { reverse = false, stop }: { reverse?: boolean; stop?: Vertex } = {}): void {
    for (const vertex of this.vertices) {
      vertex.rank = CLOSED;
      vertex.tail = null;
    }
    for (const start of starts) {
      start.rank = start.score = start.lead = 0;
      start.via = null;
      start.waiting = true;
    }
    const patience = (this.vertices.length + 1) ** 2;
    const queue = [...starts];
    for (const vertex of queue) {
      if (queue.length > patience) throw new Error('choice: the flow can be improved');
      vertex.waiting = false;
      if (vertex === stop) continue;
      for (const step of vertex.out) {
        const head = step.to;
        if (!improve(head, vertex, reverse ? step.opposite : step)) continue;
        head.via = step;
        if (head.waiting) continue;
        head.waiting = true;
        queue.push(head);
      }
    }
  }
}

/** Whether the best path of the latest search to `end` and then this step is an exchange that improves the flow. */
export function gains(end: Vertex, step: Step): boolean {
  const rank = end.rank + step.rank;
  if (rank !== 0) return rank > 0;
  const score = end.score + step.score;
  return score === 0 ? compareTails(step.entry, end.tail, null) > 0 : score > 0;
}

/** People who enter (+1) and leave (-1) along the best path to this vertex, by standing; whoever does both is left out. */
export function exchanged({ tail }: Vertex): Map<number, number> {
  const people = new Map<number, number>();
  for (let rest = tail; rest; rest = rest.next) {
    const standing = Math.abs(rest.entry);
    people.set(standing, (people.get(standing) ?? 0) + Math.sign(rest.entry));
  }
  for (const [standing, balance] of people) if (balance === 0) people.delete(standing);
  return people;
}

/** Gives `head` the label of `tail` plus one step if that is better than what it has. */
function improve(head: Vertex, foot: Vertex, step: Step): boolean {
  const rank = foot.rank + step.rank;
  if (rank < head.rank || rank === CLOSED) return false;
  const score = foot.score + step.score;
  if (rank === head.rank && score < head.score) return false;
  const lead = Math.abs(step.entry) > Math.abs(foot.lead) ? step.entry : foot.lead;
  if (rank === head.rank && score === head.score) {
    if (lead < head.lead) return false;
    if (lead === head.lead && compareTails(step.entry, foot.tail, head.tail) <= 0) return false;
  }
  head.rank = rank;
  head.score = score;
  head.lead = lead;
  head.tail = step.entry === 0 ? foot.tail : { entry: step.entry, next: foot.tail };
  return true;
}

/**
 * Positive, zero or negative as `first` plus the tail `a` is better than, equal to or worse than the tail `b`: what
 * counts is the earliest place of the published order that the two do not share. Tails have a handful of entries.
 */
function compareTails(first: number, a: Tail | null, b: Tail | null): number {
  for (let below = Infinity; ; ) {
    let place = 0;
    let balance = 0;
    const weigh = (entry: number, sign: number): void => {
      const at = Math.abs(entry);
      if (at >= below || at < place || at === 0) return;
      if (at > place) [place, balance] = [at, 0];
      balance += entry > 0 ? sign : -sign;
    };
    weigh(first, 1);
    for (let tail = a; tail; tail = tail.next) weigh(tail.entry, 1);
    for (let tail = b; tail; tail = tail.next) weigh(tail.entry, -1);
    if (balance !== 0 || place === 0) return balance;
    below = place;
  }
}
