import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { WorkService } from '../candidacy/work.service';
import type { WorkJob } from '../kernel/jobs';
import { WorkProcessor } from '../platform/queue/work-processor';
import { DiagnosticsService } from './diagnostics.service';

@Processor('diagnostics')
export class DiagnosticsProcessor extends WorkProcessor {
  constructor(
    private readonly work: WorkService,
    private readonly diagnostics: DiagnosticsService,
  ) {
    super();
  }

  process(job: Job<WorkJob>): Promise<void> {
    return this.work.run(job.data, this.diagnostics.compute);
  }
}
