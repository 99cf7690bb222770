import type { Caller } from '../../src/platform/caller';
import { loadConfig } from '../../src/platform/config/config';
import { createDataSource } from '../../src/platform/database/data-source';
import { Database } from '../../src/platform/database/database.service';
import { digestOf } from '../../src/platform/digest';
import { newId } from '../../src/platform/new-id';
import { AUDIT_BAR, type AuditRound } from './audit-bar';

const WRITES = 4_000;
const WARM_UP = 500;

/**
 * The same small write through the service's door with and without an audit event: a nominator is registered. Eight writers,
 * durable commits; the three forms in turn, so that the machine's moods meet all of them.
 */
async function main(rounds: number): Promise<void> {
  const source = await createDataSource({ ...loadConfig(), databasePool: AUDIT_BAR.writers }, 'bench').initialize();
  const database = new Database(source);

  /** `chainOf`: the chain of a writer's events; null: none are written. */
  const perSecond = async (writes: number, chainOf: ((writer: string) => string) | null): Promise<number> => {
    let left = writes;
    const writer = async (): Promise<void> => {
      const id = newId();
      const caller: Caller = { actor: { kind: 'account', id }, reach: { campaigns: 'all', nominators: [] }, role: 'administrator', requestId: id };
      const chain = chainOf?.(id);
      while (left-- > 0) {
        await database.transact(caller, async (tx) => {
          const made = newId();
          await tx.query(`insert into nominator (id, kind, code, title) values ($1, 'organiser', $2, 'Bench')`, [made, made]);
          if (chain) await tx.audit({ action: 'nominator.registered', chain, subject: made, digest: digestOf([made]) });
        });
      }
    };
    const start = process.hrtime.bigint();
    await Promise.all(Array.from({ length: AUDIT_BAR.writers }, writer));
    return writes / (Number(process.hrtime.bigint() - start) / 1e9);
  };

  const measured: AuditRound[] = [];
  for (let round = 0; round <= rounds; round++) {
    const writes = round === 0 ? WARM_UP : WRITES;
    const one = newId();
    const done = { bare: await perSecond(writes, null), oneChain: await perSecond(writes, () => one), chains: await perSecond(writes, (writer) => writer) };
    if (round > 0) measured.push(done);
  }
  await source.destroy();
  process.send?.(measured);
}

main(Number(process.argv[2])).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
