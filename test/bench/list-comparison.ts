import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './comparison';
import { writeList } from './list-file';
import type { ListCost, ListWay } from './list-process';

/** The bars of the import of a list. */
export const LIST_BARS = {
  people: 100_000,
  /** Times the rate of the bare reader that rows are checked at, at least. */
  rate: 0.6,
  /** Memory of a list ten times as long, at most so many times as much. */
  growth: 2,
} as const;

type Answer = (script: string, args: readonly string[]) => Promise<unknown>;

/** Reads a list bare and checked, in turn, and a tenth of it for its memory. Gives lines to print and whether the bars are met. */
export async function compareLists(answerOf: Answer, people: number, rounds: number, judged: boolean): Promise<{ readonly lines: string[]; readonly passed: boolean }> {
  const [path, small] = [people, people / 10].map((count) => join(tmpdir(), `list-${process.pid}-${count}.xlsx`)) as [string, string];
  try {
    await writeList(path, people);
    await writeList(small, people / 10);
    const read = async (way: ListWay, file: string, expected: number): Promise<ListCost> => {
      const cost = (await answerOf('list-process', [way, file])) as ListCost;
      if (cost.rows !== expected) throw new Error(`${way}: ${cost.rows} of ${expected} rows`);
      return cost;
    };
    const [ratios, growths, rates]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      const bare = await read('bare', path, people);
      const checked = await read('checked', path, people);
      const tenth = await read('checked', small, people / 10);
      process.stderr.write(`round ${round + 1}, ${people} rows: bare ${bare.seconds.toFixed(2)} s, checked ${checked.seconds.toFixed(2)} s, ${mb(checked.rss)}; ${people / 10} rows: ${mb(tenth.rss)}\n`);
      ratios.push(bare.seconds / checked.seconds);
      growths.push(checked.rss / tenth.rss);
      rates.push(people / checked.seconds);
    }
    const [rate, growth] = [median(ratios), median(growths)];
    const passed = rate >= LIST_BARS.rate && growth <= LIST_BARS.growth;
    const verdict = judged ? (passed ? 'pass  ' : 'FAIL  ') : '';
    return {
      lines: [`${verdict}list of ${people} rows: ${median(rates).toFixed(0)} rows/s read and checked, ${rate.toFixed(2)} × the rate of the bare reader (at least ${LIST_BARS.rate}), ${growth.toFixed(2)} × the memory of a tenth (at most ${LIST_BARS.growth})`],
      passed,
    };
  } finally {
    for (const file of [path, small]) rmSync(file, { force: true });
  }
}

function mb(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(0)} MB`;
}
