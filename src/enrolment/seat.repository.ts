import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';
import { HELD, type SeatState } from './domain/decide-enrolment';

/** A seat as it is listed; the day and the number of the dispatch as they were recorded. */
export interface SeatRow {
  readonly candidacyId: string;
  readonly number: string;
  readonly nominatorId: string;
  readonly region: string;
  readonly state: SeatState;
  readonly offeredAt: Date;
  readonly dispatchedOn: CalendarDate | null;
  readonly dispatchChannel: string | null;
  readonly dispatchNumber: string | null;
  readonly answerUntil: Date | null;
  readonly answeredOn: CalendarDate | null;
  readonly answeredAt: Date | null;
  readonly channel: string | null;
  readonly statementId: string | null;
}

export interface Quota {
  readonly seats: number | null;
  /** Offers out and accepted. */
  readonly held: number;
}

export type SeatChangeKind = 'offered' | 'dispatched' | 'returned' | 'answered' | 'lapsed' | 'withdrawn' | 'deferred' | 'reverted';

/** Changes that are made together, by one person at one moment. */
export interface SeatBatch {
  readonly id: string;
  readonly campaignId: string;
  readonly stage: string;
  readonly kind: SeatChangeKind;
  readonly at: Date;
  readonly reason?: string;
  readonly revertsId?: string;
}

/** What a change says of one seat; what it does not name is null. */
export interface SeatLine {
  readonly candidacyId: string;
  readonly state?: SeatState;
  readonly sentOn?: CalendarDate;
  readonly channel?: string;
  readonly number?: string;
  readonly until?: Date | null;
  readonly answeredOn?: CalendarDate;
  readonly statementId?: string | null;
}

const SEAT = `s.candidacy_id as "candidacyId", c.number, s.nominator_id as "nominatorId", c.region, s.state, s.offered_at as "offeredAt",
  s.dispatched_on as "dispatchedOn", s.dispatch_channel as "dispatchChannel", s.dispatch_number as "dispatchNumber", s.answer_until as "answerUntil",
  s.answered_on as "answeredOn", s.answered_at as "answeredAt", s.channel, s.statement_id as "statementId"`;
const LINE = `"candidacyId" uuid, state text, "sentOn" date, channel text, number text, until timestamptz, "answeredOn" date, "statementId" uuid`;
const HELD_STATES = HELD.map((state) => `'${state}'`).join(', ');
/** A seat that ends without an answer of the candidate. */
const ENDED = `answered_by = $7, answered_at = $8, answered_on = null, channel = null, statement_id = null`;

@Injectable()
export class SeatRepository {
  /** Opens the quota of a stage if it is not open yet. */
  async openQuota(tx: Tx, campaignId: string, stage: string, seats: number | null): Promise<void> {
    await tx.query(`insert into seat_quota (campaign_id, stage, seats) values ($1, $2, $3) on conflict do nothing`, [campaignId, stage, seats]);
  }

  /** The policy's number has changed. */
  async setSeats(tx: Tx, campaignId: string, stage: string, seats: number | null): Promise<void> {
    await tx.query(`update seat_quota set seats = $3 where campaign_id = $1 and stage = $2`, [campaignId, stage, seats]);
  }

  /** Whatever changes a seat locks the quota first, in a statement of its own, so the next one sees what others committed. */
  async lockQuota(tx: Tx, campaignId: string, stage: string): Promise<Quota | null> {
    const [quota] = await tx.query<Quota>(`select seats, held from seat_quota where campaign_id = $1 and stage = $2 for update`, [campaignId, stage]);
    return quota ?? null;
  }

  /**
   * Whoever is open in the stage and may be offered a seat, locked, with whether his entry is published. `ids` null: all
   * who wait; those whose offer was withdrawn are offered another only by name.
   */
  async toBeOffered(tx: Tx, campaignId: string, stage: string, ids: readonly string[] | null): Promise<{ candidacyId: string; published: boolean }[]> {
    return tx.query(
      `select c.id as "candidacyId", d.published_at is not null as published
       from candidacy c join history h on h.candidacy_id = c.id and h.n = c.version join decision_batch d on d.id = h.batch_id
       where c.campaign_id = $1 and c.stage = $2 and c.status = 'open' and ($3::uuid[] is null or c.id = any($3::uuid[]))
         and not exists (select from seat s where s.candidacy_id = c.id and not (s.state = 'taken-back' or (s.state = 'withdrawn' and $3::uuid[] is not null)))
       order by c.id for update of c`,
      [campaignId, stage, ids],
    );
  }

