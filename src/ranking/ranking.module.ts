import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { DecisionModule } from '../decision/decision.module';
import { LotteryRepository } from './lottery.repository';
import { LotteryService } from './lottery.service';
import { QuotaProposalOfficerController } from './quota-proposal.officer.controller';
import { QuotaProposalRepository } from './quota-proposal.repository';
import { QuotaProposalService } from './quota-proposal.service';
import { RankingOfficerController } from './ranking.officer.controller';
import { RankingRepository } from './ranking.repository';
import { RankingService } from './ranking.service';
import { RunReviewOfficerController } from './run-review.officer.controller';
import { RunReviewService } from './run-review.service';
import { ScenarioOfficerController } from './scenario.officer.controller';
import { ScenarioRepository } from './scenario.repository';
import { ScenarioService } from './scenario.service';
import { SnapshotOfficerController } from './snapshot.officer.controller';
import { SnapshotRepository } from './snapshot.repository';
import { SnapshotService } from './snapshot.service';

@Module({
  imports: [CampaignModule, CandidacyModule, DecisionModule],
  controllers: [RunReviewOfficerController, RankingOfficerController, ScenarioOfficerController, QuotaProposalOfficerController, SnapshotOfficerController],
  providers: [RankingService, RankingRepository, RunReviewService, LotteryService, LotteryRepository, ScenarioService, ScenarioRepository, QuotaProposalService, QuotaProposalRepository, SnapshotService, SnapshotRepository],
  exports: [RankingService, RunReviewService],
})
export class RankingModule {}
