import type { DataSource } from 'typeorm';
import type { World } from './world';

/** One way of getting the same work done. It lives in a process of its own and is measured there. */
export interface Strategy {
  /** A connection for arranging and looking. */
  readonly source: DataSource;
  /** What is done before the clock: reading the rows that a peer will write. */
  prepare?(): Promise<void>;
  /** What is measured. */
  run(world: World): Promise<void>;
  close(): Promise<void>;
  /** Processes that work for it beside its own: their CPU and memory are its own. */
  readonly helpers?: readonly number[];
}

/** `decides`: it takes people to the end, and its outcome has to be the same as everybody's. */
export const STRATEGIES = {
  selection: { title: 'the service: batches, audit, seals', decides: true },
  naive: { title: '(a) a job per candidate per stage, ORM save()', decides: true },
  chain: { title: '(b) empty chain of four jobs, no database', decides: false },
  copy: { title: '(c) the same final rows by COPY', decides: false },
  eligibility: { title: 'the service: eligibility alone in two workers, careers of 8 records', decides: false },
  verdicts: { title: '(d) the same verdicts by a bare set-based INSERT', decides: false },
} as const;

export type StrategyName = keyof typeof STRATEGIES;
/** What the service does; each in a world of its own. */
export type ServiceName = 'selection' | 'eligibility';
export type PeerName = Exclude<StrategyName, ServiceName>;
