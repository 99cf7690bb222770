import type { SeededCampaign } from './seed';
import type { TestDatabase } from './test-database';

/**
 * Lets writings in one campaign truly overlap: none of them can commit before each has gone as far as it can without the
 * others. The seal of the audit chain is the last thing a commit takes, so holding it holds them all.
 */
export async function atOnce<Answer>({ source }: TestDatabase, campaign: SeededCampaign, writings: readonly (() => Promise<Answer>)[]): Promise<PromiseSettledResult<Answer>[]> {
  const holder = source.createQueryRunner();
  try {
    await holder.startTransaction();
    await holder.query(`select pg_advisory_xact_lock(hashtextextended($1, 5))`, [campaign.id]);
    let ended = 0;
    const all = Promise.allSettled(writings.map((write) => write().finally(() => ended++)));
    // Outside of the holder's transaction, which would see the same sessions for as long as it lasts.
    const waiting = async (): Promise<number> => {
      const rows: { n: number }[] = await source.query(`select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid) where a.datname = current_database() and not l.granted`);
      return rows[0]!.n;
    };
    while (ended + (await waiting()) < writings.length);
    await holder.commitTransaction();
    return await all;
  } finally {
    await holder.release();
  }
}
