import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import type { Tx } from '../platform/database/tx';
import { AccessGrantEntity } from './access-grant.entity';
import { AccountEntity } from './account.entity';
import type { Known } from './domain/check-grants';
import type { Role } from './domain/may';

export interface NewAccount {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
  /** Of a person. */
  readonly login: string | null;
  /** Of a program: hexadecimal, with the days it lives. */
  readonly tokenHash: string | null;
  readonly days: number | null;
  readonly grants: readonly NewGrant[];
}

export interface NewGrant {
  readonly id: string;
  readonly role: Role;
  readonly campaignId: string | null;
  readonly nominatorId: string | null;
}

/** A row of the list; `grants` in the order they were given. */
export interface AccountRow {
  readonly account: AccountEntity;
  readonly grants: readonly AccessGrantEntity[];
}

@Injectable()
export class AccountRepository {
  async insert(tx: Tx, accounts: readonly NewAccount[]): Promise<{ id: string; expiresAt: Date | null }[]> {
    const rows = await tx.query<{ id: string; expiresAt: Date | null }>(
      `insert into account (id, name, region, login, token_hash, token_expires_at, created_by)
       select id, name, region, login, decode("tokenHash", 'hex'), now() + make_interval(days => days), $2
         from jsonb_to_recordset($1::jsonb) as a (id uuid, name text, region text, login text, "tokenHash" text, days integer)
       returning id, token_expires_at as "expiresAt"`,
      [JSON.stringify(accounts), tx.actor.id],
    );
    await tx.query(
      `insert into access_grant (id, account_id, role, campaign_id, nominator_id)
       select g.id, a.id, g.role, g."campaignId", g."nominatorId"
         from jsonb_to_recordset($1::jsonb) as a (id uuid, grants jsonb),
              jsonb_to_recordset(a.grants) as g (id uuid, role text, "campaignId" uuid, "nominatorId" uuid)`,
      [JSON.stringify(accounts)],
    );
    return rows;
  }

  /** Which of the logins are somebody's. */
  async takenLogins(tx: Tx, logins: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ login: string }>(`select login from account where login = any($1)`, [logins]);
    return new Set(rows.map(({ login }) => login));
  }

  /** Identifiers of nominators by `kind:code`, of those that exist. */
  async nominatorsByCode(tx: Tx, named: readonly { readonly kind: string; readonly code: string }[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ key: string; id: string }>(
      `select distinct concat(n.kind, ':', n.code) as key, n.id from jsonb_to_recordset($1::jsonb) as w (kind text, code text) join nominator n on n.kind = w.kind and n.code = w.code`,
      [JSON.stringify(named)],
    );
    return new Map(rows.map(({ key, id }) => [key, id]));
  }

  /** Which of the campaigns and nominators exist. */
  async known(tx: Tx, campaigns: readonly string[], nominators: readonly string[]): Promise<Known> {
    const rows = await tx.query<{ kind: string; id: string }>(
      `select 'campaign' as kind, id from campaign where id = any($1) union all select 'nominator', id from nominator where id = any($2)`,
      [campaigns, nominators],
    );
    const of = (kind: string): ReadonlySet<string> => new Set(rows.filter((row) => row.kind === kind).map((row) => row.id));
    return { campaigns: of('campaign'), nominators: of('nominator') };
  }

  async page(tx: Tx, after: string | undefined, count: number): Promise<AccountRow[]> {
    const accounts = await tx.manager.find(AccountEntity, { where: after ? { id: MoreThan(after) } : {}, order: { id: 'ASC' }, take: count });
    const grants = await tx.manager.find(AccessGrantEntity, { where: { accountId: In(accounts.map((account) => account.id)) }, order: { id: 'ASC' } });
    return accounts.map((account) => ({ account, grants: grants.filter((grant) => grant.accountId === account.id) }));
  }

  /** The moment of revocation and whether it is this one; nothing for an account that is absent. */
  async revoke(tx: Tx, id: string): Promise<{ revokedAt: Date; isNew: boolean } | undefined> {
    const [now] = await tx.query<{ revokedAt: Date }>(`update account set revoked_at = now() where id = $1 and revoked_at is null returning revoked_at as "revokedAt"`, [id]);
    if (now) return { ...now, isNew: true };
    const [before] = await tx.query<{ revokedAt: Date }>(`select revoked_at as "revokedAt" from account where id = $1`, [id]);
    return before && { ...before, isNew: false };
  }

  /** Whether an administrator can sign in. Holds others who ask this until the end of the transaction. */
  async hasAdministrator(tx: Tx): Promise<boolean> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('first administrator', 5))`);
    const rows = await tx.query(
      `select from account a join access_grant g on g.account_id = a.id
        where g.role = 'administrator' and a.revoked_at is null and a.token_expires_at > now() limit 1`,
    );
    return rows.length > 0;
  }
}
