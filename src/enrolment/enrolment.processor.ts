import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { WorkService } from '../candidacy/work.service';
import type { WorkJob } from '../kernel/jobs';
import { WorkProcessor } from '../platform/queue/work-processor';
import { EnrolmentService } from './enrolment.service';

@Processor('enrolment')
export class EnrolmentProcessor extends WorkProcessor {
  constructor(
    private readonly work: WorkService,
    private readonly enrolment: EnrolmentService,
  ) {
    super();
  }

  override process(job: Job<WorkJob>): Promise<void> {
    return this.work.run(job.data, this.enrolment.compute);
  }
}
