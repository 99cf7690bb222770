import { Test, type TestingModule } from '@nestjs/testing';
import type { Job } from 'bullmq';
import { CandidacyModule } from '../../../src/candidacy/candidacy.module';
import { WorkService } from '../../../src/candidacy/work.service';
import { EligibilityModule } from '../../../src/eligibility/eligibility.module';
import { EligibilityProcessor } from '../../../src/eligibility/eligibility.processor';
import type { WorkJob } from '../../../src/kernel/jobs';
import { loadConfig } from '../../../src/platform/config/config';
import { PlatformModule } from '../../../src/platform/platform.module';
import { prepareQueueBackend } from '../../../src/platform/queue/queue-backend';
import { QueueModule } from '../../../src/platform/queue/queue.module';
import { WorkQueue } from '../../../src/platform/queue/work-queue';
import { Seed, type SeededCampaign } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

describe('the eligibility processor on its real queue', () => {
  let db: TestDatabase;
  let seed: Seed;
  let module: TestingModule;
  let campaign: SeededCampaign;

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    campaign = await seed.campaign();
    const config = loadConfig();
    await prepareQueueBackend(config);
    module = await Test.createTestingModule({
      imports: [PlatformModule.with(config, 'test'), QueueModule.computing(), CandidacyModule, EligibilityModule],
      providers: [EligibilityProcessor],
    }).compile();
    await module.init();
  });
  afterAll(async () => {
    await module.close();
    await db.close();
  });

  const finished = (batchId: string): Promise<void> =>
    new Promise((resolve) => {
      const { worker } = module.get(EligibilityProcessor);
      const listener = (job: Job<WorkJob>): void => {
        if (job.data.batchId !== batchId) return;
        worker.off('completed', listener);
        resolve();
      };
      worker.on('completed', listener);
    });
  const verdicts = (): Promise<unknown> => db.source.query(`select outcome, count(*)::int from verdict where campaign_id = $1 group by outcome`, [campaign.id]);

  it('computes what the dispatcher hands over, and a job delivered again changes nothing', async () => {
    const people = await seed.candidacies({ campaign, stage: 'tenure', count: 5 });
    const batchId = await seed.work(campaign, 'tenure', people.map(({ id }) => id));
    const first = finished(batchId);
    await module.get(WorkService).dispatch();
    await first;
    expect(await verdicts()).toEqual([{ outcome: 'pass', count: 5 }]);

    const again = finished(batchId);
    await module.get(WorkQueue).send([{ id: batchId, attempt: 0, sends: 2, kind: 'eligibility' }]);
    await again;
    expect(await verdicts()).toEqual([{ outcome: 'pass', count: 5 }]);
    expect(await db.source.query(`select state, attempt from work_batch where id = $1`, [batchId])).toEqual([{ state: 'DONE', attempt: 1 }]);
  });
});
