import { loadConfig } from '../../src/platform/config/config';
import { createDataSource } from '../../src/platform/database/data-source';
import { seedCareers } from './career-world';
import type { ServiceName } from './strategy';
import { emptyTables, seedWorld, type World } from './world';

const SEED = { selection: seedWorld, eligibility: seedCareers };

/** Seeds worlds of the given sizes, the last one newest, and tells what they are. Nothing of it stays in the memory of what is measured. */
async function main(service: ServiceName, sizes: readonly number[]): Promise<void> {
  const source = await createDataSource({ ...loadConfig(), databasePool: 2 }, 'bench').initialize();
  await emptyTables(source);
  const worlds: World[] = [];
  for (const [i, n] of sizes.entries()) worlds.push(await SEED[service](source, i + 1, n));
  await source.query('vacuum (analyze)');
  process.send?.(worlds);
  await source.destroy();
}

main(process.argv[2] === 'eligibility' ? 'eligibility' : 'selection', process.argv.slice(3).map(Number)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
