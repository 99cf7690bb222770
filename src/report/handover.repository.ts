import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

export interface HandedNominator {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly campaign: string;
  readonly plan: number | null;
  readonly used: number;
}

@Injectable()
export class HandoverRepository {
  async find(tx: Tx, campaignId: string, ids: readonly string[] | null): Promise<HandedNominator[]> {
    return tx.query<HandedNominator>(
      `select n.id, n.code, n.title, k.name as campaign, q.places as plan, q.used from nomination_quota q join nominator n on n.id = q.nominator_id join campaign k on k.id = q.campaign_id
       where q.campaign_id = $1 and ($2::uuid[] is null or n.id = any($2)) order by n.code, n.id`,
      [campaignId, ids],
    );
  }
}
