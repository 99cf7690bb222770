import { type Comparison, median, ratios, type Round, type Turn } from './comparison';
import { type PeerName, type ServiceName, STRATEGIES, type StrategyName } from './strategy';
import type { Measured } from './strategy-process';

type Row = readonly string[];

const HEAD: Row = ['N', 'strategy', 'candidates/s', 'service is × faster', 'node µs/cand', 'postgres µs/cand', 'WAL B/cand', 'RSS MB'];

/** One row a strategy and size: medians over the rounds, ratios with their least and greatest. */
export function table(measured: readonly (Turn & { readonly done: readonly Round[] })[]): string {
  const rows = measured.flatMap(({ service, n, peers, done }) => [rowOf(n, service, service, done), ...peers.map((peer) => rowOf(n, service, peer, done))]);
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...rows].map((row) => row[column]!.length)));
  const line = (row: Row): string => row.map((cell, column) => (column === 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ');
  return [HEAD, ...rows].map(line).join('\n');
}

function rowOf(n: number, service: ServiceName, name: StrategyName, rounds: readonly Round[]): Row {
  const over = (figure: (measured: Measured) => number): number => median(rounds.map((round) => figure(round.get(name)!)));
  const each = (figure: (measured: Measured) => number): string => (over(figure) / n).toFixed(0);
  return [
    String(n),
    STRATEGIES[name].title,
    over(({ seconds }) => n / seconds).toFixed(0),
    name === service ? '1' : range(ratios(rounds, service, name as PeerName)),
    each(({ nodeCpu }) => nodeCpu * 1e6),
    rounds.some((round) => round.get(name)!.postgresCpu === null) ? '-' : each(({ postgresCpu }) => postgresCpu! * 1e6),
    each(({ walBytes }) => walBytes),
    (over(({ rss }) => rss) / 1024 ** 2).toFixed(0),
  ];
}

/** The bar and whether the median of the rounds reaches it. */
export function judge({ service, peer, n, bar }: Comparison, rounds: readonly Round[]): { readonly passed: boolean; readonly line: string } {
  const found = ratios(rounds, service, peer);
  const passed = median(found) >= bar;
  return { passed, line: `${passed ? 'pass' : 'FAIL'}  N = ${n}: the service is ${range(found)} × as fast as ${STRATEGIES[peer].title}, at least ${bar} wanted` };
}

function range(values: readonly number[]): string {
  return `${brief(median(values))} (${brief(Math.min(...values))}-${brief(Math.max(...values))})`;
}

function brief(value: number): string {
  return value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2);
}
