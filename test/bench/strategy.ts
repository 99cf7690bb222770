import type { DataSource } from 'typeorm';
import type { World } from './world';

/** One way of getting the same work done. It lives in a process of its own and is measured there. */
export interface Strategy {
  /** A connection for arranging and looking. */
  readonly source: DataSource;
  /** What is done before the clock: reading the rows that COPY will write. */
  prepare?(): Promise<void>;
  /** What is measured: from work that is READY to everybody decided. */
  run(world: World): Promise<void>;
  close(): Promise<void>;
}

/** `decides`: it comes to an outcome of its own, which has to be the same as everybody's. */
export const STRATEGIES = {
  selection: { title: 'the service: batches, audit, seals', decides: true },
  naive: { title: '(a) a job per candidate per stage, ORM save()', decides: true },
  chain: { title: '(b) empty chain of four jobs, no database', decides: false },
  copy: { title: '(c) the same final rows by COPY', decides: false },
} as const;

export type StrategyName = keyof typeof STRATEGIES;
export type PeerName = Exclude<StrategyName, 'selection'>;
