import { Injectable } from '@nestjs/common';
import { type Caller, SYSTEM } from '../caller';
import { Database } from '../database/database.service';
import { NO_CAMPAIGN, type Tx } from '../database/tx';
import { FieldCipher } from './field-cipher';

/** Few enough that whoever writes a row of them waits for milliseconds. */
const AT_ONCE = 200;

interface WrappedKey {
  readonly id: string;
  readonly wrapped: Buffer;
  readonly version: number;
}

/** How many data keys of each table were wrapped anew. */
export type Rotated = Readonly<Record<string, number>>;

/**
 * Wraps every data key under the master key that wraps now, so that the one before may be thrown away. What the keys
 * sealed is not touched. A wrapped key stands in the columns `data_key` and `key_version` of a row with an `id`, whatever
 * feature the table belongs to; a new one is found by that.
 */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly database: Database,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Works in batches, each committed by itself: it may be stopped and started again at any moment, beside readers and
   * writers. A row that somebody holds is waited for. Throws `CipherRefused` where a key was wrapped by a master key that
   * is not configured.
   */
  async rotate(caller: Caller = SYSTEM): Promise<Rotated> {
    const rotated: Record<string, number> = {};
    for (const table of await this.database.transact(caller, tablesWithKeys)) {
      rotated[table] = 0;
      for (let after: string | null = null; ; ) {
        const batch: readonly WrappedKey[] = await this.database.transact(caller, (tx) => this.rewrap(tx, table, after));
        if (!batch.length) break;
        rotated[table] += batch.length;
        after = batch.at(-1)!.id;
      }
    }
    await this.database.transact(caller, async (tx) => {
      const forgotten = await forgetAnswersWithKeys(tx, this.cipher.version);
      await tx.audit({ action: 'keys.rotated', chain: NO_CAMPAIGN, lines: Object.values(rotated).reduce((sum, n) => sum + n, forgotten) });
    });
    return rotated;
  }

  private async rewrap(tx: Tx, table: string, after: string | null): Promise<WrappedKey[]> {
    const rows = await tx.query<WrappedKey>(
      `select id, data_key as wrapped, key_version as version from ${table}
       where data_key is not null and key_version <> $1 and ($2::uuid is null or id > $2) order by id limit $3 for update`,
      [this.cipher.version, after, AT_ONCE],
    );
    const keys = rows.map(({ id, wrapped, version }) => ({ id, wrapped: this.cipher.rewrap({ table, column: 'data_key', rowId: id }, wrapped, version).wrapped.toString('hex') }));
    await tx.query(
      `update ${table} t set data_key = decode(k.wrapped, 'hex'), key_version = $2 from jsonb_to_recordset($1::jsonb) as k (id uuid, wrapped text) where t.id = k.id`,
      [JSON.stringify(keys), this.cipher.version],
    );
    return rows;
  }
}

async function tablesWithKeys(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('data_key', 'key_version') and not a.attisdropped) order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** A token that was answered is kept sealed within the stored answer; whoever repeats that request is told so. */
async function forgetAnswersWithKeys(tx: Tx, version: number): Promise<number> {
  const rows = await tx.query(`update idempotent_answer set answer = null where answer::text like '%"sealed":{"key":%' and answer::text not like '%"version":' || $1::int || ',%' returning key`, [version]);
  return rows.length;
}
