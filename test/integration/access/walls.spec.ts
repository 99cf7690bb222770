import { DuplicateService } from '../../../src/applicant/duplicate.service';
import { askingCaller } from '../../../src/access/asking.decorator';
import type { Grant, Operation } from '../../../src/access/domain/may';
import type { Caller } from '../../../src/platform/caller';
import { WORKER } from '../../../src/platform/caller';
import { Database } from '../../../src/platform/database/database.service';
import type { Tx } from '../../../src/platform/database/tx';
import { newId } from '../../../src/platform/new-id';
import { TestApi } from '../../support/app';
import { twoRegions, type TwoRegions } from '../../support/two-regions';

/** Walled tables that somebody of the role may read, with the columns that say whose a row is. */
const READABLE = `
  select c.relname as name, (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attname in ('campaign_id', 'nominator_id')) as columns
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relforcerowsecurity and has_table_privilege('app_api', c.oid, 'select') order by 1`;

let api: TestApi;
let world: TwoRegions;
let tables: readonly { readonly name: string; readonly columns: readonly string[] | null }[];
beforeAll(async () => {
  api = await TestApi.start();
  world = await twoRegions(api);
  tables = await api.sql(READABLE);
}, 60_000);
afterAll(() => api.close());

const as = (grants: readonly Grant[], operation: Operation, campaignId = world.here.id, id = newId()): Caller => askingCaller({ id, name: 'test', grants, via: 'token', credentialId: id, scopes: null, hasFreshProof: true }, operation, { arrivedAt: new Date(), campaignId });
const clerk = (): Caller => as([{ role: 'nominator', campaignId: world.here.id, nominatorId: world.of.alpha.nominatorId }], 'nominations.write');
const officer = (campaignId = world.here.id): Caller => as([{ role: 'officer', campaignId, nominatorId: null }], 'candidacies.read', campaignId);
const assessor = (): Caller => as([{ role: 'assessor', campaignId: world.here.id, nominatorId: null }], 'sheets.read', world.here.id, world.assessors[0]!.id);
const inReach = <Answer>(caller: Caller, work: (tx: Tx) => Promise<Answer>): Promise<Answer> => api.app.get(Database).transact(caller, work);
const rows = <Row>(caller: Caller, sql: string, params: unknown[] = []): Promise<Row[]> => inReach(caller, (tx) => tx.query<Row>(sql, params));
const count = async (caller: Caller, sql: string, params: unknown[] = []): Promise<number> => (await rows(caller, sql, params)).length;

/** Whose rows the caller finds when he asks every table for everything. */
async function found(caller: Caller): Promise<{ campaigns: Set<string>; nominators: Set<string>; tables: string[] }> {
  const campaigns = new Set<string>();
  const nominators = new Set<string>();
  const full: string[] = [];
  for (const { name, columns } of tables) {
    const [row] = await rows<{ n: number; campaigns: string[] | null; nominators: string[] | null }>(caller,
      `select count(*)::int as n, ${columns?.includes('campaign_id') ? 'array_agg(distinct campaign_id::text)' : 'null'} as campaigns, ${columns?.includes('nominator_id') ? 'array_agg(distinct nominator_id::text)' : 'null'} as nominators from ${name}`);
    for (const id of row!.campaigns ?? []) if (id) campaigns.add(id);
    for (const id of row!.nominators ?? []) if (id) nominators.add(id);
    if (row!.n > 0) full.push(name);
  }
  return { campaigns, nominators, tables: full };
}

describe('by SQL that asks for everything', () => {
  it('nobody without a reach finds a row, and nothing is an error', async () => {
    expect(tables.length).toBeGreaterThan(45);
    const id = newId();
    expect(await found({ actor: { kind: 'account', id } })).toEqual({ campaigns: new Set(), nominators: new Set(), tables: [] });
    await inReach(officer(), (tx) => tx.query('select from candidacy')); // the settings of a connection that had some are '' and not null
    expect((await found({ actor: { kind: 'account', id } })).tables).toEqual([]);
  });

  it('a clerk finds his own nominator in his own campaign, in every table that has somebody', async () => {
    const { campaigns, nominators, tables: full } = await found(clerk());
    expect(campaigns).toEqual(new Set([world.here.id]));
    expect(nominators).toEqual(new Set([world.of.alpha.nominatorId]));
    expect(full).toEqual(expect.arrayContaining(['candidacy', 'person', 'member', 'employment', 'document', 'document_file', 'consent', 'nomination_import', 'nomination_letter', 'nomination_receipt', 'history', 'verdict', 'decision_batch']));
    for (const hidden of ['mark_sheet', 'work_batch', 'work_ready', 'ranking_run', 'diagnostics_result', 'duplicate_set', 'audit_event', 'account', 'region_ordinal']) expect(full).not.toContain(hidden);
  });

  it('an officer finds his campaign and no other', async () => {
    expect((await found(officer())).campaigns).toEqual(new Set([world.here.id]));
    const { campaigns, nominators } = await found(officer(world.elsewhere.id));
    expect([campaigns, nominators]).toEqual([new Set([world.elsewhere.id]), new Set([world.of.gamma.nominatorId])]);
  });

  it('an assessor finds his own sheets, and nothing of what is decided', async () => {
    expect(await rows(assessor(), `select distinct assessor_id as id from mark_sheet`)).toEqual([{ id: world.assessors[0]!.id }]);
    for (const table of ['verdict', 'history', 'decision_batch', 'seat', 'ranking_run', 'scenario', 'work_batch']) expect(await count(assessor(), `select from ${table}`)).toBe(0);
    expect(await count(officer(), `select from mark_sheet`)).toBe(4); // two of each region
  });

  it('a view that runs as its owner shows no more', async () => {
    const own = (await rows<{ id: string }>(clerk(), `select id from person order by id`)).map(({ id }) => id);
    expect((await rows<{ id: string }>(clerk(), `select person_id as id from person_recognition order by 1`)).map(({ id }) => id)).toEqual(own);
    expect(own.length).toBeLessThan((await api.sql(`select from person`)).length);
    expect(await count({ actor: { kind: 'account', id: newId() } }, `select from person_recognition`)).toBe(0);
  });

  it('the worker finds the facts of everybody', async () => {
    expect(await rows(WORKER, `select distinct nominator_id as id from candidacy where nominator_id = any($1::uuid[])`, [[world.of.alpha.nominatorId, world.of.beta.nominatorId, world.of.gamma.nominatorId]])).toHaveLength(3);
    expect(await count(WORKER, `select from person_recognition p join member m on m.person_id = p.person_id where m.nominator_id = $1`, [world.of.gamma.nominatorId])).toBeGreaterThan(0);
  });
});

