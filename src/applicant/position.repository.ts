import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import { BEFORE } from './record.repository';

/** A post of an organisation of some kind, as both are written in many records. */
export interface PositionKey {
  readonly titleKey: string;
  readonly organisationKind: string;
}

/** What staff decide about a post; what is left out stays as it was proposed. */
export interface Classification extends PositionKey {
  readonly postCategory: string;
  readonly postGroup?: string;
  readonly sphere?: string;
  readonly municipalityType?: string;
}

/** A post that nobody has classified and that was proposed differently, or not at all. */
export interface QueuedPosition extends PositionKey {
  /** As one of the records writes them. */
  readonly title: string;
  readonly organisation: string;
  readonly records: number;
  /** Records by the category that was proposed; null: none was. */
  readonly proposals: readonly { readonly postCategory: string | null; readonly records: number }[];
}

export interface DecidedClassification extends PositionKey {
  readonly id: string;
  readonly postCategory: string;
  readonly postGroup: string | null;
  readonly sphere: string | null;
  readonly municipalityType: string | null;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/** A record that a classification changes; `i`: the place of the classification in the list. */
export interface ClassifiedRecord {
  readonly candidacyId: string;
  readonly employmentId: string;
  readonly i: number;
}

const CLASSIFICATIONS = `jsonb_to_recordset($2::jsonb) as k (i int, id uuid, "titleKey" text, "organisationKind" text, "postCategory" text, "postGroup" text, sphere text, "municipalityType" text)`;

/** Whether the record `e` would say something else under the classification `k`. */
const DIFFERS = `(e.post_category, e.post_group, e.sphere, e.municipality_type) is distinct from
  (k.post_category, coalesce(k.post_group, e.post_group), coalesce(k.sphere, e.sphere), coalesce(k.municipality_type, e.municipality_type))`;

/** Applies the classifications `k` to the records `e` that say something else and keeps what they said; $1 campaign, $2 whoever decides. */
const apply = (classifications: string, onlyOf: string): string => `
  with target as (
    select e.id, c.id as candidacy_id, k.post_category, k.post_group, k.sphere, k.municipality_type, k.reason, k.id as classification_id
    from (${classifications}) k
    join employment e on e.campaign_id = $1 and e.title_key = k.title_key and e.organisation_kind = k.organisation_kind
    join member m on m.id = e.member_id join candidacy c on c.applicant_id = m.applicant_id
    where ${onlyOf} and ${DIFFERS}
  ), changed as (
    update employment e set post_category = t.post_category, post_group = coalesce(t.post_group, e.post_group), sphere = coalesce(t.sphere, e.sphere),
      municipality_type = coalesce(t.municipality_type, e.municipality_type)
    from target t where e.id = t.id
  )
  insert into record_change (record_id, n, candidacy_id, campaign_id, nominator_id, record, kind, before, reason, classification_id, changed_by)
  select e.id, coalesce((select max(n) from record_change r where r.record_id = e.id), 0) + 1, t.candidacy_id, $1, e.nominator_id, 'employment', 'classified', ${BEFORE}, t.reason, t.classification_id, $2
  from target t join employment e on e.id = t.id returning 1`;

const DECIDED_NOW = apply(`select * from position_classification where campaign_id = $1 and id = any($3::uuid[])`, 'true');
const STANDING = apply(`select distinct on (title_key, organisation_kind) * from position_classification where campaign_id = $1 order by title_key, organisation_kind, n desc`, 'm.applicant_id = any($3::uuid[])');

@Injectable()
export class PositionRepository {
  /** The next posts to be classified, in the order of their keys. */
  async queue(tx: Tx, campaignId: string, after: PositionKey | null, count: number): Promise<QueuedPosition[]> {
    return tx.query<QueuedPosition>(
      `select p.title_key as "titleKey", p.organisation_kind as "organisationKind", min(p.title) as title, min(p.organisation) as organisation, sum(p.records)::int as records,
         jsonb_agg(jsonb_build_object('postCategory', p.post_category, 'records', p.records) order by p.records desc, p.post_category) as proposals
       from (
         select e.title_key, e.organisation_kind, e.post_category, count(*)::int as records, min(e.title) as title, min(e.organisation) as organisation
         from employment e where e.campaign_id = $1 and ($2::text is null or (e.title_key, e.organisation_kind) > ($2, $3))
         group by e.title_key, e.organisation_kind, e.post_category
       ) p
       where not exists (select from position_classification k where k.campaign_id = $1 and k.title_key = p.title_key and k.organisation_kind = p.organisation_kind)
       group by p.title_key, p.organisation_kind having count(*) > 1 or bool_or(p.post_category is null)
       order by p.title_key, p.organisation_kind limit $4`,
      [campaignId, after?.titleKey ?? null, after?.organisationKind ?? null, count],
    );
  }

