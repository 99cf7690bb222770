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

  /** Fills in sheets that `lockOwn` gave empty. */
  async submit(tx: Tx, { stage }: StageKey, sheets: readonly SubmittedMarks[]): Promise<void> {
    await tx.query(
      `update mark_sheet s set marks = m.marks, submitted_at = now()
       from jsonb_to_recordset($1::jsonb) as m ("candidacyId" uuid, marks jsonb)
       where s.candidacy_id = m."candidacyId" and s.stage = $2 and s.assessor_id = $3 and s.submitted_at is null`,
      [JSON.stringify(sheets), stage, tx.actor.id],
    );
  }

  /** Those of the candidacies whose panel of `size` has submitted every sheet. */
  async complete(tx: Tx, { stage }: StageKey, ids: readonly string[], size: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select candidacy_id as id from mark_sheet where candidacy_id = any($1::uuid[]) and stage = $2 and declined_at is null
       group by candidacy_id having count(*) >= $3 and count(*) = count(submitted_at)`,
      [ids, stage, size],
    );
    return rows.map(({ id }) => id);
  }

  /** The actor's sheets in the order of public numbers. */
  async ownPage(tx: Tx, { campaignId, stage }: StageKey, after: string | undefined, count: number): Promise<OwnSheet[]> {
    return tx.query<OwnSheet>(
      `select c.id as "candidacyId", c.number, s.submitted_at is not null as submitted, s.marks
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

  /** The facts of these candidacies of a campaign: the marks of every sheet submitted. */
  async facts(tx: Tx, { campaignId, stage }: StageKey, ids: readonly string[]): Promise<{ candidacyId: string; sheets: Marks[] }[]> {
    return tx.prepared(
      'assessment-facts',
      `select c.id as "candidacyId", found.sheets
       from candidacy c
       cross join lateral (
         select coalesce(jsonb_agg(s.marks order by s.assessor_id), '[]') as sheets
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
