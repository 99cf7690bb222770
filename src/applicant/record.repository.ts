import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';
import type { Position, StoredEmployment } from './applicant.repository';
import type { ChangedRecord, RecordChangeKind } from './record-change.entity';

/** Why and where records are changed; the names of the changes' authors come with the transaction. */
export interface ChangeCause {
  readonly campaignId: string;
  readonly reason: string;
}

export interface EmploymentOf extends StoredEmployment {
  readonly id: string;
  readonly candidacyId: string;
}

export interface DocumentOf {
  readonly candidacyId: string;
  readonly key: string;
  readonly receivedOn: CalendarDate;
}

/** What is known of a person in this campaign; what is left out stays. */
export interface MemberCorrection {
  readonly candidacyId: string;
  readonly citizenship?: string;
  readonly education?: string;
  readonly registrationRegion?: string;
  readonly post?: Position & { readonly organisationInn?: string };
}

export interface RecordRow {
  readonly employmentId: string;
  readonly role: 'self' | 'lead' | 'member';
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly title: string;
  readonly organisation: string;
  readonly postCategory: string | null;
  readonly postGroup: string | null;
  readonly sphere: string | null;
  readonly municipalityType: string | null;
  readonly municipality: string | null;
  readonly municipalityName: string | null;
  readonly region: string | null;
  readonly sourceDocument: string | null;
}

export interface ChangeRow {
  readonly record: ChangedRecord;
  readonly recordId: string;
  readonly n: number;
  readonly kind: RecordChangeKind;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly reason: string;
  readonly classificationId: string | null;
  readonly changedBy: string;
  readonly changedAt: Date;
}

const EMPLOYMENTS = `jsonb_to_recordset($1::jsonb) as x (id uuid, "candidacyId" uuid, "startedOn" date, "startedMonthOnly" boolean, "endedOn" date, "endedMonthOnly" boolean,
  title text, organisation text, "postCategory" text, "postGroup" text, sphere text, "municipalityType" text, municipality text, "municipalityName" text, region text, "sourceDocument" text)`;
const VALUES = `x."startedOn", x."startedMonthOnly", x."endedOn", x."endedMonthOnly", x.title, x.organisation, x."postCategory", x."postGroup", x.sphere, x."municipalityType", x.municipality, x."municipalityName", x.region, x."sourceDocument"`;
const COLUMNS = `started_on, started_month_only, ended_on, ended_month_only, title, organisation, post_category, post_group, sphere, municipality_type, municipality, municipality_name, region, source_document`;

/** The post held now: columns of a member, fields of an entry. */
const POST = Object.entries({
  post_title: 'title', organisation: 'organisation', organisation_inn: 'organisationInn', post_category: 'postCategory', post_group: 'postGroup',
  sphere: 'sphere', municipality_type: 'municipalityType', municipality: 'municipality', post_region: 'region',
});

/** Keeps rows `old (record_id, candidacy_id, nominator_id, before)` as changes; $2 campaign, $3 reason, $4 whoever changes. */
const keep = (record: ChangedRecord, kind: RecordChangeKind): string => `
  insert into record_change (record_id, n, candidacy_id, campaign_id, nominator_id, record, kind, before, reason, changed_by)
  select o.record_id, coalesce((select max(n) from record_change r where r.record_id = o.record_id), 0) + row_number() over (partition by o.record_id),
    o.candidacy_id, $2, o.nominator_id, '${record}', '${kind}', o.before, $3, $4 from old o`;

/** The row of a career without what only places it. */
export const BEFORE = `to_jsonb(e) - array['id', 'member_id', 'campaign_id', 'nominator_id', 'title_key', 'organisation_kind']`;

