import type { Config } from '../../src/platform/config/config';
import { HASH_BYTES, VERDICT_HASHES, VERDICT_ROWS } from '../../src/candidacy/verdict.repository';
import { createDataSource } from '../../src/platform/database/data-source';
import type { Strategy } from './strategy';

const SCHEMA = 'bare';
const A_BATCH = 500;

interface GivenVerdict {
  readonly candidacy_id: string;
  readonly outcome: string;
  readonly score: string | null;
  readonly measures: string;
  readonly reasons: string;
  readonly hashes: Buffer;
}

/**
 * The bare write: the verdicts the service has just left, laid out beforehand, by the service's own set-based INSERT into
 * an empty table with the same keys and checks, in one transaction. No fact is read, no rule applied, nothing sealed.
 */
export async function openVerdicts(config: Config): Promise<Strategy> {
  const source = await createDataSource({ ...config, databasePool: 2 }, 'bench').initialize();
  let campaignId: string;
  let batches: unknown[][] = [];
  return {
    source,
    prepare: async () => {
      await source.query(`drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}; create table ${SCHEMA}.verdict (like public.verdict including all)`);
      const [campaign]: { id: string }[] = await source.query(`select id from campaign order by id desc limit 1`);
      campaignId = campaign!.id;
      const given: GivenVerdict[] = await source.query(
        `select candidacy_id, outcome, score, measures::text, reasons::text, input_hash || salt || row_hash as hashes from verdict where campaign_id = $1 and stage = 'tenure' order by candidacy_id`,
        [campaignId],
      );
      batches = Array.from({ length: Math.ceil(given.length / A_BATCH) }, (_, i) => layOut(given.slice(i * A_BATCH, (i + 1) * A_BATCH)));
    },
    run: async () => {
      await source.transaction(async (manager) => {
        for (const batch of batches) {
          await manager.query(
            `insert into ${SCHEMA}.verdict (candidacy_id, stage, policy_version, campaign_id, nominator_id, batch_id, outcome, score, measures, reasons, input_hash, salt, row_hash)
             select u.id, 'tenure', 1, $7, $7, $7, u.outcome, u.score, u.measures, u.reasons, ${VERDICT_HASHES} from ${VERDICT_ROWS}`,
            [...batch, campaignId],
          );
        }
      });
    },
    close: async () => {
      await source.query(`drop schema ${SCHEMA} cascade`);
      await source.destroy();
    },
  };
}

function layOut(verdicts: readonly GivenVerdict[]): unknown[] {
  const json = (texts: readonly string[]): string => `[${texts.join(',')}]`;
  return [
    verdicts.map((verdict) => verdict.candidacy_id),
    verdicts.map((verdict) => verdict.outcome),
    verdicts.map((verdict) => verdict.score),
    json(verdicts.map((verdict) => verdict.measures)),
    json(verdicts.map((verdict) => verdict.reasons)),
    Buffer.concat(verdicts.map(({ hashes }) => hashes), verdicts.length * HASH_BYTES),
  ];
}
