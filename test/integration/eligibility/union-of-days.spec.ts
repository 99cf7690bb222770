import { computeTenure, type TenureInterval } from '../../../src/eligibility/domain/compute-tenure';
import { addDays } from '../../../src/kernel/calendar-date';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const CAREERS = 1_000;
const AS_OF = '2024-06-30';

/** Repeatable numbers from 0 up to `limit` (Lehmer, 48271 mod 2³¹ − 1). */
function* numbers(seed: number): Generator<(limit: number) => number, never, undefined> {
  let state = seed;
  for (;;) yield (limit) => (state = (state * 48_271) % 2_147_483_647) % limit;
}

describe('the union of days', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  it('is that of PostgreSQL range_agg on 1,000 random careers', async () => {
    const under = numbers(20_260_301).next().value;
    const careers = Array.from({ length: CAREERS }, () => Array.from({ length: under(9) + 1 }, (): TenureInterval => {
      const start = addDays('2000-01-01', under(9_500));
      // Half of the periods are short, so that overlap, touch and gaps of a day all come up.
      return { start, end: under(8) === 0 ? null : addDays(start, under(2) ? under(60) : under(2_500)) };
    }));
    const rows: { career: number; merged: [string, string][]; days: number }[] = await db.source.query(
      `with period as (
         select c.career - 1 as career, daterange((p ->> 'start')::date, least(coalesce((p ->> 'end')::date, $2), $2), '[]') as days
         from jsonb_array_elements($1::jsonb) with ordinality as c (periods, career) cross join jsonb_array_elements(c.periods) as p
         where (p ->> 'start')::date <= $2
       )
       select career::int, jsonb_agg(jsonb_build_array(lower(run), upper(run) - 1) order by run) as merged, sum(upper(run) - lower(run))::int as days
       from (select career, unnest(range_agg(days)) as run from period group by career) u group by career`,
      [JSON.stringify(careers), AS_OF],
    );
    const theirs = new Map(rows.map(({ career, ...union }) => [career, union]));
    const different = careers.flatMap((intervals, career) => {
      const tenure = computeTenure({ asOf: AS_OF, intervals });
      if ('code' in tenure) throw new Error(tenure.code);
      const { merged, days } = theirs.get(career) ?? { merged: [], days: 0 };
      return JSON.stringify([tenure.merged, tenure.totalDays]) === JSON.stringify([merged, days]) ? [] : [career];
    });
    expect(different).toEqual([]);
    expect(rows.length).toBeGreaterThan(900);
    expect(rows.some(({ merged }) => merged.length > 4)).toBe(true);
  });
});
