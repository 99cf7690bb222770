import type { CandidacyCriterion, ListCriterion } from '../../campaign/domain/policy-criteria';
import type { CalendarDate } from '../../kernel/calendar-date';
import { type Evidence, type Finding, finding, type FoundEvidence, type PersonFacts } from './eligibility-facts';

/**
 * What another programme or an imported list says of a person. One value asked for is enough. Somebody who is only alike
 * is neither taken for the person nor passed over: a person looks. Who could not have been recognised is not refused for
 * not being found.
 */
export function checkEvidence(leaf: CandidacyCriterion | ListCriterion, asOf: CalendarDate, { evidence }: PersonFacts): Finding {
  const known = evidence?.find(({ criterion }) => criterion === leaf.key);
  return leaf.type === 'candidacy' ? checkCandidacy(leaf, asOf, known) : checkList(leaf, known);
}

function checkCandidacy({ programme, statuses }: CandidacyCriterion, asOf: CalendarDate, known: Evidence | undefined): Finding {
  const params = { programme, asOf, need: statuses };
  const { suits, other, alike } = sort(known, statuses);
  if (suits) return finding('met', 'CANDIDACY_MET', { ...params, have: suits.value, since: suits.since });
  if (alike) return finding('not-checked', 'CANDIDACY_ALIKE', { ...params, have: alike.value });
  if (other) return finding('not-met', 'CANDIDACY_OTHER', { ...params, have: other.value, since: other.since });
  return known?.recognisable ? finding('not-met', 'CANDIDACY_NONE', params) : finding('not-checked', 'CANDIDACY_UNKNOWN', params);
}

function checkList({ list, results }: ListCriterion, known: Evidence | undefined): Finding {
  if (known?.imported === false) return finding('not-checked', 'LIST_NOT_IMPORTED', { list });
  const params = { list, need: results ?? [] };
  const { suits, other, alike } = sort(known, results);
  // A list that distinguishes no results names people and no more.
  const shown = ({ value, since, source }: FoundEvidence): object => ({ have: value ?? 'listed', since, source: source ?? null });
  if (suits) return finding('met', 'LISTED_MET', { ...params, ...shown(suits) });
  if (alike) return finding('not-checked', 'LISTED_ALIKE', { ...params, ...shown(alike) });
  if (other) return finding('not-met', 'LISTED_OTHER', { ...params, ...shown(other) });
  return known?.recognisable ? finding('not-met', 'LISTED_NONE', params) : finding('not-checked', 'LISTED_UNKNOWN', params);
}

interface Sorted {
  readonly suits?: FoundEvidence;
  /** Only alike, and of a value asked for. */
  readonly alike?: FoundEvidence;
  readonly other?: FoundEvidence;
}

function sort(known: Evidence | undefined, asked: readonly string[] | undefined): Sorted {
  const found = known?.found ?? [];
  const fits = ({ value }: FoundEvidence): boolean => !asked || (value !== null && asked.includes(value));
  return {
    suits: found.find((each) => each.certain && fits(each)),
    alike: found.find((each) => !each.certain && fits(each)),
    other: found.find((each) => each.certain && !fits(each)),
  };
}
