import type { Commission } from '../../campaign/domain/policy';
import type { Fault } from '../../kernel/reason';
import { type CountedItem, type Vote, VOTES } from './decide-item';

/** Somebody who is a member on the day of the meeting. */
export interface Voter {
  readonly id: string;
  readonly present: boolean;
}

export interface NamedVote {
  readonly memberId: string;
  readonly vote: Vote;
}

export interface Recusal {
  readonly memberId: string;
  /** Code of why. */
  readonly reason: string;
}

export interface Dissent {
  readonly memberId: string;
  readonly text: string;
}

/** What the secretary enters about an item: votes by name, or counted, and who took no part. */
export interface EnteredVotes {
  readonly votes?: readonly NamedVote[];
  readonly counts?: Readonly<Record<Vote, number>>;
  /** How the one who presided voted; where votes are counted. */
  readonly presidingVote?: Vote;
  readonly recusals: readonly Recusal[];
  readonly dissents: readonly Dissent[];
}

export const VOTE_FAULTS = [
  'MEMBER_UNKNOWN', 'MEMBER_NAMED_TWICE', 'VOTER_ABSENT', 'VOTER_RECUSED', 'MEMBER_TIED', 'VOTES_BY_NAME', 'VOTES_BY_COUNT', 'VOTES_MISSING', 'PRESIDING_VOTE_NEEDED', 'DISSENT_OF_A_VOTER',
] as const;
export type VoteFault = (typeof VOTE_FAULTS)[number];

export interface Voting {
  readonly voters: readonly Voter[];
  readonly presidingId: string | null;
  /** Members tied to the person the item is about: they may not vote, whether they say so or not. */
  readonly conflicting: ReadonlySet<string>;
  readonly rules: Pick<Commission, 'voting' | 'chairCasts'>;
}

/**
 * Looks over what was entered and counts it. Everybody present who is not recused votes or abstains, nobody else does,
 * and whoever is tied to the person in question is recused. Pointers are within the entry.
 */
export function checkVotes(entered: EnteredVotes, { voters, presidingId, conflicting, rules }: Voting): { counted: CountedItem; faults: Fault<VoteFault>[] } {
  const { votes, counts, presidingVote, recusals, dissents } = entered;
  const faults: Fault<VoteFault>[] = [];
  const refuse = (pointer: string, code: VoteFault, params: Fault['params'] = {}): unknown => faults.push({ pointer, code, params });
  const known = new Map(voters.map((voter) => [voter.id, voter]));
  const named = (list: readonly { readonly memberId: string }[], at: string): void => {
    const seen = new Set<string>();
    list.forEach(({ memberId }, i) => {
      if (!known.has(memberId)) refuse(`/${at}/${i}/memberId`, 'MEMBER_UNKNOWN');
      else if (seen.has(memberId)) refuse(`/${at}/${i}/memberId`, 'MEMBER_NAMED_TWICE');
      seen.add(memberId);
    });
  };
  named(recusals, 'recusals');
  named(votes ?? [], 'votes');
  named(dissents, 'dissents');

  const recused = new Set(recusals.map(({ memberId }) => memberId));
  const free = voters.filter(({ id, present }) => present && !recused.has(id));
  const unsaid = free.filter(({ id }) => conflicting.has(id));
  if (unsaid.length) refuse('/recusals', 'MEMBER_TIED', { members: unsaid.map(({ id }) => id) });
  (votes ?? []).forEach(({ memberId }, i) => {
    if (known.get(memberId)?.present === false) refuse(`/votes/${i}/memberId`, 'VOTER_ABSENT');
    else if (recused.has(memberId)) refuse(`/votes/${i}/memberId`, 'VOTER_RECUSED');
  });
  dissents.forEach(({ memberId }, i) => {
    if (known.has(memberId) && !free.some(({ id }) => id === memberId)) refuse(`/dissents/${i}/memberId`, 'DISSENT_OF_A_VOTER');
  });

  const byName = (rules.voting ?? 'by-name') === 'by-name';
  if (byName && !votes) refuse('/votes', 'VOTES_BY_NAME');
  if (!byName && !counts) refuse('/counts', 'VOTES_BY_COUNT');
  if (byName && counts) refuse('/counts', 'VOTES_BY_NAME');
  if (!byName && votes) refuse('/votes', 'VOTES_BY_COUNT');
  const figures = counts ?? (Object.fromEntries(VOTES.map((kind) => [kind, (votes ?? []).filter(({ vote }) => vote === kind).length])) as Record<Vote, number>);
  const cast = figures.for + figures.against + figures.abstained;
  if (!faults.length && cast !== free.length) refuse(byName ? '/votes' : '/counts', 'VOTES_MISSING', { cast, present: free.length });

  const presides = presidingId !== null && free.some(({ id }) => id === presidingId);
  const presiding = !presides ? null : byName ? (votes?.find(({ memberId }) => memberId === presidingId)?.vote ?? null) : (presidingVote ?? null);
  if (!byName && presides && rules.chairCasts && figures.for === figures.against && !presidingVote) refuse('/presidingVote', 'PRESIDING_VOTE_NEEDED');
  const present = voters.filter((voter) => voter.present);
  const recusedHere = present.filter(({ id }) => recused.has(id)).length;
  return { faults, counted: { members: voters.length, present: present.length, recused: recused.size, recusedPresent: recusedHere, votes: figures, presiding } };
}
