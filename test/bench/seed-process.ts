import { loadConfig } from '../../src/platform/config/config';
import { createDataSource } from '../../src/platform/database/data-source';
import { emptyTables, seedWorld, type World } from './world';

/** Seeds worlds of the given sizes, the last one newest, and tells what they are. Nothing of it stays in the memory of what is measured. */
async function main(sizes: readonly number[]): Promise<void> {
  const source = await createDataSource({ ...loadConfig(), databasePool: 2 }, 'bench').initialize();
  await emptyTables(source);
  const worlds: World[] = [];
  for (const [i, n] of sizes.entries()) worlds.push(await seedWorld(source, i + 1, n));
  await source.query('vacuum (analyze)');
  process.send?.(worlds);
  await source.destroy();
}

main(process.argv.slice(2).map(Number)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
