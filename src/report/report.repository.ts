import { Injectable } from '@nestjs/common';
import type { Reason } from '../kernel/reason';
import type { Tx } from '../platform/database/tx';
import type { StandingCount } from './domain/account-stages';

export interface Progress {
  readonly stage: string;
  readonly total: number;
  readonly open: number;
  readonly attention: number;
}

export interface CandidacyLine {
  readonly candidacyId: string;
  readonly number: string;
  readonly region: string;
  readonly category: string | null;
  readonly stage: string;
  readonly status: string;
  /** The last decision in each stage, with the score it was taken on. */
  readonly outcomes: readonly { readonly stage: string; readonly outcome: string; readonly score: number | null }[];
}

export interface VerdictLine {
  readonly stage: string;
  readonly policyVersion: number;
  readonly revision: number;
  readonly outcome: string;
  readonly score: number | null;
  readonly measures: Record<string, number>;
  readonly reasons: Reason[];
  readonly inputHash: string;
  readonly rowHash: string;
}

export interface HistoryLine {
  readonly n: number;
  readonly stage: string;
  readonly event: string;
  readonly toStage: string;
  readonly toStatus: string;
  readonly reason: string | null;
  readonly decisionId: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly publishedAt: Date | null;
}

/** Why people did not go on: the deciding reasons of their verdicts, or the code a person gave. */
export interface Loss {
  readonly stage: string;
  readonly status: string;
  readonly code: string;
  readonly count: number;
}

const LINE = `c.id as "candidacyId", c.number, c.region, c.category, c.stage, c.status`;

/** Read models. It may read any table and writes none. */
@Injectable()
export class ReportRepository {
  async standings(tx: Tx, campaignId: string): Promise<StandingCount[]> {
    return tx.query<StandingCount>(`select stage, status, count(*)::int as count from candidacy where campaign_id = $1 group by stage, status`, [campaignId]);
  }

  /** How far each stage is computed. `attention`: open candidacies that could not be, and later work has not helped; a run that failed counts as one. */
  async progress(tx: Tx, campaignId: string, policyVersion: number): Promise<Progress[]> {
    return tx.query<Progress>(
      `with batch as (
         select stage, state, revision, size, run_id is not null as is_run, max(revision) filter (where run_id is not null) over (partition by stage) as newest_run,
           case when state = 'NEEDS_ATTENTION' then ids[1] end as alone
         from work_batch where campaign_id = $1 and policy_version = $2 and state not in ('SPLIT', 'SUPERSEDED')
       )
       select b.stage,
         coalesce(sum(b.size) filter (where case when b.is_run then b.revision = b.newest_run else b.revision = 0 end), 0)::int as total,
         coalesce(sum(b.size) filter (where b.state in ('READY', 'RUNNING') and (not b.is_run or b.revision = b.newest_run)), 0)::int as open,
         (count(*) filter (where b.state = 'NEEDS_ATTENTION' and case when b.is_run then b.revision = b.newest_run
           else exists (select from candidacy c where c.id = b.alone and c.stage = b.stage and c.status = 'open')
             and not exists (select from verdict v where v.candidacy_id = b.alone and v.stage = b.stage and v.policy_version = $2 and v.revision >= b.revision) end))::int as attention
       from batch b group by b.stage`,
      [campaignId, policyVersion],
    );
  }

  async losses(tx: Tx, campaignId: string): Promise<Loss[]> {
    return tx.query<Loss>(
      `with last as (
         select c.id, c.stage, c.status, h.reason, h.verdict_revision from candidacy c join history h on h.candidacy_id = c.id and h.n = c.version
         where c.campaign_id = $1 and c.status in ('rejected', 'withdrawn', 'excluded', 'no-show')
       ), told as (
         select v.candidacy_id, v.stage, v.revision, v.outcome, r ->> 'code' as code
         from candidacy c join verdict v on v.candidacy_id = c.id cross join lateral json_array_elements(v.reasons) r
         where c.campaign_id = $1 and coalesce((r -> 'params' ->> 'decisive')::boolean, true)
       ), harmless as (
         select distinct stage, code from told where outcome = 'pass' -- what is said of people who pass is no reason for a loss
       )
       select stage, status, code, count(*)::int as count from (
         select stage, status, reason as code, id from last where reason is not null
         union all
         select distinct l.stage, l.status, t.code, l.id from last l join told t on t.candidacy_id = l.id and t.stage = l.stage and t.revision = l.verdict_revision
         where l.reason is null and (t.stage, t.code) not in (select stage, code from harmless)
       ) lost group by stage, status, code order by stage, count(*) desc, code`,
      [campaignId],
    );
  }

