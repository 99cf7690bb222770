import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';
import type { AppealOutcome, Remedy } from './domain/review-appeal';

/** An appeal without what is sealed. */
export interface Appeal {
  readonly id: string;
  readonly candidacyId: string;
  /** Public number of the person. */
  readonly candidate: string;
  readonly decisionId: string;
  readonly stage: string;
  /** The incoming number; null: it came by the candidate's link, and no officer has entered one yet. */
  readonly number: string | null;
  readonly byLink: boolean;
  readonly receivedOn: CalendarDate;
  /** The last day to answer. */
  readonly dueOn: CalendarDate;
  readonly late: boolean;
  readonly admittedReason: string | null;
  readonly admittedBy: string | null;
  readonly admittedAt: Date | null;
  /** By the policy in force at registration: a seat is kept free while the appeal is open. */
  readonly holdsSeat: boolean;
  readonly registeredBy: string | null;
  readonly registeredAt: Date | null;
  readonly textType: string | null;
  readonly textSha256: string | null;
  readonly outcome: AppealOutcome | null;
  readonly reason: string | null;
  readonly remedy: Remedy | null;
  /** The decision that took back what was decided about this person alone. */
  readonly reopenedIn: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly sentNumber: string | null;
  readonly sentOn: CalendarDate | null;
  readonly publishedBy: string | null;
  readonly publishedAt: Date | null;
}

/** What only the service itself reads: sealed fields, where the text lies, the decision objected to. */
export interface AppealSecrets {
  /** Null once the person is erased. */
  readonly dataKey: Buffer | null;
  readonly keyVersion: number;
  readonly representative: Buffer | null;
  readonly answer: Buffer | null;
  readonly text: string | null;
  readonly decidedBy: string;
  readonly decisionPublishedAt: Date;
}

export interface NewAppeal extends Pick<Appeal, 'id' | 'candidacyId' | 'decisionId' | 'number' | 'byLink' | 'receivedOn' | 'dueOn' | 'late' | 'holdsSeat'> {
  readonly dataKey: Buffer;
  readonly keyVersion: number;
  readonly representative: Buffer | null;
}

/** What happened to the person after an appeal was upheld. */
export interface Following {
  readonly decisionId: string;
  readonly stage: string;
  readonly event: string;
  readonly runId: string | null;
  readonly publishedAt: Date | null;
}

/** What a nominator may know of an appeal: that it is there, and how it ended once that is published. */
export type OwnAppeal = Pick<Appeal, 'id' | 'candidacyId' | 'candidate' | 'number' | 'receivedOn' | 'dueOn' | 'outcome' | 'sentNumber' | 'sentOn'>;

export type AppealState = 'open' | 'unregistered' | 'overdue' | 'answered' | 'published';

const STATES: Readonly<Record<AppealState, string>> = {
  open: 'a.outcome is null', unregistered: 'a.number is null', overdue: 'a.outcome is null and a.due_on < $4::date', answered: 'a.outcome is not null and a.published_at is null', published: 'a.published_at is not null',
};

const APPEAL = `a.id, a.candidacy_id as "candidacyId", c.number as candidate, a.decision_id as "decisionId", b.stage, a.number, a.by_link as "byLink", a.received_on as "receivedOn", a.due_on as "dueOn", a.late,
  a.admitted_reason as "admittedReason", a.admitted_by as "admittedBy", a.admitted_at as "admittedAt", a.holds_seat as "holdsSeat", a.registered_by as "registeredBy", a.registered_at as "registeredAt",
  a.text_type as "textType", encode(a.text_sha256, 'hex') as "textSha256", a.outcome, a.reason, a.remedy, a.reopened_in as "reopenedIn", a.reviewed_by as "reviewedBy", a.reviewed_at as "reviewedAt",
  a.sent_number as "sentNumber", a.sent_on as "sentOn", a.published_by as "publishedBy", a.published_at as "publishedAt"`;
const JOINED = `appeal a join candidacy c on c.id = a.candidacy_id join decision_batch b on b.id = a.decision_id`;

@Injectable()
export class AppealRepository {
  /** Of these pairs of candidacy and decision those that can be objected to: when each decision was published. */
  async publishedDecisions(tx: Tx, campaignId: string, pairs: readonly { readonly candidacyId: string; readonly decisionId: string }[]): Promise<{ candidacyId: string; decisionId: string; stage: string; publishedAt: Date }[]> {
    return tx.query(
      `select distinct h.candidacy_id as "candidacyId", b.id as "decisionId", b.stage, b.published_at as "publishedAt"
       from jsonb_to_recordset($2::jsonb) as p ("candidacyId" uuid, "decisionId" uuid)
       join decision_batch b on b.id = p."decisionId" and b.campaign_id = $1 and b.published_at is not null and b.kind <> 'revert'
       join history h on h.batch_id = b.id and h.candidacy_id = p."candidacyId"`,
      [campaignId, JSON.stringify(pairs)],
    );
  }

