import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

export interface RankingLottery {
  readonly commitment: string;
  readonly pool: readonly string[];
  readonly poolHash: string;
  readonly committedBy: string;
  readonly committedAt: Date;
  readonly secret: string | null;
  readonly publicValue: string | null;
  readonly revealedAt: Date | null;
}

const LOTTERY = `encode(commitment, 'hex') as commitment, pool, encode(pool_hash, 'hex') as "poolHash", committed_by as "committedBy", committed_at as "committedAt",
  secret, public_value as "publicValue", revealed_at as "revealedAt"`;

@Injectable()
export class LotteryRepository {
  async find(tx: Tx, campaignId: string, stage: string): Promise<RankingLottery | null> {
    const [lottery] = await tx.query<RankingLottery>(`select ${LOTTERY} from ranking_lottery where campaign_id = $1 and stage = $2`, [campaignId, stage]);
    return lottery ?? null;
  }

  /** False: the lottery of this stage was committed to before. */
  async commit(tx: Tx, campaignId: string, stage: string, commitment: string, pool: { text: string; digest: Buffer }): Promise<boolean> {
    const rows = await tx.query(
      `insert into ranking_lottery (campaign_id, stage, commitment, pool, pool_hash, committed_by) values ($1, $2, decode($3, 'hex'), $4, $5, $6) on conflict do nothing returning stage`,
      [campaignId, stage, commitment, pool.text, pool.digest, tx.actor.id],
    );
    return rows.length === 1;
  }

  async reveal(tx: Tx, campaignId: string, stage: string, secret: string, publicValue: string): Promise<void> {
    await tx.query(
      `update ranking_lottery set secret = $3, public_value = $4, revealed_by = $5, revealed_at = now() where campaign_id = $1 and stage = $2 and revealed_at is null`,
      [campaignId, stage, secret, publicValue, tx.actor.id],
    );
  }
}
