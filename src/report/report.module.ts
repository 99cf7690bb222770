import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { ChangeRepository } from './change.repository';
import { ChangeService } from './change.service';
import { ChoiceExplanationNominatorController } from './explanation.nominator.controller';
import { ChoiceExplanationOfficerController } from './explanation.officer.controller';
import { ExplanationRepository } from './explanation.repository';
import { ExplanationService } from './explanation.service';
import { ExportRepository } from './export.repository';
import { ExportService } from './export.service';
import { HandoverRepository } from './handover.repository';
import { HandoverService } from './handover.service';
import { PublishedOutcomeRepository } from './published-outcome.repository';
import { RegisterRepository } from './register.repository';
import { RegisterService } from './register.service';
import { ReportNominatorController } from './report.nominator.controller';
import { ReportOfficerController } from './report.officer.controller';
import { ReportRepository } from './report.repository';
import { ReportService } from './report.service';
import { StandingOfficerController } from './standing.officer.controller';
import { StandingRepository } from './standing.repository';
import { StandingService } from './standing.service';

@Module({
  imports: [CampaignModule, CandidacyModule],
  controllers: [ReportOfficerController, ReportNominatorController, ChoiceExplanationOfficerController, ChoiceExplanationNominatorController, StandingOfficerController],
  providers: [
    ReportService, ReportRepository, ExplanationService, ExplanationRepository, StandingService, StandingRepository,
    ChangeService, ChangeRepository, ExportService, ExportRepository, HandoverService, HandoverRepository,
    RegisterService, RegisterRepository, PublishedOutcomeRepository,
  ],
})
export class ReportModule {}
