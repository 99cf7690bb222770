import type { Verdict } from '../../../src/candidacy/domain/verdict';
import { WorkRepository } from '../../../src/candidacy/work.repository';
import type { Compute } from '../../../src/candidacy/work.service';
import { SYSTEM, WORKER } from '../../../src/platform/caller';
import { type Progress, ReportRepository } from '../../../src/report/report.repository';
import { type Pipeline, pipelineOn } from '../../support/pipeline';
import { callerOf, Seed, type SeededCampaign } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const passAll: Compute = (_tx, batch) => Promise.resolve(batch.ids.map(pass));
const pass = (candidacyId: string): Verdict => ({ candidacyId, outcome: 'pass', score: null, reasons: [], measures: {}, inputs: { candidacyId } });

describe('work batches', () => {
  let db: TestDatabase;
  let seed: Seed;
  let pipeline: Pipeline;
  let campaign: SeededCampaign;
  const work = new WorkRepository();

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
  });
  beforeEach(async () => {
    pipeline = pipelineOn(db);
    campaign = await seed.campaign();
    await db.source.query(`update work_batch set state = 'DONE' where state in ('READY', 'RUNNING')`); // what other tests left due
  });
  afterAll(() => db.close());

  const batchOf = async (count: number): Promise<{ id: string; ids: string[] }> => {
    const ids = (await seed.candidacies({ campaign, stage: 'tenure', count })).map((candidacy) => candidacy.id);
    return { id: await seed.work(campaign, 'tenure', ids), ids };
  };
  const verdicts = async (): Promise<number> => (await db.source.query<{ n: number }[]>(`select count(*) as n from verdict where campaign_id = $1`, [campaign.id]))[0]!.n;
  const batches = async (): Promise<{ id: string; state: string; attempt: number; cause: string | null; ids: string[] }[]> =>
    db.source.query(`select id, state, attempt, cause, ids from work_batch where campaign_id = $1 order by created_at, id`, [campaign.id]);
  const progress = async (): Promise<{ total: number; open: number; attention: number }> => {
    const [{ total, open, attention }] = (await db.database.transact(SYSTEM, (tx) => new ReportRepository().progress(tx, campaign.id, campaign.policyVersion))) as [Progress];
    return { total, open, attention };
  };
  const expireLease = (id: string): Promise<unknown> => db.source.query(`update work_batch set lease_until = now() - interval '1 second' where id = $1`, [id]);
  const deliver = async (compute: Compute): Promise<void> => {
    for (let turns = 0; (await pipeline.work.dispatch()) > 0; turns++) {
      if (turns > 200) throw new Error('the work does not end');
      for (const job of pipeline.queue.sent.splice(0)) await pipeline.work.run({ batchId: job.id, attempt: job.attempt }, compute);
    }
  };

  it('gives each candidacy one verdict however often the job is delivered', async () => {
    const batch = await batchOf(5);
    await Promise.all(Array.from({ length: 8 }, () => pipeline.work.run({ batchId: batch.id, attempt: 0 }, passAll)));
    await pipeline.work.run({ batchId: batch.id, attempt: 0 }, passAll);
    expect(await verdicts()).toBe(5);
    expect(await batches()).toEqual([expect.objectContaining({ state: 'DONE', attempt: 1 })]);
    expect(await progress()).toEqual({ total: 5, open: 0, attention: 0 });
  });

  it('lets only one of eight takers have the batch', async () => {
    const batch = await batchOf(1);
    const taken = await Promise.all(Array.from({ length: 8 }, () => db.database.transact(WORKER, (tx) => work.take(tx, batch.id))));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('refuses the finish of a zombie whose lease ran out and leaves nothing of it behind', async () => {
    const batch = await batchOf(3);
    const zombie = (await db.database.transact(WORKER, (tx) => work.take(tx, batch.id)))!;
    await expireLease(batch.id);
    const heir = (await db.database.transact(WORKER, (tx) => work.take(tx, batch.id)))!;
    expect(heir.attempt).toBe(zombie.attempt + 1);
    expect(await db.database.transact(WORKER, (tx) => work.finish(tx, zombie, zombie.ids.map(pass)))).toBeNull();
    expect(await verdicts()).toBe(0);
    expect(await db.database.transact(WORKER, (tx) => work.renew(tx, zombie))).toBe(false);
    expect(await db.database.transact(WORKER, (tx) => work.halve(tx, zombie, 'late'))).toBeNull();
    expect(await db.database.transact(WORKER, (tx) => work.finish(tx, heir, heir.ids.map(pass)))).toEqual({ given: 3, matched: 3 });
    expect(await verdicts()).toBe(3);
  });

  it('halves a batch until the poison stands alone, and the others go through', async () => {
    const { ids } = await batchOf(40);
    const poison = ids[17]!;
    await deliver((tx, batch) => (batch.ids.includes(poison) ? Promise.reject(new TypeError('poison')) : passAll(tx, batch)));
    const left = (await batches()).filter(({ state }) => state === 'NEEDS_ATTENTION');
    expect(left).toEqual([expect.objectContaining({ ids: [poison], attempt: 3, cause: 'TypeError' })]);
    expect(await verdicts()).toBe(39);
    expect(await progress()).toEqual({ total: 40, open: 0, attention: 1 });

    await db.database.transact(WORKER, (tx) => pipeline.work.renew(tx, campaign.id, { key: 'tenure', kind: 'eligibility' }, [poison])); // what was wrong with him is corrected
    await deliver(passAll);
    expect(await verdicts()).toBe(40);
    expect(await progress()).toMatchObject({ attention: 0 });
  });

  it('writes nothing for verdicts of a foreign campaign or fewer verdicts than candidacies', async () => {
    const { id, ids } = await batchOf(2);
    const other = await seed.campaign();
    const [stranger] = await seed.candidacies({ campaign: other, stage: 'tenure', count: 1 });
    await pipeline.work.run({ batchId: id, attempt: 0 }, () => Promise.resolve([pass(ids[0]!), pass(stranger!.id)]));
    const [half] = (await batches()).filter(({ state }) => state === 'READY');
    await pipeline.work.run({ batchId: half!.id, attempt: 0 }, () => Promise.resolve([]));
    expect(await verdicts()).toBe(0);
  });

  it('sends everything again when the queue was emptied, and nothing while a lease lives', async () => {
    const { id } = await batchOf(1);
    expect(await pipeline.work.dispatch()).toBe(1);
    expect(await pipeline.work.dispatch()).toBe(0);
    await db.source.query(`update work_batch set sent_at = now() - interval '31 seconds' where id = $1`, [id]);
    expect(await pipeline.work.dispatch()).toBe(1);
    await db.database.transact(WORKER, (tx) => work.take(tx, id));
    await db.source.query(`update work_batch set sent_at = now() - interval '31 seconds' where id = $1`, [id]);
    expect(await pipeline.work.dispatch()).toBe(0);
    await expireLease(id);
    expect(await pipeline.work.dispatch()).toBe(1);
    expect(pipeline.queue.sent.map(({ sends }) => sends)).toEqual([1, 2, 3]);
  });

  it('keeps batches due when the queue cannot be reached', async () => {
    await batchOf(1);
    pipeline.queue.send = () => Promise.reject(new Error('no queue'));
    expect(await pipeline.work.dispatch()).toBe(0);
    pipeline = pipelineOn(db);
    expect(await pipeline.work.dispatch()).toBe(1);
  });

  it('drains single entries into one batch and drops who has left or is computed', async () => {
    const people = await seed.candidacies({ campaign, stage: 'diagnostics', count: 4 });
    const [computed, gone, ...due] = people.map((person) => person.id);
    await seed.verdicts(campaign, 'diagnostics', [{ candidacyId: computed! }]);
    await db.source.query(`update candidacy set status = 'withdrawn' where id = $1`, [gone]);
    const officer = await seed.account('officer', { campaign });
    for (const { id } of people) {
      await db.database.transact(callerOf(officer), (tx) => pipeline.work.markReady(tx, campaign.id, { key: 'diagnostics', kind: 'diagnostics' }, [id]));
    }
    expect(await pipeline.work.dispatch()).toBe(1);
    expect((await batches()).map(({ ids }) => ids)).toEqual([due.sort()]);
    expect(await db.source.query(`select * from work_ready where campaign_id = $1`, [campaign.id])).toEqual([]);
  });

  it('lets the finish of a superseded batch write nothing', async () => {
    const { id } = await batchOf(2);
    const taken = (await db.database.transact(WORKER, (tx) => work.take(tx, id)))!;
    const officer = await seed.account('officer', { campaign });
    await db.database.transact(callerOf(officer), (tx) => pipeline.work.supersede(tx, campaign.id, 2));
    expect(await db.database.transact(WORKER, (tx) => work.finish(tx, taken, taken.ids.map(pass)))).toBeNull();
    expect(await verdicts()).toBe(0);
  });

  it('makes work anew that was created under an older policy while the new one was published', async () => {
    const { id, ids } = await batchOf(2);
    await seed.nextPolicy(campaign, campaign.policy);
    expect(await pipeline.work.dispatch()).toBe(1);
    const [old, fresh] = await db.source.query<{ id: string; state: string; policy_version: number; ids: string[] }[]>(`select id, state, policy_version, ids from work_batch where campaign_id = $1 order by policy_version`, [campaign.id]);
    expect(old).toMatchObject({ id, state: 'SUPERSEDED' });
    expect(fresh).toMatchObject({ state: 'READY', policy_version: 2, ids: [...ids].sort() });
  });

  describe('renewed', () => {
    const ELIGIBILITY = { key: 'tenure', kind: 'eligibility' } as const;
    const failAll: Compute = (_tx, batch) => Promise.resolve(batch.ids.map((id) => ({ ...pass(id), outcome: 'fail' as const })));
    const factsChanged = async (ids: readonly string[]): Promise<void> => {
      const officer = await seed.account('officer', { campaign });
      await db.database.transact(callerOf(officer), (tx) => pipeline.work.renew(tx, campaign.id, ELIGIBILITY, ids));
    };
    const revisions = (id: string): Promise<{ revision: number; outcome: string }[]> => db.source.query(`select revision, outcome from verdict where candidacy_id = $1 order by revision`, [id]);

    it('gives whoever has a verdict the next revision, once, and keeps the earlier ones', async () => {
      const batch = await batchOf(3);
      await pipeline.work.run({ batchId: batch.id, attempt: 0 }, passAll);
      await factsChanged([batch.ids[0]!]);
      await factsChanged([batch.ids[0]!]);
      expect(await pipeline.work.dispatch()).toBe(1);
      const [job] = pipeline.queue.sent.splice(0);
      await Promise.all(Array.from({ length: 4 }, () => pipeline.work.run({ batchId: job!.id, attempt: job!.attempt }, failAll)));
      expect(await revisions(batch.ids[0]!)).toEqual([{ revision: 0, outcome: 'pass' }, { revision: 1, outcome: 'fail' }]);
      expect(await revisions(batch.ids[1]!)).toEqual([{ revision: 0, outcome: 'pass' }]);
      expect(await progress()).toEqual({ total: 3, open: 0, attention: 0 });
    });

    it('comes after a batch under way, which may have read the facts before they changed', async () => {
      const batch = await batchOf(1);
      const early = (await db.database.transact(WORKER, (tx) => work.take(tx, batch.id)))!;
      await factsChanged(batch.ids);
      await deliver(failAll);
      await db.database.transact(WORKER, (tx) => work.finish(tx, early, early.ids.map(pass)));
      expect(await revisions(batch.ids[0]!)).toEqual([{ revision: 0, outcome: 'pass' }, { revision: 1, outcome: 'fail' }]);
    });

    it('is not given to whoever has left the stage', async () => {
      const batch = await batchOf(1);
      await pipeline.work.run({ batchId: batch.id, attempt: 0 }, passAll);
      await db.source.query(`update candidacy set stage = 'diagnostics' where id = $1`, [batch.ids[0]]);
      await factsChanged(batch.ids);
      await deliver(failAll);
      expect(await revisions(batch.ids[0]!)).toEqual([{ revision: 0, outcome: 'pass' }]);
    });

    it('names whoever still waits for it, also when it fails', async () => {
      const renewed = (): Promise<string[]> => db.database.transact(WORKER, (tx) => work.beingRenewed(tx, campaign.id, 'tenure', 1));
      const batch = await batchOf(2);
      await pipeline.work.run({ batchId: batch.id, attempt: 0 }, passAll);
      expect(await renewed()).toEqual([]);
      await factsChanged([batch.ids[0]!]);
      expect(await renewed()).toEqual([batch.ids[0]]);
      await deliver(() => Promise.reject(new TypeError('poison')));
      expect(await renewed()).toEqual([batch.ids[0]]);
      await factsChanged([batch.ids[0]!]);
      await deliver(passAll);
      expect(await renewed()).toEqual([]);
    });
  });

  describe('mutants: a guard removed lets the harm through', () => {
    it('without the fence a zombie writes its verdicts', async () => {
      const { id } = await batchOf(3);
      const zombie = (await db.database.transact(WORKER, (tx) => work.take(tx, id)))!;
      await expireLease(id);
      await db.database.transact(WORKER, (tx) => work.take(tx, id));
      await db.database.transact(WORKER, (tx) =>
        work.finish({ ...tx, prepared: (_name, sql, params) => tx.query(sql.replace('and attempt = $8', 'and attempt >= $8'), params) }, zombie, zombie.ids.map(pass)),
      );
      expect(await verdicts()).toBe(3);
    });

    it('without a look at the batches under way the renewed verdict is swallowed by the early one', async () => {
      const batch = await batchOf(1);
      const early = (await db.database.transact(WORKER, (tx) => work.take(tx, batch.id)))!;
      await db.source.query(`insert into work_ready (campaign_id, stage, kind, ids, renew) values ($2, 'tenure', 'eligibility', array[$1::uuid], true)`, [batch.ids[0], campaign.id]);
      await db.database.transact(WORKER, (tx) => work.drainReady({ ...tx, query: (sql, params) => tx.query(sql.replace('greatest(v.revision, u.revision)', 'v.revision'), params) }));
      await db.database.transact(WORKER, (tx) => work.finish(tx, early, early.ids.map(pass)));
      await deliver((_tx, { ids }) => Promise.resolve(ids.map((id) => ({ ...pass(id), outcome: 'fail' as const }))));
      expect(await db.source.query(`select revision, outcome from verdict where candidacy_id = $1`, [batch.ids[0]])).toEqual([{ revision: 0, outcome: 'pass' }]);
    });
  });
});
