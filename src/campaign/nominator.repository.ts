import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Tx } from '../platform/database/tx';
import { NominatorEntity } from './nominator.entity';

export type NominatorRow = Pick<NominatorEntity, 'id' | 'kind' | 'code' | 'title' | 'region'>;

/** A nominator's places in a campaign; null = no limit. `used` counts those put forward and submitted. */
export interface NominatorPlaces extends NominatorRow {
  readonly places: number | null;
  readonly used: number;
}

/**
 * Whoever has left the first stage was submitted, and takes a place unless he has withdrawn. Counted, not remembered, so
 * that a submission that was reverted and a nominee who gave up leave their places to others.
 */
const SUBMITTED = `(select count(*)::int from candidacy c where c.campaign_id = q.campaign_id and c.nominator_id = q.nominator_id and c.stage <> $2 and c.status <> 'withdrawn')`;
const PLACES = `n.id, n.kind, n.code, n.title, n.region, q.places, ${SUBMITTED} as used`;

@Injectable()
export class NominatorRepository {
  /** Registers those that are new by kind and code, and gives all of them as they stand registered. */
  async register(tx: Tx, nominators: readonly NominatorRow[]): Promise<NominatorRow[]> {
    const wished = JSON.stringify(nominators);
    await tx.query(
      `insert into nominator (id, kind, code, title, region)
       select n.id, n.kind, n.code, n.title, n.region from jsonb_to_recordset($1::jsonb) as n (id uuid, kind text, code text, title text, region text)
       order by n.kind, n.code on conflict (kind, code) do nothing`,
      [wished],
    );
    return tx.query<NominatorRow>(
      `select n.id, n.kind, n.code, n.title, n.region from nominator n
       where (n.kind, n.code) in (select w.kind, w.code from jsonb_to_recordset($1::jsonb) as w (kind text, code text))`,
      [wished],
    );
  }

  async find(tx: Tx, ids: readonly string[]): Promise<NominatorRow[]> {
    return tx.manager.findBy(NominatorEntity, { id: In(ids) });
  }

  /** Lets nominators take part; who does already keeps his places. */
  async enrol(tx: Tx, campaignId: string, nominators: readonly { readonly id: string; readonly places: number | null }[]): Promise<void> {
    await tx.query(
      `insert into nomination_quota (campaign_id, nominator_id, places)
       select $2, n.id, n.places from jsonb_to_recordset($1::jsonb) as n (id uuid, places integer) order by n.id on conflict do nothing`,
      [JSON.stringify(nominators), campaignId],
    );
  }

  /** Those who take part, of the ids given. */
  async enrolled(tx: Tx, campaignId: string, firstStage: string, ids: readonly string[]): Promise<NominatorPlaces[]> {
    return tx.query<NominatorPlaces>(
      `select ${PLACES} from nomination_quota q join nominator n on n.id = q.nominator_id where q.campaign_id = $1 and q.nominator_id = any($3::uuid[])`,
      [campaignId, firstStage, ids],
    );
  }

  async page(tx: Tx, campaignId: string, firstStage: string, after: string | null, count: number): Promise<NominatorPlaces[]> {
    return tx.query<NominatorPlaces>(
      `select ${PLACES} from nomination_quota q join nominator n on n.id = q.nominator_id
       where q.campaign_id = $1 and ($3::uuid is null or n.id > $3) order by n.id limit $4`,
      [campaignId, firstStage, after, count],
    );
  }

  /**
   * Holds the places of one nominator, or of all (null), until the end of the transaction. Whoever counts asks after this,
   * in a statement of its own: a count in the locking statement would be one of before the wait.
   */
  async lockPlaces(tx: Tx, campaignId: string, nominatorId: string | null): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select nominator_id as id from nomination_quota where campaign_id = $1 and ($2::uuid is null or nominator_id = $2) order by nominator_id for update`,
      [campaignId, nominatorId],
    );
    return rows.map(({ id }) => id);
  }

  async setPlaces(tx: Tx, campaignId: string, nominators: readonly { readonly id: string; readonly places: number | null; readonly used: number }[]): Promise<void> {
    await tx.query(
      `update nomination_quota q set places = n.places, used = n.used
       from jsonb_to_recordset($1::jsonb) as n (id uuid, places integer, used integer) where q.campaign_id = $2 and q.nominator_id = n.id`,
      [JSON.stringify(nominators.map(({ id, places, used }) => ({ id, places, used }))), campaignId],
    );
  }
}
