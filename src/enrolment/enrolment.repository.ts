import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { SeatState } from './domain/decide-enrolment';

export interface Seat {
  readonly candidacyId: string;
  readonly number: string;
  readonly nominatorId: string;
  readonly state: SeatState;
  readonly offeredAt: Date;
  readonly answeredAt: Date | null;
  readonly channel: string | null;
}

export interface OrderLine {
  readonly number: string;
  readonly category: string | null;
  readonly region: string;
}

export interface EnrolmentOrder {
  readonly id: string;
  readonly ordinal: number;
  readonly lines: readonly OrderLine[];
  readonly digest: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface Quota {
  readonly seats: number | null;
  readonly taken: number;
}

const ORDER = `id, ordinal, lines, encode(digest, 'hex') as digest, created_by as "createdBy", created_at as "createdAt"`;

@Injectable()
export class EnrolmentRepository {
  /** Opens the quota of a stage if it is not open yet. */
  async openQuota(tx: Tx, campaignId: string, stage: string, seats: number | null): Promise<void> {
    await tx.query(`insert into seat_quota (campaign_id, stage, seats) values ($1, $2, $3) on conflict do nothing`, [campaignId, stage, seats]);
  }

  /** Whatever changes a seat locks the quota first, in a statement of its own, so the next one sees what others committed. */
  async lockQuota(tx: Tx, campaignId: string, stage: string): Promise<Quota | null> {
    const [quota] = await tx.query<Quota>(`select seats, taken from seat_quota where campaign_id = $1 and stage = $2 for update`, [campaignId, stage]);
    return quota ?? null;
  }

  async addTaken(tx: Tx, campaignId: string, stage: string, count: number): Promise<void> {
    await tx.query(`update seat_quota set taken = taken + $3 where campaign_id = $1 and stage = $2`, [campaignId, stage, count]);
  }

  /** How many offers are out or accepted. */
  async held(tx: Tx, campaignId: string, stage: string): Promise<number> {
    const [row] = await tx.query<{ held: number }>(`select count(*)::int as held from seat where campaign_id = $1 and stage = $2 and state in ('offered', 'accepted')`, [campaignId, stage]);
    return row!.held;
  }

  /** Whoever is open in the stage without an offer and whose entry has been published; `ids` null = all of them. */
  async toBeOffered(tx: Tx, campaignId: string, stage: string, ids: readonly string[] | null): Promise<{ candidacyId: string; published: boolean }[]> {
    return tx.query(
      `select c.id as "candidacyId", d.published_at is not null as published
       from candidacy c join history h on h.candidacy_id = c.id and h.n = c.version join decision_batch d on d.id = h.batch_id
       where c.campaign_id = $1 and c.stage = $2 and c.status = 'open' and ($3::uuid[] is null or c.id = any($3::uuid[]))
         and not exists (select from seat s where s.candidacy_id = c.id and s.state <> 'taken-back')
       order by c.id`,
      [campaignId, stage, ids],
    );
  }

  async offer(tx: Tx, campaignId: string, stage: string, ids: readonly string[]): Promise<void> {
    await tx.query(
      `insert into seat (candidacy_id, campaign_id, nominator_id, stage, offered_by) select c.id, $1, c.nominator_id, $2, $4 from candidacy c where c.campaign_id = $1 and c.id = any($3::uuid[])
       on conflict (candidacy_id) do update set state = 'offered', offered_by = excluded.offered_by, offered_at = now(), answered_by = null, answered_at = null, channel = null where seat.state = 'taken-back'`,
      [campaignId, stage, ids, tx.actor.id],
    );
  }

