import { Injectable } from '@nestjs/common';
import { type Caller, SYSTEM } from '../caller';
import { Database } from '../database/database.service';
import { NO_CAMPAIGN, type Tx } from '../database/tx';
import { FieldCipher } from './field-cipher';

/** Few enough that whoever writes a row of them waits for milliseconds. */
const AT_ONCE = 200;

/** Where a table keeps wrapped keys, and the column that identifies their rows. */
interface KeyColumn {
  readonly table: string;
  readonly column: string;
  readonly id: string;
}

interface WrappedKey {
  readonly id: string;
  readonly wrapped: Buffer;
  readonly version: number;
}

/** How many data keys of each table were wrapped anew. */
export type Rotated = Readonly<Record<string, number>>;

/**
 * Wraps every data key under the master key that wraps now, so that the one before may be thrown away. What the keys
 * sealed is not touched. A wrapped key stands in `data_key` or `key` beside `key_version`, bound to the primary key of its
 * row, whatever feature the table belongs to; a new table is found by that.
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
    for (const keys of await this.database.transact(caller, keyColumns)) {
      const { table } = keys;
      rotated[table] = 0;
      for (let after: string | null = null; ; ) {
        const batch: readonly WrappedKey[] = await this.database.transact(caller, (tx) => this.rewrap(tx, keys, after));
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

  private async rewrap(tx: Tx, { table, column, id: idOf }: KeyColumn, after: string | null): Promise<WrappedKey[]> {
    const rows = await tx.query<WrappedKey>(
      `select ${idOf} as id, ${column} as wrapped, key_version as version from ${table}
       where ${column} is not null and key_version <> $1 and ($2::uuid is null or ${idOf} > $2) order by ${idOf} limit $3 for update`,
      [this.cipher.version, after, AT_ONCE],
    );
    const keys = rows.map(({ id, wrapped, version }) => ({ id, wrapped: this.cipher.rewrap({ table, column, rowId: id }, wrapped, version).wrapped.toString('hex') }));
    await tx.query(
      `update ${table} t set ${column} = decode(k.wrapped, 'hex'), key_version = $2 from jsonb_to_recordset($1::jsonb) as k (id uuid, wrapped text) where t.${idOf} = k.id`,
      [JSON.stringify(keys), this.cipher.version],
    );
    return rows;
  }
}

async function keyColumns(tx: Tx): Promise<KeyColumn[]> {
  return tx.query<KeyColumn>(
    `select c.relname as "table", k.attname as "column", p.attname as id from pg_class c
     join pg_attribute v on v.attrelid = c.oid and v.attname = 'key_version' and not v.attisdropped
     join pg_attribute k on k.attrelid = c.oid and k.attname in ('data_key', 'key') and k.atttypid = 'bytea'::regtype and not k.attisdropped
     join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indnatts = 1 join pg_attribute p on p.attrelid = c.oid and p.attnum = i.indkey[0]
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
  );
}

/** A token that was answered is kept sealed within the stored answer; whoever repeats that request is told so. */
async function forgetAnswersWithKeys(tx: Tx, version: number): Promise<number> {
  const [before] = await tx.query<{ role: string }>(`select current_setting('role') as role`);
  await tx.query(`select set_config('role', 'app_eraser', true)`); // answers are their askers' own: no other role may touch them
  const rows = await tx.query(`update idempotent_answer set answer = null where answer::text like '%"sealed":{"key":%' and answer::text not like '%"version":' || $1::int || ',%' returning key`, [version]);
  await tx.query(`select set_config('role', $1, true)`, [before!.role]);
  return rows.length;
}
