import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { Job } from 'bullmq';
import { DataSource } from 'typeorm';
import { AssessmentProcessor } from '../../../../src/assessment/assessment.processor';
import { Dispatcher } from '../../../../src/candidacy/dispatcher';
import { WorkRepository } from '../../../../src/candidacy/work.repository';
import { WorkService } from '../../../../src/candidacy/work.service';
import { DiagnosticsProcessor } from '../../../../src/diagnostics/diagnostics.processor';
import { EligibilityProcessor } from '../../../../src/eligibility/eligibility.processor';
import { EnrolmentProcessor } from '../../../../src/enrolment/enrolment.processor';
import type { WorkJob } from '../../../../src/kernel/jobs';
import { type Config, loadConfig } from '../../../../src/platform/config/config';
import { PlatformModule } from '../../../../src/platform/platform.module';
import { openQueues, prepareQueueBackend } from '../../../../src/platform/queue/queue-backend';
import type { WorkProcessor } from '../../../../src/platform/queue/work-processor';
import { WorkQueue } from '../../../../src/platform/queue/work-queue';
import { RankingProcessor } from '../../../../src/ranking/ranking.processor';
import { WorkerModule } from '../../../../src/worker.module';
import { callerOf, Seed, type SeededCampaign } from '../../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../../support/test-database';

/** One worker process of the service, in this process: dispatcher, queues and processors over the real backend. */
async function startWorker(): Promise<INestApplicationContext> {
  class QueueProcess {}
  const config = loadConfig();
  return NestFactory.createApplicationContext({ module: QueueProcess, imports: [PlatformModule.with(config, 'test-worker'), WorkerModule] }, { logger: false, abortOnError: false });
}

async function untilDone({ source }: TestDatabase, batchId: string): Promise<void> {
  for (;;) {
    const [batch] = await source.query<{ state: string }[]>(`select state from work_batch where id = $1`, [batchId]);
    if (batch?.state === 'DONE') return;
    await pause(10);
  }
}

describe('a worker on the real queue', () => {
  let db: TestDatabase;
  let seed: Seed;
  let campaign: SeededCampaign;
  const running: INestApplicationContext[] = [];

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    await prepareQueueBackend(loadConfig());
  });
  beforeEach(async () => {
    await db.source.query(`update work_batch set state = 'DONE' where state in ('READY', 'RUNNING')`); // what other tests left due
    campaign = await seed.campaign();
  });
  afterEach(() => Promise.all(running.splice(0).map((worker) => worker.close())));
  afterAll(() => db.close());

  const worker = async (): Promise<INestApplicationContext> => {
    const started = await startWorker();
    running.push(started);
    return started;
  };
  const batchOf = async (count: number): Promise<string> => {
    const people = await seed.candidacies({ campaign, stage: 'tenure', count });
    return seed.work(campaign, 'tenure', people.map(({ id }) => id));
  };
  const batches = (): Promise<{ state: string; attempt: number; sent: boolean }[]> =>
    db.source.query(`select state, attempt, sent_at is not null as sent from work_batch where campaign_id = $1 order by created_at, id`, [campaign.id]);
  const verdicts = async (): Promise<number> => (await db.source.query<{ n: number }[]>(`select count(*)::int as n from verdict where campaign_id = $1`, [campaign.id]))[0]!.n;

  it('brings batches that are due to verdicts without being asked', async () => {
    const [first, second] = [await batchOf(3), await batchOf(2)];
    await worker();
    await Promise.all([untilDone(db, first), untilDone(db, second)]);
    expect(await verdicts()).toBe(5);
    expect(await batches()).toEqual([{ state: 'DONE', attempt: 1, sent: true }, { state: 'DONE', attempt: 1, sent: true }]);
  });

  it('notices at once what becomes due while it is idle', async () => {
    const context = await worker();
    const people = await seed.candidacies({ campaign, stage: 'tenure', count: 2 });
    const officer = await seed.account('officer', { campaign });
    const done = new Promise((resolve) => context.get(EligibilityProcessor).worker.once('completed', resolve));
    await db.database.transact(callerOf(officer), (tx) => context.get(WorkService).markReady(tx, campaign.id, { key: 'tenure', kind: 'eligibility' }, people.map(({ id }) => id)));
    await done;
    expect(await verdicts()).toBe(2);
  });

  it('gives a job that is delivered twice under two names one effect, with two workers as with one', async () => {
    const [one, other] = [await worker(), await worker()];
    const batchId = await batchOf(20);
    const delivered = new Promise<void>((resolve) => {
      let left = 6;
      for (const context of [one, other]) context.get(EligibilityProcessor).worker.on('completed', (job: Job<WorkJob>) => job.data.batchId === batchId && --left === 0 && resolve());
    });
    await one.get(WorkQueue).send([11, 12, 13, 14, 15, 16].map((sends) => ({ id: batchId, attempt: 0, sends, kind: 'eligibility' })));
    await Promise.all([delivered, untilDone(db, batchId)]);
    expect(await verdicts()).toBe(20);
    expect(await batches()).toMatchObject([{ state: 'DONE', attempt: 1 }]);
    const [{ events }] = await db.source.query<[{ events: number }]>(`select count(*)::int as events from audit_event where chain = $1 and action = 'work.finished'`, [campaign.id]);
    expect(events).toBe(1);
  });

  it('ends its jobs before it closes', async () => {
    const batchId = await batchOf(3);
    const seal = db.source.createQueryRunner();
    await seal.startTransaction();
    await seal.query(`select pg_advisory_xact_lock(hashtextextended($1, 5))`, [campaign.id]); // the last thing a commit of this campaign takes
    const context = await startWorker();

    const waiting = (): Promise<{ n: number }[]> => db.source.query(`select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'test-worker' and wait_event_type = 'Lock'`);
    while ((await waiting())[0]!.n === 0) await pause(10);
    const ended: string[] = [];
    const { worker: queue } = context.get(EligibilityProcessor);
    queue.once('completed', () => ended.push('job'));
    const closing = context.close().then(() => ended.push('worker'));
    while (!queue.closing) await pause(10);
    expect([ended, await verdicts()]).toEqual([[], 0]);

    await seal.commitTransaction();
    await seal.release();
    await closing;
    expect([ended, await verdicts()]).toEqual([['job', 'worker'], 3]);
    expect(await db.source.query(`select state, attempt from work_batch where id = $1`, [batchId])).toEqual([{ state: 'DONE', attempt: 1 }]);
  });
});

