import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { AssessmentModule } from './assessment/assessment.module';
import { AssessmentProcessor } from './assessment/assessment.processor';
import { CandidacyModule } from './candidacy/candidacy.module';
import { Dispatcher } from './candidacy/dispatcher';
import { DiagnosticsModule } from './diagnostics/diagnostics.module';
import { DiagnosticsProcessor } from './diagnostics/diagnostics.processor';
import { EligibilityModule } from './eligibility/eligibility.module';
import { EligibilityProcessor } from './eligibility/eligibility.processor';
import { EnrolmentModule } from './enrolment/enrolment.module';
import { EnrolmentProcessor } from './enrolment/enrolment.processor';
import { checkProcessors } from './platform/queue/check-processors';
import { QueueModule } from './platform/queue/queue.module';
import { WorkProcessor } from './platform/queue/work-processor';
import { RankingModule } from './ranking/ranking.module';
import { RankingProcessor } from './ranking/ranking.processor';

/** What computes: the dispatcher and a processor a kind of work. Stands in the queue process, on one machine also in the API's. */
@Module({
  imports: [QueueModule.computing(), DiscoveryModule, CandidacyModule, EligibilityModule, DiagnosticsModule, AssessmentModule, RankingModule, EnrolmentModule],
  providers: [Dispatcher, EligibilityProcessor, DiagnosticsProcessor, AssessmentProcessor, RankingProcessor, EnrolmentProcessor],
})
export class WorkerModule implements OnApplicationBootstrap {
  constructor(private readonly discovery: DiscoveryService) {}

  /** The process does not start when a job would have no processor, or two. */
  onApplicationBootstrap(): void {
    const providers: unknown[] = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    checkProcessors(providers.flatMap((provider) => (provider instanceof WorkProcessor ? [provider.worker.name] : [])));
  }
}