  async regions(tx: Tx, campaignId: string): Promise<{ nominated: number; enrolled: number }> {
    const [row] = await tx.query<{ nominated: number; enrolled: number }>(
      `select count(distinct region)::int as nominated, count(distinct region) filter (where status = 'enrolled')::int as enrolled from candidacy where campaign_id = $1`,
      [campaignId],
    );
    return row!;
  }

  /** Lowest score with which somebody was chosen in each ranking stage. */
  async cutOffs(tx: Tx, campaignId: string): Promise<{ stage: string; score: number }[]> {
    return tx.query(
      `select h.stage, min(v.score) as score from history h
       join verdict v on v.candidacy_id = h.candidacy_id and v.stage = h.stage and v.revision = h.verdict_revision
       join ranking_run r on r.campaign_id = h.campaign_id and r.stage = h.stage and r.revision = h.verdict_revision
       where h.campaign_id = $1 and h.event in ('decided:pass', 'promote') group by h.stage`,
      [campaignId],
    );
  }

  async page(tx: Tx, campaignId: string, filter: { stage: string | null; status: string | null; after: string | null }, limit: number): Promise<CandidacyLine[]> {
    return tx.query<CandidacyLine>(
      `select l.*, coalesce(o.outcomes, '[]') as outcomes from (
         select ${LINE} from candidacy c
         where c.campaign_id = $1 and ($2::text is null or c.stage = $2) and ($3::text is null or c.status = $3) and ($4::text is null or c.number > $4)
         order by c.number limit $5
       ) l
       left join lateral (
         select jsonb_agg(jsonb_build_object('stage', d.stage, 'outcome', d.outcome, 'score', d.score) order by d.n) as outcomes from (
           select distinct on (h.stage) h.stage, h.n, replace(h.event, 'decided:', '') as outcome,
             (select v.score from verdict v where v.candidacy_id = h.candidacy_id and v.stage = h.stage order by v.policy_version desc, v.revision desc limit 1) as score
           from history h where h.candidacy_id = l."candidacyId" order by h.stage, h.n desc
         ) d
       ) o on true
       order by l.number`,
      [campaignId, filter.stage, filter.status, filter.after, limit],
    );
  }

  async find(tx: Tx, campaignId: string, id: string): Promise<(Omit<CandidacyLine, 'outcomes'> & { name: string }) | null> {
    const [row] = await tx.query<Omit<CandidacyLine, 'outcomes'> & { name: string }>(
      `select ${LINE}, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name
       from candidacy c join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role = 'self' left join person p on p.id = m.person_id
       where c.campaign_id = $1 and c.id = $2`,
      [campaignId, id],
    );
    return row ?? null;
  }

  async verdicts(tx: Tx, candidacyId: string): Promise<VerdictLine[]> {
    return tx.query<VerdictLine>(
      `select stage, policy_version as "policyVersion", revision, outcome, score, measures, reasons,
         encode(input_hash, 'hex') as "inputHash", encode(row_hash, 'hex') as "rowHash"
       from verdict where candidacy_id = $1 order by policy_version, stage, revision`,
      [candidacyId],
    );
  }

  async history(tx: Tx, candidacyId: string): Promise<HistoryLine[]> {
    return tx.query<HistoryLine>(
      `select h.n, h.stage, h.event, h.to_stage as "toStage", h.to_status as "toStatus", h.reason, h.batch_id as "decisionId",
         d.decided_by as "decidedBy", d.decided_at as "decidedAt", d.published_at as "publishedAt"
       from history h join decision_batch d on d.id = h.batch_id where h.candidacy_id = $1 order by h.n`,
      [candidacyId],
    );
  }
}
