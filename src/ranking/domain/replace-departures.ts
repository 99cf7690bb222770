import { chooseUnderQuotas } from './choose-under-quotas';
import { readPool } from './read-pool';
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
  if (isRefused(result)) return result;

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
  const { input, holding, declined, gone = [], confirmed = [], rule = 'keep-offers', vacancy = 'open' } = departures;
  const out = new Set([...declined, ...gone, ...(input.excluded ?? [])]);
  const kept = rule === 'keep-offers' ? holding : confirmed;
  const locked = [...(input.locked ?? []), ...kept].filter((id) => !out.has(id));
  const question = { ...input, locked, excluded: [...out] };
  if (vacancy === 'open') return question;
  const heirs = findHeirs(question, holding, new Set(declined));
  return isRefused(heirs) ? heirs : { ...question, locked: [...locked, ...heirs] };
}

/**
 * For every seat freed in a cell the next of that cell who holds none. He counts for the very rules the leaver counted
 * for, so his place is always allowed.
 */
function findHeirs(
  question: SelectionInput,
  holding: readonly string[],
  declined: ReadonlySet<string>,
): readonly string[] | ChoiceRefusal {
  const pool = readPool(question);
  if (isRefused(pool)) return pool;
  const holders = new Set(holding);
  const cellOf = (person: { region: string; category: string }): string => JSON.stringify([person.region, person.category]);
  const freed = new Map<string, number>();
  for (const candidate of question.candidates) {
    if (!holders.has(candidate.id) || !declined.has(candidate.id)) continue;
    freed.set(cellOf(candidate), (freed.get(cellOf(candidate)) ?? 0) + 1);
  }
  return pool.people
    .filter((person) => {
      const left = freed.get(cellOf(person)) ?? 0;
      const inherits = left > 0 && !person.locked && !holders.has(person.id);
      if (inherits) freed.set(cellOf(person), left - 1);
      return inherits;
    })
    .map(({ id }) => id);
}
