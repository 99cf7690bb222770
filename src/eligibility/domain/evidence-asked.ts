import { keyed, type Policy } from '../../campaign/domain/policy';
import type { Criterion } from '../../campaign/domain/policy-criteria';
import { walkCriterion } from '../../campaign/domain/policy-leaves';
import type { CalendarDate } from '../../kernel/calendar-date';

/** A standing in another programme to be looked up. */
export interface CandidacyAsked {
  readonly criterion: string;
  readonly programme: string;
  readonly asOf: CalendarDate;
}

/** A place on an imported list to be looked up, and what people are matched by. */
export interface ListAsked {
  readonly criterion: string;
  readonly list: string;
  readonly bySnils: boolean;
  readonly byName: boolean;
}

/** What the criteria of a stage ask that is not known of a person by himself. */
export interface EvidenceAsked {
  readonly candidacies: readonly CandidacyAsked[];
  readonly lists: readonly ListAsked[];
}

export function evidenceAsked(criteria: Criterion, policy: Pick<Policy, 'referenceDate' | 'lists'>): EvidenceAsked {
  const leaves = walkCriterion(criteria, '').leaves.map(({ leaf }) => leaf);
  return {
    candidacies: leaves.flatMap((leaf) => (leaf.type === 'candidacy' ? [{ criterion: leaf.key, programme: leaf.programme, asOf: leaf.asOf ?? policy.referenceDate }] : [])),
    lists: leaves.flatMap((leaf) => {
      if (leaf.type !== 'list') return [];
      const matchedBy = keyed(policy.lists, leaf.list)?.matchedBy ?? [];
      return [{ criterion: leaf.key, list: leaf.list, bySnils: matchedBy.includes('snils'), byName: matchedBy.includes('name-and-birth-date') }];
    }),
  };
}
