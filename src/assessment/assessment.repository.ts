import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { Assessor, Assignment } from './domain/check-assignments';
import type { Marks } from './domain/check-marks';

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
  /** Those of the accounts that may mark in the campaign now. */
  async assessors(tx: Tx, campaignId: string, ids: readonly string[]): Promise<Assessor[]> {
    return tx.query<Assessor>(
      `select a.id, a.region from account a
       where a.id = any($2::uuid[]) and a.revoked_at is null
         and exists (select from access_grant g where g.account_id = a.id and g.role = 'assessor' and g.campaign_id = $1)`,
      [campaignId, ids],
    );
  }

  async assigned(tx: Tx, { campaignId, stage }: StageKey, ids: readonly string[]): Promise<Pick<Assignment, 'candidacyId' | 'assessorId'>[]> {
    return tx.query(
      `select candidacy_id as "candidacyId", assessor_id as "assessorId" from mark_sheet where candidacy_id = any($3::uuid[]) and stage = $2 and campaign_id = $1`,
      [campaignId, stage, ids],
    );
  }

  /** Gives out empty sheets for candidacies that are locked in this transaction. */
  async assign(tx: Tx, { campaignId, stage }: StageKey, assignments: readonly Assignment[]): Promise<void> {
    await tx.query(
      `insert into mark_sheet (candidacy_id, stage, assessor_id, campaign_id, nominator_id, assigned_by)
       select c.id, $4, a.assessor_id, c.campaign_id, c.nominator_id, $5
       from unnest($1::uuid[], $2::uuid[]) as a (candidacy_id, assessor_id) join candidacy c on c.id = a.candidacy_id and c.campaign_id = $3`,
      [assignments.map(({ candidacyId }) => candidacyId), assignments.map(({ assessorId }) => assessorId), campaignId, stage, tx.actor.id],
    );
  }

  /** The actor's sheets for these candidacies, locked in the order of their ids. */
  async lockOwn(tx: Tx, { campaignId, stage }: StageKey, ids: readonly string[]): Promise<{ candidacyId: string; submitted: boolean }[]> {
    return tx.query(
      `select candidacy_id as "candidacyId", submitted_at is not null as submitted from mark_sheet
       where campaign_id = $1 and stage = $2 and assessor_id = $3 and candidacy_id = any($4::uuid[]) order by candidacy_id for update`,
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
      `select candidacy_id as id from mark_sheet where candidacy_id = any($1::uuid[]) and stage = $2
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
       where s.campaign_id = $1 and s.stage = $2 and s.assessor_id = $3 and ($4::text is null or c.number collate "C" > $4)
       order by c.number collate "C" limit $5`,
      [campaignId, stage, tx.actor.id, after ?? null, count],
    );
  }

  /** Every sheet of the stage, candidacy by candidacy in the order of public numbers. */
  async panelPage(tx: Tx, { campaignId, stage }: StageKey, after: string | undefined, count: number): Promise<PanelOfOne[]> {
    return tx.query<PanelOfOne>(
      `select c.id as "candidacyId", c.number,
         jsonb_agg(jsonb_build_object('assessorId', s.assessor_id, 'submitted', s.submitted_at is not null, 'marks', s.marks) order by s.assessor_id) as sheets
       from candidacy c join mark_sheet s on s.candidacy_id = c.id and s.stage = $2
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
}
