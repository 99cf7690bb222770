import type { DataSource } from 'typeorm';
import { Seed } from '../support/seed';
import type { World } from './world';
import { callerOf } from '../support/seed';

/** Records of each career. */
export const RECORDS = 8;
const NOMINATORS = 80;
const AT_ONCE = 20_000;

/**
 * A campaign of the School of mayors in which n people stand in `tenure` with careers of eight records: overlapping, by
 * month, in and out of municipalities, of managers and others, so that tenures lie on both sides of what is asked.
 * Written set-based: a hundred thousand careers made one by one would take longer than what is measured.
 */
export async function seedCareers(source: DataSource, ordinal: number, n: number): Promise<World> {
  const seed = new Seed(source);
  const campaign = await seed.campaign();
  const officer = callerOf(await seed.account('officer', { campaign }));
  await source.query(
    `insert into nominator (id, kind, code, title) select ${id('1', 5, 'i')}, 'organisation', i, 'bench' from generate_series(0, $1 - 1) i on conflict do nothing`,
    [NOMINATORS],
  );
  for (let from = 0; from < n; from += AT_ONCE) {
    for (const statement of INSERTS) await source.query(statement, [campaign.id, ordinal, from, Math.min(from + AT_ONCE, n) - 1]);
  }
  const ids: { id: string }[] = await source.query(`select id from candidacy where campaign_id = $1 order by id`, [campaign.id]);
  return { campaign, candidacyIds: ids.map((row) => row.id), officer, second: officer };
}

/** Identifiers in the order of creation, as the service's own are: of a world, a table and a row. */
function id(ordinal: string, table: number, row: string): string {
  return `(lpad(to_hex(${ordinal}::int), 8, '0') || '-000${table}-7000-8000-' || lpad(to_hex(${row}), 12, '0'))::uuid`;
}

const OF = { candidacy: id('$2', 0, 'i'), applicant: id('$2', 1, 'i'), member: id('$2', 2, 'i'), person: id('$2', 3, 'i'), employment: id('$2', 4, `i * ${RECORDS} + k`), nominator: id('1', 5, `i % ${NOMINATORS}`) };
const PEOPLE = `generate_series($3::int, $4::int) as i where $1::uuid is not null and $2::int is not null`;

const INSERTS = [
  `insert into person (id, nominator_id, family_name, given_name, birth_date, sex, data_key, key_version)
   select ${OF.person}, ${OF.nominator}, 'Проверяемова', 'Анна', date '1964-01-01' + (i * 37) % 9000, 'female', '', 1 from ${PEOPLE}`,
  `insert into applicant (id, campaign_id, nominator_id, kind) select ${OF.applicant}, $1, ${OF.nominator}, 'person' from ${PEOPLE}`,
  `insert into member (id, applicant_id, person_id, campaign_id, nominator_id, role, citizenship, education, registration_region,
     post_title, organisation, post_category, sphere, municipality_type, municipality, post_region)
   select ${OF.member}, ${OF.applicant}, ${OF.person}, $1, ${OF.nominator}, 'self', 'RU', 'higher', '36',
     'Глава', 'Администрация', 'municipal-office', 'municipal-service', 'urban-okrug', '20701000', '36' from ${PEOPLE}`,
  // Of records k = 0 … 7 the second, third and sixth are a manager's; each lasts 8 to 20 months and reaches into the next.
  `insert into employment (id, member_id, campaign_id, nominator_id, started_on, started_month_only, ended_on, title, organisation, post_category, sphere, municipality_type, municipality, region)
   select ${OF.employment}, ${OF.member}, $1, ${OF.nominator}, date_trunc('month', d.day)::date + case when k % 4 = 3 then 0 else i % 28 end, k % 4 = 3,
     case when k < ${RECORDS - 1} then (d.day + make_interval(months => 8 + (i + k) % 13))::date end,
     'Должность ' || k, 'Администрация', case when k in (1, 2, 5) then 'unit-head' else 'specialist' end, 'municipal-service',
     case when k % 3 > 0 then 'urban-okrug' end, case when k % 3 > 0 then '20701000' end, '36'
   from ${PEOPLE.replace(' where', `, generate_series(0, ${RECORDS - 1}) as k, lateral (select date '2014-01-01' + (k * 450 + (i * 13) % 300) as day) d where`)}`,
  `insert into candidacy (id, campaign_id, applicant_id, nominator_id, number, region, territory, category, stage)
   select ${OF.candidacy}, $1, ${OF.applicant}, ${OF.nominator}, '36-' || lpad((i + 1)::text, 6, '0'), '36', '36', 'head', 'tenure' from ${PEOPLE}`,
  `insert into document (candidacy_id, key, campaign_id, nominator_id, received_on) select ${OF.candidacy}, 'consent', $1, ${OF.nominator}, date '2026-02-10' from ${PEOPLE}`,
];
