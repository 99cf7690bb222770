import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { WorkService } from '../candidacy/work.service';
import type { WorkJob } from '../kernel/jobs';
import { WorkProcessor } from '../platform/queue/work-processor';
import { AssessmentService } from './assessment.service';

@Processor('assessment')
export class AssessmentProcessor extends WorkProcessor {
  constructor(
    private readonly work: WorkService,
    private readonly assessment: AssessmentService,
  ) {
    super();
  }

  process(job: Job<WorkJob>): Promise<void> {
    return this.work.run(job.data, this.assessment.compute);
  }
}
