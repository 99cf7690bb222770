import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { DecisionOfficerController } from './decision.officer.controller';
import { DecisionRepository } from './decision.repository';
import { DecisionService } from './decision.service';

@Module({
  imports: [CampaignModule, CandidacyModule],
  controllers: [DecisionOfficerController],
  providers: [DecisionService, DecisionRepository],
  exports: [DecisionService],
})
export class DecisionModule {}
