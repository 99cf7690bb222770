import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { ChangeRepository } from './change.repository';
import { ChangeService } from './change.service';
import { ExportRepository } from './export.repository';
import { ExportService } from './export.service';
import { ReportNominatorController } from './report.nominator.controller';
import { ReportOfficerController } from './report.officer.controller';
import { ReportRepository } from './report.repository';
import { ReportService } from './report.service';

@Module({
  imports: [CampaignModule],
  controllers: [ReportOfficerController, ReportNominatorController],
  providers: [ReportService, ReportRepository, ChangeService, ChangeRepository, ExportService, ExportRepository],
})
export class ReportModule {}
