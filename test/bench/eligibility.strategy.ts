import type { Config } from '../../src/platform/config/config';
import { createDataSource } from '../../src/platform/database/data-source';
import { openService } from './open-service';
import { makeReady, untilComputed } from './ready-work';
import type { Strategy } from './strategy';

/** One stage of the service alone: from READY batches to a verdict about everybody, with audit and seals. */
export async function openEligibility(config: Config): Promise<Strategy> {
  const source = await createDataSource({ ...config, databasePool: 2 }, 'bench').initialize();
  const app = await openService(config);
  return {
    source,
    run: async (world) => {
      await makeReady(source, world, { key: 'tenure', kind: 'eligibility' });
      await untilComputed(source, world, 'tenure', world.candidacyIds.length);
    },
    close: async () => {
      await app.close();
      await source.destroy();
    },
  };
}
