import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { ChoiceExplanationNominatorController } from './explanation.nominator.controller';
import { ChoiceExplanationOfficerController } from './explanation.officer.controller';
import { ExplanationRepository } from './explanation.repository';
import { ExplanationService } from './explanation.service';
import { ReportOfficerController } from './report.officer.controller';
import { ReportRepository } from './report.repository';
import { ReportService } from './report.service';
import { StandingOfficerController } from './standing.officer.controller';
import { StandingRepository } from './standing.repository';
import { StandingService } from './standing.service';

@Module({
  imports: [CampaignModule],
  controllers: [ReportOfficerController, ChoiceExplanationOfficerController, ChoiceExplanationNominatorController, StandingOfficerController],
  providers: [ReportService, ReportRepository, ExplanationService, ExplanationRepository, StandingService, StandingRepository],
})
export class ReportModule {}