  /** Puts answers on offered seats; returns whose seat was there to be answered. */
  async answer(tx: Tx, campaignId: string, stage: string, answers: readonly { candidacyId: string; state: SeatState; channel: string }[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `update seat s set state = a.state, channel = a.channel, answered_by = $4, answered_at = now()
       from jsonb_to_recordset($3::jsonb) as a ("candidacyId" uuid, state text, channel text)
       where s.candidacy_id = a."candidacyId" and s.campaign_id = $1 and s.stage = $2 and s.state = 'offered' returning s.candidacy_id as id`,
      [campaignId, stage, JSON.stringify(answers), tx.actor.id],
    );
    return rows.map(({ id }) => id);
  }

  async seats(tx: Tx, campaignId: string, stage: string, nominatorIds: readonly string[] | null, after: string | null, limit: number): Promise<Seat[]> {
    return tx.query<Seat>(
      `select s.candidacy_id as "candidacyId", c.number, s.nominator_id as "nominatorId", s.state, s.offered_at as "offeredAt", s.answered_at as "answeredAt", s.channel
       from seat s join candidacy c on c.id = s.candidacy_id
       where s.campaign_id = $1 and s.stage = $2 and ($3::uuid[] is null or s.nominator_id = any($3::uuid[])) and ($4::text is null or c.number collate "C" > $4)
       order by c.number collate "C" limit $5`,
      [campaignId, stage, nominatorIds, after, limit],
    );
  }

  /** Seats of a batch in hand: the facts the verdict is computed from. */
  async statesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, SeatState>> {
    const rows = await tx.query<{ id: string; state: SeatState }>(`select candidacy_id as id, state from seat where candidacy_id = any($1::uuid[])`, [ids]);
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  /** Public numbers of everybody who no longer competes for a seat: left, rejected, or declined the seat; and of who accepted. */
  async standings(tx: Tx, campaignId: string): Promise<{ left: string[]; accepted: string[] }> {
    const rows = await tx.query<{ number: string; accepted: boolean }>(
      `select c.number, coalesce(s.state = 'accepted', false) as accepted from candidacy c left join seat s on s.candidacy_id = c.id
       where c.campaign_id = $1 and (c.status not in ('open', 'reserve', 'enrolled', 'on-hold') or s.state in ('declined', 'lapsed', 'accepted')) order by c.number collate "C"`,
      [campaignId],
    );
    return { left: rows.filter(({ accepted }) => !accepted).map(({ number }) => number), accepted: rows.filter(({ accepted }) => accepted).map(({ number }) => number) };
  }

  /** Enrolled people who stand in no order yet, in the order of public numbers. */
  async toBeOrdered(tx: Tx, campaignId: string): Promise<OrderLine[]> {
    return tx.query<OrderLine>(
      `select c.number, c.category, c.region from candidacy c where c.campaign_id = $1 and c.status = 'enrolled'
         and not exists (select from enrolment_order o cross join lateral jsonb_array_elements(o.lines) l where o.campaign_id = $1 and l ->> 'number' = c.number)
       order by c.number collate "C"`,
      [campaignId],
    );
  }

  async newestOrdinal(tx: Tx, campaignId: string): Promise<number> {
    const [row] = await tx.query<{ ordinal: number }>(`select coalesce(max(ordinal), 0)::int as ordinal from enrolment_order where campaign_id = $1`, [campaignId]);
    return row!.ordinal;
  }

  async createOrder(tx: Tx, order: { id: string; campaignId: string; ordinal: number; lines: readonly OrderLine[]; digest: Buffer }): Promise<EnrolmentOrder> {
    const [row] = await tx.query<EnrolmentOrder>(
      `insert into enrolment_order (id, campaign_id, ordinal, lines, digest, created_by) values ($1, $2, $3, $4, $5, $6) returning ${ORDER}`,
      [order.id, order.campaignId, order.ordinal, JSON.stringify(order.lines), order.digest, tx.actor.id],
    );
    return row!;
  }

  async orders(tx: Tx, campaignId: string): Promise<EnrolmentOrder[]> {
    return tx.query<EnrolmentOrder>(`select ${ORDER} from enrolment_order where campaign_id = $1 order by ordinal`, [campaignId]);
  }
}
