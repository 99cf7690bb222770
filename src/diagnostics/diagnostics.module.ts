import { Module } from '@nestjs/common';
import { ApplicantModule } from '../applicant/applicant.module';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { ResultCorrectionOfficerController } from './result-correction.officer.controller';
import { ResultCorrectionRepository } from './result-correction.repository';
import { ResultCorrectionService } from './result-correction.service';
import { DiagnosticsOfficerController } from './diagnostics.officer.controller';
import { DiagnosticsRepository } from './diagnostics.repository';
import { DiagnosticsService } from './diagnostics.service';
import { ResultFileOfficerController } from './result-file.officer.controller';
import { ResultFileRepository } from './result-file.repository';
import { ResultFileService } from './result-file.service';
import { ExpertConclusionOfficerController } from './expert-conclusion.officer.controller';
import { ExpertConclusionRepository } from './expert-conclusion.repository';
import { ExpertConclusionService } from './expert-conclusion.service';
import { SessionOfficerController } from './session.officer.controller';
import { SessionRepository } from './session.repository';
import { SessionService } from './session.service';

@Module({
  imports: [ApplicantModule, CampaignModule, CandidacyModule],
  controllers: [ResultFileOfficerController, ResultCorrectionOfficerController, SessionOfficerController, ExpertConclusionOfficerController, DiagnosticsOfficerController],
  providers: [
    DiagnosticsService, DiagnosticsRepository, ResultCorrectionService, ResultCorrectionRepository, SessionService, SessionRepository,
    ResultFileService, ResultFileRepository, ExpertConclusionService, ExpertConclusionRepository,
  ],
  exports: [DiagnosticsService],
})
export class DiagnosticsModule {}
