import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

export type MemberRole = 'chair' | 'deputy' | 'member';

export interface NewMember {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly organisation?: string;
  readonly organisationInn?: string;
  readonly region?: string;
  readonly role: MemberRole;
  readonly since: string;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly organisation: string | null;
  readonly organisationInn: string | null;
  readonly region: string | null;
  readonly role: MemberRole;
  /** First and last day of the membership. */
  readonly since: string;
  readonly until: string | null;
}

const MEMBER = `id, name, post, organisation, organisation_inn as "organisationInn", region, role, since, until`;

@Injectable()
export class MemberRepository {
  async enter(tx: Tx, campaignId: string, members: readonly NewMember[]): Promise<void> {
    await tx.query(
      `insert into commission_member (id, campaign_id, name, post, organisation, organisation_inn, region, role, since, entered_by)
       select id, $2, name, post, organisation, "organisationInn", region, role, since, $3
       from jsonb_to_recordset($1::jsonb) as m (id uuid, name text, post text, organisation text, "organisationInn" text, region text, role text, since date)`,
      [JSON.stringify(members), campaignId, tx.actor.id],
    );
  }

  /** Ends memberships that have no end and began by then; gives whose it was. */
  async end(tx: Tx, campaignId: string, ends: readonly { readonly memberId: string; readonly until: string }[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `update commission_member m set until = e.until from jsonb_to_recordset($1::jsonb) as e ("memberId" uuid, until date)
       where m.id = e."memberId" and m.campaign_id = $2 and m.until is null and m.since <= e.until returning m.id`,
      [JSON.stringify(ends), campaignId],
    );
    return rows.map(({ id }) => id);
  }

  async page(tx: Tx, campaignId: string, after: string | null, limit: number): Promise<Member[]> {
    return tx.query<Member & object>(`select ${MEMBER} from commission_member where campaign_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`, [campaignId, after, limit]);
  }

  /** Everybody who is a member on that day: the chair, deputies, the others as entered. */
  async on(tx: Tx, campaignId: string, day: string): Promise<Member[]> {
    return tx.query<Member & object>(
      `select ${MEMBER} from commission_member where campaign_id = $1 and since <= $2::date and (until is null or until >= $2::date)
       order by array_position(array['chair', 'deputy', 'member'], role), id`,
      [campaignId, day],
    );
  }
}
