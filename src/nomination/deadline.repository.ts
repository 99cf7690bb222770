import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

export interface Extension {
  readonly id: string;
  readonly nominatorId: string;
  readonly state: 'requested' | 'granted' | 'refused';
  readonly candidacyIds: readonly string[] | null;
  readonly reason: string;
  readonly requestedBy: string | null;
  readonly requestedAt: Date | null;
  readonly until: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly answer: string | null;
}

export type NewExtension = Pick<Extension, 'id' | 'nominatorId' | 'state' | 'candidacyIds' | 'reason' | 'until'>;

const EXTENSION = `e.id, e.nominator_id as "nominatorId", e.state, e.candidacy_ids as "candidacyIds", e.reason, e.requested_by as "requestedBy", e.requested_at as "requestedAt",
  e.until, e.decided_by as "decidedBy", e.decided_at as "decidedAt", e.answer`;

@Injectable()
export class DeadlineRepository {
  /** The latest moment granted to the nominator: for all his nominees, or for a late entry that holds all of these. */
  async grantedTo(tx: Tx, campaignId: string, nominatorId: string, candidacyIds: readonly string[]): Promise<Date | null> {
    const [row] = await tx.query<{ until: Date | null }>(
      `select max(until) as until from nomination_extension
       where campaign_id = $1 and nominator_id = $2 and state = 'granted' and (candidacy_ids is null or (candidacy_ids @> $3::uuid[] and cardinality($3::uuid[]) > 0))`,
      [campaignId, nominatorId, candidacyIds],
    );
    return row!.until;
  }

  async insert(tx: Tx, campaignId: string, { id, nominatorId, state, candidacyIds, reason, until }: NewExtension): Promise<Extension> {
    const [row] = await tx.query<Extension>(
      `insert into nomination_extension as e (id, campaign_id, nominator_id, state, candidacy_ids, reason, until, requested_by, requested_at, decided_by, decided_at)
       select $1, $2, $3, $4, $5, $6, $7, case when r then $8::uuid end, case when r then now() end, case when not r then $8::uuid end, case when not r then now() end
       from (select $4 = 'requested' as r) _ returning ${EXTENSION}`,
      [id, campaignId, nominatorId, state, candidacyIds, reason, until, tx.actor.id],
    );
    return row!;
  }

  async lock(tx: Tx, campaignId: string, id: string): Promise<Extension | null> {
    const [row] = await tx.query<Extension>(`select ${EXTENSION} from nomination_extension e where e.campaign_id = $1 and e.id = $2 for update`, [campaignId, id]);
    return row ?? null;
  }

  async decide(tx: Tx, id: string, state: 'granted' | 'refused', until: Date | null, answer: string): Promise<Extension> {
    const [row] = await tx.query<Extension>(
      `update nomination_extension e set state = $2, until = $3, answer = $4, decided_by = $5, decided_at = now() where e.id = $1 returning ${EXTENSION}`,
      [id, state, until, answer, tx.actor.id],
    );
    return row!;
  }

  async page(tx: Tx, campaignId: string, nominatorIds: readonly string[] | null, after: string | null, count: number): Promise<Extension[]> {
    return tx.query<Extension>(
      `select ${EXTENSION} from nomination_extension e
       where e.campaign_id = $1 and ($2::uuid[] is null or e.nominator_id = any($2)) and ($3::uuid is null or e.id > $3) order by e.id limit $4`,
      [campaignId, nominatorIds, after, count],
    );
  }
}
