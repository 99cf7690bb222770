import { Injectable } from '@nestjs/common';
import type { Reason } from '../kernel/reason';
import type { Tx } from '../platform/database/tx';
import type { EnteredVotes } from './domain/check-votes';
import type { ItemOutcome, Vote } from './domain/decide-item';
import type { JudgedPerson } from './domain/find-ties';

export type ItemKind = 'list' | 'run' | 'tie' | 'departure' | 'appeal';

/** What an item is about. */
export interface Subject {
  readonly stage: string;
  /** Of the very list, run or proposal. */
  readonly digest: string;
  readonly nominatorId: string | null;
}

export interface NewItem {
  readonly id: string;
  readonly kind: ItemKind;
  readonly listId: string | null;
  readonly runId: string | null;
  readonly candidacyId: string | null;
  /** Of a departure: what is to be decided about the person. */
  readonly proposal: 'pass' | 'fail' | null;
  readonly subject: Subject;
}

/** How a member voted, or why he did not, and what he holds against the decision. */
export interface MemberVote {
  readonly memberId: string;
  readonly vote: Vote | null;
  readonly recused: string | null;
  readonly dissent: string | null;
}

export interface AgendaItem {
  readonly id: string;
  readonly meetingId: string;
  readonly ordinal: number;
  readonly kind: ItemKind;
  readonly stage: string;
  readonly listId: string | null;
  readonly runId: string | null;
  readonly candidacyId: string | null;
  readonly number: string | null;
  readonly proposal: 'pass' | 'fail' | null;
  /** Hexadecimal, of what is voted on as it was when it came on the agenda. */
  readonly digest: string;
  readonly votes: Readonly<Record<Vote, number>> | null;
  readonly presidingVote: Vote | null;
  readonly outcome: ItemOutcome | null;
  readonly reasons: readonly Reason[];
  readonly members: readonly MemberVote[];
}

export interface ItemResult {
  readonly votes: Readonly<Record<Vote, number>>;
  readonly presiding: Vote | null;
  readonly outcome: ItemOutcome;
  readonly reasons: readonly Reason[];
}

const ITEM = `i.id, i.meeting_id as "meetingId", i.ordinal, i.kind, i.stage, i.list_id as "listId", i.run_id as "runId", i.candidacy_id as "candidacyId", c.number, i.proposal, encode(i.subject_digest, 'hex') as digest,
  case when i.outcome is null then null else json_build_object('for', i.votes_for, 'against', i.votes_against, 'abstained', i.votes_abstained) end as votes,
  i.chair_vote as "presidingVote", i.outcome, coalesce(i.reasons, '[]') as reasons,
  coalesce((select json_agg(json_build_object('memberId', v.member_id, 'vote', v.vote, 'recused', v.recused, 'dissent', v.dissent) order by v.member_id) from agenda_vote v where v.item_id = i.id), '[]') as members`;

@Injectable()
export class AgendaRepository {
  async add(tx: Tx, campaignId: string, meetingId: string, items: readonly NewItem[]): Promise<void> {
    await tx.query(
      `insert into agenda_item (id, meeting_id, campaign_id, nominator_id, ordinal, kind, stage, list_id, run_id, candidacy_id, subject_digest, proposal)
       select id, $2, $3, "nominatorId", (select coalesce(max(ordinal), 0) from agenda_item where meeting_id = $2) + row_number() over (order by at), kind, stage, "listId", "runId", "candidacyId", decode(digest, 'hex'), proposal
       from jsonb_to_recordset($1::jsonb) as i (at integer, id uuid, "nominatorId" uuid, kind text, stage text, "listId" uuid, "runId" uuid, "candidacyId" uuid, digest text, proposal text)`,
      [JSON.stringify(items.map(({ subject, ...item }, at) => ({ at, ...item, ...subject }))), meetingId, campaignId],
    );
  }

  /** False where it is not on the agenda or has been voted on. */
  async remove(tx: Tx, meetingId: string, id: string): Promise<boolean> {
    const rows = await tx.query(`delete from agenda_item where meeting_id = $1 and id = $2 and outcome is null returning id`, [meetingId, id]);
    return rows.length > 0;
  }

  async items(tx: Tx, meetingId: string): Promise<AgendaItem[]> {
    return tx.query<AgendaItem & object>(`select ${ITEM} from agenda_item i left join candidacy c on c.id = i.candidacy_id where i.meeting_id = $1 order by i.ordinal`, [meetingId]);
  }

