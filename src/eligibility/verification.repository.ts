import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { VerificationState } from './verification-task.entity';

/** A record to be compared with documents; what it says is null once it is withdrawn. */
export interface TaskRow {
  readonly employmentId: string;
  readonly state: VerificationState;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly title: string | null;
  readonly organisation: string | null;
  readonly postCategory: string | null;
  readonly checkedBy: string | null;
  readonly checkedAt: string | null;
  readonly reason: string | null;
}

export interface CandidacyTasks {
  readonly candidacyId: string;
  readonly number: string;
  readonly name: string;
  readonly records: readonly TaskRow[];
}

@Injectable()
export class VerificationRepository {
  /** A task for every record of these candidacies that has none; tells how many. */
  async draw(tx: Tx, stage: string, candidacyIds: readonly string[]): Promise<number> {
    const rows = await tx.query(
      `insert into verification_task (employment_id, stage, candidacy_id, campaign_id, nominator_id, drawn_by)
       select e.id, $2, c.id, c.campaign_id, c.nominator_id, $3
       from candidacy c join member m on m.applicant_id = c.applicant_id join employment e on e.member_id = m.id
       where c.id = any($1::uuid[]) on conflict do nothing returning 1`,
      [candidacyIds, stage, tx.actor.id],
    );
    return rows.length;
  }

  /** The tasks of these records, locked. */
  async lock(tx: Tx, campaignId: string, stage: string, employmentIds: readonly string[]): Promise<ReadonlyMap<string, VerificationState>> {
    const rows = await tx.query<{ id: string; state: VerificationState }>(
      `select employment_id as id, state from verification_task where campaign_id = $1 and stage = $2 and employment_id = any($3::uuid[]) order by employment_id for update`,
      [campaignId, stage, employmentIds],
    );
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  async confirm(tx: Tx, stage: string, employmentIds: readonly string[]): Promise<void> {
    await tx.query(
      `update verification_task set state = 'confirmed', checked_by = $3, checked_at = now() where stage = $1 and employment_id = any($2::uuid[])`,
      [stage, employmentIds, tx.actor.id],
    );
  }

  /** Records that were corrected or withdrawn did not stand the comparison, at whichever stage it was asked for. */
  async refute(tx: Tx, employmentIds: readonly string[], reason: string): Promise<void> {
    await tx.query(
      `update verification_task set state = 'refuted', reason = $2, checked_by = $3, checked_at = now() where employment_id = any($1::uuid[])`,
      [employmentIds, reason, tx.actor.id],
    );
  }

  /** Candidacies with tasks, or with tasks in one state, after a public number. */
  async page(tx: Tx, campaignId: string, stage: string, state: VerificationState | null, after: string | null, count: number): Promise<CandidacyTasks[]> {
    return tx.query<CandidacyTasks>(
      `select c.id as "candidacyId", c.number, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, t.records
       from candidacy c join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role = 'self' left join person p on p.id = m.person_id
       cross join lateral (
         select jsonb_agg(jsonb_build_object('employmentId', t.employment_id, 'state', t.state,
           'startedOn', case when e.started_month_only then to_char(e.started_on, 'YYYY-MM') else e.started_on::text end,
           'endedOn', case when e.ended_month_only then to_char(e.ended_on, 'YYYY-MM') else e.ended_on::text end,
           'title', e.title, 'organisation', e.organisation, 'postCategory', e.post_category, 'checkedBy', t.checked_by, 'checkedAt', t.checked_at, 'reason', t.reason
         ) order by e.started_on, t.employment_id) as records
         from verification_task t left join employment e on e.id = t.employment_id
         where t.candidacy_id = c.id and t.stage = $2 and ($3::text is null or t.state = $3)
       ) t
       where c.campaign_id = $1 and t.records is not null and ($4::text is null or c.number > $4) order by c.number limit $5`,
      [campaignId, stage, state, after, count],
    );
  }
}
