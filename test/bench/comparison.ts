import type { PeerName, ServiceName, StrategyName } from './strategy';
import type { Measured } from './strategy-process';

/** The service against one peer at one size: how many times the peer's rate it has to reach. */
export interface Comparison {
  readonly service: ServiceName;
  readonly peer: PeerName;
  readonly n: number;
  readonly bar: number;
}

/** The bars of the project; each holds at its own size. */
export const COMPARISONS: readonly Comparison[] = [
  { service: 'selection', peer: 'naive', n: 2000, bar: 25 },
  { service: 'selection', peer: 'chain', n: 2000, bar: 3 },
  { service: 'selection', peer: 'copy', n: 10_000, bar: 0.15 },
  { service: 'eligibility', peer: 'verdicts', n: 100_000, bar: 0.25 },
];

/** One service at one size with its peers. */
export interface Turn {
  readonly service: ServiceName;
  readonly n: number;
  readonly peers: readonly PeerName[];
}

/** One round: the service and its peers, one directly after the other. */
export type Round = ReadonlyMap<StrategyName, Measured>;

/** Absolute times swing with the machine, so only what was measured side by side is compared. */
export function ratios(rounds: readonly Round[], service: ServiceName, peer: PeerName): number[] {
  return rounds.map((round) => round.get(peer)!.seconds / round.get(service)!.seconds);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
