import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

/** A kind of move that many candidacies of one decision make together. */
export interface Move {
  readonly stage: string;
  readonly fromStatus: string;
  readonly event: string;
  readonly toStage: string;
  readonly toStatus: string;
  readonly reason: string | null;
}

/** A decision about one candidacy: which of the moves, on which revision of the verdict. */
export interface MovedLine {
  readonly candidacyId: string;
  readonly move: number;
  readonly revision: number | null;
}

export interface Moved {
  readonly moved: number;
  /** Binds the history lines in the audit event. */
  readonly digest: Buffer;
}

/** A candidacy to be put into the pipeline. */
export interface NewCandidacy {
  readonly id: string;
  readonly applicantId: string;
  readonly number: string;
  readonly region: string;
  readonly territory: string;
  readonly category: string | null;
}

export interface CandidacyState {
  readonly id: string;
  readonly number: string;
  readonly nominatorId: string;
  readonly region: string;
  readonly territory: string;
  readonly category: string | null;
  readonly stage: string;
  readonly status: string;
  readonly version: number;
}

const STATE = `c.id, c.number, c.nominator_id as "nominatorId", c.region, c.territory, c.category, c.stage, c.status, c.version`;

@Injectable()
export class CandidacyRepository {
  async create(tx: Tx, campaignId: string, nominatorId: string, stage: string, candidacies: readonly NewCandidacy[]): Promise<void> {
    await tx.query(
      `insert into candidacy (id, campaign_id, applicant_id, nominator_id, number, region, territory, category, stage)
       select c.id, $2, c."applicantId", $3, c.number, c.region, c.territory, c.category, $4
       from jsonb_to_recordset($1::jsonb) as c (id uuid, "applicantId" uuid, number text, region text, territory text, category text)`,
      [JSON.stringify(candidacies), campaignId, nominatorId, stage],
    );
  }

  /** The next `count` ordinals of a region in a campaign; returns the first. The row is held until the end of the transaction. */
  async takeOrdinals(tx: Tx, campaignId: string, region: string, count: number): Promise<number> {
    const [row] = await tx.query<{ last: number }>(
      `insert into region_ordinal (campaign_id, region, last) values ($1, $2, $3)
       on conflict (campaign_id, region) do update set last = region_ordinal.last + excluded.last returning last`,
      [campaignId, region, count],
    );
    return row!.last - count + 1;
  }

  /** Those of the campaign among the ids; `nominatorIds` null = of every nominator. Locked in the order of their ids when asked. */
  async find(tx: Tx, campaignId: string, ids: readonly string[], nominatorIds: readonly string[] | null, lock = false): Promise<CandidacyState[]> {
    return tx.query<CandidacyState>(
      `select ${STATE} from candidacy c
       where c.campaign_id = $1 and c.id = any($2::uuid[]) and ($3::uuid[] is null or c.nominator_id = any($3::uuid[]))
       order by c.id ${lock ? 'for update' : ''}`,
      [campaignId, ids, nominatorIds],
    );
  }

  /** Those of the candidacies whose published decision may still change: an appeal waits for its answer to be sent, or was upheld and nobody has decided anew since. */
  async underAppeal(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select distinct a.candidacy_id as id from appeal a
       where a.candidacy_id = any($1::uuid[]) and (a.published_at is null or (a.outcome = 'upheld' and exists (
         select from history o where o.candidacy_id = a.candidacy_id and o.batch_id = a.reopened_in
           and not exists (select from history h join decision_batch b on b.id = h.batch_id where h.candidacy_id = a.candidacy_id and h.n > o.n and b.published_at is not null))))`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Everyone who stands in the stage with one of the statuses, in the order of public numbers. */
  async inStage(tx: Tx, campaignId: string, stage: string, statuses: readonly string[]): Promise<CandidacyState[]> {
    return tx.query<CandidacyState>(
      `select ${STATE} from candidacy c where c.campaign_id = $1 and c.stage = $2 and c.status = any($3::text[]) order by c.number collate "C"`,
      [campaignId, stage, statuses],
    );
  }

  /** How many stand open in each of the stages. Stages without anybody are left out; whoever is on hold keeps nobody waiting. */
  async undecidedIn(tx: Tx, campaignId: string, stages: readonly string[]): Promise<{ stage: string; count: number }[]> {
    return tx.query(
      `select stage, count(*)::int as count from candidacy
       where campaign_id = $1 and stage = any($2::text[]) and status = 'open' group by stage order by stage`,
      [campaignId, stages],
    );
  }

  /**
   * Moves, writes one history line a move, and creates work for those who enter a stage that computes on entry
   * (`entry`), all in one statement. `moved` below the number of lines: somebody was not where the decision took him from.
   */
  async move(
    tx: Tx,
    decision: { batchId: string; campaignId: string; policyVersion: number; entry: { stage: string; kind: string } | null },
    moves: readonly Move[],
    lines: readonly MovedLine[],
  ): Promise<Moved> {
    const [row] = await tx.prepared<Moved>('candidacy-move', MOVE, [
      lines.map((line) => line.candidacyId),
      lines.map((line) => line.move),
      lines.map((line) => line.revision),
      JSON.stringify(moves.map((move, index) => ({ index, ...move }))),
      decision.campaignId,
      decision.batchId,
      decision.policyVersion,
      decision.entry?.stage ?? null,
      decision.entry?.kind ?? null,
    ]);
    return row!;
  }
}

const MOVE = `
  with line as (
    select l.id, l.revision, m.stage, m."fromStatus", m.event, m."toStage", m."toStatus", m.reason
    from unnest($1::uuid[], $2::int[], $3::int[]) as l (id, move, revision)
    join jsonb_to_recordset($4::jsonb) as m (index int, stage text, "fromStatus" text, event text, "toStage" text, "toStatus" text, reason text) on m.index = l.move
  ), moved as (
    update candidacy c set version = c.version + 1, stage = l."toStage", status = l."toStatus"
    from line l where c.id = l.id and c.campaign_id = $5 and c.stage = l.stage and c.status = l."fromStatus"
    returning c.id, c.nominator_id, c.version, l.event, l.stage, l."fromStatus", c.stage as to_stage, c.status as to_status, l.revision, l.reason
  ), written as (
    insert into history (candidacy_id, n, campaign_id, nominator_id, batch_id, event, stage, from_status, to_stage, to_status, verdict_revision, reason)
    select id, version, $5, nominator_id, $6, event, stage, "fromStatus", to_stage, to_status, revision, reason from moved
  ), entering as (
    select m.id, (row_number() over (order by m.id) - 1) / 500 as part from moved m
    where m.to_stage = $8 and m.to_status = 'open' and m.stage <> m.to_stage
      and not exists (select from verdict v where v.candidacy_id = m.id and v.stage = $8 and v.policy_version = $7)
  ), batch as (
    insert into work_batch (campaign_id, stage, kind, policy_version, ids, size)
    select $5, $8, $9, $7, array_agg(id order by id), count(*) from entering group by part returning id
  ), told as (
    select count(pg_notify('work', '')) from batch
  )
  select (select count(*) from moved)::int as moved,
    (select sha256(convert_to(coalesce(string_agg(concat_ws('|', id, version, event, stage, to_stage, to_status, coalesce(reason, '')), E'\\n' order by id), ''), 'UTF8')) from moved) as digest
  from told`;
