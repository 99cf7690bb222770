import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { ReportOfficerController } from './report.officer.controller';
import { ReportRepository } from './report.repository';
import { ReportService } from './report.service';

@Module({
  imports: [CampaignModule],
  controllers: [ReportOfficerController],
  providers: [ReportService, ReportRepository],
})
export class ReportModule {}