/** Corrections of what was entered: each statement changes rows and keeps what they were. */
@Injectable()
export class RecordRepository {
  /** Of which candidacy each of the employments is; those of another campaign are left out. */
  async owners(tx: Tx, campaignId: string, employmentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ id: string; candidacyId: string }>(
      `select e.id, c.id as "candidacyId" from employment e join member m on m.id = e.member_id join candidacy c on c.applicant_id = m.applicant_id
       where e.campaign_id = $1 and e.id = any($2::uuid[])`,
      [campaignId, employmentIds],
    );
    return new Map(rows.map(({ id, candidacyId }) => [id, candidacyId]));
  }

  /** Those of the candidacies whose applicant is one person: their career may be added to. */
  async alone(tx: Tx, candidacyIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `select c.id from candidacy c join member m on m.applicant_id = c.applicant_id and m.role = 'self' where c.id = any($1::uuid[])`,
      [candidacyIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async add(tx: Tx, cause: ChangeCause, employments: readonly EmploymentOf[]): Promise<void> {
    await this.change(tx, cause, employments, `
      with old as (
        select x.id as record_id, c.id as candidacy_id, c.nominator_id, null::jsonb as before from ${EMPLOYMENTS} join candidacy c on c.id = x."candidacyId" and c.campaign_id = $2
      ), added as (
        insert into employment (id, member_id, campaign_id, nominator_id, ${COLUMNS})
        select x.id, m.id, c.campaign_id, c.nominator_id, ${VALUES} from ${EMPLOYMENTS}
        join candidacy c on c.id = x."candidacyId" and c.campaign_id = $2 join member m on m.applicant_id = c.applicant_id and m.role = 'self'
      ) ${keep('employment', 'added')}`);
  }

  async correct(tx: Tx, cause: ChangeCause, employments: readonly EmploymentOf[]): Promise<void> {
    await this.change(tx, cause, employments, `
      with old as (
        select e.id as record_id, x."candidacyId" as candidacy_id, e.nominator_id, ${BEFORE} as before from employment e join ${EMPLOYMENTS} on x.id = e.id where e.campaign_id = $2
      ), changed as (
        update employment e set (${COLUMNS}) = (${VALUES}) from ${EMPLOYMENTS} where e.id = x.id and e.campaign_id = $2
      ) ${keep('employment', 'corrected')}`);
  }

  async withdraw(tx: Tx, cause: ChangeCause, employments: readonly { readonly id: string; readonly candidacyId: string }[]): Promise<void> {
    await this.change(tx, cause, employments, `
      with old as (
        select e.id as record_id, x."candidacyId" as candidacy_id, e.nominator_id, ${BEFORE} as before from employment e join ${EMPLOYMENTS} on x.id = e.id where e.campaign_id = $2
      ), gone as (
        delete from employment e using ${EMPLOYMENTS} where e.id = x.id and e.campaign_id = $2
      ) ${keep('employment', 'withdrawn')}`);
  }

  async receive(tx: Tx, cause: ChangeCause, documents: readonly DocumentOf[]): Promise<void> {
    await this.change(tx, cause, documents, `
      with x as (
        select * from jsonb_to_recordset($1::jsonb) as x ("candidacyId" uuid, key text, "receivedOn" date)
      ), old as (
        select c.id as record_id, c.id as candidacy_id, c.nominator_id, jsonb_build_object('key', x.key, 'received_on', d.received_on) as before
        from x join candidacy c on c.id = x."candidacyId" and c.campaign_id = $2 left join document d on d.candidacy_id = c.id and d.key = x.key
      ), received as (
        insert into document (candidacy_id, key, campaign_id, nominator_id, received_on)
        select c.id, x.key, c.campaign_id, c.nominator_id, x."receivedOn" from x join candidacy c on c.id = x."candidacyId" and c.campaign_id = $2
        on conflict (candidacy_id, key) do update set received_on = excluded.received_on
      ) ${keep('document', 'corrected')}`);
  }

  async withdrawDocuments(tx: Tx, cause: ChangeCause, documents: readonly { readonly candidacyId: string; readonly key: string }[]): Promise<void> {
    await this.change(tx, cause, documents, `
      with x as (
        select * from jsonb_to_recordset($1::jsonb) as x ("candidacyId" uuid, key text)
      ), old as (
        select d.candidacy_id as record_id, d.candidacy_id, d.nominator_id, jsonb_build_object('key', d.key, 'received_on', d.received_on) as before
        from x join document d on d.candidacy_id = x."candidacyId" and d.key = x.key where d.campaign_id = $2
      ), gone as (
        delete from document d using x where d.candidacy_id = x."candidacyId" and d.key = x.key and d.campaign_id = $2
      ) ${keep('document', 'withdrawn')}`);
  }

  async correctMembers(tx: Tx, cause: ChangeCause, members: readonly MemberCorrection[]): Promise<void> {
    await this.change(tx, cause, members, `
      with x as (
        select * from jsonb_to_recordset($1::jsonb) as x ("candidacyId" uuid, citizenship text, education text, "registrationRegion" text, post jsonb)
      ), old as (
        select m.id as record_id, c.id as candidacy_id, m.nominator_id, to_jsonb(m) - array['id', 'applicant_id', 'person_id', 'campaign_id', 'nominator_id', 'role', 'named', 'joined_on', 'left_on'] as before
        from x join candidacy c on c.id = x."candidacyId" and c.campaign_id = $2 join member m on m.applicant_id = c.applicant_id and m.role = 'self'
      ), changed as (
        update member m set citizenship = coalesce(x.citizenship, m.citizenship), education = coalesce(x.education, m.education),
          registration_region = coalesce(x."registrationRegion", m.registration_region),
          ${POST.map(([column, field]) => `${column} = case when x.post is null then m.${column} else x.post ->> '${field}' end`).join(', ')}
        from x join candidacy c on c.id = x."candidacyId" and c.campaign_id = $2 where m.applicant_id = c.applicant_id and m.role = 'self'
      ) ${keep('member', 'corrected')}`);
  }

  /** Every record of the career of a candidacy's people, and every change there was. */
  async career(tx: Tx, campaignId: string, candidacyId: string): Promise<RecordRow[]> {
    return tx.query<RecordRow>(
      `select e.id as "employmentId", m.role, case when e.started_month_only then to_char(e.started_on, 'YYYY-MM') else e.started_on::text end as "startedOn",
         case when e.ended_month_only then to_char(e.ended_on, 'YYYY-MM') else e.ended_on::text end as "endedOn", e.title, e.organisation,
         e.post_category as "postCategory", e.post_group as "postGroup", e.sphere, e.municipality_type as "municipalityType", e.municipality,
         e.municipality_name as "municipalityName", e.region, e.source_document as "sourceDocument"
       from candidacy c join member m on m.applicant_id = c.applicant_id join employment e on e.member_id = m.id
       where c.campaign_id = $1 and c.id = $2 order by m.role, m.id, e.started_on, e.id`,
      [campaignId, candidacyId],
    );
  }

  async changes(tx: Tx, campaignId: string, candidacyId: string): Promise<ChangeRow[]> {
    return tx.query<ChangeRow>(
      `select record, record_id as "recordId", n, kind, before, reason, classification_id as "classificationId", changed_by as "changedBy", changed_at as "changedAt"
       from record_change where campaign_id = $1 and candidacy_id = $2 order by changed_at, record_id, n`,
      [campaignId, candidacyId],
    );
  }

  private async change(tx: Tx, { campaignId, reason }: ChangeCause, rows: readonly object[], statement: string): Promise<void> {
    if (rows.length) await tx.query(statement, [JSON.stringify(rows), campaignId, reason, tx.actor.id]);
  }
}
