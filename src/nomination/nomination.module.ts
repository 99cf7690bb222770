import { Module } from '@nestjs/common';
import { ApplicantModule } from '../applicant/applicant.module';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { DecisionModule } from '../decision/decision.module';
import { NominationNominatorController } from './nomination.nominator.controller';
import { NominationRepository } from './nomination.repository';
import { NominationService } from './nomination.service';

@Module({
  imports: [ApplicantModule, CampaignModule, CandidacyModule, DecisionModule],
  controllers: [NominationNominatorController],
  providers: [NominationService, NominationRepository],
})
export class NominationModule {}
