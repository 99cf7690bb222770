import { Injectable } from '@nestjs/common';
import type { PipelineEvent, Status } from '../candidacy/domain/pipeline';
import type { Tx } from '../platform/database/tx';

/** A published move of somebody's own nominee. */
export interface ChangeRow {
  readonly seq: number;
  readonly candidacyId: string;
  readonly number: string;
  readonly externalId: string | null;
  /** Counts the moves of the candidacy: decisions may be published in another order than they were taken. */
  readonly version: number;
  readonly event: PipelineEvent;
  readonly stage: string;
  readonly status: Status;
  readonly publishedAt: Date;
}

/** A place in the feed: everything up to and with this line was read. */
export interface Place {
  readonly seq: number;
  readonly number: string;
}

@Injectable()
export class ChangeRepository {
  /** Published moves of the nominators' candidacies behind the place, in the order of publication. */
  async after(tx: Tx, campaignId: string, nominatorIds: readonly string[], place: Place, count: number): Promise<ChangeRow[]> {
    return tx.query<ChangeRow>(
      `select p.seq, c.id as "candidacyId", c.number, n.external_id as "externalId", h.n as version, h.event, h.to_stage as stage, h.to_status as status, b.published_at as "publishedAt"
       from publication p
       join decision_batch b on b.id = p.batch_id
       join history h on h.batch_id = b.id and h.nominator_id = any($2::uuid[])
       join candidacy c on c.id = h.candidacy_id
       left join nominee n on n.candidacy_id = c.id
       where p.campaign_id = $1 and p.seq >= $3 and (p.seq, c.number collate "C") > ($3, $4)
       order by p.seq, c.number collate "C" limit $5`,
      [campaignId, nominatorIds, place.seq, place.number, count],
    );
  }
}
