import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { Recipient } from './domain/notice-template';
import type { Occasion } from './domain/occasion-of';

/** A notice that this process holds; `attempt` is the fence. */
export interface HeldNotice {
  readonly id: string;
  readonly attempt: number;
  readonly tries: number;
  readonly campaignId: string;
  readonly nominatorId: string;
  readonly candidacyId: string;
  readonly n: number;
  readonly personId: string;
  readonly occasion: Occasion;
  readonly templateVersion: number;
  readonly recipient: Recipient;
  /** Of what may be out already: it is sent again as it was. */
  readonly textCipher: Buffer | null;
}

/** Longer than any attempt takes. */
const LEASE = `now() + interval '150 seconds'`;

/** What is to leave by mail. The rows are the queue; who dies loses nothing but time. */
@Injectable()
export class OutboxRepository {
  /** The longest waiting notice that nobody holds, held from now on. One whose sender died before its text left is due again. */
  async take(tx: Tx): Promise<HeldNotice | null> {
    const [row] = await tx.query<HeldNotice & object>(
      `update notice n set state = 'sending', attempt = n.attempt + 1, tries = n.tries + 1, lease_until = ${LEASE}, cause = null
       where n.id = (
         select d.id from notice d where d.left_at is null and ((d.state = 'queued' and d.next_at <= now()) or (d.state = 'sending' and d.lease_until < now()))
         order by d.next_at limit 1 for update skip locked
       )
       returning n.id, n.attempt, n.tries, n.campaign_id as "campaignId", n.nominator_id as "nominatorId", n.candidacy_id as "candidacyId", n.n, n.person_id as "personId",
         n.occasion, n.template_version as "templateVersion", n.recipient, case when n.doubtful then n.text_cipher end as "textCipher"`,
    );
    return row ?? null;
  }

  /** Notes that the text leaves now, and keeps it. False: the notice was cancelled or somebody else holds it, so it must not leave. */
  async leave(tx: Tx, { id, attempt }: HeldNotice, text: Buffer): Promise<boolean> {
    const rows = await tx.query(`update notice set left_at = now(), text_cipher = $3 where id = $1 and attempt = $2 and state = 'sending' and left_at is null returning id`, [id, attempt, text]);
    return rows.length > 0;
  }

  /** The server has it. True news even when the lease has ended or a person has asked for another attempt that has not begun. */
  async accept(tx: Tx, { id, attempt }: HeldNotice): Promise<boolean> {
    const rows = await tx.query(
      `update notice set state = 'accepted', cause = null, lease_until = null, left_at = coalesce(left_at, now()), settled_at = now()
       where id = $1 and attempt = $2 and state in ('sending', 'unsure', 'queued') returning id`,
      [id, attempt],
    );
    return rows.length > 0;
  }

  /** Nobody knows whether it left. */
  async doubt(tx: Tx, { id, attempt }: HeldNotice, cause: string): Promise<boolean> {
    const rows = await tx.query(`update notice set state = 'unsure', doubtful = true, cause = $3, lease_until = null, settled_at = now() where id = $1 and attempt = $2 and state = 'sending' returning id`, [id, attempt, cause]);
    return rows.length > 0;
  }

  /** It has certainly not left: refused for good, given up, or due again after so many seconds (null: not again by itself). */
  async fail(tx: Tx, { id, attempt }: HeldNotice, state: 'refused' | 'failed' | 'queued', cause: string, seconds: number): Promise<boolean> {
    const rows = await tx.query(
      `update notice set state = $3, cause = $4, lease_until = null, left_at = null, next_at = now() + $5 * interval '1 second', settled_at = case when $3 = 'queued' then null else now() end
       where id = $1 and attempt = $2 and state = 'sending' returning id`,
      [id, attempt, state, cause, seconds],
    );
    return rows.length > 0;
  }

  /** Notices whose sender died between the text and the server's answer; from now on a person has to look. */
  async doubtAbandoned(tx: Tx): Promise<{ id: string; campaignId: string }[]> {
    return tx.query(
      `update notice set state = 'unsure', doubtful = true, cause = 'SENDER_DIED', lease_until = null, settled_at = now()
       where id in (select id from notice where state = 'sending' and lease_until < now() and left_at is not null for update skip locked)
       returning id, campaign_id as "campaignId"`,
    );
  }
}
