import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

export interface Meeting {
  readonly id: string;
  readonly heldOn: string;
  readonly place: string;
  readonly secretary: string;
  readonly presidingId: string | null;
  /** Of the protocol; with it the meeting is closed. */
  readonly protocolNumber: string | null;
  readonly protocolDate: string | null;
  /** SHA-256 of the signed protocol; null: not uploaded. */
  readonly scanDigest: string | null;
  readonly present: readonly string[];
}

const MEETING = `m.id, m.held_on as "heldOn", m.place, m.secretary, m.presiding_id as "presidingId", m.protocol_number as "protocolNumber", m.protocol_date as "protocolDate",
  encode(m.scan_digest, 'hex') as "scanDigest", array(select a.member_id from commission_attendance a where a.meeting_id = m.id order by a.member_id) as present`;

@Injectable()
export class MeetingRepository {
  async create(tx: Tx, campaignId: string, { id, heldOn, place, secretary }: Pick<Meeting, 'id' | 'heldOn' | 'place' | 'secretary'>): Promise<void> {
    await tx.query(`insert into commission_meeting (id, campaign_id, held_on, place, secretary, entered_by) values ($1, $2, $3, $4, $5, $6)`, [id, campaignId, heldOn, place, secretary, tx.actor.id]);
  }

  async find(tx: Tx, campaignId: string, id: string, { lock = false } = {}): Promise<(Meeting & { readonly scan: string | null }) | null> {
    const [row] = await tx.query<Meeting & { scan: string | null }>(`select ${MEETING}, m.scan from commission_meeting m where m.campaign_id = $1 and m.id = $2 ${lock ? 'for update of m' : ''}`, [campaignId, id]);
    return row ?? null;
  }

  async page(tx: Tx, campaignId: string, after: string | null, limit: number): Promise<Meeting[]> {
    return tx.query<Meeting & object>(`select ${MEETING} from commission_meeting m where m.campaign_id = $1 and ($2::uuid is null or m.id > $2) order by m.id limit $3`, [campaignId, after, limit]);
  }

  /** Who was there and who presided, in the place of what was said before. */
  async attend(tx: Tx, campaignId: string, id: string, present: readonly string[], presidingId: string): Promise<void> {
    await tx.query(`delete from commission_attendance where meeting_id = $1`, [id]);
    await tx.query(`insert into commission_attendance (meeting_id, member_id, campaign_id) select $1, m, $3 from unnest($2::uuid[]) as m`, [id, present, campaignId]);
    await tx.query(`update commission_meeting set presiding_id = $2 where id = $1`, [id, presidingId]);
  }

  /** False where a protocol of that number and date is there. */
  async close(tx: Tx, campaignId: string, id: string, number: string, date: string): Promise<boolean> {
    const [twin] = await tx.query(`select from commission_meeting where campaign_id = $1 and protocol_number = $2 and protocol_date = $3::date`, [campaignId, number, date]);
    if (twin) return false;
    await tx.query(`update commission_meeting set protocol_number = $2, protocol_date = $3, closed_by = $4, closed_at = now() where id = $1`, [id, number, date, tx.actor.id]);
    return true;
  }

  async attach(tx: Tx, id: string, scan: string, sha256: string): Promise<void> {
    await tx.query(`update commission_meeting set scan = $2, scan_digest = decode($3, 'hex') where id = $1`, [id, scan, sha256]);
  }
}