  /** Of these items, those that a decision rests on which was not taken back. */
  async decided(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `select b.agenda_item_id as id from decision_batch b where b.agenda_item_id = any($1::uuid[]) and not exists (select from decision_batch r where r.reverts_id = b.id)`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Forgets how the items of a meeting were voted on. */
  async unvote(tx: Tx, meetingId: string): Promise<void> {
    await tx.query(`delete from agenda_vote where item_id in (select id from agenda_item where meeting_id = $1)`, [meetingId]);
    await tx.query(`update agenda_item set votes_for = null, votes_against = null, votes_abstained = null, chair_vote = null, outcome = null, reasons = null where meeting_id = $1 and outcome is not null`, [meetingId]);
  }

  /** Keeps how an item was voted on and what came of it, in the place of what was said before. */
  async vote(tx: Tx, campaignId: string, id: string, entered: EnteredVotes, { votes, presiding, outcome, reasons }: ItemResult): Promise<void> {
    await tx.query(`delete from agenda_vote where item_id = $1`, [id]);
    const dissents = new Map(entered.dissents.map(({ memberId, text }) => [memberId, text]));
    const voted = (entered.votes ?? entered.dissents.map(({ memberId }) => ({ memberId, vote: null }))).map(({ memberId, vote }) => ({ memberId, vote, recused: null, dissent: dissents.get(memberId) ?? null }));
    const recused = entered.recusals.map(({ memberId, reason }) => ({ memberId, vote: null, recused: reason, dissent: null }));
    await tx.query(
      `insert into agenda_vote (item_id, member_id, campaign_id, vote, recused, dissent)
       select $1, "memberId", $3, vote, recused, dissent from jsonb_to_recordset($2::jsonb) as v ("memberId" uuid, vote text, recused text, dissent text)`,
      [id, JSON.stringify([...voted, ...recused]), campaignId],
    );
    await tx.query(
      `update agenda_item set votes_for = $2, votes_against = $3, votes_abstained = $4, chair_vote = $5, outcome = $6, reasons = $7::jsonb where id = $1`,
      [id, votes.for, votes.against, votes.abstained, presiding, outcome, JSON.stringify(reasons)],
    );
  }

  /** The list that is being marked in a stage of the campaign; `digest` null: not checked. */
  async listSubject(tx: Tx, campaignId: string, id: string): Promise<(Omit<Subject, 'digest'> & { readonly digest: string | null }) | null> {
    const [row] = await tx.query<Subject & { digest: string | null }>(`select stage, encode(checked_digest, 'hex') as digest, null::uuid as "nominatorId" from decision_list where campaign_id = $1 and id = $2 and decision_id is null`, [campaignId, id]);
    return row ?? null;
  }

  async runSubject(tx: Tx, campaignId: string, id: string): Promise<(Subject & { readonly state: string }) | null> {
    const [row] = await tx.query<Subject & { state: string }>(`select stage, state, encode(coalesce(result_hash, snapshot_hash), 'hex') as digest, null::uuid as "nominatorId" from ranking_run where campaign_id = $1 and id = $2`, [campaignId, id]);
    return row ?? null;
  }

  /** Somebody where he stands, by the newest proposal about him there. */
  async candidacySubject(tx: Tx, campaignId: string, id: string): Promise<Subject | null> {
    const [row] = await tx.query<Subject & object>(
      `select c.stage, c.nominator_id as "nominatorId", encode(coalesce(
         (select v.row_hash from verdict v where v.candidacy_id = c.id and v.stage = c.stage order by v.policy_version desc, v.revision desc limit 1), sha256(convert_to(c.number, 'UTF8'))), 'hex') as digest
       from candidacy c where c.campaign_id = $1 and c.id = $2`,
      [campaignId, id],
    );
    return row ?? null;
  }

  /** Whom each item is about, by what can tie a member to them. */
  async peopleOf(tx: Tx, candidacyIds: readonly string[]): Promise<ReadonlyMap<string, JudgedPerson>> {
    const rows = await tx.query<{ id: string } & JudgedPerson>(
      `select c.id, c.region, m.organisation_inn as "organisationInn" from candidacy c left join member m on m.applicant_id = c.applicant_id and m.role in ('self', 'lead') where c.id = any($1::uuid[])`,
      [candidacyIds],
    );
    return new Map(rows.map(({ id, ...person }) => [id, person]));
  }

  /** The last vote on a list or run; of a list, as it was with that digest. */
  async lastVoted(tx: Tx, campaignId: string, subjectId: string, digest: string | null): Promise<{ id: string; outcome: ItemOutcome } | null> {
    const [row] = await tx.query<{ id: string; outcome: ItemOutcome }>(
      `select id, outcome from agenda_item
       where campaign_id = $1 and (kind = 'list' and list_id = $2 or kind = 'run' and run_id = $2) and outcome is not null and ($3::text is null or subject_digest = decode($3, 'hex'))
       order by id desc limit 1`,
      [campaignId, subjectId, digest],
    );
    return row ?? null;
  }

  /** What the protocol that an item stands in still lacks; null: nothing. */
  async missingOfProtocol(tx: Tx, itemId: string): Promise<'number' | 'scan' | null> {
    const [row] = await tx.query<{ missing: 'number' | 'scan' | null }>(
      `select case when m.protocol_number is null then 'number' when m.scan is null then 'scan' end as missing from agenda_item i join commission_meeting m on m.id = i.meeting_id where i.id = $1`,
      [itemId],
    );
    return row!.missing;
  }
}
