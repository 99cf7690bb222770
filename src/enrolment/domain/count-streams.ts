import { type Listener, STREAM_FAMILIES, type StreamFamily, type StreamSplit } from './split-streams';

/** One stream as a person looks it over: its size and how many of each value. */
export interface StreamCounts {
  readonly stream: number;
  readonly size: number;
  readonly counts: Readonly<Record<StreamFamily, Readonly<Record<string, number>>>>;
}

/** Counts every stream of a split by every family. */
export function countStreams(people: readonly Listener[], { lines }: Pick<StreamSplit, 'lines'>, count: number): StreamCounts[] {
  const streamOf = new Map(lines.map(({ number, stream }) => [number, stream]));
  return Array.from({ length: count }, (_, i): StreamCounts => {
    const own = people.filter(({ number }) => streamOf.get(number) === i + 1);
    return { stream: i + 1, size: own.length, counts: Object.fromEntries(STREAM_FAMILIES.map((family) => [family, tally(own, family)])) as StreamCounts['counts'] };
  });
}

function tally(people: readonly Listener[], family: StreamFamily): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { values } of people) counts[values[family]] = (counts[values[family]] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
