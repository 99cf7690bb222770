import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { ReasonParam } from '../kernel/reason';
import type { ColumnMapping } from './domain/import-columns';
import type { ImportState, RowOutcome } from './domain/import-state';

/** An uploaded list as everybody who may sees it. */
export interface ListImport {
  readonly id: string;
  readonly nominatorId: string;
  readonly state: ImportState;
  readonly applies: boolean;
  readonly position: number;
  readonly entered: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly code: string | null;
  readonly params: Readonly<Record<string, ReasonParam>> | null;
  readonly fileDigest: string;
  /** An earlier upload of the same bytes by the same nominator. */
  readonly sameAs: string | null;
  readonly hasFile: boolean;
  readonly begunAt: Date;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** The same with what the job needs. */
export interface ImportJob extends ListImport {
  readonly campaignId: string;
  readonly mapping: ColumnMapping | null;
  readonly file: string | null;
  readonly dataKey: Buffer;
  readonly keyVersion: number;
  readonly attempt: number;
  readonly cancelled: boolean;
  readonly createdBy: string;
}

export interface NewImport {
  readonly id: string;
  readonly campaignId: string;
  readonly nominatorId: string;
  readonly applies: boolean;
  readonly mapping: ColumnMapping | null;
  readonly file: string;
  readonly fileDigest: string;
  readonly dataKey: Buffer;
  readonly keyVersion: number;
  readonly begunAt: Date;
}

/** Digests in hexadecimal. */
export interface ImportRow {
  /** Place in the order of reading. */
  readonly n: number;
  readonly sheet: string;
  readonly row: number;
  readonly key: string | null;
  readonly outcome: RowOutcome;
  readonly candidacyId: string | null;
  readonly sealed: string | null;
}

export interface ShownRow {
  readonly n: number;
  readonly sheet: string;
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly candidacyId: string | null;
  readonly number: string | null;
  readonly sealed: Buffer | null;
}

/** By what somebody is looked for; digests in hexadecimal. */
export interface Sought {
  readonly i: number;
  readonly externalId: string | null;
  readonly snilsIndex: string | null;
  readonly nameIndex: string;
}

/** A nominee of the same nominator who is known by one of the keys. */
export interface Match {
  readonly i: number;
  readonly candidacyId: string;
  readonly number: string;
  readonly region: string;
  readonly stage: string;
  readonly status: string;
  readonly content: string;
}

export type Counts = Readonly<Record<'entered' | 'corrected' | 'unchanged' | 'refused', number>>;

const SHOWN = `i.id, i.nominator_id as "nominatorId", i.state, i.applies, i.position, i.entered, i.corrected, i.unchanged, i.refused, i.code, i.params, encode(i.file_digest, 'hex') as "fileDigest",
  (select e.id from nomination_import e where e.campaign_id = i.campaign_id and e.nominator_id = i.nominator_id and e.file_digest = i.file_digest and e.id < i.id order by e.id limit 1) as "sameAs",
  i.file is not null as "hasFile", i.begun_at as "begunAt", i.created_at as "createdAt", i.finished_at as "finishedAt"`;
const JOB = `${SHOWN}, i.campaign_id as "campaignId", i.mapping, i.file, i.data_key as "dataKey", i.key_version as "keyVersion", i.attempt, i.cancelled, i.created_by as "createdBy"`;
/** A process that has died holds a list no longer than this. */
const LEASE = `now() + interval '60 seconds'`;

@Injectable()
export class ImportRepository {
  async insert(tx: Tx, { id, campaignId, nominatorId, applies, mapping, file, fileDigest, dataKey, keyVersion, begunAt }: NewImport): Promise<void> {
    await tx.query(
      `insert into nomination_import (id, campaign_id, nominator_id, applies, mapping, file, file_digest, data_key, key_version, begun_at, created_by)
       values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9, $10, $11)`,
      [id, campaignId, nominatorId, applies, mapping && JSON.stringify(mapping), file, fileDigest, dataKey, keyVersion, begunAt, tx.actor.id],
    );
  }

  /** One import within the scope; null = of every nominator. */
  async find(tx: Tx, campaignId: string, id: string, nominatorIds: readonly string[] | null, lock = false): Promise<ImportJob | null> {
    const [row] = await tx.query<ImportJob>(
      `select ${JOB} from nomination_import i where i.campaign_id = $1 and i.id = $2 and ($3::uuid[] is null or i.nominator_id = any($3)) ${lock ? 'for update' : ''}`,
      [campaignId, id, nominatorIds],
    );
    return row ?? null;
  }

  async page(tx: Tx, campaignId: string, nominatorIds: readonly string[] | null, after: string | null, count: number): Promise<ListImport[]> {
    return tx.query<ListImport>(
      `select ${SHOWN} from nomination_import i where i.campaign_id = $1 and ($2::uuid[] is null or i.nominator_id = any($2)) and ($3::uuid is null or i.id > $3) order by i.id limit $4`,
      [campaignId, nominatorIds, after, count],
    );
  }

