import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { BatchState } from './domain/batch-state';

export interface Batch {
  readonly id: string;
  readonly nominatorId: string;
  readonly ordinal: number;
  readonly state: BatchState;
  readonly candidacyIds: readonly string[];
  readonly checkedDigest: string | null;
  readonly decisionId: string | null;
  readonly createdAt: Date;
}

export interface Receipt {
  readonly id: string;
  readonly batchId: string;
  readonly nominatorId: string;
  readonly number: string;
  readonly decisionId: string;
  readonly begunAt: Date;
  readonly submittedAt: Date;
  readonly submittedBy: string;
  readonly lines: number;
  readonly rowsDigest: string;
  readonly files: readonly string[];
}

export type NewReceipt = Pick<Receipt, 'id' | 'batchId' | 'nominatorId' | 'decisionId' | 'begunAt' | 'lines' | 'rowsDigest' | 'files'> & { readonly campaignId: string; readonly code: string };

/** By which uploaded lists nominees came: SHA-256 of each, and when the latest upload began; null when somebody came without. */
export interface Uploads {
  readonly files: readonly string[];
  readonly latest: Date | null;
}

/** A submission whose decision an officer has reverted leaves its batch open again, whoever reverted it and where. */
const STATE = `case when b.state = 'submitted' and exists (select from decision_batch r where r.reverts_id = b.decision_id) then 'reopened' else b.state end`;
const BATCH = `b.id, b.nominator_id as "nominatorId", b.ordinal, ${STATE} as state, b.candidacy_ids as "candidacyIds", encode(b.checked_digest, 'hex') as "checkedDigest",
  b.decision_id as "decisionId", b.created_at as "createdAt"`;
const RECEIPT = `r.id, r.batch_id as "batchId", r.nominator_id as "nominatorId", r.number, r.decision_id as "decisionId", r.begun_at as "begunAt", r.submitted_at as "submittedAt",
  r.submitted_by as "submittedBy", r.lines, encode(r.rows_digest, 'hex') as "rowsDigest", array(select encode(f, 'hex') from unnest(r.files) f) as files`;

@Injectable()
export class SubmissionRepository {
  /** A new batch with the nominator's next ordinal; the caller holds the nominator's places, so no other takes it. */
  async create(tx: Tx, campaignId: string, nominatorId: string, id: string, candidacyIds: readonly string[]): Promise<Batch> {
    const [row] = await tx.query<Batch>(
      `insert into nomination_batch as b (id, campaign_id, nominator_id, ordinal, candidacy_ids, created_by)
       select $1, $2, $3, 1 + coalesce(max(o.ordinal), 0), $4, $5 from nomination_batch o where o.campaign_id = $2 and o.nominator_id = $3
       returning ${BATCH}`,
      [id, campaignId, nominatorId, candidacyIds, tx.actor.id],
    );
    return row!;
  }

  /** One batch within the scope; null = of every nominator. Held until the end of the transaction. */
  async lock(tx: Tx, campaignId: string, id: string, nominatorIds: readonly string[] | null): Promise<Batch | null> {
    const [row] = await tx.query<Batch>(
      `select ${BATCH} from nomination_batch b where b.campaign_id = $1 and b.id = $2 and ($3::uuid[] is null or b.nominator_id = any($3)) for update of b`,
      [campaignId, id, nominatorIds],
    );
    return row ?? null;
  }

  async page(tx: Tx, campaignId: string, nominatorIds: readonly string[] | null, after: string | null, count: number): Promise<Batch[]> {
    return tx.query<Batch>(
      `select ${BATCH} from nomination_batch b where b.campaign_id = $1 and ($2::uuid[] is null or b.nominator_id = any($2)) and ($3::uuid is null or b.id > $3) order by b.id limit $4`,
      [campaignId, nominatorIds, after, count],
    );
  }

  async change(tx: Tx, id: string, candidacyIds: readonly string[]): Promise<void> {
    await tx.query(`update nomination_batch set candidacy_ids = $2, state = 'draft', checked_digest = null where id = $1`, [id, candidacyIds]);
  }

  async setState(tx: Tx, id: string, state: BatchState, checkedDigest: string | null = null): Promise<void> {
    await tx.query(`update nomination_batch set state = $2, checked_digest = decode($3, 'hex') where id = $1`, [id, state, checkedDigest]);
  }

  async setSubmitted(tx: Tx, id: string, decisionId: string): Promise<void> {
    await tx.query(`update nomination_batch set state = 'submitted', decision_id = $2 where id = $1`, [id, decisionId]);
  }

