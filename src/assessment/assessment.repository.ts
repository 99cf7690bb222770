import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { Marks } from './domain/check-marks';
import type { SubmittedSheet } from './domain/measure-reliability';

/** A stage of a campaign, whose sheets are looked at. */
export interface StageKey {
  readonly campaignId: string;
  readonly stage: string;
}

/** What an assessor may see: his own marks and a public number, never a name. */
export interface OwnSheet {
  readonly candidacyId: string;
  readonly number: string;
  readonly submitted: boolean;
  readonly marks: Marks | null;
  /** Unfinished marks, also those a secretary entered from the signed sheet: submitting them confirms them. */
  readonly draft: Marks | null;
}

export interface PanelSheet {
  readonly assessorId: string;
  readonly submitted: boolean;
  readonly marks: Marks | null;
}

/** The sheets on one candidacy. */
export interface PanelOfOne {
  readonly candidacyId: string;
  readonly number: string;
  readonly sheets: readonly PanelSheet[];
}

/** A sheet by its candidacy and its assessor. */
export interface SheetKey {
  readonly candidacyId: string;
  readonly assessorId: string;
}

/** Unfinished marks; `scan` is the SHA-256 of the signed sheet they were entered from. */
export interface Draft extends SheetKey {
  readonly marks: Marks;
  readonly scan?: string;
}

export interface SubmittedMarks {
  readonly candidacyId: string;
  readonly marks: Marks;
}

@Injectable()
export class AssessmentRepository {
  /** The actor's sheets for these candidacies, locked in the order of their ids. */
  async lockOwn(tx: Tx, { campaignId, stage }: StageKey, ids: readonly string[]): Promise<{ candidacyId: string; submitted: boolean }[]> {
    return tx.query(
      `select candidacy_id as "candidacyId", submitted_at is not null as submitted from mark_sheet
       where campaign_id = $1 and stage = $2 and assessor_id = $3 and candidacy_id = any($4::uuid[]) and declined_at is null order by candidacy_id for update`,
      [campaignId, stage, tx.actor.id, ids],
    );
  }

  /** Leaves unfinished marks on sheets that are not submitted; gives those it found. */
  async draft(tx: Tx, { campaignId, stage }: StageKey, drafts: readonly Draft[]): Promise<string[]> {
    const rows = await tx.query<{ key: string }>(
      `update mark_sheet s set draft = d.marks, drafted_by = $4, draft_scan = decode(d.scan, 'hex')
       from jsonb_to_recordset($1::jsonb) as d ("candidacyId" uuid, "assessorId" uuid, marks jsonb, scan text)
       where s.candidacy_id = d."candidacyId" and s.assessor_id = d."assessorId" and s.campaign_id = $2 and s.stage = $3
         and s.submitted_at is null and s.declined_at is null and (s.drafted_by is distinct from s.assessor_id or s.assessor_id = $4)
       returning s.candidacy_id || ' ' || s.assessor_id as key`,
      [JSON.stringify(drafts), campaignId, stage, tx.actor.id],
    );
    return rows.map(({ key }) => key);
  }

  /** Keeps submitted marks as a closed version and empties the sheets, their marks as draft; gives those it found. */
  async reopen(tx: Tx, { campaignId, stage }: StageKey, sheets: readonly SheetKey[], reason: string): Promise<string[]> {
    const rows = await tx.query<{ key: string }>(
      `with found as (
         select s.* from mark_sheet s join jsonb_to_recordset($1::jsonb) as k ("candidacyId" uuid, "assessorId" uuid) on k."candidacyId" = s.candidacy_id and k."assessorId" = s.assessor_id
         where s.campaign_id = $2 and s.stage = $3 and s.submitted_at is not null for update of s
       ), kept as (
         insert into mark_sheet_version (candidacy_id, stage, assessor_id, version, campaign_id, nominator_id, marks, submitted_at, reopened_by, reason)
         select candidacy_id, stage, assessor_id, version, campaign_id, nominator_id, marks, submitted_at, $4, $5 from found
       )
       update mark_sheet s set marks = null, submitted_at = null, draft = f.marks, drafted_by = f.assessor_id, draft_scan = null, version = f.version + 1
       from found f where s.candidacy_id = f.candidacy_id and s.stage = f.stage and s.assessor_id = f.assessor_id
       returning s.candidacy_id || ' ' || s.assessor_id as key`,
      [JSON.stringify(sheets), campaignId, stage, tx.actor.id, reason],
    );
    return rows.map(({ key }) => key);
  }

  /** Gives back every sheet that is still empty; says how many. */
  async closeEmpty(tx: Tx, { campaignId, stage }: StageKey, reason: string): Promise<number> {
    const rows = await tx.query(
      `update mark_sheet set declined_at = now(), declined_reason = $3, draft = null, drafted_by = null, draft_scan = null
       where campaign_id = $1 and stage = $2 and submitted_at is null and declined_at is null returning candidacy_id`,
      [campaignId, stage, reason],
    );
    return rows.length;
  }

  /** Writes what meetings agreed on; gives those that have no consensus yet. */
  async agree(tx: Tx, { campaignId, stage }: StageKey, sheets: readonly SubmittedMarks[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `insert into consensus_sheet (candidacy_id, stage, campaign_id, nominator_id, marks, recorded_by)
       select c.id, $3, c.campaign_id, c.nominator_id, m.marks, $4
       from jsonb_to_recordset($1::jsonb) as m ("candidacyId" uuid, marks jsonb) join candidacy c on c.id = m."candidacyId" and c.campaign_id = $2
       on conflict do nothing returning candidacy_id as id`,
      [JSON.stringify(sheets), campaignId, stage, tx.actor.id],
    );
    return rows.map(({ id }) => id);
  }

