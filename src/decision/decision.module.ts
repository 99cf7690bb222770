import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { CommissionModule } from '../commission/commission.module';
import { DecisionListOfficerController } from './decision-list.officer.controller';
import { DecisionListRepository } from './decision-list.repository';
import { DecisionListService } from './decision-list.service';
import { DecisionNominatorController } from './decision.nominator.controller';
import { DecisionOfficerController } from './decision.officer.controller';
import { DecisionRepository } from './decision.repository';
import { DecisionService } from './decision.service';
import { ExitService } from './exit.service';

@Module({
  imports: [CampaignModule, CandidacyModule, CommissionModule],
  controllers: [DecisionOfficerController, DecisionListOfficerController, DecisionNominatorController],
  providers: [DecisionService, DecisionListService, ExitService, DecisionRepository, DecisionListRepository],
  exports: [DecisionService, ExitService],
})
export class DecisionModule {}