  /** Which of these are registered already, by number and date or as an open appeal against the same decision; by place. */
  async twice(tx: Tx, campaignId: string, wishes: readonly Pick<Appeal, 'candidacyId' | 'decisionId' | 'number' | 'receivedOn'>[]): Promise<number[]> {
    const rows = await tx.query<{ place: number }>(
      `select distinct w.n::int as place from jsonb_array_elements($2::jsonb) with ordinality as w (wish, n)
       join appeal a on a.campaign_id = $1 and ((a.number = wish ->> 'number' and a.received_on = (wish ->> 'receivedOn')::date)
         or (a.outcome is null and a.candidacy_id = (wish ->> 'candidacyId')::uuid and a.decision_id = (wish ->> 'decisionId')::uuid)) order by 1`,
      [campaignId, JSON.stringify(wishes)],
    );
    return rows.map(({ place }) => place - 1);
  }

  /** Who enters a number registers; what came by a link waits for one. */
  async insert(tx: Tx, appeals: readonly NewAppeal[], at: Date): Promise<void> {
    const lines = appeals.map(({ dataKey, representative, ...appeal }) => ({ ...appeal, dataKey: dataKey.toString('hex'), representative: representative?.toString('hex') ?? null }));
    await tx.query(
      `insert into appeal (id, campaign_id, nominator_id, candidacy_id, decision_id, number, by_link, received_on, due_on, late, holds_seat, data_key, key_version, representative, registered_by, registered_at)
       select l.id, c.campaign_id, c.nominator_id, c.id, l."decisionId", l.number, l."byLink", l."receivedOn", l."dueOn", l.late, l."holdsSeat", decode(l."dataKey", 'hex'), l."keyVersion", decode(l.representative, 'hex'), case when l.number is not null then $2::uuid end, case when l.number is not null then $3::timestamptz end
       from jsonb_to_recordset($1::jsonb) as l (id uuid, "candidacyId" uuid, "decisionId" uuid, number text, "byLink" boolean, "receivedOn" date, "dueOn" date, late boolean, "holdsSeat" boolean, "dataKey" text, "keyVersion" int, representative text)
       join candidacy c on c.id = l."candidacyId"`,
      [JSON.stringify(lines), tx.actor.id, at],
    );
  }

  /** Enters the incoming number of what came by a link; false: another appeal of that day has it. */
  async enterNumber(tx: Tx, id: string, number: string, at: Date): Promise<boolean> {
    const rows = await tx.query(
      `update appeal a set number = $2, registered_by = $3, registered_at = $4
       where id = $1 and not exists (select from appeal t where t.campaign_id = a.campaign_id and t.received_on = a.received_on and t.number = $2) returning 1`,
      [id, number, tx.actor.id, at],
    );
    return rows.length === 1;
  }

  /** Whether an appeal of the person against the decision waits for its answer. */
  async isOpen(tx: Tx, candidacyId: string, decisionId: string): Promise<boolean> {
    return (await tx.query(`select from appeal where candidacy_id = $1 and decision_id = $2 and outcome is null`, [candidacyId, decisionId])).length > 0;
  }

  async page(tx: Tx, campaignId: string, { state, after, limit, today }: { readonly state?: AppealState; readonly after?: string; readonly limit: number; readonly today: CalendarDate }): Promise<Appeal[]> {
    return tx.query<Appeal>(
      `select ${APPEAL} from ${JOINED} where a.campaign_id = $1 and ($2::uuid is null or a.id > $2) and $4::date is not null and ${state ? STATES[state] : 'true'} order by a.id limit $3`,
      [campaignId, after ?? null, limit, today],
    );
  }

  async ofNominators(tx: Tx, campaignId: string, nominatorIds: readonly string[] | null, after: string | null, limit: number): Promise<OwnAppeal[]> {
    return tx.query<OwnAppeal>(
      `select a.id, a.candidacy_id as "candidacyId", c.number as candidate, a.number, a.received_on as "receivedOn", a.due_on as "dueOn",
         case when a.published_at is not null then a.outcome end as outcome, a.sent_number as "sentNumber", a.sent_on as "sentOn"
       from ${JOINED} where a.campaign_id = $1 and ($2::uuid[] is null or a.nominator_id = any($2)) and ($3::uuid is null or a.id > $3) order by a.id limit $4`,
      [campaignId, nominatorIds, after, limit],
    );
  }

