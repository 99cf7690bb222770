import { Injectable } from '@nestjs/common';
import type { Status } from '../candidacy/domain/pipeline';
import type { Tx } from '../platform/database/tx';

/** A nominee as his nominator may see him. */
export interface NomineeRow {
  readonly candidacyId: string;
  readonly number: string;
  readonly nominatorId: string;
  readonly name: string;
  readonly category: string | null;
  readonly stage: string;
  readonly status: Status;
  /** An officer is to say whether somebody else put the same person forward; by whom is not told. */
  readonly underReview: boolean;
}

/** By what a nominee is known; digests in hexadecimal. */
export interface NomineeKeys {
  readonly candidacyId: string;
  readonly nominatorId: string;
  readonly externalId: string | null;
  readonly nameIndex: string;
  readonly content: string;
  readonly importId: string | null;
}

/** A nominee his nominator named by a number of his own, and where he really stands. */
export interface KnownNominee {
  readonly nominatorId: string;
  readonly externalId: string;
  readonly candidacyId: string;
  readonly number: string;
  readonly region: string;
  readonly stage: string;
  readonly status: string;
  /** HMAC of the nomination as it was entered last, hexadecimal. */
  readonly content: string;
}

@Injectable()
export class NominationRepository {
  /**
   * Nominees of the nominators in the order of public numbers, each where the last *published* decision left him; before
   * any he is open in the first stage. What is decided and not published is nobody's business yet.
   */
  async page(tx: Tx, campaignId: string, firstStage: string, nominatorIds: readonly string[], after: string | null, count: number): Promise<NomineeRow[]> {
    return tx.query<NomineeRow>(
      `select c.id as "candidacyId", c.number, c.nominator_id as "nominatorId", coalesce(a.title, m.named, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, c.category,
         coalesce(h.to_stage, $2) as stage, coalesce(h.to_status, 'open') as status, under_review(c.id) as "underReview"
       from candidacy c
       join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role = 'self'
       left join person p on p.id = m.person_id
       left join lateral (
         select h.to_stage, h.to_status from history h join decision_batch b on b.id = h.batch_id
         where h.candidacy_id = c.id and b.published_at is not null order by h.n desc limit 1
       ) h on true
       where c.campaign_id = $1 and c.nominator_id = any($3::uuid[]) and ($4::text is null or c.number collate "C" > $4)
       order by c.number collate "C" limit $5`,
      [campaignId, firstStage, nominatorIds, after, count],
    );
  }

  /** A revision no formal check of these candidacies has had: a submission that was reverted may be repeated. */
  async nextRevision(tx: Tx, candidacyIds: readonly string[], stage: string, policyVersion: number): Promise<number> {
    const [row] = await tx.query<{ revision: number }>(
      `select coalesce(max(revision) + 1, 0) as revision from verdict where candidacy_id = any($1::uuid[]) and stage = $2 and policy_version = $3`,
      [candidacyIds, stage, policyVersion],
    );
    return row!.revision;
  }

  /** Nominees by their nominators' own numbers; the numbers and the candidacies are held until the end of the transaction. */
  async byExternalId(tx: Tx, campaignId: string, named: readonly Pick<KnownNominee, 'nominatorId' | 'externalId'>[]): Promise<KnownNominee[]> {
    const lists = [named.map(({ nominatorId }) => nominatorId), named.map(({ externalId }) => externalId)];
    await tx.query( // 8: this service's own name space of advisory locks
      `select pg_advisory_xact_lock(8, k) from (select distinct hashtext(concat($3::text, n.id, n.number)) as k from unnest($1::uuid[], $2::text[]) as n (id, number) order by 1) as k`,
      [...lists, campaignId],
    );
    return tx.query<KnownNominee>(
      `select k.nominator_id as "nominatorId", k.external_id as "externalId", c.id as "candidacyId", c.number, c.region, c.stage, c.status, encode(k.content, 'hex') as content
       from unnest($1::uuid[], $2::text[]) as n (id, number) join nominee k on k.campaign_id = $3 and k.nominator_id = n.id and k.external_id = n.number
       join candidacy c on c.id = k.candidacy_id order by c.id for update of c`,
      [...lists, campaignId],
    );
  }

  /** Notes by what nominees are known from now on. */
  async know(tx: Tx, campaignId: string, nominees: readonly NomineeKeys[]): Promise<void> {
    await tx.query(
      `insert into nominee (candidacy_id, campaign_id, nominator_id, external_id, name_index, content, import_id)
       select n."candidacyId", $2, n."nominatorId", n."externalId", decode(n."nameIndex", 'hex'), decode(n.content, 'hex'), n."importId"
       from jsonb_to_recordset($1::jsonb) as n ("candidacyId" uuid, "nominatorId" uuid, "externalId" text, "nameIndex" text, content text, "importId" uuid)
       on conflict (candidacy_id) do update set external_id = coalesce(excluded.external_id, nominee.external_id), name_index = excluded.name_index, content = excluded.content, import_id = excluded.import_id`,
      [JSON.stringify(nominees), campaignId],
    );
  }

  async setCategories(tx: Tx, categories: readonly { readonly candidacyId: string; readonly category: string | null }[]): Promise<void> {
    await tx.query(
      `update candidacy c set category = n.category from jsonb_to_recordset($1::jsonb) as n ("candidacyId" uuid, category text)
       where c.id = n."candidacyId" and c.category is distinct from n.category`,
      [JSON.stringify(categories)],
    );
  }

  /** Deletes a candidacy nothing is written about any more. Lists that are not submitted lose it. */
  async remove(tx: Tx, candidacyId: string): Promise<void> {
    await tx.query(
      `update nomination_batch set candidacy_ids = array_remove(candidacy_ids, $1), state = 'draft', checked_digest = null
       where $1 = any(candidacy_ids) and state <> 'submitted' and cardinality(candidacy_ids) > 1`,
      [candidacyId],
    );
    for (const table of ['nomination_letter_line', 'nominee', 'document']) await tx.query(`delete from ${table} where candidacy_id = $1`, [candidacyId]);
    const [{ applicantId }] = (await tx.query<{ applicantId: string }>(`delete from candidacy where id = $1 returning applicant_id as "applicantId"`, [candidacyId])) as [{ applicantId: string }];
    await tx.query(`delete from applicant where id = $1`, [applicantId]);
  }

  /** How many stand in the first stage, by nominator. */
  async countDrafts(tx: Tx, campaignId: string, firstStage: string, nominatorIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await tx.query<{ id: string; count: number }>(
      `select nominator_id as id, count(*)::int as count from candidacy where campaign_id = $1 and nominator_id = any($3::uuid[]) and stage = $2 and status = 'open' group by nominator_id`,
      [campaignId, firstStage, nominatorIds],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}
