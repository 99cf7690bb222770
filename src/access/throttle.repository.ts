import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

/** Failures of a login or an address are forgotten after an hour without one. */
const FORGOTTEN = `t.at < clock_timestamp() - interval '1 hour'`;
const NEXT = `case when ${FORGOTTEN} then 1 else t.failures + 1 end`;
const DELAY = (failures: string): string => `make_interval(secs => ($2::integer[])[least(greatest(${failures}, 1), cardinality($2::integer[]))])`;

/**
 * Counts attempts to sign in. Each is counted as a failure before anything is looked at, in one statement under the lock
 * of its row, so that a thousand at the same moment count as a thousand; a success takes its own back.
 */
@Injectable()
export class ThrottleRepository {
  /** Begins an attempt; 0, or the seconds it has to wait. `delays`: by the number of failures. */
  async begin(tx: Tx, key: Buffer, delays: readonly number[]): Promise<number> {
    const [begun] = await tx.query(
      `insert into sign_in_throttle as t (key, failures, free_at) values ($1, 1, clock_timestamp() + ${DELAY('1')})
       on conflict (key) do update set failures = ${NEXT}, free_at = clock_timestamp() + ${DELAY(NEXT)}, at = clock_timestamp()
       where t.free_at <= clock_timestamp() returning 1`,
      [key, delays],
    );
    if (begun) return 0;
    const [held] = await tx.query<{ seconds: number }>(`select ceil(extract(epoch from free_at - clock_timestamp()))::integer as seconds from sign_in_throttle where key = $1`, [key]);
    return Math.max(1, held?.seconds ?? 1);
  }

  /** The login has proved itself. */
  async clear(tx: Tx, key: Buffer): Promise<void> {
    await tx.query(`delete from sign_in_throttle where key = $1`, [key]);
  }

  /** One attempt was no failure; the others stay. */
  async takeBack(tx: Tx, key: Buffer, delays: readonly number[]): Promise<void> {
    await tx.query(`update sign_in_throttle t set failures = greatest(t.failures - 1, 0), free_at = clock_timestamp() + case when t.failures <= 1 then interval '0' else ${DELAY('t.failures - 1')} end where key = $1`, [key, delays]);
  }

  /** Forgets what nobody has asked for in a day. */
  async forget(tx: Tx): Promise<void> {
    await tx.query(`delete from sign_in_throttle where at < now() - interval '1 day'`);
  }
}