  async many(tx: Tx, ids: readonly string[]): Promise<Appeal[]> {
    return tx.query<Appeal>(`select ${APPEAL} from ${JOINED} where a.id = any($1::uuid[]) order by a.id`, [ids]);
  }

  /** The appeal, locked when asked. */
  async find(tx: Tx, campaignId: string, id: string, lock = false): Promise<(Appeal & AppealSecrets) | null> {
    const [row] = await tx.query<Appeal & AppealSecrets>(
      `select ${APPEAL}, a.data_key as "dataKey", a.key_version as "keyVersion", a.representative, a.answer, a.text, b.decided_by as "decidedBy", b.published_at as "decisionPublishedAt"
       from ${JOINED} where a.campaign_id = $1 and a.id = $2 ${lock ? 'for update of a' : ''}`,
      [campaignId, id],
    );
    return row ?? null;
  }

  /** What was decided about the person since, his taking back included, in order. */
  async followed(tx: Tx, candidacyId: string, reopenedIn: string): Promise<Following[]> {
    return tx.query<Following>(
      `select h.batch_id as "decisionId", h.stage, h.event, b.run_id as "runId", b.published_at as "publishedAt"
       from history h join decision_batch b on b.id = h.batch_id
       where h.candidacy_id = $1 and h.n >= (select n from history where candidacy_id = $1 and batch_id = $2) order by h.n`,
      [candidacyId, reopenedIn],
    );
  }

  /** Orders that name the person. */
  async orders(tx: Tx, campaignId: string, candidate: string): Promise<{ id: string; ordinal: number; number: string | null }[]> {
    return tx.query(`select o.id, o.ordinal, o.number from enrolment_order o where o.campaign_id = $1 and o.lines @> jsonb_build_array(jsonb_build_object('number', $2::text)) order by o.ordinal`, [campaignId, candidate]);
  }

  /** The confirmed ranking decision of a stage that stands, which a new run would take the place of. */
  async standingList(tx: Tx, campaignId: string, stage: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `select b.id from decision_batch b join ranking_run r on r.id = b.run_id and r.cause = 'ranking'
       where b.campaign_id = $1 and b.stage = $2 and b.kind = 'confirm' and not exists (select from decision_batch back where back.reverts_id = b.id) order by b.id desc limit 1`,
      [campaignId, stage],
    );
    return row?.id ?? null;
  }

  /** Candidacy → its people by name. */
  async names(tx: Tx, candidacyIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; name: string }>(
      `select c.id, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name from candidacy c join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role = 'self' left join person p on p.id = m.person_id where c.id = any($1::uuid[])`,
      [candidacyIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async attachText(tx: Tx, id: string, { name, type, size, sha256 }: { readonly name: string; readonly type: string; readonly size: number; readonly sha256: string }): Promise<void> {
    await tx.query(`update appeal set text = $2, text_type = $3, text_size = $4, text_sha256 = decode($5, 'hex') where id = $1`, [id, name, type, size, sha256]);
  }

  async admit(tx: Tx, id: string, reason: string, at: Date): Promise<void> {
    await tx.query(`update appeal set admitted_reason = $2, admitted_by = $3, admitted_at = $4 where id = $1`, [id, reason, tx.actor.id, at]);
  }

  async answer(tx: Tx, id: string, { outcome, reason, remedy, reopenedIn, answer, at }: Pick<Appeal, 'outcome' | 'reason' | 'remedy' | 'reopenedIn'> & { readonly answer: Buffer; readonly at: Date }): Promise<void> {
    await tx.query(`update appeal set outcome = $2, reason = $3, remedy = $4, reopened_in = $5, answer = $6, reviewed_by = $7, reviewed_at = $8 where id = $1`, [id, outcome, reason, remedy, reopenedIn, answer, tx.actor.id, at]);
  }

  async publish(tx: Tx, id: string, { number, sentOn, at }: { readonly number: string; readonly sentOn: CalendarDate; readonly at: Date }): Promise<void> {
    await tx.query(`update appeal set sent_number = $2, sent_on = $3, published_by = $4, published_at = $5 where id = $1`, [id, number, sentOn, tx.actor.id, at]);
  }
}
