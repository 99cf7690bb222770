import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { StageKey } from './assessment.repository';
import type { GivenSheet } from './domain/check-assignments';
import type { NewSheet } from './domain/draft-panels';
import type { Assessor, Interest, Judgeable } from './domain/find-conflicts';

/** Somebody who may mark in the campaign, with the sheets he has in the stage. */
export interface AssessorAtWork extends Assessor {
  readonly load: number;
  /** What he is an expert in. */
  readonly tags: readonly string[];
}

export interface Expertise {
  readonly assessorId: string;
  readonly tags: readonly string[];
}

/** A candidacy by its public number. */
export interface Numbered extends Judgeable {
  readonly number: string;
  readonly category: string | null;
  /** The newest proposal leaves it to a further assessor. */
  readonly disputed: boolean;
}

/** An interest as it is entered; what it is in depends on its kind. */
export interface InterestEntry {
  readonly assessorId: string;
  readonly kind: Interest['kind'];
  readonly candidacyId?: string;
  readonly nominatorId?: string;
  readonly organisationInn?: string;
}

export interface RecordedInterest {
  readonly id: string;
  readonly assessorId: string;
  readonly kind: Interest['kind'];
  readonly candidacyId: string | null;
  readonly nominatorId: string | null;
  readonly organisationInn: string | null;
  readonly recordedAt: Date;
  readonly withdrawnAt: Date | null;
}

const INTEREST = `id, assessor_id as "assessorId", kind, candidacy_id as "candidacyId", nominator_id as "nominatorId", organisation_inn as "organisationInn",
  recorded_at as "recordedAt", withdrawn_at as "withdrawnAt"`;

@Injectable()
export class AssignmentRepository {
  /** Everybody who may mark in the campaign now, in the order of their names: an order that a person can repeat. Who is an officer or auditor there as well may not. */
  async assessors(tx: Tx, { campaignId, stage }: StageKey): Promise<AssessorAtWork[]> {
    return tx.query<AssessorAtWork>(
      `select a.id, a.region, (
         select count(*)::int from mark_sheet s where s.campaign_id = $1 and s.assessor_id = a.id and s.stage = $2 and s.declined_at is null
       ) as load, coalesce(e.tags, '{}') as tags
       from account a left join assessor_expertise e on e.assessor_id = a.id and e.campaign_id = $1
       where a.revoked_at is null and exists (select from access_grant g where g.account_id = a.id and g.role = 'assessor' and g.campaign_id = $1)
         and not exists (select from access_grant g where g.account_id = a.id and g.role in ('officer', 'auditor') and g.campaign_id = $1)
       order by a.name collate "C", a.id`,
      [campaignId, stage],
    );
  }

  /** Who decides in the campaign. */
  async officers(tx: Tx, campaignId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(`select distinct account_id as id from access_grant where campaign_id = $1 and role = 'officer'`, [campaignId]);
    return rows.map(({ id }) => id);
  }

  /** Those named, or everybody who is open in the stage, in the order of public numbers. */
  async judgeable(tx: Tx, { campaignId, stage }: StageKey, ids: readonly string[] | null): Promise<Numbered[]> {
    return tx.query<Numbered>(
      `select c.id as "candidacyId", c.number, c.region, c.category, c.nominator_id as "nominatorId", m.organisation_inn as "organisationInn", coalesce(v.disputed, false) as disputed
       from candidacy c
       left join lateral (
         select outcome = 'undetermined' and reasons::jsonb @> '[{"code": "MARKS_DISAGREE", "params": {"then": "third-assessor"}}]' as disputed
         from verdict v where v.candidacy_id = c.id and v.stage = $2 order by policy_version desc, revision desc limit 1
       ) v on true
       left join member m on m.applicant_id = c.applicant_id and m.role in ('self', 'lead')
       where c.campaign_id = $1 and case when $3::uuid[] is null then c.stage = $2 and c.status = 'open' else c.id = any($3) end
       order by c.number collate "C"`,
      [campaignId, stage, ids],
    );
  }

  /** ИНН of the organisations that somebody in the campaign comes from. */
  async competing(tx: Tx, campaignId: string): Promise<Set<string>> {
    const rows = await tx.query<{ inn: string }>(`select distinct organisation_inn as inn from member where campaign_id = $1 and organisation_inn is not null`, [campaignId]);
    return new Set(rows.map(({ inn }) => inn));
  }

  /** Interests that hold now; an assessor who puts somebody forward has declared his interest by that. */
  async interests(tx: Tx, campaignId: string): Promise<Interest[]> {
    return tx.query<Interest & object>(
      `select assessor_id as "assessorId", kind, candidacy_id as "candidacyId", nominator_id as "nominatorId", organisation_inn as "organisationInn"
       from assessor_interest where campaign_id = $1 and withdrawn_at is null
       union all
       select a.account_id, 'declared', c.id, null, null
       from access_grant a join access_grant n on n.account_id = a.account_id and n.campaign_id = a.campaign_id and n.role = 'nominator'
       join candidacy c on c.campaign_id = n.campaign_id and c.nominator_id = n.nominator_id
       where a.campaign_id = $1 and a.role = 'assessor'`,
      [campaignId],
    );
  }

