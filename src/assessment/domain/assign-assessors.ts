import type { Panel } from '../../campaign/domain/policy';
import { DraftPanels, type Judged, type NewSheet, type PoolMember } from './draft-panels';

/** A candidacy whose panel cannot be filled, and what keeps away those who are not on it. */
export interface Unserved {
  readonly candidacyId: string;
  readonly missing: number;
  /** How many assessors each kind of conflict bars. */
  readonly barred: Readonly<Record<string, number>>;
  /** How many are not barred but have as many sheets as they may. */
  readonly busy: number;
}

export interface AssignedPanels {
  /** In the order of the candidacies. */
  readonly sheets: readonly NewSheet[];
  readonly unserved: readonly Unserved[];
  /** Candidacies whose panels lack the expert that is wanted on them. */
  readonly withoutExpert: readonly string[];
  /** Sheets of every assessor afterwards, in the order of the pool. */
  readonly loads: readonly { readonly assessorId: string; readonly load: number }[];
  /** Groups of candidacies and assessors joined by sheets. Severity can be compared inside a group only, so one is wanted. */
  readonly linkedGroups: number;
}

/**
 * Panels for everybody: a conflict of interest is never broken, loads are as even as the conflicts allow, and assessors
 * are mixed so that the severity of all can be compared.
 *
 * With design `same-panel` the same assessors, those whom fewest conflicts bar, judge everybody. With `linked` groups that
 * share no assessor are joined by exchanges that leave every load as it is. A place for an expert is given first and then
 * stays, so loads are as even as those places allow; where no expert may judge, somebody else does. Candidacies that cannot be served are named;
 * the others are served all the same. Deterministic: where conflicts, loads and acquaintance leave a choice, the order of
 * the arguments decides.
 */
export function assignAssessors(panel: Pick<Panel, 'size' | 'design'>, asked: readonly Judged[], pool: readonly PoolMember[]): AssignedPanels {
  const experts = placeExperts(asked, pool);
  const expertOf = new Map(experts.map(({ candidacyId, assessorId }) => [candidacyId, assessorId]));
  const judged = asked.map((one) => ({ ...one, assigned: [...one.assigned, ...[expertOf.get(one.candidacyId) ?? []].flat()] }));
  const panels = new DraftPanels(judged, panel.design === 'same-panel' ? leastBarred(panel.size, judged, pool) : pool);
  judged.forEach(({ seats, assigned }, i) => panels.fill(i, seats - assigned.length));
  panels.even();
  if (panel.design === 'linked') panels.link();

  const loadOf = new Map(panels.loads.map(({ assessorId, load }) => [assessorId, load]));
  return {
    sheets: inOrder(judged, [...experts, ...panels.sheets]),
    withoutExpert: judged.flatMap(({ candidacyId, experts: wanted }, i) => (wanted && [...panels.membersOf(i)].every((id) => !wanted.has(id)) ? [candidacyId] : [])),
    unserved: judged.flatMap((one, i) => {
      const missing = one.seats - one.assigned.length - panels.placesOf(i);
      return missing > 0 ? [unserved(one, missing, pool, panels.membersOf(i))] : [];
    }),
    loads: pool.map(({ assessorId, load }) => ({ assessorId, load: loadOf.get(assessorId) ?? load })),
    linkedGroups: panels.groups().count,
  };
}

/** A sheet for an expert of every candidacy that wants one, has none yet and has a place left; evenly among the experts. */
function placeExperts(judged: readonly Judged[], pool: readonly PoolMember[]): NewSheet[] {
  if (judged.every(({ experts }) => !experts)) return [];
  const panels = new DraftPanels(judged.map((one) => ({ ...one, conflicts: new Map([...one.conflicts, ...others(one, pool)]) })), pool);
  judged.forEach(({ seats, assigned, experts }, i) => {
    if (experts && assigned.length < seats && !assigned.some((id) => experts.has(id))) panels.fill(i, 1);
  });
  panels.even();
  return panels.sheets;
}

/** Everybody who is no expert, as if in conflict. */
function others({ experts }: Judged, pool: readonly PoolMember[]): [string, string][] {
  return pool.flatMap(({ assessorId }): [string, string][] => (experts?.has(assessorId) ? [] : [[assessorId, 'no-expert']]));
}

function inOrder(judged: readonly Judged[], sheets: readonly NewSheet[]): NewSheet[] {
  const placeOf = new Map(judged.map(({ candidacyId }, i) => [candidacyId, i]));
  return [...sheets].sort((a, b) => placeOf.get(a.candidacyId)! - placeOf.get(b.candidacyId)!);
}

function leastBarred(size: number, judged: readonly Judged[], pool: readonly PoolMember[]): PoolMember[] {
  const barredBy = ({ assessorId }: PoolMember): number => judged.filter(({ conflicts }) => conflicts.has(assessorId)).length;
  const seen = ({ assessorId }: PoolMember): number => judged.filter(({ assigned }) => assigned.includes(assessorId)).length;
  return pool
    .map((member) => ({ member, barred: barredBy(member), seen: seen(member) }))
    .sort((a, b) => b.seen - a.seen || a.barred - b.barred || a.member.load - b.member.load)
    .slice(0, size)
    .map(({ member }) => member);
}

function unserved({ candidacyId, conflicts }: Judged, missing: number, pool: readonly PoolMember[], members: ReadonlySet<string>): Unserved {
  const barred: Record<string, number> = {};
  let busy = 0;
  for (const { assessorId } of pool) {
    const kind = conflicts.get(assessorId);
    if (kind !== undefined) barred[kind] = (barred[kind] ?? 0) + 1;
    else if (!members.has(assessorId)) busy++;
  }
  return { candidacyId, missing, barred, busy };
}
