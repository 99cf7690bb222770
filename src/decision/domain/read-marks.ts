import type { Fault } from '../../kernel/reason';
import { decideList, type DecidedOutcome, type DecideListCode, type Departure, type ListDecision, type ListedCandidacy } from './decide-list';

/** What an officer means to decide about somebody; no reserve: that is for a ranking, which is decided by its run. */
export interface Mark {
  readonly candidacyId: string;
  readonly outcome: Exclude<DecidedOutcome, 'reserve'>;
  /** Why otherwise than proposed; null: as proposed. */
  readonly reason: string | null;
}

/** A listed candidacy with the hash of its verdict; the same hash is the same proposal. */
export interface MarkableCandidacy extends ListedCandidacy {
  readonly rowHash: string | null;
}

export interface KeptMark extends Mark {
  /** Hash of the verdict that stood beside the mark when it was made. */
  readonly rowHash: string | null;
}

export const MARK_CODES = ['REASON_NEEDED', 'VERDICT_CHANGED', 'VERDICT_BEING_RENEWED'] as const;
export type MarkCode = (typeof MARK_CODES)[number] | DecideListCode;

/**
 * From marks to decisions, by the rules of `decideList`: a mark that agrees with the proposal takes it over, another one
 * is a departure and has a reason. Faults point at `/items/i`. Nobody who is not marked is decided.
 */
export function readMarks(list: readonly MarkableCandidacy[], marks: readonly Mark[]): { decisions: ListDecision[]; faults: Fault<MarkCode>[] } {
  const listed = new Map(list.map((candidacy) => [candidacy.candidacyId, candidacy]));
  const candidacyIds: string[] = [];
  const departures: Departure[] = [];
  const places = { candidacyIds: [] as number[], departures: [] as number[] };
  const faults: Fault<MarkCode>[] = [];
  const seen = new Set<string>();
  marks.forEach(({ candidacyId, outcome, reason }, i) => {
    const candidacy = listed.get(candidacyId);
    const refuse = (code: MarkCode): unknown => faults.push({ pointer: `/items/${i}`, code, params: { number: candidacy?.number ?? null } });
    if (seen.has(candidacyId)) return refuse('DEPARTURE_TWICE');
    seen.add(candidacyId);
    if (reason === null && candidacy?.outcome === outcome) return void (candidacyIds.push(candidacyId), places.candidacyIds.push(i));
    if (reason === null && candidacy) return refuse('REASON_NEEDED');
    departures.push({ candidacyId, outcome, reason: reason ?? '' });
    places.departures.push(i);
  });
  const decided = decideList(list, { candidacyIds, departures });
  const found = decided.faults.map((fault) => {
    const [, of, at] = fault.pointer.split('/') as [string, keyof typeof places, string];
    return { ...fault, pointer: `/items/${places[of][Number(at)]}` };
  });
  return { decisions: decided.decisions, faults: [...faults, ...found].sort((a, b) => placeOf(a) - placeOf(b)) };
}

/**
 * `readMarks` for marks that were made some time ago: refuses also those beside which another proposal stands by now, or
 * is being computed (`renewed`).
 */
export function checkMarks(list: readonly MarkableCandidacy[], marks: readonly KeptMark[], renewed: ReadonlySet<string>): { decisions: ListDecision[]; faults: Fault<MarkCode>[] } {
  const { decisions, faults } = readMarks(list, marks);
  const refused = new Set(faults.map(placeOf));
  const listed = new Map(list.map((candidacy) => [candidacy.candidacyId, candidacy]));
  const stale = marks.flatMap(({ candidacyId, rowHash }, i): Fault<MarkCode>[] => {
    const candidacy = listed.get(candidacyId);
    if (!candidacy || refused.has(i)) return [];
    const code = renewed.has(candidacyId) ? 'VERDICT_BEING_RENEWED' : candidacy.rowHash !== rowHash ? 'VERDICT_CHANGED' : null;
    return code ? [{ pointer: `/items/${i}`, code, params: { number: candidacy.number } }] : [];
  });
  const all = [...faults, ...stale].sort((a, b) => placeOf(a) - placeOf(b));
  return { decisions: all.length ? [] : decisions, faults: all };
}

function placeOf({ pointer }: Fault): number {
  return Number(pointer.split('/')[2]);
}
