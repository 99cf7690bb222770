import { loadConfig } from '../../src/platform/config/config';
import { prepareQueueBackend } from '../../src/platform/queue/queue-backend';
import { openChain } from './chain.strategy';
import { openCopy } from './copy.strategy';
import { type Cost, measure } from './meter';
import { openNaive } from './naive.strategy';
import { outcomeDigest } from './outcome-digest';
import { openSelection } from './selection.strategy';
import { STRATEGIES, type StrategyName } from './strategy';

/** What a strategy's process tells the one that started it. */
export interface Measured extends Cost {
  /** null: it leaves no outcome. */
  readonly digest: string | null;
}

/** Connections, prepared statements and compiled code are there when the clock starts, as in a process that has been up for a while. */
const WARM_UP = 200;

const OPEN = { selection: openSelection, naive: openNaive, chain: openChain, copy: openCopy };

/** A process of its own for one run of one strategy: no strategy meets another's heap, compiled code or connections. */
async function main(name: StrategyName, n: number): Promise<void> {
  const config = loadConfig();
  await prepareQueueBackend(config);
  const strategy = await OPEN[name](config);
  await strategy.prepare(WARM_UP);
  await strategy.run();
  await strategy.prepare(n);
  const cost = await measure(strategy.source, () => strategy.run());
  const digest = STRATEGIES[name].decides ? await outcomeDigest(strategy.source) : null;
  process.send?.({ ...cost, digest } satisfies Measured);
  await strategy.close();
}

const [name, n] = process.argv.slice(2);
main(name as StrategyName, Number(n)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
