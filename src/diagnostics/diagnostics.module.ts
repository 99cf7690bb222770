import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { ResultCorrectionOfficerController } from './result-correction.officer.controller';
import { ResultCorrectionRepository } from './result-correction.repository';
import { ResultCorrectionService } from './result-correction.service';
import { DiagnosticsOfficerController } from './diagnostics.officer.controller';
import { DiagnosticsRepository } from './diagnostics.repository';
import { DiagnosticsService } from './diagnostics.service';
import { SessionOfficerController } from './session.officer.controller';
import { SessionRepository } from './session.repository';
import { SessionService } from './session.service';

@Module({
  imports: [CampaignModule, CandidacyModule],
  controllers: [ResultCorrectionOfficerController, SessionOfficerController, DiagnosticsOfficerController],
  providers: [DiagnosticsService, DiagnosticsRepository, ResultCorrectionService, ResultCorrectionRepository, SessionService, SessionRepository],
  exports: [DiagnosticsService],
})
export class DiagnosticsModule {}
