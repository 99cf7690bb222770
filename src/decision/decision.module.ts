import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { DecisionNominatorController } from './decision.nominator.controller';
import { DecisionOfficerController } from './decision.officer.controller';
import { DecisionRepository } from './decision.repository';
import { DecisionService } from './decision.service';

@Module({
  imports: [CampaignModule, CandidacyModule],
  controllers: [DecisionOfficerController, DecisionNominatorController],
  providers: [DecisionService, DecisionRepository],
  exports: [DecisionService],
})
export class DecisionModule {}
