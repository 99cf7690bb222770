import type { Digits } from './build-network';
import { exchanged } from './network';
import type { Vertex } from './network';
import type { Person } from './read-pool';
import type { Family } from './selection-contract';
import type { SolvedChoice } from './solve-choice';

/** A place people pass on their way to a seat: a rule by family and name, or one of the two ends. */
export type CertifiedVertex = readonly ['source'] | readonly ['sink'] | readonly [Exclude<Family, 'cells'>, string];

/**
 * The potential of a vertex: what the best chain of exchanges ending there is worth. Compared from the left: floors by
 * level, seats, points, then people by their place in the published order.
 */
export interface Potential {
  readonly vertex: CertifiedVertex;
  /** Floors on the levels of `floorOrder`, then those of families not named there, then seats. */
  readonly levels: readonly number[];
  /** Points in units of 10⁻⁴; 0 under `lex`. */
  readonly points: number;
  /** Who enters (1) and who leaves (-1), in published order. */
  readonly people: readonly (readonly [id: string, balance: number])[];
}

/**
 * A proof that a choice is the best one, which anybody can check without solving anything: no single step (one person more
 * or fewer in a cell, one unit more or fewer under a rule) is worth more than the potentials at its ends differ. Then no
 * chain of exchanges that comes back to where it began gains anything, and a flow without such a chain is the best one
 * (Ahuja, Magnanti & Orlin, Network Flows, 1993, theorem 9.3). `checkCertificate` does the checking.
 */
export interface Certificate {
  readonly potentials: readonly Potential[];
}

/** The certificate of a solved choice. */
export function certify({ network, vertices, digits, pool, input }: SolvedChoice): Certificate {
  network.certify();
  const named: [CertifiedVertex, Vertex][] = [[['source'], network.source], [['sink'], network.sink]];
  for (const [rule, vertex] of vertices) if (rule.family !== 'cells') named.push([[rule.family, rule.key], vertex]);
  const levels = (input.floorOrder ?? []).length + 1;
  return {
    potentials: named.map(([vertex, label]) => ({
      vertex,
      levels: levelsOf(label.rank, digits, levels),
      points: label.score,
      people: peopleOf(label, pool.people),
    })),
  };
}

/** The digits of a rank, floor levels first and seats last. */
function levelsOf(rank: number, { base, placeOf }: Digits, levels: number): number[] {
  const digits: number[] = [];
  for (let rest = rank, place = 0; place <= placeOf.size; place++) {
    const digit = nearest(rest, base);
    digits.push(digit);
    rest = (rest - digit) / base;
  }
  return [...Array.from({ length: levels }, (_, level) => digits[placeOf.get(level) ?? -1] ?? 0), digits[0] ?? 0];
}

/** The remainder of smallest size. */
function nearest(value: number, base: number): number {
  const rest = ((value % base) + base) % base;
  return rest * 2 > base ? rest - base : rest;
}

function peopleOf(label: Vertex, people: readonly Person[]): [string, number][] {
  return [...exchanged(label)]
    .sort(([a], [b]) => b - a)
    .flatMap(([standing, balance]) => {
      const person = people[people.length - standing];
      return person ? [[person.id, balance] as [string, number]] : [];
    });
}
