import type { Cell } from './build-network';
import type { Network } from './network';
import type { Person, Pool } from './read-pool';
import { formatScore } from './score-units';
import type { Margin, SelectionInput } from './selection-contract';

/**
 * What it takes to enter a cell and to leave it. One price serves all its people: a person's own score is the last
 * term of every exchange through him, so each margin is one subtraction.
 */
export interface CellPrice {
  readonly cell: Cell;
  /** The score with which an outsider draws level; null when no score does. */
  readonly enter: number | null;
  /** The score with which an insider only draws level; null when none of them can be spared. Under `lex` always 0. */
  readonly leave: number | null;
}

/** A way to give a place to somebody or to fill the place somebody left, without him: what the others change. */
interface Exchange {
  readonly score: number;
  /** The first of the others, in published order, who enters (+ standing) or leaves (- standing). */
  readonly lead: number;
}

/**
 * Prices of all cells, from one search per category and direction in the residual network of the solution.
 *
 * Somebody enters a cell either through its category and region (best path from one to the other, and the cell has
 * room) or in the place of the last one chosen of the cell; the latter is asked separately because a full cell is
 * closed to the path. Leaving is the mirror image. Only what keeps floors and seats as they are is an exchange.
 */
export function priceCells(network: Network, cells: readonly Cell[], pool: Pool, objective: SelectionInput['objective']): CellPrice[] {
  const enterFor = objective === 'lex' ? firstLost(pool) : pointsLost;
  return [...new Set(cells.map(({ arc }) => arc.to))].flatMap((category) => {
    const column = cells.filter(({ arc }) => arc.to === category);
    network.search([category]);
    const enter = column.map((cell) => enterFor(waysIn(cell)));
    network.search([category], { reverse: true });
    return column.map((cell, i) => ({ cell, enter: enter[i] ?? null, leave: pointsGained(waysOut(cell)) }));
  });
}

function waysIn({ arc }: Cell): Exchange[] {
  const ways: Exchange[] = [];
  const region = arc.from;
  if (region.rank + arc.more.rank === 0) ways.push({ score: region.score, lead: region.lead });
  if (arc.last) ways.push({ score: arc.less.score, lead: arc.less.entry });
  return ways;
}

function waysOut({ arc }: Cell): Exchange[] {
  const ways: Exchange[] = [];
  const region = arc.from;
  if (region.rank + arc.less.rank === 0) ways.push({ score: region.score, lead: region.lead });
  if (arc.next) ways.push({ score: arc.more.score, lead: arc.more.entry });
  return ways;
}

function pointsGained(ways: readonly Exchange[]): number | null {
  return ways.length ? Math.max(...ways.map(({ score }) => score)) : null;
}

function pointsLost(ways: readonly Exchange[]): number | null {
  const gained = pointsGained(ways);
  return gained === null ? null : -gained;
}

/**
 * Under `lex` nobody's points are added up: the price is the score of the first person whom the best set with the
 * outsider would lack. Everybody before that person stays compatible with the outsider, that person does not. In every
 * exchange of an optimal set the first of the others leaves, and the best exchange is the one where he comes latest.
 */
function firstLost({ people }: Pool): (ways: readonly Exchange[]) => number | null {
  return (ways) => people[people.length + Math.max(...ways.map(({ lead }) => lead))]?.score ?? null;
}

/** Whether no lottery could choose another set: nobody is left out who only needs to win a tie. */
export function isUniqueByScore(prices: readonly CellPrice[]): boolean {
  return prices.every(({ cell, enter }) => cell.arc.next?.score !== enter || enter === null);
}

/** The margin of every candidate. `Margin` says what each kind means. */
export function explainMargins(
  prices: readonly CellPrice[],
  pool: Pool,
  objective: SelectionInput['objective'],
): Record<string, Margin> {
  const margins = new Map<string, Margin>();
  for (const { cell, enter, leave } of prices) {
    for (const { id } of cell.locked) margins.set(id, { kind: 'locked' });
    for (const [place, person] of cell.members.entries()) {
      margins.set(person.id, place < cell.arc.flow ? insider(person, leave, objective) : outsider(person, enter));
    }
  }
  for (const [id, code] of pool.ineligible) margins.set(id, { kind: 'ineligible', code });
  return Object.fromEntries(margins); // unlike assignment, keeps even the id "__proto__"
}

function outsider({ score }: Person, enter: number | null): Margin {
  if (enter === null) return { kind: 'structural' };
  return { kind: 'deficit', score: formatScore(enter - score), tieLost: enter === score };
}

function insider({ score }: Person, leave: number | null, objective: SelectionInput['objective']): Margin {
  if (leave === null) return { kind: 'indispensable' };
  return objective === 'lex' ? { kind: 'buffer' } : { kind: 'buffer', score: formatScore(score - leave) };
}
