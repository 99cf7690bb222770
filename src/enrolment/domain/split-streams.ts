import { Random } from '../../kernel/seeded-random';

export const STREAM_FAMILIES = ['territory', 'group', 'category', 'sex'] as const;
export type StreamFamily = (typeof STREAM_FAMILIES)[number];

/** Somebody enrolled, by public number. */
export interface Listener {
  readonly number: string;
  readonly values: Readonly<Record<StreamFamily, string>>;
}

/** At most so many people of one value in any stream. */
export interface StreamLimit {
  readonly family: StreamFamily;
  readonly value: string;
  readonly max: number;
}

export interface StreamsQuestion {
  /** Two or more. */
  readonly count: number;
  readonly balancedBy: readonly StreamFamily[];
  readonly people: readonly Listener[];
  /** Decides between splits that are equally good; the same seed gives the same split. */
  readonly seed: string;
  /** People whose stream (from 1) is settled. */
  readonly fixed?: ReadonlyMap<string, number>;
  readonly limits?: readonly StreamLimit[];
}

export interface StreamSplit {
  /** Everybody with his stream, from 1, in the order of public numbers. */
  readonly lines: readonly { readonly number: string; readonly stream: number }[];
  /**
   * The figure of imbalance: for every value of every balanced family, how many more of its people the fullest stream has
   * than the emptiest, added up.
   */
  readonly imbalance: number;
  /** No split can be below: a value whose people do not divide evenly differs by one at least. */
  readonly least: number;
  /** The figure is the least possible, so no better split exists; otherwise it is the best of the starts tried. */
  readonly proven: boolean;
  /** People above limits; 0 where the limits hold. */
  readonly excess: number;
}

/** Starts of the search. Real lists end at the first or second; the rest is for tight limits and tiny crossing lists. */
const STARTS = 60;

/**
 * Splits people into streams of equal size (the first ones get the odd people: 161 → 81 + 80), as even as possible in
 * every balanced family, within the limits. Dealing everybody out in order of his values is nearly even; swaps of two
 * people then remove what is left, from several seeded starts, until the figure is the least any split can have. Fixed
 * people stay, even where the sizes then cannot be equal. The order of `people` is irrelevant.
 */
export function splitStreams(question: StreamsQuestion): StreamSplit {
  const people = question.people.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const least = leastImbalance(question);
  let best: Draft | null = null;
  for (let start = 0; start < STARTS; start++) {
    const draft = new Draft(question, people);
    draft.deal(new Random(question.seed, 'streams', start), start);
    draft.improve();
    if (!best || compare(draft.burden, best.burden) < 0) best = draft;
    const [excess, imbalance] = best.burden;
    if (excess === 0 && imbalance === least) break;
  }
  const [excess, imbalance] = best!.burden;
  return { lines: best!.lines(), imbalance, least, proven: excess === 0 && imbalance === least, excess };
}

/** Below this no split can be, whatever it does. */
function leastImbalance({ count, balancedBy, people }: StreamsQuestion): number {
  const sizes = new Map<string, number>();
  for (const { values } of people) for (const family of balancedBy) sizes.set(`${family} ${values[family]}`, (sizes.get(`${family} ${values[family]}`) ?? 0) + 1);
  return [...sizes.values()].filter((size) => size % count > 0).length;
}

/** A value that is counted: its people in each stream, whether evenness counts, and how many a stream may have. */
interface Tally {
  readonly counts: number[];
  balanced: boolean;
  max: number;
}

/**
 * What a split is judged by, the weightier first: people above limits, unevenness, and squares that only show the way.
 * Whole numbers: with fractions a search that thinks it goes down can go round for ever.
 */
type Burden = readonly [excess: number, imbalance: number, spread: number];

class Draft {
  burden: Burden = [0, 0, 0];
  private readonly tallies = new Map<string, Tally>();
  private readonly own: (readonly Tally[])[];
  private readonly at: number[];
  private readonly kind: readonly string[];
  private readonly settled: readonly boolean[];

