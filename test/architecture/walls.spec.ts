import { readFileSync } from 'node:fs';
import type { QueryRunner } from 'typeorm';
import { filesBelow } from '../support/files-below';
import { openTestDatabase, type TestDatabase } from '../support/test-database';

/** Tables that belong to a campaign, a nominator or a person, by their names or columns, and have no wall that binds everybody. */
const OPEN = `
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migrations'
    and (c.relname in ('campaign', 'nominator', 'person', 'account', 'idempotent_answer', 'audit_event', 'audit_seal') or exists (
      select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped and a.attname ~ '^(campaign|nominator|person|candidacy|applicant|member|account|assessor)_id$'))
    and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'wall'))
  order by 1`;

/** Policies other than the three that `wall()` makes and the one for the role that erases alone: each would open what the wall closes. */
const OTHER_POLICIES = `
  select tablename || '.' || policyname as name from pg_policies where schemaname = 'public'
    and (permissive <> 'PERMISSIVE' or policyname not in ('wall', 'work', 'owner') and not (policyname = 'eraser_reaches_everybody' and roles = '{app_eraser}')) order by 1`;

/** Functions that run with their owner's rights and look for their tables wherever the caller says. */
const LOOSE_DEFINERS = `
  select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
    and not coalesce('search_path=public, pg_temp' = any (p.proconfig), false) order by 1`;

/** Views that run with their owner's rights: the wall binds the owner, so they show what the reader's reach allows. */
const OWNERS_VIEWS = `
  select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
    and not coalesce(c.reloptions @> '{security_invoker=true}' or c.reloptions @> '{security_invoker=on}', false) order by 1`;

const STRONG_ROLES = `select rolname as name from pg_roles where rolname ~ '^app_' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin) order by 1`;

/** Where a transaction looks past the wall. A new place is added here by whoever can say why nobody is shown what it finds. */
const BEYOND_REACH = [
  'applicant/applicant.repository.ts', 'applicant/applicant.service.ts', 'applicant/duplicate.repository.ts', 'applicant/duplicate.service.ts', 'assessment/marking.service.ts',
  'candidacy/candidacy.service.ts', 'candidacy/work.service.ts', 'eligibility/eligibility-explanation.service.ts', 'eligibility/evidence.repository.ts',
  'enrolment/seat.service.ts', 'report/explanation.repository.ts',
];

describe('the second wall', () => {
  let db: TestDatabase;
  let runner: QueryRunner;

  beforeAll(async () => {
    db = await openTestDatabase();
  });
  beforeEach(async () => {
    runner = db.source.createQueryRunner();
    await runner.startTransaction();
  });
  afterEach(async () => {
    await runner.rollbackTransaction();
    await runner.release();
  });
  afterAll(() => db.close());

  const names = async (sql: string): Promise<string[]> => ((await runner.query(sql)) as { name: string }[]).map(({ name }) => name);

  it('stands around every table that belongs to somebody', async () => {
    expect(await names(OPEN)).toEqual([]);
    expect(await names(OTHER_POLICIES)).toEqual([]);
    expect(await names(LOOSE_DEFINERS)).toEqual([]);
    expect(await names(STRONG_ROLES)).toEqual([]);
    expect(await names(OWNERS_VIEWS)).toEqual(['list_match', 'list_namesake', 'person_namesake', 'person_recognition']); // they compare indexes that nobody may read
  });

  it.each([
    ['a new table', OPEN, 'create table careless (campaign_id uuid)', ['careless']],
    ['a table whose owner passes', OPEN, 'alter table seat no force row level security', ['seat']],
    ['a wall taken down', OPEN, 'alter table seat disable row level security', ['seat']],
    ['a wall without a rule', OPEN, 'drop policy wall on seat', ['seat']],
    ['a second policy', OTHER_POLICIES, 'create policy hole on seat using (true)', ['seat.hole']],
    ['a function that may be led astray', LOOSE_DEFINERS, `create function astray() returns integer language sql security definer as 'select 1'`, ['astray']],
    ['a role that passes', STRONG_ROLES, 'alter role app_api bypassrls', ['app_api']],
  ])('would not pass with %s', async (_, check, change, found) => {
    await runner.query(change);
    expect(await names(check)).toEqual(found);
  });

  it.each([
    ['nominator', 'campaign_id uuid, nominator_id uuid'], ['staff', 'campaign_id uuid'], ['office', 'campaign_id uuid'], ['campaign', 'campaign_id uuid'],
    ['own', 'campaign_id uuid, nominator_id uuid'], ['sheet', 'campaign_id uuid, assessor_id uuid'], ['credential', 'account_id uuid'],
  ])('is raised around a new table by one line: %s', async (kind, columns) => {
    await runner.query(`create table grown (${columns}); alter table grown owner to app_owner; grant select on grown to app_api`);
    expect(await names(OPEN)).toEqual(['grown']);
    await runner.query(`set local role app_owner; select wall('grown', '${kind}'); reset role`);
    expect(await names(OPEN)).toEqual([]);
    await runner.query(`insert into grown default values; set local role app_api`);
    expect(await runner.query(`select from grown`)).toEqual([]);
    await runner.query(`reset role`);
  });

  it('is looked past in the places known', () => {
    const places = filesBelow('src', '.ts').filter((path) => !path.startsWith('src/platform/') && /\.beyondReach\(/.test(readFileSync(path, 'utf8')));
    expect(places.map((path) => path.replace(/^src\//, '')).sort()).toEqual(BEYOND_REACH);
  });
});
