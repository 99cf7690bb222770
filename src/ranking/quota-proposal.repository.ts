import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

export interface Nominees {
  readonly territory: string;
  readonly category: string | null;
  readonly count: number;
}

@Injectable()
export class QuotaProposalRepository {
  /** How many have been put forward for good: submitted, whatever became of them, but for those who left. */
  async count(tx: Tx, campaignId: string, firstStage: string): Promise<Nominees[]> {
    return tx.query<Nominees>(
      `select territory, category, count(*)::int as count from candidacy
       where campaign_id = $1 and stage <> $2 and status not in ('withdrawn', 'excluded') group by territory, category`,
      [campaignId, firstStage],
    );
  }
}
