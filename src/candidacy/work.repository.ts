import { Injectable } from '@nestjs/common';
import type { WorkKind } from '../kernel/jobs';
import type { Tx } from '../platform/database/tx';
import type { Verdict } from './domain/verdict';
import { toColumns, VERDICT_HASHES, VERDICT_ROWS, verdictParams } from './verdict.repository';

/** A batch in hand: what is to be computed and the attempt that fences it. */
export interface WorkBatch {
  readonly id: string;
  readonly attempt: number;
  readonly campaignId: string;
  readonly stage: string;
  readonly kind: WorkKind;
  readonly policyVersion: number;
  readonly revision: number;
  /** A ranking run's batch names the run; its members are those of the frozen snapshot. */
  readonly runId: string | null;
  readonly ids: readonly string[];
}

/** A batch on its way to the queue. */
export interface Dispatch {
  readonly id: string;
  readonly attempt: number;
  readonly sends: number;
  readonly kind: WorkKind;
}

/** A worker that is alive renews its lease long before it runs out; one that is dead frees its batch after this time. */
export const LEASE_SECONDS = 30;
/** After this time without a live lease a batch is sent again: the queue may have been emptied. */
const RESEND_SECONDS = 30;
/** A batch of one that failed this often waits for a person. */
const ATTEMPTS = 3;

@Injectable()
export class WorkRepository {
  /** Leaves a notice that facts of these candidacies are complete; the dispatcher will put them into batches. `renew`: also those who have a verdict. */
  async markReady(tx: Tx, campaignId: string, stage: { key: string; kind: WorkKind }, ids: readonly string[], renew: boolean): Promise<void> {
    await tx.query(
      `with ready as (
         insert into work_ready (campaign_id, stage, kind, ids, renew) values ($1, $2, $3, $4, $5)
       ) select pg_notify('work', '')`,
      [campaignId, stage.key, stage.kind, ids, renew],
    );
  }

  /** Those of the candidacies that have a verdict of the stage. */
  async judged(tx: Tx, stage: string, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(`select distinct candidacy_id as id from verdict where candidacy_id = any($1::uuid[]) and stage = $2`, [ids, stage]);
    return rows.map(({ id }) => id);
  }

