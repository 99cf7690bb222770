import { Injectable } from '@nestjs/common';
import type { Outcome } from '../candidacy/domain/verdict';
import type { Tx } from '../platform/database/tx';
import type { KeptMark, Mark } from './domain/read-marks';
import type { WhyShown } from './domain/show-singly';

/** The list of a stage that is being marked. */
export interface DecisionList {
  readonly id: string;
  readonly version: number;
  /** What the last check found nothing against; null since the marks changed. */
  readonly checkedDigest: string | null;
}

/** Whom marks are set or cleared for; what is not named does not matter. */
export interface MarkFilter {
  readonly proposed?: Outcome;
  readonly region?: string;
  readonly category?: string;
  readonly nominatorId?: string;
}

/** Somebody marked, by name. */
export interface MarkedLine {
  readonly candidacyId: string;
  readonly number: string;
  readonly name: string;
  readonly outcome: Mark['outcome'];
  readonly reason: string | null;
  readonly markedBy: string;
  readonly markedAt: Date;
}

export type MarkCounts = Readonly<Record<Mark['outcome'], number>>;

const LIST = `id, version, encode(checked_digest, 'hex') as "checkedDigest"`;
const NAMED = `coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name`;
const WITH_NAME = `join applicant a on a.id = c.applicant_id left join member m on m.applicant_id = a.id and m.role = 'self' left join person p on p.id = m.person_id`;

@Injectable()
export class DecisionListRepository {
  /** The list of the stage that is not confirmed; made where there is none. Locked: marks are set one after another. */
  async open(tx: Tx, campaignId: string, stage: string, newId: string): Promise<DecisionList> {
    await tx.query(`insert into decision_list (id, campaign_id, stage, opened_by) values ($1, $2, $3, $4) on conflict (campaign_id, stage) where decision_id is null do nothing`, [newId, campaignId, stage, tx.actor.id]);
    return (await this.find(tx, campaignId, stage, { lock: true }))!;
  }

  async find(tx: Tx, campaignId: string, stage: string, { lock = false } = {}): Promise<DecisionList | null> {
    const [row] = await tx.query<DecisionList>(`select ${LIST} from decision_list where campaign_id = $1 and stage = $2 and decision_id is null ${lock ? 'for update' : ''}`, [campaignId, stage]);
    return row ?? null;
  }

  /** Counts a change of marks; what was checked before is checked no more. */
  async bump(tx: Tx, id: string): Promise<void> {
    await tx.query(`update decision_list set version = version + 1, checked_digest = null where id = $1`, [id]);
  }

  async setChecked(tx: Tx, id: string, digest: string | null): Promise<void> {
    await tx.query(`update decision_list set checked_digest = decode($2, 'hex') where id = $1`, [id, digest]);
  }

  async decided(tx: Tx, id: string, decisionId: string): Promise<void> {
    await tx.query(`update decision_list set decision_id = $2 where id = $1`, [id, decisionId]);
  }

  async set(tx: Tx, id: string, marks: readonly KeptMark[]): Promise<void> {
    await tx.query(
      `insert into decision_mark (list_id, candidacy_id, campaign_id, nominator_id, outcome, reason, row_hash, marked_by)
       select $1, c.id, c.campaign_id, c.nominator_id, m.outcome, m.reason, decode(m."rowHash", 'hex'), $3
       from jsonb_to_recordset($2::jsonb) as m ("candidacyId" uuid, outcome text, reason text, "rowHash" text) join candidacy c on c.id = m."candidacyId"
       on conflict (list_id, candidacy_id) do update
         set outcome = excluded.outcome, reason = excluded.reason, row_hash = excluded.row_hash, marked_by = excluded.marked_by, marked_at = now()`,
      [id, JSON.stringify(marks), tx.actor.id],
    );
  }

  /** Clears marks of those named, or of everybody the filter fits, or of all; gives how many. */
  async clear(tx: Tx, id: string, candidacyIds: readonly string[] | null): Promise<number> {
    const rows = await tx.query(`delete from decision_mark where list_id = $1 and ($2::uuid[] is null or candidacy_id = any($2::uuid[])) returning candidacy_id`, [id, candidacyIds]);
    return rows.length;
  }

  /** Whom of these the filter fits; what is proposed is known to whoever asks. */
  async fitting(tx: Tx, candidacyIds: readonly string[], { region, category, nominatorId }: MarkFilter): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `select id from candidacy where id = any($1::uuid[]) and ($2::text is null or region = $2) and ($3::text is null or category = $3) and ($4::uuid is null or nominator_id = $4)`,
      [candidacyIds, region ?? null, category ?? null, nominatorId ?? null],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** All marks in the order of public numbers. */
  async marks(tx: Tx, id: string): Promise<(KeptMark & { readonly number: string })[]> {
    return tx.query<KeptMark & { number: string }>(
      `select d.candidacy_id as "candidacyId", c.number, d.outcome, d.reason, encode(d.row_hash, 'hex') as "rowHash"
       from decision_mark d join candidacy c on c.id = d.candidacy_id where d.list_id = $1 order by c.number collate "C"`,
      [id],
    );
  }

  async counts(tx: Tx, id: string): Promise<MarkCounts> {
    const [row] = await tx.query<MarkCounts & object>(
      `select count(*) filter (where outcome = 'pass')::int as pass, count(*) filter (where outcome = 'fail')::int as fail, count(*) filter (where outcome = 'no-show')::int as "no-show"
       from decision_mark where list_id = $1`,
      [id],
    );
    return row!;
  }

  /** One page of the marks by name, after a public number. */
  async page(tx: Tx, id: string, after: string | null, limit: number): Promise<MarkedLine[]> {
    return tx.query<MarkedLine & object>(
      `select d.candidacy_id as "candidacyId", c.number, ${NAMED}, d.outcome, d.reason, d.marked_by as "markedBy", d.marked_at as "markedAt"
       from decision_mark d join candidacy c on c.id = d.candidacy_id ${WITH_NAME}
       where d.list_id = $1 and ($2::text is null or c.number collate "C" > $2) order by c.number collate "C" limit $3`,
      [id, after, limit],
    );
  }

  async names(tx: Tx, candidacyIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ id: string; name: string }>(`select c.id, ${NAMED} from candidacy c ${WITH_NAME} where c.id = any($1::uuid[])`, [candidacyIds]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async shown(tx: Tx, campaignId: string, batchId: string, after: string | null, limit: number): Promise<{ candidacyId: string; number: string; why: WhyShown }[]> {
    return tx.query(
      `select s.candidacy_id as "candidacyId", c.number, s.why from decision_shown s join candidacy c on c.id = s.candidacy_id
       where s.campaign_id = $1 and s.batch_id = $2 and ($3::text is null or c.number collate "C" > $3) order by c.number collate "C" limit $4`,
      [campaignId, batchId, after, limit],
    );
  }
}