  constructor(private readonly question: StreamsQuestion, private readonly people: readonly Listener[]) {
    const { balancedBy, limits = [], fixed } = question;
    for (const { family, value, max } of limits) {
      const tally = this.tally(`${family} ${value}`);
      tally.max = Math.min(tally.max, max);
    }
    this.own = people.map(({ values }) =>
      STREAM_FAMILIES.flatMap((family) => {
        const name = `${family} ${values[family]}`;
        if (!balancedBy.includes(family)) return this.tallies.get(name) ?? [];
        const tally = this.tally(name);
        tally.balanced = true;
        return tally;
      }),
    );
    const seen = new Map<Tally, number>([...this.tallies.values()].map((tally, i) => [tally, i]));
    this.kind = this.own.map((tallies) => tallies.map((tally) => seen.get(tally)).join());
    this.at = people.map(({ number }) => (fixed?.get(number) ?? 0) - 1);
    this.settled = this.at.map((stream) => stream >= 0);
  }

  /** Deals everybody out who is free, always to the smallest stream, in an order of values that differs from start to start. */
  deal(random: Random, start: number): void {
    const { count, balancedBy } = this.question;
    const sizes = Array.from({ length: count }, (_, stream) => this.at.filter((at) => at === stream).length);
    const families = start === 0 ? balancedBy : random.shuffled(balancedBy);
    const keyed = random.shuffled([...this.people.keys()].filter((i) => !this.settled[i])).map((i) => ({ i, key: families.map((family) => this.people[i]!.values[family]).join('\u0000') }));
    if (start < STARTS / 2) keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)); // the later starts are wholly at random
    for (const { i } of keyed) {
      const stream = sizes.indexOf(Math.min(...sizes));
      this.at[i] = stream;
      sizes[stream]!++;
    }
    for (const [i, tallies] of this.own.entries()) for (const tally of tallies) tally.counts[this.at[i]!]!++;
    this.burden = burdenOf(this.tallies.values());
  }

  /** Swaps two people of different streams as long as that helps; people alike in everything counted are tried once. */
  improve(): void {
    for (let improved = true; improved; ) {
      improved = false;
      const tried = new Set<string>();
      for (const i of this.people.keys()) {
        for (let j = i + 1; j < this.people.length; j++) {
          if (this.at[i] === this.at[j] || this.kind[i] === this.kind[j] || this.settled[i] || this.settled[j]) continue;
          const pair = `${this.at[i]!} ${this.kind[i]!} ${this.at[j]!} ${this.kind[j]!}`;
          if (tried.has(pair)) continue;
          tried.add(pair);
          if (this.swapHelps(i, j)) {
            improved = true;
            tried.clear();
          } else this.swap(i, j); // back
        }
      }
    }
    this.burden = burdenOf(this.tallies.values());
  }

  lines(): { number: string; stream: number }[] {
    return this.people.map(({ number }, i) => ({ number, stream: this.at[i]! + 1 }));
  }

  /** Lets two people change places; whether that makes the burden less. */
  private swapHelps(i: number, j: number): boolean {
    const [ours, theirs] = [this.own[i]!, this.own[j]!];
    const touched = [...ours.filter((tally) => !theirs.includes(tally)), ...theirs.filter((tally) => !ours.includes(tally))];
    const before = burdenOf(touched);
    this.swap(i, j);
    return compare(burdenOf(touched), before) < 0;
  }

  private swap(i: number, j: number): void {
    const [from, to] = [this.at[i]!, this.at[j]!];
    for (const { counts } of this.own[i]!) move(counts, from, to);
    for (const { counts } of this.own[j]!) move(counts, to, from);
    [this.at[i], this.at[j]] = [to, from];
  }

  private tally(name: string): Tally {
    let tally = this.tallies.get(name);
    if (!tally) this.tallies.set(name, (tally = { counts: new Array<number>(this.question.count).fill(0), balanced: false, max: Infinity }));
    return tally;
  }
}

function move(counts: number[], from: number, to: number): void {
  counts[from]!--;
  counts[to]!++;
}

/** Fewer squares lead to less unevenness where the latter does not change yet. */
function burdenOf(tallies: Iterable<Tally>): Burden {
  let [excess, imbalance, spread] = [0, 0, 0];
  for (const { counts, balanced, max } of tallies) {
    if (max !== Infinity) excess += counts.reduce((sum, count) => sum + Math.max(0, count - max), 0);
    if (!balanced) continue;
    imbalance += Math.max(...counts) - Math.min(...counts);
    spread += counts.reduce((sum, count) => sum + count * count, 0);
  }
  return [excess, imbalance, spread];
}

/** Below 0: the first is the lesser burden. */
function compare(a: Burden, b: Burden): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
