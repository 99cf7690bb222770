import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';
import type { SeatState } from './domain/decide-enrolment';
import type { SeatChangeKind } from './seat.repository';

/** An open offer whose term is over. */
export interface DueRow {
  readonly candidacyId: string;
  readonly number: string;
  readonly name: string;
  readonly region: string;
  readonly dispatchedOn: CalendarDate;
  readonly dispatchNumber: string;
  readonly answerUntil: Date;
}

/** Changes that were made together. */
export interface SeatChangeBatch {
  readonly id: string;
  readonly kind: SeatChangeKind | 'taken-back';
  readonly lines: number;
  readonly changedBy: string;
  readonly changedAt: Date;
  /** The batch this one takes back. */
  readonly revertsId: string | null;
  /** Lines of it that were taken back. */
  readonly reverted: number;
}

export interface SeatChangeLine {
  readonly candidacyId: string;
  readonly number: string;
  readonly fromState: SeatState | null;
  readonly toState: SeatState;
  readonly reason: string | null;
}

/** A line of a batch that is to be taken back. */
export interface RevertedLine {
  readonly candidacyId: string;
  readonly number: string;
  readonly fromState: SeatState | null;
  readonly toState: SeatState;
  readonly answerUntil: Date | null;
  /** The seat has not changed since. */
  readonly isNewest: boolean;
}

const NAME = `coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name`;
/** Who stands behind a candidacy `c`. */
const APPLICANT = `join applicant a on a.id = c.applicant_id left join member m on m.applicant_id = a.id and m.role = 'self' left join person p on p.id = m.person_id`;

/** What happened to seats, and what is about to. */
@Injectable()
export class SeatChangeRepository {
  /** Open offers that were dispatched and whose term is over, in the order of public numbers; `lock` holds their candidacies. */
  async dueToLapse(tx: Tx, campaignId: string, stage: string, now: Date, lock = false): Promise<DueRow[]> {
    return tx.query<DueRow>(
      `select s.candidacy_id as "candidacyId", c.number, ${NAME}, c.region, s.dispatched_on as "dispatchedOn", s.dispatch_number as "dispatchNumber", s.answer_until as "answerUntil"
       from seat s join candidacy c on c.id = s.candidacy_id ${APPLICANT}
       where s.campaign_id = $1 and s.stage = $2 and s.state = 'offered' and s.answer_until < $3 and c.stage = s.stage and c.status = 'open'
       order by c.number collate "C" ${lock ? 'for update of c' : ''}`,
      [campaignId, stage, now],
    );
  }

  async notDispatched(tx: Tx, campaignId: string, stage: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>(`select count(*)::int as count from seat where campaign_id = $1 and stage = $2 and state = 'offered' and dispatched_on is null`, [campaignId, stage]);
    return row!.count;
  }

  /** Batches of changes in the order they were made. */
  async batches(tx: Tx, campaignId: string, stage: string, after: string | null, limit: number): Promise<SeatChangeBatch[]> {
    return tx.query<SeatChangeBatch>(
      `select b.batch_id as id, min(b.kind) as kind, count(*)::int as lines, min(b.changed_by::text)::uuid as "changedBy", min(b.changed_at) as "changedAt", min(b.reverts_id::text)::uuid as "revertsId",
         (select count(*)::int from seat_change r where r.campaign_id = $1 and r.stage = $2 and r.reverts_id = b.batch_id) as reverted
       from seat_change b where b.campaign_id = $1 and b.stage = $2 and ($3::uuid is null or b.batch_id > $3) group by b.batch_id order by b.batch_id limit $4`,
      [campaignId, stage, after, limit],
    );
  }

  /** The lines of a batch by public number. */
  async lines(tx: Tx, campaignId: string, stage: string, batchId: string, after: string | null, limit: number): Promise<SeatChangeLine[]> {
    return tx.query<SeatChangeLine>(
      `select h.candidacy_id as "candidacyId", c.number, h.before ->> 'state' as "fromState", h.to_state as "toState", h.reason
       from seat_change h join candidacy c on c.id = h.candidacy_id
       where h.campaign_id = $1 and h.stage = $2 and h.batch_id = $3 and ($4::text is null or c.number collate "C" > $4) order by c.number collate "C" limit $5`,
      [campaignId, stage, batchId, after, limit],
    );
  }

  /** The kind of a batch and what taking its lines back would lead to. */
  async toRevert(tx: Tx, campaignId: string, stage: string, batchId: string): Promise<{ kind: SeatChangeBatch['kind']; lines: RevertedLine[] } | null> {
    const rows = await tx.query<RevertedLine & { kind: SeatChangeBatch['kind'] }>(
      `select h.kind, h.candidacy_id as "candidacyId", c.number, h.before ->> 'state' as "fromState", h.to_state as "toState",
         (h.before ->> 'answer_until')::timestamptz as "answerUntil", s.version = h.n as "isNewest"
       from seat_change h join seat s on s.candidacy_id = h.candidacy_id join candidacy c on c.id = h.candidacy_id
       where h.campaign_id = $1 and h.stage = $2 and h.batch_id = $3 order by c.number collate "C"`,
      [campaignId, stage, batchId],
    );
    return rows.length ? { kind: rows[0]!.kind, lines: rows.map(({ kind: _, ...line }) => line) } : null;
  }
}
