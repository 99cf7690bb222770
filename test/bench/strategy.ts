import type { DataSource } from 'typeorm';

/** One way of getting the same work done. It lives in a process of its own and is measured there. */
export interface Strategy {
  /** Connection for arranging and looking; never used while the clock runs. */
  readonly source: DataSource;
  /** Everything before the clock: n people with all their facts, or the rows that are to be written. */
  prepare(n: number): Promise<void>;
  /** What is measured: from work that is READY to everybody decided. */
  run(): Promise<void>;
  close(): Promise<void>;
}

/** What a strategy prints as; `durable`: it leaves an outcome that can be compared. */
export const STRATEGIES = {
  selection: { title: 'the service: batches of 500, audit and seals on', durable: true },
  naive: { title: '(a) a job per candidate per stage, ORM save() per row', durable: true },
  chain: { title: '(b) the same jobs, empty: four stages, no database', durable: false },
  copy: { title: '(c) the same final rows by COPY, no queue, no rules', durable: false },
} as const;

export type StrategyName = keyof typeof STRATEGIES;
export type PeerName = Exclude<StrategyName, 'selection'>;

export const PEERS: readonly PeerName[] = ['naive', 'chain', 'copy'];
