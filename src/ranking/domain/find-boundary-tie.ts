import type { Cell } from './build-network';
import { gains } from './network';
import type { Arc } from './network';
import type { Person } from './read-pool';
import type { SolvedChoice } from './solve-choice';

/** "N certain + tie group, P places": what a run reports when the commission settles ties. */
export interface BoundaryTie {
  /** Chosen whatever the order inside classes, in published order. */
  readonly certain: readonly string[];
  /** Chosen under some order and not under another; sorted by id, which ranks nobody. */
  readonly contenders: readonly string[];
  /** Seats the contenders compete for: certain people and places together fill all seats that can be filled. */
  readonly places: number;
}

/**
 * Whether an order inside `classes` decides who is chosen; the question carries the ranks of `tieOrder`, so each class
 * stands together in the published order. Null: no order can change the set.
 */
export function findBoundaryTie(solved: SolvedChoice, classes: readonly (readonly string[])[]): BoundaryTie | null {
  return new TieSearch(solved, classes).find();
}

/** So little that no standing passes another class, however often people are moved to the ends of theirs. */
const STEP = 2 ** -20;

/** A class of equals: all who compete, and their cells. */
type Class = ReadonlyMap<Person, { readonly cell: Cell; readonly place: number }>;

/** A set that some order chooses: units on every arc, and the standings of people who were moved within their class. */
interface Outcome {
  readonly flows: readonly number[];
  readonly moved: ReadonlyMap<Person, number>;
}

/**
 * Finds everybody whose place hangs on an order among equals, without solving anything anew. If some order chooses another
 * set, then at the first class where the sets differ it brings in an outsider, and ranking him first in his class alone
 * brings him in as well. With him in front the best set is the known one or the known one after the best exchange through
 * him: one search. The same holds for an insider ranked last. People of one cell and class can replace each other, and
 * nobody enters before those of his cell who stand above him: so only the next and the last of a cell are tried, and what
 * is known of a cell is how few and how many of it were chosen.
 *
 * Where an exchange shows somebody new, the same is asked again from there, because where region and category bind together
 * one class settled otherwise can open another. Every contender was seen both chosen and not; that nobody certain could be
 * dropped by a still rarer combination is not proven, only never met in pools compared with all orders, and the next run
 * would find it.
 */
export class TieSearch {
  private readonly classOf = new Map<Person, Class>();
  private readonly range = new Map<Cell, { least: number; most: number }>();
  private readonly original = new Map<Person, number>();
  private moved = new Map<Person, number>();

  constructor(private readonly solved: SolvedChoice, classes: readonly (readonly string[])[]) {
    const tied = new Map<string, Map<Person, { cell: Cell; place: number }>>();
    for (const ids of classes) {
      const people = new Map<Person, { cell: Cell; place: number }>();
      for (const id of ids) tied.set(id, people);
    }
    if (!tied.size) return;
    for (const cell of solved.cells) {
      for (const [place, person] of cell.members.entries()) {
        const people = tied.get(person.id);
        if (!people) continue;
        people.set(person, { cell, place });
        this.classOf.set(person, people);
      }
    }
  }

  /** Whether no published rule tells these two apart. */
  areEqual(one: Person, other: Person): boolean {
    return this.classOf.has(one) && this.classOf.get(one) === this.classOf.get(other);
  }

  /** The tie of the network as it stands now; leaves it as it was. */
  find(): BoundaryTie | null {
    if (!this.classOf.size) return null;
    const { cells, network, pool } = this.solved;
    this.range.clear();
    for (const cell of cells) this.range.set(cell, { least: cell.arc.flow, most: cell.arc.flow });
    const known: Outcome = { flows: network.flows(), moved: new Map() };
    const outcomes = [known];
    for (const outcome of outcomes) {
      this.show(outcome);
      for (const change of this.changes()) {
        if (change() && this.learn()) outcomes.push({ flows: network.flows(), moved: new Map(this.moved) });
        this.show(outcome);
      }
    }
    this.show(known);
    const open = new Set(cells.flatMap((cell) => this.openOf(cell)));
    if (!open.size) return null;
    const certain = new Set(cells.flatMap((cell) => [...cell.locked, ...cell.members.slice(0, cell.arc.flow)]).filter((person) => !open.has(person)));
    return {
      certain: pool.people.filter((person) => certain.has(person)).map(({ id }) => id),
      contenders: [...open].map(({ id }) => id).sort(),
      places: cells.reduce((sum, { arc, locked }) => sum + arc.flow + locked.length, 0) - certain.size,
    };
  }