  /** Those of the posts that some record names. */
  async known(tx: Tx, campaignId: string, keys: readonly PositionKey[]): Promise<readonly PositionKey[]> {
    return tx.query<PositionKey>(
      `select k."titleKey", k."organisationKind" from jsonb_to_recordset($2::jsonb) as k ("titleKey" text, "organisationKind" text)
       where exists (select from employment e where e.campaign_id = $1 and e.title_key = k."titleKey" and e.organisation_kind = k."organisationKind")`,
      [campaignId, JSON.stringify(keys)],
    );
  }

  /** The records that the classifications would change. */
  async concerned(tx: Tx, campaignId: string, classifications: readonly Classification[]): Promise<ClassifiedRecord[]> {
    return tx.query<ClassifiedRecord>(
      `with k as (select i, "titleKey" as title_key, "organisationKind" as organisation_kind, "postCategory" as post_category, "postGroup" as post_group, sphere, "municipalityType" as municipality_type from ${CLASSIFICATIONS})
       select c.id as "candidacyId", e.id as "employmentId", k.i
       from k join employment e on e.campaign_id = $1 and e.title_key = k.title_key and e.organisation_kind = k.organisation_kind
       join member m on m.id = e.member_id join candidacy c on c.applicant_id = m.applicant_id
       where ${DIFFERS} order by c.id, e.id`,
      [campaignId, JSON.stringify(classifications.map((classification, i) => ({ i, ...classification })))],
    );
  }

  /** Decides about posts, changes every record that names them and keeps what it said; tells how many records. */
  async classify(tx: Tx, campaignId: string, reason: string, classifications: readonly (Classification & { readonly id: string })[]): Promise<number> {
    const list = JSON.stringify(classifications);
    await tx.query(
      `insert into position_classification (campaign_id, title_key, organisation_kind, n, id, post_category, post_group, sphere, municipality_type, reason, decided_by)
       select $1, k."titleKey", k."organisationKind", coalesce(max(p.n), 0) + 1, k.id, k."postCategory", k."postGroup", k.sphere, k."municipalityType", $3, $4
       from ${CLASSIFICATIONS} left join position_classification p on p.campaign_id = $1 and p.title_key = k."titleKey" and p.organisation_kind = k."organisationKind"
       group by k.id, k."titleKey", k."organisationKind", k."postCategory", k."postGroup", k.sphere, k."municipalityType"`,
      [campaignId, list, reason, tx.actor.id],
    );
    return (await tx.query(DECIDED_NOW, [campaignId, tx.actor.id, classifications.map(({ id }) => id)])).length;
  }

  /** Classifies the records of applicants who have just been entered as was decided before they came. */
  async applyStanding(tx: Tx, campaignId: string, applicantIds: readonly string[]): Promise<void> {
    await tx.query(STANDING, [campaignId, tx.actor.id, applicantIds]);
  }

  /** Every classification, in the order they were decided. */
  async decided(tx: Tx, campaignId: string, after: string | null, count: number): Promise<DecidedClassification[]> {
    return tx.query<DecidedClassification>(
      `select id, title_key as "titleKey", organisation_kind as "organisationKind", post_category as "postCategory", post_group as "postGroup", sphere, municipality_type as "municipalityType",
         reason, decided_by as "decidedBy", decided_at as "decidedAt"
       from position_classification where campaign_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [campaignId, after, count],
    );
  }
}