  /** Appeals that keep a seat free, open or upheld while the person waits to be decided anew, but for those of people who are offered one or have one. */
  async heldByAppeals(tx: Tx, campaignId: string, offered: readonly string[]): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `select count(distinct a.candidacy_id)::int as count from appeal a join candidacy c on c.id = a.candidacy_id
       where a.campaign_id = $1 and a.holds_seat and (a.outcome is null or (a.reopened_in is not null and c.status in ('open', 'on-hold'))) and a.candidacy_id <> all($2::uuid[])
         and not exists (select from seat s where s.candidacy_id = a.candidacy_id and s.state in ('offered', 'accepted'))`,
      [campaignId, offered],
    );
    return row!.count;
  }

  /** How many are open in the stage without a seat that is held or ended: a seat is kept for each of them. */
  async waiting(tx: Tx, campaignId: string, stage: string): Promise<number> {
    const [row] = await tx.query<{ waiting: number }>(
      `select count(*)::int as waiting from candidacy c where c.campaign_id = $1 and c.stage = $2 and c.status = 'open'
         and not exists (select from seat s where s.candidacy_id = c.id and s.state not in ('taken-back', 'withdrawn'))`,
      [campaignId, stage],
    );
    return row!.waiting;
  }

  async offer(tx: Tx, { id, campaignId, stage, at }: SeatBatch, ids: readonly string[]): Promise<void> {
    await tx.query(
      `with old as (
         select s.* from seat s where s.candidacy_id = any($3::uuid[]) for update
       ), made as (
         insert into seat as s (candidacy_id, campaign_id, nominator_id, stage, offered_by, offered_at) select c.id, $1, c.nominator_id, $2, $4, $6 from candidacy c where c.campaign_id = $1 and c.id = any($3::uuid[])
         on conflict (candidacy_id) do update set state = 'offered', version = s.version + 1, offered_by = excluded.offered_by, offered_at = excluded.offered_at,
           dispatched_on = null, dispatch_channel = null, dispatch_number = null, dispatched_by = null, answer_until = null,
           answered_by = null, answered_at = null, answered_on = null, channel = null, statement_id = null
         where s.state in ('taken-back', 'withdrawn')
         returning s.*
       )
       insert into seat_change (candidacy_id, n, batch_id, campaign_id, nominator_id, stage, kind, to_state, before, changed_by, changed_at)
       select m.candidacy_id, m.version, $5, m.campaign_id, m.nominator_id, m.stage, 'offered', m.state, to_jsonb(o), $4, $6 from made m left join old o on o.candidacy_id = m.candidacy_id`,
      [campaignId, stage, ids, tx.actor.id, id, at],
    );
  }

  /** The clock starts anew at the newest dispatch. Returns whose offer was there to be dispatched. */
  async dispatch(tx: Tx, batch: SeatBatch, lines: readonly SeatLine[]): Promise<string[]> {
    return this.change(tx, batch, lines, `s.state = 'offered'`, `dispatched_on = l."sentOn", dispatch_channel = l.channel, dispatch_number = l.number, dispatched_by = $7, answer_until = l.until`);
  }

  /** What was sent came back: the clock stops. */
  async returned(tx: Tx, batch: SeatBatch, lines: readonly SeatLine[]): Promise<string[]> {
    return this.change(tx, batch, lines, `s.state = 'offered' and s.dispatched_on is not null`, `dispatched_on = null, dispatch_channel = null, dispatch_number = null, dispatched_by = null, answer_until = null`);
  }

  async answer(tx: Tx, batch: SeatBatch, lines: readonly SeatLine[]): Promise<string[]> {
    return this.change(tx, batch, lines, `(s.state = 'offered' or (s.state = 'accepted' and l.state = 'declined'))`,
      `state = l.state, answered_by = $7, answered_at = $8, answered_on = l."answeredOn", channel = l.channel, statement_id = l."statementId"`);
  }

  /** Offers whose term is over; the term is looked at once more, for a new dispatch may have given another. */
  async lapse(tx: Tx, batch: SeatBatch, lines: readonly SeatLine[]): Promise<string[]> {
    return this.change(tx, batch, lines, `s.state = 'offered' and s.answer_until < $8`, `state = 'lapsed', ${ENDED}`);
  }

  async withdraw(tx: Tx, batch: SeatBatch, lines: readonly SeatLine[]): Promise<string[]> {
    return this.change(tx, batch, lines, `s.state in (${HELD_STATES})`, `state = 'withdrawn', ${ENDED}`);
  }

  async defer(tx: Tx, batch: SeatBatch, lines: readonly SeatLine[]): Promise<string[]> {
    return this.change(tx, batch, lines, `s.state in (${HELD_STATES})`, `state = 'deferred', ${ENDED}`);
  }

  /** Puts seats back to what stood before the batch that is reverted, with another term where one is given. */
  async revert(tx: Tx, batch: SeatBatch, lines: readonly SeatLine[]): Promise<string[]> {
    return this.change(tx, batch, lines, `exists (select from seat_change h where h.candidacy_id = s.candidacy_id and h.n = s.version and h.batch_id = $9)`,
      `state = b.state, dispatched_on = b.dispatched_on, dispatch_channel = b.dispatch_channel, dispatch_number = b.dispatch_number, dispatched_by = b.dispatched_by,
       answer_until = coalesce(l.until, b.answer_until), answered_by = b.answered_by, answered_at = b.answered_at, answered_on = b.answered_on, channel = b.channel, statement_id = b.statement_id`,
      `cross join lateral jsonb_populate_record(null::seat, (select h.before from seat_change h where h.candidacy_id = l."candidacyId" and h.batch_id = $9)) b`);
  }

  async seats(tx: Tx, campaignId: string, stage: string, nominatorIds: readonly string[] | null, after: string | null, limit: number): Promise<SeatRow[]> {
    return tx.query<SeatRow>(
      `select ${SEAT} from seat s join candidacy c on c.id = s.candidacy_id
       where s.campaign_id = $1 and s.stage = $2 and ($3::uuid[] is null or s.nominator_id = any($3::uuid[])) and ($4::text is null or c.number collate "C" > $4)
       order by c.number collate "C" limit $5`,
      [campaignId, stage, nominatorIds, after, limit],
    );
  }

  /** Whether an offer to somebody who stands in the stage waits for his answer. */
  async isOpen(tx: Tx, candidacyId: string, stage: string, now: Date): Promise<boolean> {
    const rows = await tx.query(
      `select from seat s join candidacy c on c.id = s.candidacy_id
       where s.candidacy_id = $1 and s.stage = $2 and s.state = 'offered' and (s.answer_until is null or s.answer_until >= $3) and c.stage = s.stage and c.status = 'open'`,
      [candidacyId, stage, now],
    );
    return rows.length === 1;
  }

  /** Seats of those named. */
  async named(tx: Tx, campaignId: string, stage: string, ids: readonly string[]): Promise<Map<string, SeatRow>> {
    const rows = await tx.query<SeatRow>(`select ${SEAT} from seat s join candidacy c on c.id = s.candidacy_id where s.campaign_id = $1 and s.stage = $2 and s.candidacy_id = any($3::uuid[])`, [campaignId, stage, ids]);
    return new Map(rows.map((row) => [row.candidacyId, row]));
  }

  /** Seats of a batch in hand: the facts the verdict is computed from. */
  async statesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, SeatState>> {
    const rows = await tx.query<{ id: string; state: SeatState }>(`select candidacy_id as id, state from seat where candidacy_id = any($1::uuid[])`, [ids]);
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  /**
   * The one statement that changes seats which are there: those of the lines for which `when` holds get `set`, and each
   * leaves a trace with the row that stood before. Returns whose seats changed.
   */
  private async change(tx: Tx, { id, campaignId, stage, kind, at, reason, revertsId }: SeatBatch, lines: readonly SeatLine[], when: string, set: string, more = ''): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `with line as (
         select l.*, s as old from jsonb_to_recordset($3::jsonb) as l (${LINE})
         join seat s on s.candidacy_id = l."candidacyId" where s.campaign_id = $1 and s.stage = $2 and ${when} for update of s
       ), changed as (
         update seat s set version = s.version + 1, ${set} from line l ${more} where s.candidacy_id = l."candidacyId" returning s.*, to_jsonb(l.old) as before
       ), traced as (
         insert into seat_change (candidacy_id, n, batch_id, campaign_id, nominator_id, stage, kind, to_state, before, reason, reverts_id, changed_by, changed_at)
         select candidacy_id, version, $4, campaign_id, nominator_id, stage, $5, state, before, $6, $9::uuid, $7::uuid, $8::timestamptz from changed
       )
       select candidacy_id as id from changed`,
      [campaignId, stage, JSON.stringify(lines), id, kind, reason ?? null, tx.actor.id, at, revertsId ?? null],
    );
    return rows.map(({ id: changed }) => changed);
  }
}
