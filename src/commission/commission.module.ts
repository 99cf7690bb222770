import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { StorageModule } from '../platform/storage/storage.module';
import { AgendaRepository } from './agenda.repository';
import { DossierRepository } from './dossier.repository';
import { MeetingPaperOfficerController } from './meeting-paper.officer.controller';
import { MeetingPaperService } from './meeting-paper.service';
import { MeetingOfficerController } from './meeting.officer.controller';
import { MeetingRepository } from './meeting.repository';
import { MeetingService } from './meeting.service';
import { MemberOfficerController } from './member.officer.controller';
import { MemberRepository } from './member.repository';
import { MemberService } from './member.service';
import { ResolutionService } from './resolution.service';

@Module({
  imports: [CampaignModule, StorageModule],
  controllers: [MemberOfficerController, MeetingOfficerController, MeetingPaperOfficerController],
  providers: [MemberService, MeetingService, MeetingPaperService, ResolutionService, MemberRepository, MeetingRepository, AgendaRepository, DossierRepository],
  exports: [ResolutionService],
})
export class CommissionModule {}
