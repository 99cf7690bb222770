import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { RunBasis } from './domain/build-question';
import type { RuleChanges } from './domain/change-rules';
import type { RunSnapshot } from './domain/judge-run';
import type { ScenarioOutcome } from './domain/play-scenario';
import type { RunOutcome } from './ranking.repository';

/** What a scenario changes, and whether people's departures from the run still hold in it. */
export interface ScenarioChanges extends RuleChanges {
  readonly keepDepartures: boolean;
}

export interface SavedScenario {
  readonly id: string;
  readonly runId: string;
  readonly title: string;
  readonly changes: ScenarioChanges;
  readonly outcome: ScenarioOutcome;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** A judged run with everything a scenario starts from. */
export interface ScenarioGround {
  readonly id: string;
  readonly policyVersion: number;
  readonly snapshot: RunSnapshot;
  readonly result: RunOutcome | null;
  readonly basis: RunBasis | null;
}

const SCENARIO = `id, run_id as "runId", title, changes, outcome, created_by as "createdBy", created_at as "createdAt"`;

/** Scenarios, behind a wall: while it writes, the transaction acts as a role that can write nothing else. */
@Injectable()
export class ScenarioRepository {
  async ground(tx: Tx, campaignId: string, stage: string, runId: string): Promise<ScenarioGround | null> {
    const [row] = await tx.query<Omit<ScenarioGround, 'basis'> & { people: RunBasis['people'] | null; seed: string | null }>(
      `select r.id, r.policy_version as "policyVersion", r.snapshot, r.result, b.people, b.seed
       from ranking_run r left join ranking_basis b on b.run_id = r.id where r.campaign_id = $1 and r.stage = $2 and r.id = $3`,
      [campaignId, stage, runId],
    );
    if (!row) return null;
    const { people, seed, ...ground } = row;
    return { ...ground, basis: people && { people, seed } };
  }

  async keep(tx: Tx, campaignId: string, scenario: Pick<SavedScenario, 'id' | 'runId' | 'title' | 'changes' | 'outcome'>, outcomeHash: Buffer): Promise<void> {
    const { id, runId, title, changes, outcome } = scenario;
    await this.behindTheWall(tx, async () => {
      await tx.query(
        `insert into scenario (id, campaign_id, run_id, title, changes, outcome, outcome_hash, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, campaignId, runId, title, JSON.stringify(changes), JSON.stringify(outcome), outcomeHash, tx.actor.id],
      );
      await tx.audit({ action: 'scenario.kept', chain: campaignId, subject: id, lines: outcome.filled, digest: outcomeHash });
    });
  }

  async find(tx: Tx, runId: string, id: string): Promise<SavedScenario | null> {
    const [row] = await tx.query<SavedScenario>(`select ${SCENARIO} from scenario where run_id = $1 and id = $2`, [runId, id]);
    return row ?? null;
  }

  /** In the order they were made. */
  async page(tx: Tx, runId: string, after: string | null, limit: number): Promise<SavedScenario[]> {
    return tx.query<SavedScenario>(`select ${SCENARIO} from scenario where run_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`, [runId, after, limit]);
  }

  /** `work` runs as `app_what_if`; the transaction then goes on as itself. A failure ends the transaction, role and all. */
  async behindTheWall(tx: Tx, work: () => Promise<void>): Promise<void> {
    const [before] = await tx.query<{ role: string }>(`select current_setting('role') as role`);
    await tx.query(`select set_config('role', 'app_what_if', true)`);
    await work();
    await tx.query(`select set_config('role', $1, true)`, [before!.role]);
  }
}
