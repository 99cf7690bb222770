import type { Commission } from '../../campaign/domain/policy';
import type { Reason } from '../../kernel/reason';

export const VOTES = ['for', 'against', 'abstained'] as const;
export type Vote = (typeof VOTES)[number];
export const ITEM_OUTCOMES = ['adopted', 'rejected', 'no-decision'] as const;
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

export const ITEM_CODES = ['QUORUM_MET', 'NO_QUORUM', 'NO_QUORUM_ON_ITEM', 'MAJORITY_REACHED', 'MAJORITY_NOT_REACHED', 'CASTING_VOTE_FOR', 'CASTING_VOTE_AGAINST'] as const;
export type ItemCode = (typeof ITEM_CODES)[number];

/** How an item was voted on, in figures. */
export interface CountedItem {
  /** All members on the day of the meeting, and how many of them were there. */
  readonly members: number;
  readonly present: number;
  /** Of all members, and of those present: who may not vote on this item. */
  readonly recused: number;
  readonly recusedPresent: number;
  readonly votes: Readonly<Record<Vote, number>>;
  /** How the one who presided voted; null where he is recused, or nobody presided. */
  readonly presiding: Vote | null;
}

export interface DecidedItem {
  readonly outcome: ItemOutcome;
  readonly reasons: readonly Reason<ItemCode>[];
}

/** Fewest of so many members who make a meeting: more than half, or two thirds, of all and never of those present. */
export function quorumOf(members: number, quorum: Commission['quorum']): number {
  return quorum === 'majority-of-all' ? Math.floor(members / 2) + 1 : Math.ceil((members * 2) / 3);
}

/**
 * What came of an item. There has to be a quorum of the meeting, and of those who may vote on this item among all who may:
 * somebody recused [отвод] counts on neither side. A majority is more than half of all who may vote, or of those of them
 * who are present, as the policy says; abstaining is no vote for. Of equal votes that of the one who presides decides
 * [решающий голос] where the policy gives him one: as a further vote under a majority of all, by itself under one of
 * those present (as in contests for the civil service).
 */
export function decideItem({ members, present, recused, recusedPresent, votes, presiding }: CountedItem, rules: Pick<Commission, 'quorum' | 'decision' | 'chairCasts'>): DecidedItem {
  const needed = quorumOf(members, rules.quorum);
  const quorum = { present, members, needed };
  if (members === 0 || present < needed) return { outcome: 'no-decision', reasons: [{ code: 'NO_QUORUM', params: quorum }] };
  const may = members - recused;
  const here = present - recusedPresent;
  const neededHere = quorumOf(may, rules.quorum);
  if (may === 0 || here < neededHere) return { outcome: 'no-decision', reasons: [{ code: 'NO_QUORUM_ON_ITEM', params: { present: here, members: may, needed: neededHere } }] };

  const ofAll = rules.decision === 'majority-of-all';
  const base = ofAll ? may : here;
  const majority = Math.floor(base / 2) + 1;
  const figures = { for: votes.for, against: votes.against, abstained: votes.abstained, needed: majority, of: base };
  const met: Reason<ItemCode> = { code: 'QUORUM_MET', params: quorum };
  if (votes.for >= majority) return { outcome: 'adopted', reasons: [met, { code: 'MAJORITY_REACHED', params: figures }] };
  if (rules.chairCasts && votes.for > 0 && votes.for === votes.against && presiding && presiding !== 'abstained') {
    if (presiding === 'against') return { outcome: 'rejected', reasons: [met, { code: 'CASTING_VOTE_AGAINST', params: figures }] };
    if (!ofAll || votes.for + 1 >= majority) return { outcome: 'adopted', reasons: [met, { code: 'CASTING_VOTE_FOR', params: figures }] };
  }
  return { outcome: 'rejected', reasons: [met, { code: 'MAJORITY_NOT_REACHED', params: figures }] };
}
