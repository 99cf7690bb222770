import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { RankingModule } from '../ranking/ranking.module';
import { EnrolmentNominatorController } from './enrolment.nominator.controller';
import { EnrolmentOfficerController } from './enrolment.officer.controller';
import { EnrolmentRepository } from './enrolment.repository';
import { EnrolmentService } from './enrolment.service';
import { StreamsOfficerController } from './streams.officer.controller';
import { StreamsRepository } from './streams.repository';
import { StreamsService } from './streams.service';

@Module({
  imports: [CampaignModule, CandidacyModule, RankingModule],
  controllers: [EnrolmentOfficerController, EnrolmentNominatorController, StreamsOfficerController],
  providers: [EnrolmentService, EnrolmentRepository, StreamsService, StreamsRepository],
  exports: [EnrolmentService],
})
export class EnrolmentModule {}
