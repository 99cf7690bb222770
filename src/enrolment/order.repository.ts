import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { OrderDetails, OrderKind } from './domain/order-paper';

/** A line of an order as data: public numbers and no names. */
export interface OrderLine {
  readonly number: string;
  readonly category: string | null;
  readonly region: string;
}

/** An order without what it says of people. */
export interface EnrolmentOrder {
  readonly id: string;
  readonly ordinal: number;
  readonly kind: OrderKind;
  readonly refersTo: string | null;
  readonly details: OrderDetails;
  readonly lines: readonly OrderLine[];
  /** Over programme, ordinal and lines; hexadecimal. */
  readonly digest: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Hexadecimal, of the scan of the signed order; null while there is none. */
  readonly scanSha256: string | null;
  /** As signed; null: a draft. */
  readonly number: string | null;
  readonly datedOn: string | null;
  readonly registeredBy: string | null;
  readonly registeredAt: Date | null;
  /** Over everything a registered order says; hexadecimal. */
  readonly contentDigest: string | null;
}

/** Where the scan lies, and the sealed content with its key. */
export interface OrderSecrets {
  readonly scan: string | null;
  readonly dataKey: Buffer | null;
  readonly keyVersion: number | null;
  readonly content: Buffer | null;
}

/** Somebody as he would be printed today, with the documents of his file. */
export interface OrderPersonRow {
  readonly number: string;
  readonly name: string;
  readonly post: string;
  readonly region: string;
  readonly category: string | null;
  readonly stream: number | null;
  readonly documents: readonly string[];
}

const ORDER = `id, ordinal, kind, refers_to as "refersTo", details, lines, encode(digest, 'hex') as digest, created_by as "createdBy", created_at as "createdAt",
  encode(scan_sha256, 'hex') as "scanSha256", number, dated_on as "datedOn", registered_by as "registeredBy", registered_at as "registeredAt", encode(content_digest, 'hex') as "contentDigest"`;

/** Who is to stand in an order of each kind; `$1` the campaign, `$2` the order it refers to. */
const LISTED: Readonly<Record<OrderKind, string>> = {
  enrolment: `c.status = 'enrolled' and $2::uuid is null
    and not exists (select from enrolment_order o cross join lateral jsonb_array_elements(o.lines) l where o.campaign_id = $1 and o.kind = 'enrolment' and l ->> 'number' = c.number)`,
  change: `c.status = 'enrolled' and exists (select from enrolment_order o cross join lateral jsonb_array_elements(o.lines) l where o.id = $2 and l ->> 'number' = c.number)`,
  expulsion: `c.status = 'expelled' and exists (select from enrolment_order o cross join lateral jsonb_array_elements(o.lines) l where o.id = $2 and l ->> 'number' = c.number)
    and not exists (select from enrolment_order o cross join lateral jsonb_array_elements(o.lines) l where o.campaign_id = $1 and o.kind = 'expulsion' and l ->> 'number' = c.number)`,
};

/** Orders: drafts, and what was signed. */
@Injectable()
export class OrderRepository {
  /** Who is to stand in an order of the kind, in the order of public numbers. */
  async listed(tx: Tx, campaignId: string, kind: OrderKind, refersTo: string | null): Promise<OrderLine[]> {
    return tx.query<OrderLine>(`select c.number, c.category, c.region from candidacy c where c.campaign_id = $1 and ${LISTED[kind]} order by c.number collate "C"`, [campaignId, refersTo]);
  }

  async newestOrdinal(tx: Tx, campaignId: string): Promise<number> {
    const [row] = await tx.query<{ ordinal: number }>(`select coalesce(max(ordinal), 0)::int as ordinal from enrolment_order where campaign_id = $1`, [campaignId]);
    return row!.ordinal;
  }