describe('what is decided', () => {
  const about = (caller: Caller, candidacyId: string): Promise<number[]> => Promise.all([
    count(caller, `select from history where candidacy_id = $1 and stage = 'tenure'`, [candidacyId]),
    count(caller, `select from verdict where candidacy_id = $1 and stage = 'tenure'`, [candidacyId]),
    count(caller, `select from decision_batch b where b.stage = 'tenure' and exists (select from history h where h.batch_id = b.id and h.candidacy_id = $1)`, [candidacyId]),
  ]);

  it('is there for its nominator once it is published', async () => {
    expect(await about(clerk(), world.of.alpha.published)).toEqual([1, 1, 1]);
    expect(await about(clerk(), world.of.alpha.decided)).toEqual([0, 0, 0]);
    expect(await about(clerk(), world.of.beta.published)).toEqual([0, 0, 0]);
    expect(await about(officer(), world.of.alpha.decided)).toEqual([1, 1, 1]);
    const listed = await rows<{ id: string }>(clerk(), `select id from decision_batch where stage = 'tenure'`);
    expect(listed).toEqual([{ id: world.of.alpha.decisionId }]);
    expect(await count(clerk(), `select from publication p join decision_batch b on b.id = p.batch_id where b.stage = 'tenure'`)).toBe(1);
  });

  it('is a seat only where the way to it is published', async () => {
    const { decided, nominatorId } = world.of.alpha;
    await api.sql(`insert into seat_quota (campaign_id, stage, seats) values ($1, 'diagnostics', 1)`, [world.here.id]);
    await api.sql(`insert into seat (candidacy_id, campaign_id, nominator_id, stage, offered_by) values ($1, $2, $3, 'diagnostics', $4)`, [decided, world.here.id, nominatorId, newId()]);
    expect(await count(clerk(), `select from seat`)).toBe(0);
    expect(await count(officer(), `select from seat`)).toBe(1);
    await api.sql(`delete from seat where candidacy_id = $1`, [decided]);
  });
});

describe('writing', () => {
  it('touches nobody out of reach', async () => {
    const { candidacyId, nominatorId } = world.of.beta;
    expect(await count(clerk(), `update candidacy set category = null where id = $1 returning id`, [candidacyId])).toBe(0);
    expect(await count(clerk(), `delete from document where candidacy_id = $1 returning key`, [candidacyId])).toBe(0);
    const refused = { code: '42501', message: expect.stringContaining('row-level security') };
    await expect(rows(clerk(), `insert into document (candidacy_id, key, campaign_id, nominator_id, received_on) values ($1, 'x', $2, $3, now())`, [candidacyId, world.here.id, nominatorId])).rejects.toMatchObject(refused);
    await expect(rows(clerk(), `update candidacy set category = 'head' where id = $1 returning id`, [world.of.alpha.candidacyId])).resolves.toHaveLength(1);
    await expect(rows(officer(), `insert into region_ordinal (campaign_id, region, last) values ($1, '99', 1)`, [world.elsewhere.id])).rejects.toMatchObject(refused);
  });

  it('past the wall ends with the work that needs it', async () => {
    await inReach(clerk(), async (tx) => {
      const all = `select distinct nominator_id from candidacy where campaign_id = '${world.here.id}'`;
      expect(await tx.query(all)).toHaveLength(1);
      expect(await tx.beyondReach(() => tx.query(all))).toHaveLength(2);
      expect(await tx.query(all)).toHaveLength(1);
      await expect(tx.beyondReach(() => tx.beyondReach(() => Promise.reject(new Error('refused'))))).rejects.toThrow('refused');
      expect(await tx.query(all)).toHaveLength(1);
    });
  });

  it('shows nothing that was found there: a set of duplicates is an officer’s', async () => {
    const id = newId();
    await api.sql(`insert into duplicate_set (id, campaign_id, found_by) values ($1, $2, 'name')`, [id, world.here.id]);
    await api.sql(`insert into duplicate_candidacy (set_id, candidacy_id, campaign_id, nominator_id) select $1, id, campaign_id, nominator_id from candidacy where id = any($2::uuid[])`, [id, [world.of.alpha.candidacyId, world.of.beta.candidacyId]]);
    const shown = async (caller: Caller): Promise<string[]> => (await api.app.get(DuplicateService).list(caller, world.here.id, { limit: 200 })).items.map((set) => set.id);
    expect(await shown(officer())).toContain(id);
    expect(await shown(clerk())).toEqual([]);
    expect(await shown(officer(world.elsewhere.id))).toEqual([]);
  });

  it('needs identifiers for a reach', async () => {
    await expect(inReach({ actor: { kind: 'account', id: newId() }, reach: { campaigns: [`x', true)`], nominators: [] } }, (tx) => tx.query('select'))).rejects.toThrow(TypeError);
  });
});
