import { chooseUnderQuotas } from './choose-under-quotas';
import type { BoundaryTie } from './find-boundary-tie';
import { readPool } from './read-pool';
import type { Person } from './read-pool';
import { isRefused } from './selection-contract';
import type { ChoiceRefusal, SelectionInput, SelectionResult } from './selection-contract';

/** One batch of departures at a published cut-off time; the order inside the batch is irrelevant. */
export interface Departures {
  /** The question the seats were filled by: same rules, same lottery. */
  readonly input: SelectionInput;
  /** Everybody who held an offer before the batch. */
  readonly holding: readonly string[];
  /** Who leaves now. */
  readonly declined: readonly string[];
  /** Who declined or left in earlier batches. */
  readonly gone?: readonly string[];
  /** `keep-offers` (default): nobody loses an offer. `keep-confirmed`: only who confirmed is safe; needs approval. */
  readonly rule?: 'keep-offers' | 'keep-confirmed';
  /** `open` (default): a freed seat goes to the best set. `same-cell-first`: to the next of the leaver's cell, if any. */
  readonly vacancy?: 'open' | 'same-cell-first';
  /** Everybody confirmed so far; asked for by `keep-confirmed`. */
  readonly confirmed?: readonly string[];
}

export interface Replacement
  extends Pick<SelectionResult, 'selected' | 'filled' | 'unfilled' | 'totalScore' | 'shortfall'> {
  /** New offers, in published order. */
  readonly added: readonly string[];
  /** Who held an offer, did not leave and loses it; always empty under `keep-offers`. Sorted by id. */
  readonly displaced: readonly string[];
}

/**
 * Fills the seats that a batch of departures freed, by solving the same question again with the staying people locked
 * in and everybody who ever left shut out. So nobody who left returns, there are never more new offers than free seats,
 * and floors are met as well as the locks allow. Refuses whatever the choice refuses.
 */
export function replaceDepartures(departures: Departures): Replacement | ChoiceRefusal {
  const question = reopenSeats(departures);
  if (isRefused(question)) return question;
  const result = chooseUnderQuotas(question, { margins: false });
  return isRefused(result) ? result : replacementOf(departures, question, result);
}

/** Who comes and who goes where the reopened question has this answer. */
export function replacementOf(departures: Departures, question: SelectionInput, result: SelectionResult): Replacement {
  const held = new Set(departures.holding);
  const out = new Set(question.excluded);
  const now = new Set(result.selected);
  const { selected, filled, unfilled, totalScore, shortfall } = result;
  return {
    selected,
    added: selected.filter((id) => !held.has(id)),
    displaced: departures.holding.filter((id) => !out.has(id) && !now.has(id)).sort(),
    filled,
    unfilled,
    totalScore,
    shortfall,
  };
}

/** The question a batch of departures leaves: who is locked in now, heirs of `same-cell-first` included, and who is out. */
export function reopenSeats(departures: Departures): SelectionInput | ChoiceRefusal {
  const { holding, declined, vacancy = 'open' } = departures;
  const question = withoutDeparted(departures);
  if (vacancy === 'open') return question;
  const heirs = findHeirs(question, holding, new Set(declined));
  return isRefused(heirs) ? heirs : { ...question, locked: [...question.locked, ...heirs.flatMap(({ next }) => next.map(({ id }) => id))] };
}

/**
 * Heirs of `same-cell-first` whom no published rule tells apart: equals of one cell, more than there are freed seats. Null:
 * there are none. The commission chooses among them, and whoever it locks in inherits first.
 */
export function findHeirTie(departures: Departures, classes: readonly (readonly string[])[]): BoundaryTie | ChoiceRefusal | null {
  const { holding, declined, vacancy = 'open' } = departures;
  if (vacancy === 'open' || !classes.length) return null;
  const question = withoutDeparted(departures);
  const heirs = findHeirs(question, holding, new Set(declined));
  if (isRefused(heirs)) return heirs;
  const classOf = new Map(classes.flatMap((ids, i) => ids.map((id) => [id, i] as const)));
  const tied = heirs.map(({ next, others }) => equalsAtTheEnd(next, others, classOf));
  const contenders = new Set(tied.flat());
  if (!contenders.size) return null;
  const certain = heirs.flatMap(({ next }) => next.filter(({ id }) => !contenders.has(id)).map(({ id }) => id));
  return {
    certain: [...question.locked, ...certain],
    contenders: [...contenders].sort(),
    places: heirs.reduce((sum, { next }) => sum + next.length, 0) - certain.length,
  };
}

/** Those equal to the last heir, where one of them inherits nothing. */
function equalsAtTheEnd(next: readonly Person[], others: readonly Person[], classOf: ReadonlyMap<string, number>): string[] {
  const last = next.at(-1);
  const tie = last && classOf.get(last.id);
  if (tie === undefined || !others[0] || classOf.get(others[0].id) !== tie) return [];
  return [...next, ...others].filter(({ id }) => classOf.get(id) === tie).map(({ id }) => id);
}

/** Holders whom the rule keeps are locked in, everybody who ever left is shut out. */
function withoutDeparted({ input, holding, declined, gone = [], confirmed = [], rule = 'keep-offers' }: Departures): SelectionInput & { readonly locked: readonly string[] } {
  const out = new Set([...declined, ...gone, ...(input.excluded ?? [])]);
  const kept = rule === 'keep-offers' ? holding : confirmed;
  const locked = [...(input.locked ?? []), ...kept].filter((id) => !out.has(id));
  return { ...input, locked: [...new Set(locked)], excluded: [...out] };
}

/** Who inherits in a cell, in published order, and who comes after them. */
interface Heirs {
  readonly next: readonly Person[];
  readonly others: readonly Person[];
}

/**
 * For every seat freed in a cell the next of that cell who holds none. He counts for the very rules the leaver counted
 * for, so his place is always allowed. Whoever is locked in without having held a seat takes the first freed one.
 */
function findHeirs(question: SelectionInput, holding: readonly string[], declined: ReadonlySet<string>): readonly Heirs[] | ChoiceRefusal {
  const pool = readPool(question);
  if (isRefused(pool)) return pool;
  const holders = new Set(holding);
  const cellOf = (person: { region: string; category: string }): string => JSON.stringify([person.region, person.category]);
  const freed = new Map<string, number>();
  for (const candidate of question.candidates) {
    if (!holders.has(candidate.id) || !declined.has(candidate.id)) continue;
    freed.set(cellOf(candidate), (freed.get(cellOf(candidate)) ?? 0) + 1);
  }
  const waiting = new Map<string, Person[]>();
  for (const person of pool.people) {
    const cell = cellOf(person);
    const seats = freed.get(cell);
    if (seats === undefined || holders.has(person.id)) continue;
    if (person.locked) freed.set(cell, seats - 1);
    else if (!waiting.has(cell)) waiting.set(cell, [person]);
    else waiting.get(cell)?.push(person);
  }
  return [...waiting].map(([cell, people]) => {
    const seats = Math.max(0, freed.get(cell) ?? 0);
    return { next: people.slice(0, seats), others: people.slice(seats) };
  });
}
