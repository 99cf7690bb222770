import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { Grant } from './domain/may';
import { FRESH_MINUTES } from './domain/step-up';

/** A live account as one of its credentials opens it. */
export interface OpenedAccount {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Of the session or key; the account itself for its token. */
  readonly credentialId: string;
  /** Operations a key may be used for; null: all of the account's. */
  readonly scopes: readonly string[] | null;
  /** The person at the browser proved minutes ago who he is. */
  readonly hasFreshProof: boolean;
  /** Its last use was noted more than a minute ago. */
  readonly isStale: boolean;
}

const GRANTS = `coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'campaignId', g.campaign_id, 'nominatorId', g.nominator_id)) filter (where g.id is not null), '[]') as grants`;

const OPENED = {
  token: `
    select a.id, a.name, ${GRANTS}, a.id as "credentialId", null as scopes, false as "hasFreshProof", false as "isStale"
      from account a left join access_grant g on g.account_id = a.id
     where a.token_hash = $1 and a.revoked_at is null and a.token_expires_at > now()
     group by a.id`,
  session: `
    select a.id, a.name, ${GRANTS}, s.id as "credentialId", null as scopes, coalesce(s.proved_at > now() - interval '${FRESH_MINUTES} minutes', false) as "hasFreshProof", s.seen_at < now() - interval '1 minute' as "isStale"
      from session s join account a on a.id = s.account_id left join access_grant g on g.account_id = a.id
     where s.secret_hash = $1 and s.ended_at is null and s.expires_at > now() and s.seen_at > now() - make_interval(mins => s.idle_minutes) and a.revoked_at is null
     group by a.id, s.id`,
  'api-key': `
    select a.id, a.name, ${GRANTS}, k.id as "credentialId", k.scopes, false as "hasFreshProof", k.used_at is null or k.used_at < now() - interval '1 minute' as "isStale"
      from api_key k join account a on a.id = k.account_id left join access_grant g on g.account_id = a.id
     where k.key_hash = $1 and k.revoked_at is null and k.expires_at > now() and a.revoked_at is null
     group by a.id, k.id`,
};

const USED = {
  session: `update session set seen_at = now() where id = $1`,
  'api-key': `update api_key set used_at = now() where id = $1`,
};

/** Reads on the way of every request. */
@Injectable()
export class CredentialRepository {
  /** The account a secret opens now, with its grants; nothing for one that is unknown, ended, expired or idle, or whose account is revoked. */
  async opened(tx: Tx, via: keyof typeof OPENED, hash: Buffer): Promise<OpenedAccount | undefined> {
    const [account] = await tx.prepared<OpenedAccount>(`opened-by-${via}`, OPENED[via], [hash]);
    return account;
  }

  /** Notes that a session or key is in use. */
  async noteUse(tx: Tx, via: keyof typeof USED, id: string): Promise<void> {
    await tx.query(USED[via], [id]);
  }
}
