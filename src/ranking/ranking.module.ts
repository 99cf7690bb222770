import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { DecisionModule } from '../decision/decision.module';
import { RankingOfficerController } from './ranking.officer.controller';
import { RankingRepository } from './ranking.repository';
import { RankingService } from './ranking.service';

@Module({
  imports: [CampaignModule, CandidacyModule, DecisionModule],
  controllers: [RankingOfficerController],
  providers: [RankingService, RankingRepository],
  exports: [RankingService],
})
export class RankingModule {}
