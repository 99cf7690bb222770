import { formatScore } from '../../../../src/ranking/domain/score-units';
import { chooseUnderQuotas } from '../../../../src/ranking/domain/choose-under-quotas';
import type { BoundaryTie } from '../../../../src/ranking/domain/find-boundary-tie';
import { isRefused } from '../../../../src/ranking/domain/selection-contract';
import type { ChoiceRefusal, Margin, SelectionCandidate, SelectionInput, SelectionResult } from '../../../../src/ranking/domain/selection-contract';

const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The search for a tie by solving the whole choice anew for every tied person: slow, and shares no step with the search
 * under test. Whether an order inside `classes` decides who is chosen. `input` carries the ranks of `tieOrder`, so each class stands
 * together in the published order; `reference` is its choice, where that is known. Refuses whatever the choice refuses.
 *
 * Null exactly when no order can change the set, without trying them all: if some order does, then at the first class
 * where the sets differ it brings in an outsider, and ranking him first in his class alone brings him in as well. So
 * every outsider of a class is tried first and every insider last. Where that shows a new face or drops a sure one, the
 * same is asked again from there, because where region and category bind together one class settled otherwise can open
 * another. Every contender was seen both chosen and not; that nobody certain could be dropped by a still rarer
 * combination is not proven, only never met in pools compared with all orders, and the next run would find it.
 */
export function tieBySolving(
  input: SelectionInput,
  classes: readonly (readonly string[])[],
  reference: SelectionResult | ChoiceRefusal = chooseUnderQuotas(input),
): BoundaryTie | ChoiceRefusal | null {
  if (isRefused(reference)) return reference;
  const always = new Set(reference.selected);
  const ever = new Set(reference.selected);
  const isOpen = (id: string): boolean => ever.has(id) && !always.has(id);

  const questions = [input];
  for (const question of questions) {
    const result = question === input ? reference : chooseUnderQuotas(question);
    if (isRefused(result)) return result;
    for (const { id, order } of ordersToTry(question, result, classes)) {
      if (isOpen(id)) continue;
      const other = reorder(question, order);
      const outcome = chooseUnderQuotas(other, { margins: false }); // most trials change nothing, and nobody reads their margins
      if (isRefused(outcome)) return outcome;
      const known = ever.size - always.size;
      const chosen = new Set(outcome.selected);
      for (const someone of chosen) ever.add(someone);
      for (const someone of always) if (!chosen.has(someone)) always.delete(someone);
      if (ever.size - always.size > known) questions.push(other);
    }
  }
  if (ever.size === always.size) return null;
  return {
    certain: reference.selected.filter((id) => always.has(id)),
    contenders: [...ever].filter(isOpen).sort(compareIds),
    places: reference.filled - always.size,
  };
}

/** For each person of a class with chosen and unchosen people: insiders last in their class, outsiders first. */
function ordersToTry(
  { candidates }: SelectionInput,
  { selected, margins }: SelectionResult,
  classes: readonly (readonly string[])[],
): { readonly id: string; readonly order: readonly string[] }[] {
  const chosen = new Set(selected);
  const published = candidates.toSorted((a, b) => a.lottery - b.lottery).map(({ id }) => id);
  return classes.flatMap((tied) => {
    const members = new Set(tied);
    const order = published.filter((id) => members.has(id));
    if (order.every((id) => chosen.has(id)) || !order.some((id) => chosen.has(id))) return [];
    return order
      .filter((id) => hangsOnTie(margins[id]))
      .map((id) => {
        const others = order.filter((other) => other !== id);
        return { id, order: chosen.has(id) ? [...others, id] : [id, ...others] };
      });
  });
}

/** Nothing but an order among equals may stand between him and the other decision; under `lex` a buffer has no number. */
function hangsOnTie(margin: Margin | undefined): boolean {
  if (margin?.kind === 'deficit') return margin.tieLost;
  return margin?.kind === 'buffer' && (margin.score === undefined || margin.score === formatScore(0));
}

/** The same question with the ranks of these people dealt out in this order; everybody else is shared with it. */
function reorder(input: SelectionInput, order: readonly string[]): SelectionInput {
  const place = new Map(order.map((id, i) => [id, i]));
  const members = input.candidates.filter(({ id }) => place.has(id));
  const ranks = members.map(({ lottery }) => lottery).sort((a, b) => a - b);
  const dealt = (person: SelectionCandidate): SelectionCandidate => {
    const lottery = ranks[place.get(person.id) ?? -1];
    return lottery === undefined || lottery === person.lottery ? person : { ...person, lottery };
  };
  return { ...input, candidates: input.candidates.map(dealt) };
}
