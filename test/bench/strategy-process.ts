import { loadConfig } from '../../src/platform/config/config';
import { prepareQueueBackend } from '../../src/platform/queue/queue-backend';
import { openChain } from './chain.strategy';
import { openCopy } from './copy.strategy';
import { type Cost, measure } from './meter';
import { openNaive } from './naive.strategy';
import { outcomeDigest } from './outcome-digest';
import { openEligibility } from './eligibility.strategy';
import { openSelection } from './selection.strategy';
import { openVerdicts } from './verdicts.strategy';
import { STRATEGIES, type StrategyName } from './strategy';
import type { World } from './world';

/** What a strategy's process tells the one that started it. */
export interface Measured extends Cost {
  /** null: it decides nothing. */
  readonly digest: string | null;
}

/**
 * Every strategy warms up for as long, or until there is no world left for it. A stage's code runs once a candidate, so a
 * batch design has met a few thousand people before its code is compiled as in a process that has been up.
 */
const WARM_UP_MS = 10_000;

const OPEN = { selection: openSelection, naive: openNaive, chain: openChain, copy: openCopy, eligibility: openEligibility, verdicts: openVerdicts };

/**
 * A process of its own for one run of one strategy: none meets another's heap, compiled code or connections. The last
 * world is measured; on those before it code is compiled and connections are opened, as in a process that has been up.
 */
async function main(name: StrategyName, worlds: readonly World[]): Promise<void> {
  const config = loadConfig();
  await prepareQueueBackend(config);
  const strategy = await OPEN[name](config);
  const warmUntil = Date.now() + WARM_UP_MS;
  for (const world of worlds.slice(0, -1)) {
    if (Date.now() > warmUntil) break;
    await strategy.prepare?.();
    await strategy.run(world);
  }
  await strategy.prepare?.();
  await strategy.source.query('checkpoint');
  const cost = await measure(strategy.source, strategy.helpers ?? [], () => strategy.run(worlds.at(-1)!));
  const digest = STRATEGIES[name].decides ? await outcomeDigest(strategy.source) : null;
  process.send?.({ ...cost, digest } satisfies Measured);
  await strategy.close();
}

process.once('message', (worlds) => {
  main(process.argv[2] as StrategyName, worlds as World[]).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${(error as Error).stack}\n`);
      process.exit(1);
    },
  );
});
