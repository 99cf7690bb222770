import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { WorkService } from '../candidacy/work.service';
import type { WorkJob } from '../kernel/jobs';
import { WorkProcessor } from '../platform/queue/work-processor';
import { EligibilityService } from './eligibility.service';

@Processor('eligibility')
export class EligibilityProcessor extends WorkProcessor {
  constructor(
    private readonly work: WorkService,
    private readonly eligibility: EligibilityService,
  ) {
    super();
  }

  process(job: Job<WorkJob>): Promise<void> {
    return this.work.run(job.data, this.eligibility.compute);
  }
}
