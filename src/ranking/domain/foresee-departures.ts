import type { Cell } from './build-network';
import { describeChoice } from './choose-under-quotas';
import { TieSearch } from './find-boundary-tie';
import type { Arc } from './network';
import type { Departures } from './replace-departures';
import { findHeirTie, reopenSeats, replacementOf } from './replace-departures';
import type { ChoiceRefusal } from './selection-contract';
import { isRefused } from './selection-contract';
import type { SolvedChoice } from './solve-choice';
import { selectedBy, solveChoice } from './solve-choice';

/**
 * A line of the table "if X leaves, Y enters". It holds for this one departure: several at once are computed anew, because
 * one freed seat may serve another's floor.
 */
export interface Succession {
  readonly leaves: string;
  /** Who would be offered a seat, in published order. Empty with no contenders: the seat stays empty. */
  readonly enters: readonly string[];
  /** Who would lose an offer that is not confirmed; always empty under `keep-offers`. Sorted by id. */
  readonly displaced: readonly string[];
  /** Equals among whom the commission would choose, sorted by id, and for how many seats. */
  readonly contenders: readonly string[];
  readonly places: number;
}

/**
 * The table for everybody who holds a seat. Whoever leaves, his seat goes round by one best exchange from his region to his
 * category in the network that keeps whom the rule keeps, and nothing of it depends on who of the cell left: one search a
 * cell instead of a choice a person. Refuses whatever the choice refuses.
 */
export function foreseeDepartures(seats: Omit<Departures, 'declined'>, classes: readonly (readonly string[])[] = []): readonly Succession[] | ChoiceRefusal {
  const solved = solveKept(seats);
  if (isRefused(solved)) return solved;
  const held = new Set(seats.holding);
  const settled = selectedBy(solved);
  if (settled.length !== held.size || settled.some(({ id }) => !held.has(id))) return eachByItself(seats, classes); // seats given otherwise than these rules would give them
  const ties = new TieSearch(solved, classes);
  const settledByLocks = ties.find() === null;
  const lines = solved.cells.flatMap((cell) => {
    const leavers = [...cell.locked, ...cell.members.slice(0, cell.arc.flow)];
    if (!leavers.length) return [];
    const heir = seats.vacancy === 'same-cell-first' ? inherit(cell, ties) : null;
    const line = heir ?? exchange(solved, cell, ties);
    // Where an offer can be lost, a tie may hang on the very person who leaves: it is asked for him alone.
    const alone = (locked: boolean): boolean => (heir ? !settledByLocks : line.contenders.length > 0 && !locked);
    return leavers.map((person) => (alone(person.locked) ? byItself(seats, classes, person.id) : { leaves: person.id, ...line }));
  });
  const refused = lines.find((line) => isRefused(line));
  if (refused && isRefused(refused)) return refused;
  return (lines as Succession[]).sort((a, b) => (a.leaves < b.leaves ? -1 : 1));
}

function solveKept(seats: Omit<Departures, 'declined'>): SolvedChoice | ChoiceRefusal {
  const question = reopenSeats({ ...seats, declined: [], vacancy: 'open' });
  return isRefused(question) ? question : solveChoice(question);
}

type Line = Omit<Succession, 'leaves'>;

/** The next of the cell, or those equal to him; null: there is nobody left. */
function inherit({ arc, members }: Cell, ties: TieSearch): Line | null {
  const heir = arc.next;
  if (!heir) return null;
  const equals = members.slice(arc.flow).filter((person) => person === heir || ties.areEqual(person, heir));
  const tied = equals.length > 1;
  return { enters: tied ? [] : [heir.id], displaced: [], contenders: tied ? equals.map(({ id }) => id).sort() : [], places: tied ? 1 : 0 };
}

/** Frees a seat of the cell, fills it in the best way, reads who comes and goes, and puts everything back. */
function exchange({ network, cells }: SolvedChoice, { rules, arc }: Cell, ties: TieSearch): Line {
  const before = network.flows();
  const chosen = new Map(cells.map((cell) => [cell, cell.arc.flow]));
  const { region, category, group } = rules;
  const ways = [region.arc, category.arc, group?.arc, network.back].filter((way) => way !== null && way !== undefined);
  for (const way of ways) stretch(way, 1);
  for (const way of ways) way.push(1); // the unit of the leaver is on its way round
  stretch(arc, 1);
  network.search([arc.from], { stop: arc.to });
  network.follow(arc.to);

  const tie = ties.find();
  const open = new Set(tie?.contenders);
  const standing = new Map<string, number>();
  const displaced: string[] = [];
  for (const cell of cells) {
    const [from, to] = [chosen.get(cell) ?? 0, cell.arc.flow];
    for (const person of cell.members.slice(from, to)) if (!open.has(person.id)) standing.set(person.id, person.standing);
    for (const { id } of cell.members.slice(to, from)) if (!open.has(id)) displaced.push(id);
  }
  const line = {
    enters: [...standing].sort(([, a], [, b]) => b - a).map(([id]) => id),
    displaced: displaced.sort(),
    contenders: tie?.contenders ?? [],
    places: tie ? tie.places : 0,
  };
  for (const way of [arc, ...ways]) stretch(way, -1);
  network.restore(before);
  return line;
}

/** Floor and cap for so many people more. */
function stretch(arc: Arc, units: number): void {
  const { min, max, bonus } = arc.limits;
  arc.allow({ min: min + units, max: max + units, bonus });
}

/** The same by a choice for every holder: exact whatever the seats were given on, slower by orders of magnitude. */
function eachByItself(seats: Omit<Departures, 'declined'>, classes: readonly (readonly string[])[]): readonly Succession[] | ChoiceRefusal {
  const lines: Succession[] = [];
  for (const leaves of [...seats.holding].sort()) {
    const line = byItself(seats, classes, leaves);
    if (isRefused(line)) return line;
    lines.push(line);
  }
  return lines;
}

/** What one departure brings, by solving the choice anew. */
export function byItself(seats: Omit<Departures, 'declined'>, classes: readonly (readonly string[])[], leaves: string): Succession | ChoiceRefusal {
  const departures = { ...seats, declined: [leaves] };
  const heirs = findHeirTie(departures, classes);
  if (heirs && isRefused(heirs)) return heirs;
  const question = reopenSeats(departures);
  if (isRefused(question)) return question;
  const solved = solveChoice(question);
  if (isRefused(solved)) return solved;
  const tie = heirs ?? new TieSearch(solved, classes).find();
  const replacement = replacementOf(departures, question, describeChoice(solved, { margins: false }));
  const open = new Set(tie?.contenders);
  return {
    leaves,
    enters: replacement.added.filter((id) => !open.has(id)),
    displaced: replacement.displaced.filter((id) => !open.has(id)),
    contenders: tie?.contenders ?? [],
    places: tie?.places ?? 0,
  };
}
