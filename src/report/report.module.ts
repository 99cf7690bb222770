import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { ExplanationNominatorController } from './explanation.nominator.controller';
import { ExplanationOfficerController } from './explanation.officer.controller';
import { ExplanationRepository } from './explanation.repository';
import { ExplanationService } from './explanation.service';
import { ReportOfficerController } from './report.officer.controller';
import { ReportRepository } from './report.repository';
import { ReportService } from './report.service';

@Module({
  imports: [CampaignModule],
  controllers: [ReportOfficerController, ExplanationOfficerController, ExplanationNominatorController],
  providers: [ReportService, ReportRepository, ExplanationService, ExplanationRepository],
})
export class ReportModule {}
