import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { Grant } from './domain/may';

/** Ciphertext and what opens it. */
export interface SealedSecret {
  readonly key: Buffer;
  readonly keyVersion: number;
  readonly secret: Buffer;
}

/** An account as somebody who names its login has to prove to be it. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly grants: readonly Pick<Grant, 'role'>[];
  readonly passwordHash: string | null;
  readonly factor: SealedSecret | null;
  /** The living code on paper. */
  readonly code: { readonly hash: Buffer; readonly renewsSecondFactor: boolean; readonly pending: SealedSecret | null } | null;
}

interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly grants: readonly Pick<Grant, 'role'>[];
  readonly passwordHash: string | null;
  readonly factorKey: Buffer | null;
  readonly factorVersion: number;
  readonly factorSecret: Buffer;
  readonly codeHash: Buffer | null;
  readonly renews: boolean;
  readonly codeKey: Buffer | null;
  readonly codeVersion: number;
  readonly codeSecret: Buffer;
}

const CANDIDATE = `
  select a.id, a.name, a.login, (select coalesce(jsonb_agg(jsonb_build_object('role', g.role)), '[]') from access_grant g where g.account_id = a.id) as grants,
         p.hash as "passwordHash", f.key as "factorKey", f.key_version as "factorVersion", f.secret as "factorSecret",
         c.hash as "codeHash", c.renews_second_factor as renews, c.key as "codeKey", c.key_version as "codeVersion", c.secret as "codeSecret"
    from account a
    left join password p on p.account_id = a.id
    left join second_factor f on f.account_id = a.id
    left join one_time_code c on c.account_id = a.id and c.expires_at > now()
   where a.revoked_at is null and `;

/** Passwords, second factors and codes: what proves that somebody is who he says. */
@Injectable()
export class SignInRepository {
  candidateByLogin(tx: Tx, login: string): Promise<Candidate | null> {
    return this.candidate(tx, `a.login = $1`, login);
  }

  candidateById(tx: Tx, id: string): Promise<Candidate | null> {
    return this.candidate(tx, `a.id = $1`, id);
  }

  /** Uses a time step; false where it, or a later one, was used before. */
  async useStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
    return (await tx.query(`update second_factor set last_step = $2 where account_id = $1 and last_step < $2 returning 1`, [accountId, step])).length > 0;
  }

  /** Uses a recovery code; false where there is no such code or it was used before. */
  async useRecoveryCode(tx: Tx, accountId: string, hash: Buffer): Promise<boolean> {
    return (await tx.query(`update recovery_code set used_at = now() where account_id = $1 and hash = $2 and used_at is null returning 1`, [accountId, hash])).length > 0;
  }

  async setPassword(tx: Tx, accountId: string, hash: string): Promise<void> {
    await tx.query(`insert into password (account_id, hash) values ($1, $2) on conflict (account_id) do update set hash = excluded.hash, changed_at = now()`, [accountId, hash]);
  }

  /** A new second factor in the place of any, with its recovery codes; `step` was used to enrol it. */
  async setFactor(tx: Tx, accountId: string, { key, keyVersion, secret }: SealedSecret, step: number, recovery: readonly Buffer[]): Promise<void> {
    await tx.query(
      `insert into second_factor (account_id, key, key_version, secret, last_step) values ($1, $2, $3, $4, $5)
       on conflict (account_id) do update set key = excluded.key, key_version = excluded.key_version, secret = excluded.secret, last_step = excluded.last_step, enrolled_at = now()`,
      [accountId, key, keyVersion, secret, step],
    );
    await tx.query(`delete from recovery_code where account_id = $1`, [accountId]);
    await tx.query(`insert into recovery_code (account_id, hash) select $1, unnest($2::bytea[])`, [accountId, recovery]);
  }

  /** New codes in the place of older ones, for accounts of persons that are live; gives those. Hashes in hexadecimal. */
  async issueCodes(tx: Tx, codes: readonly { readonly accountId: string; readonly hash: string; readonly renewsSecondFactor: boolean }[], days: number): Promise<{ id: string; name: string; login: string; expiresAt: Date }[]> {
    return tx.query(
      `with issued as (
         insert into one_time_code (account_id, hash, expires_at, renews_second_factor, created_by)
         select a.id, decode(w.hash, 'hex'), now() + make_interval(days => $2), w."renewsSecondFactor", $3
           from jsonb_to_recordset($1::jsonb) as w ("accountId" uuid, hash text, "renewsSecondFactor" boolean) join account a on a.id = w."accountId"
          where a.revoked_at is null and a.login is not null
         on conflict (account_id) do update set hash = excluded.hash, expires_at = excluded.expires_at, renews_second_factor = excluded.renews_second_factor,
           created_by = excluded.created_by, created_at = now(), key = null, key_version = null, secret = null
         returning account_id, expires_at)
       select a.id, a.name, a.login, i.expires_at as "expiresAt" from issued i join account a on a.id = i.account_id`,
      [JSON.stringify(codes), days, tx.actor.id],
    );
  }

  /** Keeps the secret that opening a code has shown; false where the code is no more. */
  async keepPending(tx: Tx, accountId: string, hash: Buffer, { key, keyVersion, secret }: SealedSecret): Promise<boolean> {
    return (await tx.query(`update one_time_code set key = $3, key_version = $4, secret = $5 where account_id = $1 and hash = $2 returning 1`, [accountId, hash, key, keyVersion, secret])).length > 0;
  }

  /** Uses up a code; false where somebody else has. */
  async consumeCode(tx: Tx, accountId: string, hash: Buffer): Promise<boolean> {
    return (await tx.query(`delete from one_time_code where account_id = $1 and hash = $2 and expires_at > now() returning 1`, [accountId, hash])).length > 0;
  }

  private async candidate(tx: Tx, condition: string, value: string): Promise<Candidate | null> {
    const [row] = await tx.query<CandidateRow>(CANDIDATE + condition, [value]);
    if (!row) return null;
    const { factorKey, factorVersion, factorSecret, codeHash, renews, codeKey, codeVersion, codeSecret, ...account } = row;
    const factor = factorKey && { key: factorKey, keyVersion: factorVersion, secret: factorSecret };
    const pending = codeKey && { key: codeKey, keyVersion: codeVersion, secret: codeSecret };
    return { ...account, factor, code: codeHash && { hash: codeHash, renewsSecondFactor: renews, pending } };
  }
}