  /** The longest waiting list that nobody holds, held from now on. */
  async take(tx: Tx): Promise<ImportJob | null> {
    const [row] = await tx.query<ImportJob>(
      `update nomination_import i set lease_until = ${LEASE}, attempt = i.attempt + 1
       where i.id = (select d.id from nomination_import d where d.state in ('queued', 'applying') and (d.lease_until is null or d.lease_until < now()) order by d.created_at limit 1 for update skip locked)
       returning ${JOB}`,
    );
    return row ?? null;
  }

  /** Notes progress, and holds on. Nothing: somebody else holds the list by now. */
  async advance(tx: Tx, { id, attempt }: ImportJob, rows: number, counts: Counts): Promise<{ cancelled: boolean } | null> {
    const [row] = await tx.query<{ cancelled: boolean }>(
      `update nomination_import set position = position + $3, entered = entered + $4, corrected = corrected + $5, unchanged = unchanged + $6, refused = refused + $7, lease_until = ${LEASE}
       where id = $1 and attempt = $2 and state in ('queued', 'applying') returning cancelled`,
      [id, attempt, rows, counts.entered, counts.corrected, counts.unchanged, counts.refused],
    );
    return row ?? null;
  }

  /** Ends a pass. `again`: the next begins at the first row. False: somebody else holds the list by now. */
  async endPass(tx: Tx, { id, attempt }: ImportJob, state: ImportState, refusal: { readonly code: string; readonly params: object } | null = null): Promise<boolean> {
    const rows = await tx.query(
      `update nomination_import set state = $3, code = $4, params = $5, finished_at = case when $3 = 'applying' then null else now() end,
         lease_until = case when $3 = 'applying' then ${LEASE} end, attempt = case when $3 = 'applying' then attempt else 0 end,
         position = case when $3 = 'applying' then 0 else position end, entered = case when $3 = 'applying' then 0 else entered end, corrected = case when $3 = 'applying' then 0 else corrected end,
         unchanged = case when $3 = 'applying' then 0 else unchanged end, refused = case when $3 = 'applying' then 0 else refused end
       where id = $1 and attempt = $2 and state in ('queued', 'applying') returning id`,
      [id, attempt, state, refusal?.code ?? null, refusal && JSON.stringify(refusal.params)],
    );
    return rows.length > 0;
  }

  /** Lets go of a list that is not finished, for whoever takes it next. */
  async release(tx: Tx, { id, attempt }: ImportJob): Promise<void> {
    await tx.query(`update nomination_import set lease_until = null where id = $1 and attempt = $2`, [id, attempt]);
  }

  /** Asks for good rows to be entered. */
  async apply(tx: Tx, id: string): Promise<void> {
    await tx.query(`update nomination_import set state = 'applying', applies = true, position = 0, entered = 0, corrected = 0, unchanged = 0, refused = 0, finished_at = null, lease_until = null where id = $1`, [id]);
  }

  /** A list at work stops at its next step, another at once. */
  async cancel(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `update nomination_import set cancelled = true, state = case when state in ('queued', 'applying') and lease_until > now() then state else 'cancelled' end,
         finished_at = case when state in ('queued', 'applying') and lease_until > now() then null else now() end where id = $1`,
      [id],
    );
  }

  /** Forgets what stood in the rows, and the file: of one list, or of all finished ones of its nominator before it. Gives the files' names. */
  async forget(tx: Tx, { id, campaignId, nominatorId }: Pick<ImportJob, 'id' | 'campaignId' | 'nominatorId'>, which: 'this' | 'earlier'): Promise<string[]> {
    const chosen = which === 'this' ? 'i.id = $1' : `i.id < $1 and i.campaign_id = $2 and i.nominator_id = $3 and i.state not in ('queued', 'applying')`;
    const params = which === 'this' ? [id] : [id, campaignId, nominatorId];
    await tx.query(`update nomination_import_row r set sealed = null from nomination_import i where i.id = r.import_id and ${chosen} and i.file is not null and r.sealed is not null`, params);
    const rows = await tx.query<{ file: string }>(
      `with old as (select i.id, i.file from nomination_import i where ${chosen} and i.file is not null for update)
       update nomination_import i set file = null from old where i.id = old.id returning old.file`,
      params,
    );
    return rows.map(({ file }) => file);
  }

  /** The row of this list that each key was first met in. */
  async firstRows(tx: Tx, importId: string, keys: readonly string[]): Promise<Map<string, { readonly n: number; readonly row: number }>> {
    const rows = await tx.query<{ key: string; n: number; row: number }>(
      `select distinct on (key) encode(key, 'hex') as key, n, row from nomination_import_row where import_id = $1 and key = any(array(select decode(k, 'hex') from unnest($2::text[]) k)) order by key, n`,
      [importId, keys],
    );
    return new Map(rows.map(({ key, n, row }) => [key, { n, row }]));
  }

