import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { RankingModule } from '../ranking/ranking.module';
import { EnrolmentNominatorController } from './enrolment.nominator.controller';
import { EnrolmentOfficerController } from './enrolment.officer.controller';
import { EnrolmentRepository } from './enrolment.repository';
import { EnrolmentService } from './enrolment.service';

@Module({
  imports: [CampaignModule, CandidacyModule, RankingModule],
  controllers: [EnrolmentOfficerController, EnrolmentNominatorController],
  providers: [EnrolmentService, EnrolmentRepository],
  exports: [EnrolmentService],
})
export class EnrolmentModule {}
