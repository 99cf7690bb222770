import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { RunBasis } from './domain/build-question';

/** An export of a run: who asked for it and who let it out. */
export interface SnapshotExport {
  readonly runId: string;
  readonly seal: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly releasedBy: string | null;
  readonly releasedAt: Date | null;
}

/** What people were ranked by: kept by the run that asked it first, its replacements ask the same people again. */
export interface KeptBasis extends RunBasis {
  readonly runId: string;
  readonly policyVersion: number;
}

const EXPORT = `run_id as "runId", encode(seal, 'hex') as seal, requested_by as "requestedBy", requested_at as "requestedAt", released_by as "releasedBy", released_at as "releasedAt"`;

@Injectable()
export class SnapshotRepository {
  async find(tx: Tx, runId: string, lock = false): Promise<(SnapshotExport & { secret: Buffer }) | null> {
    const [row] = await tx.query<SnapshotExport & { secret: Buffer }>(`select ${EXPORT}, secret from ranking_snapshot where run_id = $1 ${lock ? 'for update' : ''}`, [runId]);
    return row ?? null;
  }

  /** False: somebody has asked for it already. */
  async request(tx: Tx, campaignId: string, runId: string, secret: Buffer, seal: Buffer): Promise<boolean> {
    const rows = await tx.query(
      `insert into ranking_snapshot (run_id, campaign_id, secret, seal, requested_by) values ($1, $2, $3, $4, $5) on conflict do nothing returning run_id`,
      [runId, campaignId, secret, seal, tx.actor.id],
    );
    return rows.length > 0;
  }

  async release(tx: Tx, runId: string): Promise<void> {
    await tx.query(`update ranking_snapshot set released_by = $2, released_at = now() where run_id = $1`, [runId, tx.actor.id]);
  }

  /** The decision that published a run and stands; null: there is none. */
  async publishedDecision(tx: Tx, campaignId: string, runId: string): Promise<{ id: string; publishedAt: Date } | null> {
    const [row] = await tx.query<{ id: string; publishedAt: Date }>(
      `select d.id, d.published_at as "publishedAt" from decision_batch d
       where d.campaign_id = $1 and d.run_id = $2 and d.published_at is not null and not exists (select from decision_batch r where r.reverts_id = d.id)`,
      [campaignId, runId],
    );
    return row ?? null;
  }

  async campaignName(tx: Tx, campaignId: string): Promise<string> {
    const [row] = await tx.query<{ name: string }>(`select name from campaign where id = $1`, [campaignId]);
    return row!.name;
  }

  /** The basis of a run; of a replacement, that of the newest ranking confirmed before it. */
  async basis(tx: Tx, campaignId: string, stage: string, revision: number): Promise<KeptBasis | null> {
    const [row] = await tx.query<KeptBasis>(
      `select r.id as "runId", r.policy_version as "policyVersion", b.people, b.seed from ranking_run r join ranking_basis b on b.run_id = r.id
       where r.campaign_id = $1 and r.stage = $2 and r.revision <= $3 and r.confirmed_at is not null order by r.revision desc limit 1`,
      [campaignId, stage, revision],
    );
    return row ?? null;
  }
}
