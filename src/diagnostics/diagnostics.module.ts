import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { DiagnosticsOfficerController } from './diagnostics.officer.controller';
import { DiagnosticsRepository } from './diagnostics.repository';
import { DiagnosticsService } from './diagnostics.service';

@Module({
  imports: [CampaignModule, CandidacyModule],
  controllers: [DiagnosticsOfficerController],
  providers: [DiagnosticsService, DiagnosticsRepository],
  exports: [DiagnosticsService],
})
export class DiagnosticsModule {}