  /** Whose verdict at the stage is about to be replaced by a renewed one, or should have been and waits for a person. */
  async beingRenewed(tx: Tx, campaignId: string, stage: string, policyVersion: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select unnest(ids) as id from work_ready where campaign_id = $1 and stage = $2 and renew
       union
       select m.id from work_batch b cross join unnest(b.ids) as m (id)
       where b.campaign_id = $1 and b.stage = $2 and b.policy_version = $3 and b.revision > 0 and b.run_id is null
         and b.state in ('READY', 'RUNNING', 'NEEDS_ATTENTION')
         and not exists (select from verdict v where v.candidacy_id = m.id and v.stage = $2 and v.policy_version = $3 and v.revision >= b.revision)`,
      [campaignId, stage, policyVersion],
    );
    return rows.map(({ id }) => id);
  }

  /** Queues one job for a whole ranking run. */
  async createForRun(tx: Tx, run: { id: string; campaignId: string; stage: string; policyVersion: number; revision: number; size: number }): Promise<void> {
    await tx.query(
      `with batch as (
         insert into work_batch (campaign_id, stage, kind, policy_version, revision, run_id, ids, size) values ($1, $2, 'ranking', $3, $4, $5, '{}', $6)
       ) select pg_notify('work', '')`,
      [run.campaignId, run.stage, run.policyVersion, run.revision, run.id, run.size],
    );
  }

  /**
   * Work that was made under an older policy version while the new one was being published: nobody has begun it, so it is
   * superseded and its members are ready again. Runs are left to the person who started them.
   */
  async renewStale(tx: Tx): Promise<void> {
    await tx.prepared(
      'work-renew-stale',
      `with stale as (
         update work_batch b set state = 'SUPERSEDED' from campaign c
         where c.id = b.campaign_id and b.policy_version < c.policy_version and b.state = 'READY' and b.run_id is null
         returning b.campaign_id, b.stage, b.kind, b.ids
       )
       insert into work_ready (campaign_id, stage, kind, ids) select campaign_id, stage, kind, ids from stale`,
      [],
    );
  }

  /**
   * Drains `work_ready` into batches of at most 500, one policy version and revision each; whoever has left the stage is
   * dropped, and whoever has been computed already unless he is to be renewed. A renewal takes the revision after every
   * verdict there is and every batch under way, which may have read its facts before they changed.
   */
  async drainReady(tx: Tx): Promise<number> {
    const [ready] = await tx.prepared('work-ready', `select from work_ready limit 1`, []);
    if (!ready) return 0;
    const [{ batches }] = await tx.query<{ batches: number }>( // planned anew each time: its tables grow from nothing to a hundred thousand
      `with taken as (
         delete from work_ready where id in (select id from work_ready order by id limit 1000 for update skip locked) returning campaign_id, stage, kind, ids, renew
       ), named as (
         select campaign_id, stage, kind, n.id, bool_or(renew) as renew from taken cross join unnest(ids) as n (id) group by campaign_id, stage, kind, n.id
       ), under_way as (
         select m.id, b.stage, b.policy_version, max(b.revision) as revision from work_batch b cross join unnest(b.ids) as m (id)
         where b.state in ('READY', 'RUNNING') and m.id in (select id from named where renew) group by m.id, b.stage, b.policy_version
       ), due as (
         select n.campaign_id, n.stage, n.kind, p.policy_version, coalesce(greatest(v.revision, u.revision) + 1, 0) as revision, n.id
         from named n
         join campaign p on p.id = n.campaign_id
         join candidacy c on c.id = n.id and c.stage = n.stage and c.status in ('open', 'on-hold')
         cross join lateral (
           select max(revision) as revision from verdict v where v.candidacy_id = n.id and v.stage = n.stage and v.policy_version = p.policy_version
         ) v
         left join under_way u on u.id = n.id and u.stage = n.stage and u.policy_version = p.policy_version
         where n.renew or v.revision is null
       ), parted as (
         select *, (row_number() over (partition by campaign_id, stage, revision order by id) - 1) / 500 as part from due
       ), batch as (
         insert into work_batch (campaign_id, stage, kind, policy_version, revision, ids, size)
         select campaign_id, stage, kind, policy_version, revision, array_agg(id order by id), count(*) from parted group by campaign_id, stage, kind, policy_version, revision, part
         returning 1
       )
       select count(*)::int as batches from batch`,
    ) as [{ batches: number }];
    return batches;
  }

  /** Marks what has to go to the queue and returns it. The same statement is the recovery from a queue that was emptied. */
  async takeForQueue(tx: Tx): Promise<Dispatch[]> {
    return tx.prepared<Dispatch>(
      'work-take-for-queue',
      `update work_batch set sent_at = clock_timestamp(), sends = sends + 1
       where id in (
         select id from work_batch
         where state in ('READY', 'RUNNING') and (state = 'READY' or lease_until < clock_timestamp())
           and (sent_at is null or sent_at < clock_timestamp() - make_interval(secs => ${RESEND_SECONDS}))
         order by created_at limit 1000 for update skip locked
       ) returning id, attempt, sends, kind`,
      [],
    );
  }

  /** The queue did not take them: they are due again at once. */
  async returnFromQueue(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(`update work_batch set sent_at = null where id = any($1::uuid[]) and state = 'READY'`, [ids]);
  }

  /** Takes the batch if nobody holds it: a row is yours, with the new attempt as fence; null: return quietly. */
  async take(tx: Tx, batchId: string): Promise<WorkBatch | null> {
    const [batch] = await tx.prepared<WorkBatch>(
      'work-take',
      `update work_batch set state = 'RUNNING', attempt = attempt + 1, lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
       where id = $1 and (state = 'READY' or (state = 'RUNNING' and lease_until < clock_timestamp()))
       returning id, attempt, campaign_id as "campaignId", stage, kind, policy_version as "policyVersion", revision, run_id as "runId", ids`,
      [batchId],
    );
    return batch ?? null;
  }

  /** Keeps the batch for another lease; false: it is no longer ours. */
  async renew(tx: Tx, { id, attempt }: WorkBatch): Promise<boolean> {
    const rows = await tx.query(
      `update work_batch set lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
       where id = $1 and attempt = $2 and state = 'RUNNING' returning id`,
      [id, attempt],
    );
    return rows.length === 1;
  }

  /**
   * Everything a batch leaves behind in one statement, or nothing: fence, verdicts, audit event. `null`: fenced,
   * another attempt holds the batch. `given` counts the verdicts, `matched` the candidacies of this campaign among them;
   * anything but all of them is a broken caller and must be rolled back.
   */
  async finish(tx: Tx, batch: WorkBatch, verdicts: Iterable<Verdict>): Promise<{ given: number; matched: number } | null> {
    const columns = toColumns(verdicts, batch);
    const [row] = await tx.prepared<{ matched: number }>('work-finish', FINISH, [...verdictParams(columns), batch.id, batch.attempt, tx.actor.id]);
    return row ? { given: columns.ids.length, ...row } : null;
  }

  /** A failed batch becomes two; alone and tried three times it waits for a person. Fenced like `finish`. */
  async halve(tx: Tx, { id, attempt }: WorkBatch, cause: string): Promise<'SPLIT' | 'READY' | 'NEEDS_ATTENTION' | null> {
    const [row] = await tx.query<{ state: 'SPLIT' | 'READY' | 'NEEDS_ATTENTION' }>(HALVE, [id, attempt, cause.slice(0, 200), ATTEMPTS, tx.actor.id]);
    return row?.state ?? null;
  }

  /** Open work of an older policy version: its finish will write nothing. Returns how many batches were superseded. */
  async supersede(tx: Tx, campaignId: string, policyVersion: number): Promise<number> {
    const rows = await tx.query(
      `update work_batch set state = 'SUPERSEDED', lease_until = null
       where campaign_id = $1 and policy_version < $2 and state in ('READY', 'RUNNING') returning id`,
      [campaignId, policyVersion],
    );
    return rows.length;
  }
}

// `limit 1` keeps the planner to a look-up by id; as a join it may compare each verdict with everybody of the campaign.
const FINISH = `
  with fence as (
    update work_batch set state = 'DONE', lease_until = null where id = $7 and attempt = $8 and state = 'RUNNING'
    returning id, campaign_id, stage, policy_version, revision
  ), member as (
    select c.id, c.nominator_id, u.outcome, u.score, u.measures, u.reasons, u.i
    from fence f cross join ${VERDICT_ROWS}
    cross join lateral (select id, nominator_id from candidacy where id = u.id and campaign_id = f.campaign_id limit 1) c
  ), written as (
    insert into verdict (candidacy_id, stage, policy_version, revision, campaign_id, nominator_id, batch_id, outcome, score, measures, reasons, input_hash, salt, row_hash)
    select u.id, f.stage, f.policy_version, f.revision, f.campaign_id, u.nominator_id, f.id, u.outcome, u.score, u.measures, u.reasons, ${VERDICT_HASHES}
    from fence f cross join member u
    on conflict do nothing
    returning candidacy_id, row_hash
  ), event as (
    insert into audit_event (tx, chain, actor, action, subject, policy_version, lines, digest)
    select nextval('audit_tx'), f.campaign_id, $9, 'work.finished', f.id, f.policy_version, s.lines, s.digest
    from fence f, (select count(*) as lines, sha256(coalesce(string_agg(row_hash, ''::bytea order by candidacy_id), '')) as digest from written) s
  )
  select (select count(*) from member)::int as matched from fence`;

const HALVE = `
  with fence as (
    update work_batch set lease_until = null, sent_at = null, cause = $3,
      state = case when cardinality(ids) > 1 then 'SPLIT' when attempt >= $4 then 'NEEDS_ATTENTION' else 'READY' end
    where id = $1 and attempt = $2 and state = 'RUNNING'
    returning id, campaign_id, stage, kind, policy_version, revision, run_id, ids, state
  ), halves as (
    insert into work_batch (campaign_id, stage, kind, policy_version, revision, ids, size)
    select campaign_id, stage, kind, policy_version, revision, ids[lo:hi], hi - lo + 1 from fence,
      lateral (values (1, cardinality(ids) / 2), (cardinality(ids) / 2 + 1, cardinality(ids))) as half (lo, hi)
    where state = 'SPLIT'
  ), event as (
    insert into audit_event (tx, chain, actor, action, subject, policy_version, lines)
    select nextval('audit_tx'), campaign_id, $5, 'work.needs-attention', id, policy_version, cardinality(ids) from fence where state = 'NEEDS_ATTENTION'
  ), told as (select pg_notify('work', '') from fence)
  select state from fence, told`;