  /** Brings the network to an outcome and its order. */
  private show({ flows, moved }: Outcome): void {
    for (const person of this.moved.keys()) this.stand(person, this.original.get(person) ?? person.standing);
    this.moved = new Map();
    for (const [person, standing] of moved) this.move(person, standing);
    this.solved.network.restore(flows);
  }

  private move(person: Person, standing: number): void {
    if (!this.original.has(person)) this.original.set(person, person.standing);
    this.moved.set(person, standing);
    this.stand(person, standing);
  }

  private stand(person: Person, standing: number): void {
    person.standing = standing;
    this.classOf.get(person)?.get(person)?.cell.arc.push(0);
  }

  /** What is worth trying here; each answers whether it changed the set. */
  private changes(): (() => boolean)[] {
    const mixed = new Map<Class, boolean>();
    const isMixed = (people: Class): boolean => {
      let answer = mixed.get(people);
      if (answer === undefined) {
        const inside = [...people.values()].filter(({ cell, place }) => place < cell.arc.flow).length;
        mixed.set(people, (answer = inside > 0 && inside < people.size));
      }
      return answer;
    };
    return this.solved.cells.flatMap((cell) => {
      const { arc } = cell;
      const trials: (() => boolean)[] = [];
      const open = this.openOf(cell);
      for (const [person, change] of [[arc.next, this.enter], [arc.last, this.leave]] as const) {
        const people = person && this.classOf.get(person);
        if (people && !open.includes(person) && isMixed(people)) trials.push(() => change(arc, person, people));
      }
      return trials;
    });
  }

  private readonly enter = (arc: Arc, person: Person, people: Class): boolean => {
    this.move(person, [...people.keys()].reduce((top, { standing }) => Math.max(top, standing), person.standing) + STEP);
    const { network } = this.solved;
    network.search([arc.to], { stop: arc.from });
    if (!gains(arc.from, arc.more)) return false;
    network.follow(arc.from);
    arc.push(1);
    return true;
  };

  private readonly leave = (arc: Arc, person: Person, people: Class): boolean => {
    this.move(person, [...people.keys()].reduce((bottom, { standing }) => Math.min(bottom, standing), person.standing) - STEP);
    const { network } = this.solved;
    network.search([arc.from], { stop: arc.to });
    if (!gains(arc.to, arc.less)) return false;
    network.follow(arc.to);
    arc.push(-1);
    return true;
  };

  /** Takes note of the set at hand; whether it shows somebody in or out whom no earlier one did. */
  private learn(): boolean {
    let grown = false;
    for (const cell of this.solved.cells) {
      const { flow } = cell.arc;
      const range = this.range.get(cell);
      if (!range || (flow >= range.least && flow <= range.most)) continue;
      this.range.set(cell, { least: Math.min(range.least, flow), most: Math.max(range.most, flow) });
      grown = true;
    }
    return grown;
  }

  /** People of a cell seen both chosen and not, with their equals in the cell. */
  private openOf(cell: Cell): readonly Person[] {
    const { members } = cell;
    let { least, most } = this.range.get(cell) ?? { least: 0, most: 0 };
    const isCut = (place: number): boolean => {
      const above = members[place - 1];
      const below = members[place];
      return above !== undefined && below !== undefined && this.areEqual(above, below);
    };
    if (isCut(least)) while (isCut(least)) least--;
    if (isCut(most)) while (isCut(most)) most++;
    return members.slice(least, most);
  }
}
