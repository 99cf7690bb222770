import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { StorageModule } from '../platform/storage/storage.module';
import { AgendaRepository } from './agenda.repository';
import { MeetingOfficerController } from './meeting.officer.controller';
import { MeetingRepository } from './meeting.repository';
import { MeetingService } from './meeting.service';
import { MemberOfficerController } from './member.officer.controller';
import { MemberRepository } from './member.repository';
import { MemberService } from './member.service';
import { ResolutionService } from './resolution.service';

@Module({
  imports: [CampaignModule, StorageModule],
  controllers: [MemberOfficerController, MeetingOfficerController],
  providers: [MemberService, MeetingService, ResolutionService, MemberRepository, MeetingRepository, AgendaRepository],
  exports: [ResolutionService],
})
export class CommissionModule {}
