import { CampaignRepository } from '../../src/campaign/campaign.repository';
import { CampaignService } from '../../src/campaign/campaign.service';
import { CandidacyRepository } from '../../src/candidacy/candidacy.repository';
import { CandidacyService } from '../../src/candidacy/candidacy.service';
import { WorkRepository } from '../../src/candidacy/work.repository';
import { type Compute, WorkService } from '../../src/candidacy/work.service';
import type { WorkKind } from '../../src/kernel/jobs';
import { type Sending, WorkQueue } from '../../src/platform/queue/work-queue';
import type { TestDatabase } from './test-database';

/** A queue that only remembers what it was given: a test delivers the jobs itself, as often as it likes. */
export class RememberingQueue extends WorkQueue {
  readonly sent: Sending[] = [];

  constructor() {
    super(new Map());
  }

  override send(batches: readonly Sending[]): Promise<void> {
    this.sent.push(...batches);
    return Promise.resolve();
  }
}

/** The real services around a stage, on the test's database. */
export interface Pipeline {
  readonly queue: RememberingQueue;
  readonly work: WorkService;
  readonly campaigns: CampaignService;
  readonly candidacies: CandidacyService;
  /** Dispatches and computes until nothing is due, each job twice as a queue may deliver it; other kinds are left alone. */
  drain(computes: Partial<Record<WorkKind, Compute>>): Promise<void>;
}

export function pipelineOn({ database }: TestDatabase): Pipeline {
  const queue = new RememberingQueue();
  const work = new WorkService(database, new WorkRepository(), queue);
  return {
    queue,
    work,
    drain: async (computes) => {
      while ((await work.dispatch()) > 0) {
        for (const { id, attempt, kind } of queue.sent.splice(0)) {
          const compute = computes[kind];
          if (compute) await Promise.all([work.run({ batchId: id, attempt }, compute), work.run({ batchId: id, attempt }, compute)]);
        }
      }
    },
    campaigns: new CampaignService(new CampaignRepository()),
    candidacies: new CandidacyService(new CandidacyRepository()),
  };
}
