import type { Config } from '../../src/platform/config/config';
import { createDataSource } from '../../src/platform/database/data-source';
import { CandidateQueue } from './candidate-queue';
import type { Strategy } from './strategy';

const STAGES = 4;
const CONCURRENCY = 50;

/** What any design with a job per candidate per stage costs before it does anything: jobs that only ask for the next stage. */
export async function openChain(config: Config): Promise<Strategy> {
  const source = await createDataSource({ ...config, databasePool: 2 }, 'bench').initialize();
  const queue = new CandidateQueue<{ id: number; stage: number }>(config, 'chain', CONCURRENCY, ({ id, stage }) =>
    Promise.resolve(stage < STAGES ? { id, stage: stage + 1 } : null),
  );
  return {
    source,
    run: ({ candidacyIds }) => queue.drain(candidacyIds.map((_, id) => ({ id, stage: 1 }))),
    close: async () => {
      await queue.close();
      await source.destroy();
    },
  };
}
