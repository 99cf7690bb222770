import type { PipelineEvent, Status } from '../../candidacy/domain/pipeline';
import type { Outcome } from '../../candidacy/domain/verdict';
import type { Fault } from '../../kernel/reason';

/** A candidacy on the list that is to be decided: where it stands and what the engine proposes (null: no verdict yet). */
export interface ListedCandidacy {
  readonly candidacyId: string;
  readonly number: string;
  readonly status: Status;
  readonly outcome: Outcome | null;
  readonly revision: number | null;
}

export type DecidedOutcome = 'pass' | 'fail' | 'reserve' | 'no-show';

/** A person decides otherwise than the engine proposes, with a coded reason. */
export interface Departure {
  readonly candidacyId: string;
  readonly outcome: DecidedOutcome;
  readonly reason: string;
}

export interface ListDecision {
  readonly candidacyId: string;
  readonly fromStatus: Status;
  readonly event: PipelineEvent;
  readonly reason: string | null;
  readonly revision: number | null;
}

export const DECIDE_LIST_CODES = [
  'NOT_ON_LIST', 'NO_VERDICT', 'UNDETERMINED_NEEDS_DEPARTURE', 'DEPARTURE_TWICE', 'DEPARTURE_AGREES_WITH_VERDICT',
] as const;
export type DecideListCode = (typeof DECIDE_LIST_CODES)[number];

export interface DecideListRequest {
  /** Decide these only; absent: everyone on the list whom the engine could judge, and whoever a departure names. */
  readonly candidacyIds?: readonly string[];
  readonly departures: readonly Departure[];
}

/**
 * From the list a person saw to decisions. The engine proposes, the person decides: without a departure the verdict is
 * taken over; `undetermined` can only be decided by a departure, and only absence (`no-show`) can be decided without a
 * verdict. Somebody in reserve is promoted by `pass` and left where he is by `reserve`.
 */
export function decideList(list: readonly ListedCandidacy[], { candidacyIds, departures }: DecideListRequest): { decisions: ListDecision[]; faults: Fault<DecideListCode>[] } {
  const faults: Fault<DecideListCode>[] = [];
  const listed = new Map(list.map((candidacy) => [candidacy.candidacyId, candidacy]));
  const departureOf = new Map<string, Departure>();
  departures.forEach((departure, i) => {
    const candidacy = listed.get(departure.candidacyId);
    const refuse = (code: DecideListCode): unknown => faults.push({ pointer: `/departures/${i}`, code, params: { number: candidacy?.number ?? null } });
    if (!candidacy) refuse('NOT_ON_LIST');
    else if (departureOf.has(departure.candidacyId)) refuse('DEPARTURE_TWICE');
    else if (!candidacy.outcome && departure.outcome !== 'no-show') refuse('NO_VERDICT');
    else if (candidacy.outcome === departure.outcome) refuse('DEPARTURE_AGREES_WITH_VERDICT');
    departureOf.set(departure.candidacyId, departure);
  });

  candidacyIds?.forEach((id, i) => {
    const candidacy = listed.get(id);
    const refuse = (code: DecideListCode): unknown => faults.push({ pointer: `/candidacyIds/${i}`, code, params: { number: candidacy?.number ?? null } });
    if (!candidacy) refuse('NOT_ON_LIST');
    else if (departureOf.has(id)) return;
    else if (!candidacy.outcome) refuse('NO_VERDICT');
    else if (candidacy.outcome === 'undetermined') refuse('UNDETERMINED_NEEDS_DEPARTURE');
  });
  if (faults.length) return { decisions: [], faults };

  const named = candidacyIds && new Set([...candidacyIds, ...departureOf.keys()]);
  const decisions = list.flatMap((candidacy): ListDecision[] => {
    const departure = departureOf.get(candidacy.candidacyId);
    const outcome = departure?.outcome ?? candidacy.outcome;
    if (!outcome || outcome === 'undetermined' || (named && !named.has(candidacy.candidacyId))) return [];
    const event = eventOf(candidacy.status, outcome);
    const { candidacyId, status, revision } = candidacy;
    return event ? [{ candidacyId, fromStatus: status, event, reason: departure?.reason ?? null, revision }] : [];
  });
  return { decisions, faults };
}

function eventOf(status: Status, outcome: DecidedOutcome): PipelineEvent | null {
  if (status !== 'reserve') return `decided:${outcome}`;
  if (outcome === 'pass') return 'promote';
  return outcome === 'reserve' ? null : 'decided:fail';
}
