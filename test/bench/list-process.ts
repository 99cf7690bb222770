import { readSpreadsheet } from '../../src/platform/spreadsheet/read-spreadsheet';
import { SCHOOL_OF_MAYORS } from '../../src/programme/school-of-mayors';
import { watchChildren } from '../support/child-peak';
import { NOMINATOR, reader } from '../support/read-list';

/** What reading a list cost. */
export interface ListCost {
  readonly seconds: number;
  /** Peak memory of this process and of the one that reads for it, together; bytes. */
  readonly rss: number;
  readonly rows: number;
}

const TASK = { policy: SCHOOL_OF_MAYORS, nominator: { nominatorId: NOMINATOR, kind: 'region', region: '36' }, mapping: null } as const;

/** `bare`: rows are read and dropped; `checked`: every row becomes a nomination and meets all the rules of one. */
const WAYS = {
  bare: async (path: string): Promise<number> => {
    let rows = 0;
    for await (const batch of readSpreadsheet(path, ['Кандидаты'])) rows += batch.rows.length;
    return rows - 1;
  },
  checked: async (path: string): Promise<number> => {
    let rows = 0;
    for await (const some of reader.read(path, TASK)) rows += some.filter(({ wish }) => wish !== null).length;
    return rows;
  },
} as const;

export type ListWay = keyof typeof WAYS;

/** A process of its own for one reading of one file. */
async function main(way: ListWay, path: string): Promise<void> {
  const peak = watchChildren();
  const start = process.hrtime.bigint();
  const rows = await WAYS[way](path);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  process.send?.({ seconds, rss: process.resourceUsage().maxRSS * 1024 + peak(), rows } satisfies ListCost);
}

main(process.argv[2] as ListWay, process.argv[3]!).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
