import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

/** A registered order that names somebody. */
export interface NamingOrder {
  readonly kind: string;
  readonly number: string;
  readonly datedOn: string;
}

/** What registers say of a seat: the stream and orders of who is enrolled, the answer of who declined. */
export interface SeatFacts {
  readonly number: string;
  readonly stream: number | null;
  readonly orders: readonly NamingOrder[];
  readonly answeredOn: string | null;
  readonly channel: string | null;
}

@Injectable()
export class RegisterRepository {
  /** Public number → what was ordered and answered; of orders the registered alone. */
  async seats(tx: Tx, campaignId: string, numbers: readonly string[]): Promise<Map<string, SeatFacts>> {
    const rows = await tx.query<SeatFacts>(
      `with split as (
         select l.value ->> 'number' as number, (l.value ->> 'stream')::int as stream
         from (select lines from stream_split where campaign_id = $1 order by id desc limit 1) s cross join lateral jsonb_array_elements(s.lines) l
       ), ordered as (
         select l.value ->> 'number' as number, json_agg(json_build_object('kind', o.kind, 'number', o.number, 'datedOn', o.dated_on) order by o.ordinal) as orders
         from enrolment_order o cross join lateral jsonb_array_elements(o.lines) l
         where o.campaign_id = $1 and o.registered_at is not null and l.value ->> 'number' = any($2::text[]) group by 1
       )
       select c.number, split.stream, coalesce(ordered.orders, '[]') as orders, s.answered_on as "answeredOn", s.channel
       from candidacy c left join seat s on s.candidacy_id = c.id left join split on split.number = c.number left join ordered on ordered.number = c.number
       where c.campaign_id = $1 and c.number = any($2::text[])`,
      [campaignId, numbers],
    );
    return new Map(rows.map((row) => [row.number, row]));
  }
}
