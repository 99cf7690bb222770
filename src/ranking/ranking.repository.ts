import { Injectable } from '@nestjs/common';
import type { Explanation } from '../candidacy/domain/explanation';
import type { Tx } from '../platform/database/tx';
import type { RunBasis } from './domain/build-question';
import type { JudgedRun, RunSnapshot } from './domain/judge-run';

export type RunState = 'queued' | 'chosen' | 'tie' | 'infeasible';

/** What a finished run stored. */
export type RunOutcome = Pick<JudgedRun, 'result' | 'tie'>;

export interface RankingRun {
  readonly id: string;
  readonly campaignId: string;
  readonly stage: string;
  readonly revision: number;
  readonly policyVersion: number;
  readonly cause: 'ranking' | 'replacement';
  readonly state: RunState;
  readonly snapshotHash: string;
  readonly rulesHash: string;
  readonly resultHash: string | null;
  readonly result: RunOutcome | null;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
  readonly confirmedAt: Date | null;
}

export interface NewRun extends Pick<RankingRun, 'id' | 'campaignId' | 'stage' | 'revision' | 'policyVersion' | 'cause'> {
  readonly snapshot: RunSnapshot;
  readonly snapshotHash: Buffer;
  readonly rulesHash: Buffer;
}

const RUN = `id, campaign_id as "campaignId", stage, revision, policy_version as "policyVersion", cause, state, encode(snapshot_hash, 'hex') as "snapshotHash",
  encode(rules_hash, 'hex') as "rulesHash", encode(result_hash, 'hex') as "resultHash", result, started_by as "startedBy", started_at as "startedAt",
  completed_at as "completedAt", confirmed_at as "confirmedAt"`;

@Injectable()
export class RankingRepository {
  /** The number of the newest run of a stage; 0: none yet. */
  async newestRevision(tx: Tx, campaignId: string, stage: string): Promise<number> {
    const [row] = await tx.query<{ revision: number }>(`select coalesce(max(revision), 0)::int as revision from ranking_run where campaign_id = $1 and stage = $2`, [campaignId, stage]);
    return row!.revision;
  }

  async create(tx: Tx, run: NewRun): Promise<void> {
    await tx.query(
      `insert into ranking_run (id, campaign_id, stage, revision, policy_version, cause, snapshot, snapshot_hash, rules_hash, started_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [run.id, run.campaignId, run.stage, run.revision, run.policyVersion, run.cause, JSON.stringify(run.snapshot), run.snapshotHash, run.rulesHash, tx.actor.id],
    );
  }

  /** Freezes what the question of a run was built from, in the run's own transaction. */
  async keepBasis(tx: Tx, campaignId: string, runId: string, { people, seed }: RunBasis): Promise<void> {
    await tx.query(`insert into ranking_basis (run_id, campaign_id, people, seed) values ($1, $2, $3, $4)`, [runId, campaignId, JSON.stringify(people), seed]);
  }

  async find(tx: Tx, campaignId: string, stage: string, id: string): Promise<RankingRun | null> {
    const [run] = await tx.query<RankingRun>(`select ${RUN} from ranking_run where campaign_id = $1 and stage = $2 and id = $3`, [campaignId, stage, id]);
    return run ?? null;
  }

  async snapshot(tx: Tx, id: string): Promise<RunSnapshot> {
    const [row] = await tx.query<{ snapshot: RunSnapshot }>(`select snapshot from ranking_run where id = $1`, [id]);
    return row!.snapshot;
  }

  /** The number of the newest confirmed run of a stage; null: none. */
  async newestConfirmedRevision(tx: Tx, campaignId: string, stage: string): Promise<number | null> {
    const [row] = await tx.query<{ revision: number | null }>(`select max(revision)::int as revision from ranking_run where campaign_id = $1 and stage = $2 and confirmed_at is not null`, [campaignId, stage]);
    return row!.revision;
  }

  /** The newest confirmed run of a stage with its snapshot: what seats were given on. */
  async newestConfirmed(tx: Tx, campaignId: string, stage: string): Promise<{ revision: number; snapshot: RunSnapshot; selected: string[] } | null> {
    const [row] = await tx.query<{ revision: number; snapshot: RunSnapshot; selected: string[] }>(
      `select revision, snapshot, result -> 'result' -> 'selected' as selected from ranking_run
       where campaign_id = $1 and stage = $2 and confirmed_at is not null order by revision desc limit 1`,
      [campaignId, stage],
    );
    return row ?? null;
  }

  async complete(tx: Tx, id: string, state: RunState, outcome: RunOutcome, resultHash: Buffer): Promise<void> {
    await tx.query(`update ranking_run set state = $2, result = $3, result_hash = $4, completed_at = now() where id = $1`, [id, state, JSON.stringify(outcome), resultHash]);
  }

  /** Stores why everybody of a run was or was not chosen; a run is judged once, so are its explanations. */
  async explain(tx: Tx, campaignId: string, runId: string, explanations: ReadonlyMap<string, Explanation>): Promise<void> {
    await tx.query(
      `insert into choice_explanation (run_id, candidacy_id, campaign_id, nominator_id, number, document)
       select $2, c.id, c.campaign_id, c.nominator_id, c.number, e.document from jsonb_to_recordset($3::jsonb) as e (number text, document jsonb)
       join candidacy c on c.campaign_id = $1 and c.number = e.number`,
      [campaignId, runId, JSON.stringify([...explanations].map(([number, document]) => ({ number, document })))],
    );
  }

  async confirm(tx: Tx, id: string): Promise<void> {
    await tx.query(`update ranking_run set confirmed_at = now() where id = $1`, [id]);
  }

  /** Candidacies behind public numbers. */
  async idsOf(tx: Tx, campaignId: string, numbers: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; number: string }>(`select id, number from candidacy where campaign_id = $1 and number = any($2::text[])`, [campaignId, numbers]);
    return new Map(rows.map(({ id, number }) => [number, id]));
  }
}