  /** The nominator's nominees who stand in the first stage and in no list that could be submitted, by number. */
  async drafts(tx: Tx, campaignId: string, nominatorId: string, firstStage: string, count: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select c.id from candidacy c where c.campaign_id = $1 and c.nominator_id = $2 and c.stage = $3 and c.status = 'open'
         and not exists (select from nomination_batch b where b.campaign_id = $1 and b.nominator_id = $2 and b.state in ('draft', 'checked') and c.id = any(b.candidacy_ids))
       order by c.number collate "C" limit $4`,
      [campaignId, nominatorId, firstStage, count],
    );
    return rows.map(({ id }) => id);
  }

  /** Everything that is handed in about the candidacies, in the order of their numbers: what a receipt's digest covers. */
  async rows(tx: Tx, candidacyIds: readonly string[]): Promise<object[]> {
    const rows = await tx.query<{ row: object }>(ROWS, [candidacyIds]);
    return rows.map(({ row }) => row);
  }

  async names(tx: Tx, candidacyIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; name: string }>(
      `select c.id, coalesce(a.title, m.named, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name
       from candidacy c join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role = 'self' left join person p on p.id = m.person_id where c.id = any($1::uuid[])`,
      [candidacyIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async uploads(tx: Tx, candidacyIds: readonly string[]): Promise<Uploads> {
    const [row] = await tx.query<Uploads>(
      `select array(select distinct encode(i.file_digest, 'hex') from nominee n join nomination_import i on i.id = n.import_id where n.candidacy_id = any($1::uuid[])) as files,
         (select case when count(i.id) = cardinality($1::uuid[]) then max(i.begun_at) end from nominee n join nomination_import i on i.id = n.import_id where n.candidacy_id = any($1::uuid[])) as latest`,
      [candidacyIds],
    );
    return { files: row!.files.toSorted(), latest: row!.latest };
  }

  /** The number of a receipt: code of the nominator, ordinal of the list, and which submission of it where there were more. */
  async insertReceipt(tx: Tx, { id, batchId, campaignId, nominatorId, code, decisionId, begunAt, lines, rowsDigest, files }: NewReceipt): Promise<Receipt> {
    const [row] = await tx.query<Receipt>(
      `insert into nomination_receipt as r (id, batch_id, campaign_id, nominator_id, submission, number, decision_id, begun_at, submitted_by, lines, rows_digest, files)
       select $1, b.id, $3, $4, s.n, concat($5::text, '/', b.ordinal, case when s.n > 1 then '-' || s.n end), $6, $7, $8, $9, decode($10, 'hex'), array(select decode(f, 'hex') from unnest($11::text[]) f)
       from nomination_batch b, lateral (select 1 + count(*)::int as n from nomination_receipt o where o.batch_id = b.id) s where b.id = $2
       returning ${RECEIPT}`,
      [id, batchId, campaignId, nominatorId, code, decisionId, begunAt, tx.actor.id, lines, rowsDigest, files],
    );
    return row!;
  }

  /** In the order of submission. */
  async receipts(tx: Tx, campaignId: string, nominatorIds: readonly string[] | null, where: { readonly batchId?: string; readonly id?: string; readonly after?: string | null; readonly count?: number }): Promise<Receipt[]> {
    return tx.query<Receipt>(
      `select ${RECEIPT} from nomination_receipt r
       where r.campaign_id = $1 and ($2::uuid[] is null or r.nominator_id = any($2)) and ($3::uuid is null or r.batch_id = $3) and ($4::uuid is null or r.id = $4) and ($5::uuid is null or r.id > $5)
       order by r.id limit $6`,
      [campaignId, nominatorIds, where.batchId ?? null, where.id ?? null, where.after ?? null, where.count ?? 500],
    );
  }

  /** Whom a decision was about, whatever list they stand in by now. */
  async decided(tx: Tx, decisionId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(`select candidacy_id as id from history where batch_id = $1`, [decisionId]);
    return rows.map(({ id }) => id);
  }
}

const ROWS = `
  select jsonb_build_object('number', c.number, 'category', c.category,
      'documents', (select coalesce(jsonb_agg(jsonb_build_object('key', d.key, 'receivedOn', d.received_on) order by d.key), '[]') from document d where d.candidacy_id = c.id))
    || case a.kind when 'person' then (m.people -> 0) - 'role' else jsonb_build_object('title', a.title, 'members', m.people) end as row
  from candidacy c join applicant a on a.id = c.applicant_id
  cross join lateral (
    select jsonb_agg(jsonb_build_object('role', m.role, 'person', jsonb_build_object(
        'familyName', p.family_name, 'givenName', p.given_name, 'patronymic', p.patronymic, 'birthDate', p.birth_date, 'sex', p.sex, 'snilsIndex', encode(p.snils_index, 'hex')),
      'citizenship', m.citizenship, 'education', m.education, 'registrationRegion', m.registration_region,
      'post', jsonb_build_object('title', m.post_title, 'organisation', m.organisation, 'organisationInn', m.organisation_inn, 'postCategory', m.post_category, 'postGroup', m.post_group,
        'sphere', m.sphere, 'municipalityType', m.municipality_type, 'municipality', m.municipality, 'region', m.post_region),
      'employment', (select coalesce(jsonb_agg(to_jsonb(e) - '{id,member_id,campaign_id,nominator_id,title_key,organisation_kind}'::text[] order by e.started_on, e.ended_on, e.title, e.organisation, e.id), '[]')
        from employment e where e.member_id = m.id)) order by m.role, m.id) as people
    from member m join person p on p.id = m.person_id where m.applicant_id = a.id
  ) m
  where c.id = any($1::uuid[]) order by c.number collate "C"`;