  async given(tx: Tx, { campaignId, stage }: StageKey, ids: readonly string[]): Promise<GivenSheet[]> {
    return tx.query<GivenSheet & object>(
      `select candidacy_id as "candidacyId", assessor_id as "assessorId", declined_at is not null as declined
       from mark_sheet where candidacy_id = any($3::uuid[]) and stage = $2 and campaign_id = $1 order by candidacy_id, assessor_id`,
      [campaignId, stage, ids],
    );
  }

  /** Gives out empty sheets for candidacies that are locked in this transaction. */
  async give(tx: Tx, { campaignId, stage }: StageKey, sheets: readonly NewSheet[]): Promise<void> {
    await tx.query(
      `insert into mark_sheet (candidacy_id, stage, assessor_id, campaign_id, nominator_id, assigned_by)
       select c.id, $4, a.assessor_id, c.campaign_id, c.nominator_id, $5
       from unnest($1::uuid[], $2::uuid[]) as a (candidacy_id, assessor_id) join candidacy c on c.id = a.candidacy_id and c.campaign_id = $3`,
      [sheets.map(({ candidacyId }) => candidacyId), sheets.map(({ assessorId }) => assessorId), campaignId, stage, tx.actor.id],
    );
  }

  /** Takes the actor's empty sheets back; gives those that were his and still empty. */
  async decline(tx: Tx, { campaignId, stage }: StageKey, sheets: readonly { readonly candidacyId: string; readonly reason: string }[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `update mark_sheet s set declined_at = now(), declined_reason = d.reason
       from jsonb_to_recordset($1::jsonb) as d ("candidacyId" uuid, reason text)
       where s.candidacy_id = d."candidacyId" and s.campaign_id = $2 and s.stage = $3 and s.assessor_id = $4 and s.submitted_at is null and s.declined_at is null
       returning s.candidacy_id as id`,
      [JSON.stringify(sheets), campaignId, stage, tx.actor.id],
    );
    return rows.map(({ id }) => id);
  }

  async recordInterests(tx: Tx, campaignId: string, entries: readonly (InterestEntry & { readonly id: string })[]): Promise<void> {
    await tx.query(
      `insert into assessor_interest (id, campaign_id, assessor_id, kind, candidacy_id, nominator_id, organisation_inn, recorded_by)
       select id, $2, "assessorId", kind, "candidacyId", "nominatorId", "organisationInn", $3
       from jsonb_to_recordset($1::jsonb) as e (id uuid, "assessorId" uuid, kind text, "candidacyId" uuid, "nominatorId" uuid, "organisationInn" text)`,
      [JSON.stringify(entries), campaignId, tx.actor.id],
    );
  }

  /** Replaces what each of the assessors is an expert in. */
  async setExpertise(tx: Tx, campaignId: string, entries: readonly Expertise[]): Promise<void> {
    await tx.query(
      `insert into assessor_expertise (campaign_id, assessor_id, tags, set_by)
       select $2, "assessorId", tags, $3 from jsonb_to_recordset($1::jsonb) as e ("assessorId" uuid, tags text[])
       on conflict (campaign_id, assessor_id) do update set tags = excluded.tags, set_by = excluded.set_by, set_at = now()`,
      [JSON.stringify(entries), campaignId, tx.actor.id],
    );
  }

  async expertisePage(tx: Tx, campaignId: string, after: string | undefined, count: number): Promise<Expertise[]> {
    return tx.query<Expertise & object>(
      `select assessor_id as "assessorId", tags from assessor_expertise where campaign_id = $1 and ($2::uuid is null or assessor_id > $2) order by assessor_id limit $3`,
      [campaignId, after ?? null, count],
    );
  }

  /** The nominators of the campaign among these. */
  async nominatorsOf(tx: Tx, campaignId: string, ids: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(`select nominator_id as id from nomination_quota where campaign_id = $1 and nominator_id = any($2::uuid[])`, [campaignId, ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Interests of the campaign, or of one assessor, withdrawn ones included. */
  async interestPage(tx: Tx, campaignId: string, assessorId: string | null, after: string | undefined, count: number): Promise<RecordedInterest[]> {
    return tx.query<RecordedInterest & object>(
      `select ${INTEREST} from assessor_interest
       where campaign_id = $1 and ($2::uuid is null or assessor_id = $2) and ($3::uuid is null or id > $3) order by id limit $4`,
      [campaignId, assessorId, after ?? null, count],
    );
  }

  async withdrawInterest(tx: Tx, campaignId: string, id: string): Promise<boolean> {
    const rows = await tx.query(
      `update assessor_interest set withdrawn_by = $3, withdrawn_at = now() where campaign_id = $1 and id = $2 and withdrawn_at is null returning id`,
      [campaignId, id, tx.actor.id],
    );
    return rows.length === 1;
  }
}
