import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Config } from '../../src/platform/config/config';
import { createDataSource } from '../../src/platform/database/data-source';
import { openService } from './open-service';
import { makeReady, untilComputed } from './ready-work';
import type { Strategy } from './strategy';

/** One stage of the service alone: from READY batches to a verdict about everybody, with audit and seals. Two workers, one a core. */
export async function openEligibility(config: Config): Promise<Strategy> {
  const source = await createDataSource({ ...config, databasePool: 2 }, 'bench').initialize();
  const app = await openService(config);
  const worker = await startWorker(source);
  return {
    source,
    helpers: [worker.pid!],
    run: async (world) => {
      await makeReady(source, world, { key: 'tenure', kind: 'eligibility' });
      await untilComputed(source, world, 'tenure', world.candidacyIds.length);
    },
    close: async () => {
      worker.kill();
      await once(worker, 'exit');
      await app.close();
      await source.destroy();
    },
  };
}

/** The worker's own program, up as soon as it is connected. */
async function startWorker(source: DataSource): Promise<ChildProcess> {
  const worker = fork(join(__dirname, '../../src/worker.js'), { stdio: 'inherit' });
  for (;;) {
    const [{ up }]: [{ up: boolean }] = await source.query(`select count(*) > 0 as up from pg_stat_activity where application_name = 'selection-worker'`);
    if (up) return worker;
    if (worker.exitCode !== null) throw new Error('the second worker did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
