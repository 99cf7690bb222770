import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

export interface NewSession {
  readonly id: string;
  readonly accountId: string;
  readonly secretHash: Buffer;
  readonly method: 'password' | 'oidc';
  readonly device: string;
  readonly idleMinutes: number;
  readonly hours: number;
  readonly isProved: boolean;
}

export interface BrowserSessionRow {
  readonly id: string;
  readonly method: 'password' | 'oidc';
  readonly device: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

const LIVE = `ended_at is null and expires_at > now() and seen_at > now() - make_interval(mins => idle_minutes)`;
const ROW = `id, method, device, created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt"`;

@Injectable()
export class BrowserSessionRepository {
  async insert(tx: Tx, session: NewSession): Promise<BrowserSessionRow> {
    const [row] = await tx.query<BrowserSessionRow>(
      `insert into session (id, account_id, secret_hash, method, device, idle_minutes, proved_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, case when $7 then now() end, now() + make_interval(hours => $8)) returning ${ROW}`,
      [session.id, session.accountId, session.secretHash, session.method, session.device, session.idleMinutes, session.isProved, session.hours],
    );
    return row!;
  }

  /** Live sessions of an account, the newest first. */
  async live(tx: Tx, accountId: string): Promise<BrowserSessionRow[]> {
    return tx.query(`select ${ROW} from session where account_id = $1 and ${LIVE} order by id desc limit 200`, [accountId]);
  }

  /** Ends one session of the account; false where there is none to end. */
  async end(tx: Tx, accountId: string, id: string): Promise<boolean> {
    return (await tx.query(`update session set ended_at = now() where account_id = $1 and id = $2 and ended_at is null returning 1`, [accountId, id])).length > 0;
  }

  /** Ends all sessions of the account, but one where it is named; gives how many. */
  async endAll(tx: Tx, accountId: string, but: string | null = null): Promise<number> {
    return (await tx.query(`update session set ended_at = now() where account_id = $1 and ended_at is null and id is distinct from $2 returning 1`, [accountId, but])).length;
  }

  async noteProof(tx: Tx, id: string): Promise<void> {
    await tx.query(`update session set proved_at = now() where id = $1`, [id]);
  }

  async accountExists(tx: Tx, accountId: string): Promise<boolean> {
    return (await tx.query(`select 1 from account where id = $1`, [accountId])).length > 0;
  }
}
