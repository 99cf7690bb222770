import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';

export interface LegalHold {
  readonly id: string;
  readonly candidacyId: string;
  readonly number: string;
  readonly reason: string;
  /** What asks for it: kind, number and date of a paper. */
  readonly document: string;
  readonly until: CalendarDate | null;
  readonly heldBy: string;
  readonly heldAt: Date;
  readonly releasedBy: string | null;
  readonly releasedAt: Date | null;
  readonly releaseReason: string | null;
}

export interface HoldWish extends Pick<LegalHold, 'candidacyId' | 'reason' | 'document'> {
  readonly until?: CalendarDate;
}

const HOLD = `h.id, h.candidacy_id as "candidacyId", c.number, h.reason, h.document, h.until, h.held_by as "heldBy", h.held_at as "heldAt",
  h.released_by as "releasedBy", h.released_at as "releasedAt", h.release_reason as "releaseReason"`;

@Injectable()
export class LegalHoldRepository {
  /** Everybody who applies in these candidacies. */
  async peopleOf(tx: Tx, candidacyIds: readonly string[]): Promise<{ candidacyId: string; personId: string }[]> {
    return tx.query(
      `select c.id as "candidacyId", m.person_id as "personId" from candidacy c join member m on m.applicant_id = c.applicant_id where c.id = any($1::uuid[]) order by c.number collate "C", m.id`,
      [candidacyIds],
    );
  }

  async insert(tx: Tx, holds: readonly (HoldWish & { readonly id: string; readonly personId: string })[]): Promise<void> {
    await tx.query(
      `insert into legal_hold (id, person_id, candidacy_id, campaign_id, nominator_id, reason, document, until, held_by)
       select h.id, h."personId", c.id, c.campaign_id, c.nominator_id, h.reason, h.document, h.until, $2
       from jsonb_to_recordset($1::jsonb) as h (id uuid, "personId" uuid, "candidacyId" uuid, reason text, document text, until date) join candidacy c on c.id = h."candidacyId"`,
      [JSON.stringify(holds), tx.actor.id],
    );
  }

  /** Ends holds that stand; gives those it ended. */
  async release(tx: Tx, campaignId: string, ids: readonly string[], reason: string): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `update legal_hold set released_by = $3, released_at = now(), release_reason = $4 where campaign_id = $1 and id = any($2::uuid[]) and released_at is null returning id`,
      [campaignId, ids, tx.actor.id, reason],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async find(tx: Tx, campaignId: string, ids: readonly string[]): Promise<Map<string, LegalHold>> {
    const rows = await tx.query<LegalHold>(`select ${HOLD} from legal_hold h join candidacy c on c.id = h.candidacy_id where h.campaign_id = $1 and h.id = any($2::uuid[])`, [campaignId, ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async page(tx: Tx, campaignId: string, after: string | null, count: number): Promise<LegalHold[]> {
    return tx.query<LegalHold>(
      `select ${HOLD} from legal_hold h join candidacy c on c.id = h.candidacy_id where h.campaign_id = $1 and ($2::uuid is null or h.id > $2) order by h.id limit $3`,
      [campaignId, after, count],
    );
  }

  /** Those of the persons of whom a hold stands on the day, in whatever campaign it was placed. */
  async heldAmong(tx: Tx, personIds: readonly string[], today: CalendarDate): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `select id from unnest($1::uuid[]) as id where person_is_held(id, $2::date)`,
      [personIds, today],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
