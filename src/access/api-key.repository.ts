import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewApiKey {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly keyHash: Buffer;
  readonly scopes: readonly string[];
  readonly days: number;
}

@Injectable()
export class ApiKeyRepository {
  async insert(tx: Tx, { id, accountId, name, keyHash, scopes, days }: NewApiKey): Promise<Date> {
    const [row] = await tx.query<{ expiresAt: Date }>(
      `insert into api_key (id, account_id, name, key_hash, scopes, expires_at) values ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) returning expires_at as "expiresAt"`,
      [id, accountId, name, keyHash, scopes, days],
    );
    return row!.expiresAt;
  }

  async page(tx: Tx, accountId: string, after: string | undefined, count: number): Promise<ApiKeyRow[]> {
    return tx.query(
      `select id, name, scopes, created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt", revoked_at as "revokedAt"
         from api_key where account_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [accountId, after ?? null, count],
    );
  }

  /** The moment of revocation and whether it is this one; nothing for a key that is not the account's. */
  async revoke(tx: Tx, accountId: string, id: string): Promise<{ revokedAt: Date; isNew: boolean } | undefined> {
    const [now] = await tx.query<{ revokedAt: Date }>(`update api_key set revoked_at = now() where account_id = $1 and id = $2 and revoked_at is null returning revoked_at as "revokedAt"`, [accountId, id]);
    if (now) return { ...now, isNew: true };
    const [before] = await tx.query<{ revokedAt: Date }>(`select revoked_at as "revokedAt" from api_key where account_id = $1 and id = $2`, [accountId, id]);
    return before && { ...before, isNew: false };
  }
}
