import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { WorkService } from '../candidacy/work.service';
import type { WorkJob } from '../kernel/jobs';
import { WorkProcessor } from '../platform/queue/work-processor';
import { RankingService } from './ranking.service';

@Processor('ranking')
export class RankingProcessor extends WorkProcessor {
  constructor(
    private readonly work: WorkService,
    private readonly ranking: RankingService,
  ) {
    super();
  }

  override process(job: Job<WorkJob>): Promise<void> {
    return this.work.run(job.data, this.ranking.compute);
  }
}