/** Queues in PostgreSQL are where the batches are: one cannot be lost without the other. */
const onRedis = process.env.QUEUE_BACKEND === 'postgres' ? describe.skip : describe;

onRedis('a Redis that cannot be reached', () => {
  it('costs no batch: each stays due, and goes out by the same dispatcher once Redis is there', async () => {
    const db = await openTestDatabase();
    await db.source.query(`update work_batch set state = 'DONE' where state in ('READY', 'RUNNING')`);
    const seed = new Seed(db.source);
    const campaign = await seed.campaign();
    const [person] = await seed.candidacies({ campaign, stage: 'tenure' });
    const batchId = await seed.work(campaign, 'tenure', [person!.id]);
    const batch = (): Promise<unknown> => db.source.query(`select state, sent_at is not null as sent from work_batch where id = $1`, [batchId]);

    const road = await RoadToRedis.closed();
    const queue = new WorkQueue(openQueues(road.config));
    const dispatcher = new WorkService(db.database, new WorkRepository(), queue);
    expect(await dispatcher.dispatch()).toBe(0);
    expect(await batch()).toEqual([{ state: 'READY', sent: false }]);

    await road.open();
    while ((await dispatcher.dispatch()) === 0);
    expect(await batch()).toEqual([{ state: 'READY', sent: true }]);
    const context = await startWorker();
    await untilDone(db, batchId);
    await Promise.all([context.close(), queue.close()]);
    await road.close();
    await db.close();
  });
});

describe('the start of a worker', () => {
  it('fails while a kind of work has no processor', async () => {
    await prepareQueueBackend(loadConfig());
    const testing = Test.createTestingModule({ imports: [PlatformModule.with(loadConfig(), 'test'), WorkerModule] });
    const module = await testing.overrideProvider(Dispatcher).useValue({}).overrideProvider(RankingProcessor).useValue({}).compile();
    await expect(module.init()).rejects.toThrow('queue: no processor for ranking');
    // Nest closes nothing of an application that did not start; a process would end here.
    for (const processor of [EligibilityProcessor, DiagnosticsProcessor, AssessmentProcessor, EnrolmentProcessor]) await module.get<WorkProcessor>(processor).beforeApplicationShutdown();
    await module.get(WorkQueue).close();
    await module.get(DataSource).destroy();
  });
});

/** A way to Redis by a port of its own, at which nobody listens until it is opened. */
class RoadToRedis {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(private readonly port: number, readonly config: Config, private readonly to: URL) {
    this.server = createServer((near) => {
      const far = connect(Number(this.to.port), this.to.hostname);
      for (const socket of [near, far]) this.sockets.add(socket.on('error', () => undefined));
      near.pipe(far).pipe(near);
    });
  }

  static async closed(): Promise<RoadToRedis> {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));

    const config = loadConfig();
    return new RoadToRedis(port, { ...config, queue: { ...config.queue, redisUrl: `redis://127.0.0.1:${port}` } }, new URL(config.queue.redisUrl!));
  }

  async open(): Promise<void> {
    await once(this.server.listen(this.port, '127.0.0.1'), 'listening');
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