  /** Fills in sheets that `lockOwn` gave empty. */
  async submit(tx: Tx, { stage }: StageKey, sheets: readonly SubmittedMarks[]): Promise<void> {
    await tx.query(
      `update mark_sheet s set marks = m.marks, submitted_at = now(), draft = null, drafted_by = null
       from jsonb_to_recordset($1::jsonb) as m ("candidacyId" uuid, marks jsonb)
       where s.candidacy_id = m."candidacyId" and s.stage = $2 and s.assessor_id = $3 and s.submitted_at is null`,
      [JSON.stringify(sheets), stage, tx.actor.id],
    );
  }

  /** Those of the candidacies whose panel of `size` has submitted every sheet and, where one is needed, has a consensus. */
  async complete(tx: Tx, { stage }: StageKey, ids: readonly string[], { size, consensus }: { readonly size: number; readonly consensus: boolean }): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select candidacy_id as id from mark_sheet s where candidacy_id = any($1::uuid[]) and stage = $2 and declined_at is null
       group by candidacy_id having count(*) >= $3 and count(*) = count(submitted_at)
         and (not $4 or exists (select from consensus_sheet a where a.candidacy_id = s.candidacy_id and a.stage = $2))`,
      [ids, stage, size, consensus],
    );
    return rows.map(({ id }) => id);
  }

  /** One at a time asks whether the whole stage is complete. */
  async lockStage(tx: Tx, { campaignId, stage }: StageKey): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1 || $2, 0))`, [campaignId, stage]);
  }

  /** Everybody open in the stage, in the order of public numbers. */
  async open(tx: Tx, { campaignId, stage }: StageKey): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(`select id from candidacy where campaign_id = $1 and stage = $2 and status = 'open' order by number collate "C"`, [campaignId, stage]);
    return rows.map(({ id }) => id);
  }

  /** The actor's sheets in the order of public numbers. */
  async ownPage(tx: Tx, { campaignId, stage }: StageKey, after: string | undefined, count: number): Promise<OwnSheet[]> {
    return tx.query<OwnSheet>(
      `select c.id as "candidacyId", c.number, s.submitted_at is not null as submitted, s.marks, s.draft
       from mark_sheet s join candidacy c on c.id = s.candidacy_id
       where s.campaign_id = $1 and s.stage = $2 and s.assessor_id = $3 and s.declined_at is null and ($4::text is null or c.number collate "C" > $4)
       order by c.number collate "C" limit $5`,
      [campaignId, stage, tx.actor.id, after ?? null, count],
    );
  }

  /** Every sheet of the stage, candidacy by candidacy in the order of public numbers. */
  async panelPage(tx: Tx, { campaignId, stage }: StageKey, after: string | undefined, count: number): Promise<PanelOfOne[]> {
    return tx.query<PanelOfOne>(
      `select c.id as "candidacyId", c.number,
         jsonb_agg(jsonb_build_object('assessorId', s.assessor_id, 'submitted', s.submitted_at is not null, 'marks', s.marks) order by s.assessor_id) as sheets
       from candidacy c join mark_sheet s on s.candidacy_id = c.id and s.stage = $2 and s.declined_at is null
       where c.campaign_id = $1 and ($3::text is null or c.number collate "C" > $3)
       group by c.id order by c.number collate "C" limit $4`,
      [campaignId, stage, after ?? null, count],
    );
  }

  /** The facts of these candidacies of a campaign: the marks of every sheet submitted, and the consensus if there is one. */
  async facts(tx: Tx, { campaignId, stage }: StageKey, ids: readonly string[]): Promise<{ candidacyId: string; sheets: Marks[]; consensus: Marks | null }[]> {
    return tx.prepared(
      'assessment-facts',
      `select c.id as "candidacyId", found.sheets, a.marks as consensus
       from candidacy c
       left join consensus_sheet a on a.candidacy_id = c.id and a.stage = $2
       cross join lateral (
         select coalesce(json_agg(s.marks order by s.assessor_id), '[]') as sheets
         from mark_sheet s where s.candidacy_id = c.id and s.stage = $2 and s.submitted_at is not null
       ) found
       where c.campaign_id = $1 and c.id = any($3::uuid[])`,
      [campaignId, stage, ids],
    );
  }

  /** Every submitted sheet of the stage. */
  async submittedSheets(tx: Tx, { campaignId, stage }: StageKey): Promise<SubmittedSheet[]> {
    return tx.query<SubmittedSheet & object>(
      `select candidacy_id as "candidacyId", assessor_id as "assessorId", marks from mark_sheet
       where campaign_id = $1 and stage = $2 and submitted_at is not null order by candidacy_id, assessor_id`,
      [campaignId, stage],
    );
  }

  /** How many sheets of the stage are out and still empty. */
  async emptySheets(tx: Tx, { campaignId, stage }: StageKey): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `select count(*)::int as count from mark_sheet where campaign_id = $1 and stage = $2 and submitted_at is null and declined_at is null`,
      [campaignId, stage],
    );
    return row!.count;
  }
}
