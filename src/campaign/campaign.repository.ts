import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { Policy } from './domain/policy';
import { PolicyVersionEntity } from './policy-version.entity';

export interface CampaignRow {
  readonly id: string;
  readonly programme: string;
  readonly name: string;
  readonly state: 'draft' | 'open' | 'closed';
  readonly policyVersion: number | null;
  /** Whoever proposes may not be who publishes. */
  readonly secondPerson: boolean;
}

/** A campaign with the version that is being drafted, if one is. */
export interface ListedCampaign extends CampaignRow {
  readonly draftVersion: number | null;
}

export interface PolicyRow {
  readonly version: number;
  readonly state: 'draft' | 'published';
  readonly document: Policy;
  readonly digest: Buffer;
  /** Who changed the draft last. */
  readonly draftedBy: string;
}

const CAMPAIGN = `id, programme, name, state, policy_version as "policyVersion", second_person as "secondPerson"`;
const POLICY = `version, state, document, digest, coalesce(drafted_by, created_by) as "draftedBy"`;

@Injectable()
export class CampaignRepository {
  async create(tx: Tx, { id, programme, name, secondPerson }: Pick<CampaignRow, 'id' | 'programme' | 'name' | 'secondPerson'>): Promise<void> {
    await tx.query(`insert into campaign (id, programme, name, second_person, created_by) values ($1, $2, $3, $4, $5)`, [id, programme, name, secondPerson, tx.actor.id]);
  }

  async find(tx: Tx, id: string, lock = false): Promise<CampaignRow | null> {
    const [row] = await tx.query<CampaignRow>(`select ${CAMPAIGN} from campaign where id = $1 ${lock ? 'for update' : ''}`, [id]);
    return row ?? null;
  }

  /** Campaigns in the order of their creation; `ids` null = all of them. */
  async page(tx: Tx, ids: readonly string[] | null, after: string | null, count: number): Promise<ListedCampaign[]> {
    return tx.query<ListedCampaign>(
      `select ${CAMPAIGN}, (select v.version from policy_version v where v.campaign_id = c.id and v.state = 'draft') as "draftVersion"
       from campaign c where ($1::uuid[] is null or id = any($1)) and ($2::uuid is null or id > $2) order by id limit $3`,
      [ids, after, count],
    );
  }

  async policy(tx: Tx, campaignId: string, version: number): Promise<PolicyRow | null> {
    const [row] = await tx.query<PolicyRow>(`select ${POLICY} from policy_version where campaign_id = $1 and version = $2`, [campaignId, version]);
    return row ?? null;
  }

  async draft(tx: Tx, campaignId: string): Promise<PolicyRow | null> {
    const [row] = await tx.query<PolicyRow>(`select ${POLICY} from policy_version where campaign_id = $1 and state = 'draft'`, [campaignId]);
    return row ?? null;
  }

  /** A version with who published it and when. */
  async version(tx: Tx, campaignId: string, version: number): Promise<PolicyVersionEntity | null> {
    return tx.manager.findOneBy(PolicyVersionEntity, { campaignId, version });
  }

  /** Replaces the draft, or begins the next one; returns its version. The campaign is locked by the caller. */
  async saveDraft(tx: Tx, campaignId: string, document: Policy, digest: Buffer): Promise<number> {
    const [row] = await tx.query<{ version: number }>(
      `with kept as (
         update policy_version set document = $2, digest = $3, drafted_by = $4 where campaign_id = $1 and state = 'draft' returning version
       ), begun as (
         insert into policy_version (campaign_id, version, document, digest, created_by)
         select $1, coalesce(max(version), 0) + 1, $2, $3, $4 from policy_version where campaign_id = $1 having not exists (select from kept)
         returning version
       )
       select version from kept union all select version from begun`,
      [campaignId, JSON.stringify(document), digest, tx.actor.id],
    );
    return row!.version;
  }

  /** Publishes the draft and puts it in force; the first publication opens the campaign. */
  async publish(tx: Tx, campaignId: string, version: number, digest: Buffer): Promise<void> {
    await tx.query(
      `update policy_version set state = 'published', digest = $3, published_by = $4, published_at = now() where campaign_id = $1 and version = $2`,
      [campaignId, version, digest, tx.actor.id],
    );
    await tx.query(`update campaign set policy_version = $2, state = 'open' where id = $1`, [campaignId, version]);
  }

  /**
   * Who stands undecided in one of the stages and has been computed, or was to be, under an older version: their facts
   * are complete. Batches of older versions are superseded before this is asked.
   */
  async toRecompute(tx: Tx, campaignId: string, stages: readonly string[], version: number): Promise<{ stage: string; ids: string[] }[]> {
    return tx.query(
      `with batched as (
         select b.stage, unnest(b.ids) as id from work_batch b
         where b.campaign_id = $1 and b.stage = any($2::text[]) and b.policy_version < $3 and b.state in ('SUPERSEDED', 'NEEDS_ATTENTION')
       )
       select c.stage, array_agg(c.id) as ids from candidacy c
       where c.campaign_id = $1 and c.stage = any($2::text[]) and c.status in ('open', 'on-hold') and (
         (c.stage, c.id) in (select stage, id from batched)
         or exists (select from verdict v where v.candidacy_id = c.id and v.stage = c.stage and v.policy_version < $3)
       ) group by c.stage`,
      [campaignId, stages, version],
    );
  }
}