  async create(tx: Tx, order: Pick<EnrolmentOrder, 'id' | 'ordinal' | 'kind' | 'refersTo' | 'details' | 'lines'> & { readonly campaignId: string; readonly digest: Buffer }): Promise<EnrolmentOrder> {
    const { id, campaignId, ordinal, kind, refersTo, details, lines, digest } = order;
    const [row] = await tx.query<EnrolmentOrder>(
      `insert into enrolment_order (id, campaign_id, ordinal, kind, refers_to, details, lines, digest, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${ORDER}`,
      [id, campaignId, ordinal, kind, refersTo, JSON.stringify(details), JSON.stringify(lines), digest, tx.actor.id],
    );
    return row!;
  }

  async page(tx: Tx, campaignId: string): Promise<EnrolmentOrder[]> {
    return tx.query<EnrolmentOrder>(`select ${ORDER} from enrolment_order where campaign_id = $1 order by ordinal`, [campaignId]);
  }

  /** The order, locked when asked. */
  async find(tx: Tx, campaignId: string, id: string, lock = false): Promise<(EnrolmentOrder & OrderSecrets) | null> {
    const [row] = await tx.query<EnrolmentOrder & OrderSecrets>(
      `select ${ORDER}, scan, data_key as "dataKey", key_version as "keyVersion", content from enrolment_order where campaign_id = $1 and id = $2 ${lock ? 'for update' : ''}`,
      [campaignId, id],
    );
    return row ?? null;
  }

  async describe(tx: Tx, id: string, details: OrderDetails): Promise<void> {
    await tx.query(`update enrolment_order set details = $2 where id = $1`, [id, JSON.stringify(details)]);
  }

  async attachScan(tx: Tx, id: string, name: string, sha256: string): Promise<void> {
    await tx.query(`update enrolment_order set scan = $2, scan_sha256 = decode($3, 'hex') where id = $1`, [id, name, sha256]);
  }

  async discard(tx: Tx, id: string): Promise<void> {
    await tx.query(`delete from enrolment_order where id = $1`, [id]);
  }

  /** Number and date are the campaign's own: false when another order has them. */
  async register(tx: Tx, id: string, { number, datedOn, at }: { readonly number: string; readonly datedOn: string; readonly at: Date }, sealed: { readonly wrapped: Buffer; readonly version: number; readonly content: Buffer; readonly digest: Buffer }): Promise<boolean> {
    const rows = await tx.query(
      `update enrolment_order o set number = $2, dated_on = $3, registered_by = $4, registered_at = $5, data_key = $6, key_version = $7, content = $8, content_digest = $9
       where id = $1 and not exists (select from enrolment_order t where t.campaign_id = o.campaign_id and t.dated_on = $3 and t.number = $2) returning 1`,
      [id, number, datedOn, tx.actor.id, at, sealed.wrapped, sealed.version, sealed.content, sealed.digest],
    );
    return rows.length === 1;
  }

  /** People behind public numbers as they are today, with their streams and documents. */
  async people(tx: Tx, campaignId: string, numbers: readonly string[]): Promise<OrderPersonRow[]> {
    return tx.query<OrderPersonRow>(
      `with split as (
         select l.value ->> 'number' as number, (l.value ->> 'stream')::int as stream
         from (select lines from stream_split where campaign_id = $1 order by id desc limit 1) s cross join lateral jsonb_array_elements(s.lines) l
       )
       select c.number, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, concat_ws(', ', m.post_title, m.organisation) as post,
         c.region, c.category, split.stream,
         (select coalesce(array_agg(d.key order by d.key), '{}') from document d where d.candidacy_id = c.id) as documents
       from candidacy c join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role in ('self', 'lead') and m.left_on is null
       left join person p on p.id = m.person_id
       left join split on split.number = c.number
       where c.campaign_id = $1 and c.number = any($2::text[]) order by c.number collate "C"`,
      [campaignId, numbers],
    );
  }

  /** SHA-256 of the result of the newest confirmed run; null where nobody was ranked. */
  async runHash(tx: Tx, campaignId: string): Promise<string | null> {
    const [row] = await tx.query<{ hash: string }>(`select encode(result_hash, 'hex') as hash from ranking_run where campaign_id = $1 and confirmed_at is not null order by confirmed_at desc limit 1`, [campaignId]);
    return row?.hash ?? null;
  }
}
