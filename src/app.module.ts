import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module';
import { AppealModule } from './appeal/appeal.module';
import { AssessmentModule } from './assessment/assessment.module';
import { CalculationModule } from './calculation/calculation.module';
import { CampaignModule } from './campaign/campaign.module';
import { DecisionModule } from './decision/decision.module';
import { DiagnosticsModule } from './diagnostics/diagnostics.module';
import { EligibilityModule } from './eligibility/eligibility.module';
import { EnrolmentModule } from './enrolment/enrolment.module';
import { NominationModule } from './nomination/nomination.module';
import { NotificationModule } from './notification/notification.module';
import { AuditModule } from './platform/audit/audit.module';
import type { Config } from './platform/config/config';
import { HealthModule } from './platform/health/health.module';
import { PlatformModule } from './platform/platform.module';
import { QueueModule } from './platform/queue/queue.module';
import { PrivacyModule } from './privacy/privacy.module';
import { RankingModule } from './ranking/ranking.module';
import { ReportModule } from './report/report.module';
import { VerifierModule } from './verifier/verifier.module';
import { WorkerModule } from './worker.module';

/** The HTTP process: every room's door. It also computes where the configuration says so. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, 'selection-api'),
        config.processWork ? WorkerModule : QueueModule.idle(),
        AuditModule,
        HealthModule,
        AccessModule,
        CampaignModule,
        NominationModule,
        EligibilityModule,
        DiagnosticsModule,
        AssessmentModule,
        RankingModule,
        EnrolmentModule,
        AppealModule,
        DecisionModule,
        NotificationModule,
        PrivacyModule,
        ReportModule,
        CalculationModule,
        VerifierModule,
      ],
    };
  }
}