  async putRows(tx: Tx, { id, campaignId, nominatorId }: ImportJob, rows: readonly ImportRow[]): Promise<void> {
    await tx.query(
      `insert into nomination_import_row (import_id, n, sheet, row, campaign_id, nominator_id, key, outcome, candidacy_id, sealed)
       select $2, r.n, r.sheet, r.row, $3, $4, decode(r.key, 'hex'), r.outcome, r."candidacyId", decode(r.sealed, 'hex')
       from jsonb_to_recordset($1::jsonb) as r (n integer, sheet text, row integer, key text, outcome text, "candidacyId" uuid, sealed text)
       on conflict (import_id, n) do update set key = excluded.key, outcome = excluded.outcome, candidacy_id = excluded.candidacy_id, sealed = excluded.sealed`,
      [JSON.stringify(rows), id, campaignId, nominatorId],
    );
  }

  async dropRows(tx: Tx, importId: string): Promise<void> {
    await tx.query(`delete from nomination_import_row where import_id = $1`, [importId]);
  }

  async rows(tx: Tx, importId: string, outcome: RowOutcome | null, after: number, count: number): Promise<ShownRow[]> {
    return tx.query<ShownRow>(
      `select r.n, r.sheet, r.row, r.outcome, r.candidacy_id as "candidacyId", c.number, r.sealed from nomination_import_row r left join candidacy c on c.id = r.candidacy_id
       where r.import_id = $1 and r.n > $3 and ($2::text is null or r.outcome = $2) order by r.n limit $4`,
      [importId, outcome, after, count],
    );
  }

  /** Marks a refused row as entered by hand. False when it is none. */
  async resolve(tx: Tx, importId: string, n: number, candidacyId: string): Promise<boolean> {
    const rows = await tx.query(
      `update nomination_import_row set outcome = 'resolved', candidacy_id = $3, sealed = null where import_id = $1 and n = $2 and outcome = 'refused' returning n`,
      [importId, n, candidacyId],
    );
    return rows.length > 0;
  }

  /** Who of the nominator's nominees is meant: by his own number, by СНИЛС, by name and birth date, in this order. */
  async matches(tx: Tx, campaignId: string, nominatorId: string, importId: string | null, sought: readonly Sought[]): Promise<Match[]> {
    return tx.query<Match>(MATCHES, [JSON.stringify(sought), campaignId, nominatorId, importId]);
  }

  /** Runs `work` so that it can be undone alone. */
  async tentatively<Answer>(tx: Tx, work: () => Promise<{ readonly keep: boolean; readonly answer: Answer }>): Promise<Answer> {
    await tx.query('savepoint tentative');
    const { keep, answer } = await work();
    await tx.query(keep ? 'release savepoint tentative' : 'rollback to savepoint tentative');
    return answer;
  }

  async layout(tx: Tx, nominatorId: string): Promise<ColumnMapping | null> {
    const [row] = await tx.query<{ mapping: ColumnMapping }>(`select mapping from nomination_layout where nominator_id = $1`, [nominatorId]);
    return row?.mapping ?? null;
  }

  async saveLayout(tx: Tx, nominatorId: string, mapping: ColumnMapping): Promise<void> {
    await tx.query(
      `insert into nomination_layout (nominator_id, mapping, saved_by) values ($1, $2, $3) on conflict (nominator_id) do update set mapping = excluded.mapping, saved_by = excluded.saved_by, saved_at = now()`,
      [nominatorId, JSON.stringify(mapping), tx.actor.id],
    );
  }
}

/** Two of one name and birth date with different СНИЛС in one list are two people; in a later list the number was corrected. */
const MATCHES = `
  with sought as (
    select s.i, s."externalId", decode(s."snilsIndex", 'hex') as snils, decode(s."nameIndex", 'hex') as name
    from jsonb_to_recordset($1::jsonb) as s (i integer, "externalId" text, "snilsIndex" text, "nameIndex" text)
  ), found as (
    select s.i, 1 as rank, n.candidacy_id as id from sought s join nominee n on n.campaign_id = $2 and n.nominator_id = $3 and n.external_id = s."externalId"
    union all
    select s.i, 2, c.id from sought s join person p on p.snils_index = s.snils join member m on m.campaign_id = $2 and m.person_id = p.id and m.nominator_id = $3 join candidacy c on c.applicant_id = m.applicant_id
    union all
    select s.i, 3, n.candidacy_id from sought s join nominee n on n.campaign_id = $2 and n.nominator_id = $3 and n.name_index = s.name
    join candidacy c on c.id = n.candidacy_id join member m on m.applicant_id = c.applicant_id and m.role = 'self' join person p on p.id = m.person_id
    where not (n.import_id is not distinct from $4::uuid and s.snils is not null and p.snils_index is not null and s.snils <> p.snils_index)
  )
  select distinct on (f.i) f.i, f.id as "candidacyId", c.number, c.region, c.stage, c.status, coalesce(encode(n.content, 'hex'), '') as content
  from found f join candidacy c on c.id = f.id left join nominee n on n.candidacy_id = f.id order by f.i, f.rank, f.id`;
