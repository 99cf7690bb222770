import { Injectable } from '@nestjs/common';
import type { Status } from '../candidacy/domain/pipeline';
import type { Outcome } from '../candidacy/domain/verdict';
import type { Reason } from '../kernel/reason';
import type { Tx } from '../platform/database/tx';

export interface CasePerson {
  readonly campaign: string;
  readonly name: string;
  readonly region: string;
  readonly category: string | null;
  readonly stage: string;
  readonly status: Status;
  readonly post: string;
  readonly citizenship: string | null;
  readonly education: string | null;
}

export interface CaseVerdict {
  readonly stage: string;
  readonly policyVersion: number;
  readonly revision: number;
  readonly outcome: Outcome;
  /** Units of 10⁻⁴. */
  readonly score: number | null;
  readonly reasons: readonly Reason[];
  readonly inputHash: string;
}

export interface CaseDecision {
  readonly stage: string;
  readonly event: string;
  readonly toStage: string;
  readonly toStatus: Status;
  readonly reason: string | null;
  readonly decidedAt: Date;
  readonly decidedBy: string;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
}

export interface CaseRun {
  readonly stage: string;
  readonly revision: number;
  readonly cause: string;
  readonly reason: Reason | null;
  readonly rank: unknown;
  readonly snapshotHash: string | null;
  readonly resultHash: string | null;
}

/** Everything about one candidacy that its case file tells; of everybody else account numbers and roles alone. */
@Injectable()
export class CaseFileRepository {
  async person(tx: Tx, candidacyId: string): Promise<CasePerson> {
    const [row] = await tx.query<CasePerson>(
      `select k.name as campaign, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, c.region, c.category, c.stage, c.status,
         concat_ws(', ', m.post_title, m.organisation) as post, m.citizenship, m.education
       from candidacy c join campaign k on k.id = c.campaign_id join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role in ('self', 'lead') and m.left_on is null left join person p on p.id = m.person_id where c.id = $1 limit 1`,
      [candidacyId],
    );
    return row!;
  }

  async employment(tx: Tx, candidacyId: string): Promise<{ startedOn: string; endedOn: string | null; title: string; organisation: string }[]> {
    return tx.query(
      `select e.started_on as "startedOn", e.ended_on as "endedOn", e.title, e.organisation from employment e join member m on m.id = e.member_id join candidacy c on c.applicant_id = m.applicant_id
       where c.id = $1 order by e.started_on, e.id`,
      [candidacyId],
    );
  }

  async documents(tx: Tx, candidacyId: string): Promise<{ key: string; receivedOn: string }[]> {
    return tx.query(`select key, received_on as "receivedOn" from document where candidacy_id = $1 order by key`, [candidacyId]);
  }

  async marks(tx: Tx, candidacyId: string): Promise<{ stage: string; assessorId: string; marks: Readonly<Record<string, unknown>> }[]> {
    return tx.query(`select stage, assessor_id as "assessorId", marks from mark_sheet where candidacy_id = $1 and marks is not null order by stage, assessor_id`, [candidacyId]);
  }

  /** Versions of the policy under which the person was judged or decided. */
  async rules(tx: Tx, campaignId: string, candidacyId: string): Promise<{ version: number; publishedAt: Date; digest: string }[]> {
    return tx.query(
      `select p.version, p.published_at as "publishedAt", encode(p.digest, 'hex') as digest from policy_version p
       where p.campaign_id = $1 and p.version in (select policy_version from verdict where candidacy_id = $2
         union select b.policy_version from history h join decision_batch b on b.id = h.batch_id where h.candidacy_id = $2) order by p.version`,
      [campaignId, candidacyId],
    );
  }

  async verdicts(tx: Tx, candidacyId: string): Promise<CaseVerdict[]> {
    return tx.query<CaseVerdict>(
      `select stage, policy_version as "policyVersion", revision, outcome, score, reasons, encode(input_hash, 'hex') as "inputHash" from verdict where candidacy_id = $1 order by stage, policy_version, revision`,
      [candidacyId],
    );
  }

  async decisions(tx: Tx, candidacyId: string): Promise<CaseDecision[]> {
    return tx.query<CaseDecision>(
      `select h.stage, h.event, h.to_stage as "toStage", h.to_status as "toStatus", h.reason, b.decided_at as "decidedAt", b.decided_by as "decidedBy", b.published_at as "publishedAt", b.published_by as "publishedBy"
       from history h join decision_batch b on b.id = h.batch_id where h.candidacy_id = $1 order by h.n`,
      [candidacyId],
    );
  }

  async runs(tx: Tx, candidacyId: string): Promise<CaseRun[]> {
    return tx.query<CaseRun>(
      `select r.stage, r.revision, r.cause, e.document -> 'reason' as reason, e.document -> 'rank' as rank, encode(r.snapshot_hash, 'hex') as "snapshotHash", encode(r.result_hash, 'hex') as "resultHash"
       from choice_explanation e join ranking_run r on r.id = e.run_id where e.candidacy_id = $1 order by r.stage, r.revision`,
      [candidacyId],
    );
  }

  /** Recorded readings of what belongs to the person: his file, his documents, his appeals. */
  async readings(tx: Tx, campaignId: string, candidacyId: string): Promise<{ at: Date; action: string; actor: string }[]> {
    return tx.query(
      `select e.at, e.action, e.actor from audit_event e
       where e.chain = $1 and e.action ~ '[.-]read$' and e.subject in (
         select $2::uuid union select applicant_id from candidacy where id = $2
         union select id from document_file where candidacy_id = $2 union select id from seat_statement where candidacy_id = $2 union select id from appeal where candidacy_id = $2)
       order by e.tx, e.n`,
      [campaignId, candidacyId],
    );
  }

  /** Account → roles in the campaign. */
  async roles(tx: Tx, campaignId: string, accountIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await tx.query<{ id: string; roles: string[] }>(
      `select account_id as id, array_agg(distinct role order by role) as roles from access_grant where account_id = any($2::uuid[]) and (campaign_id = $1 or campaign_id is null) group by account_id`,
      [campaignId, accountIds],
    );
    return new Map(rows.map(({ id, roles }) => [id, roles]));
  }
}
