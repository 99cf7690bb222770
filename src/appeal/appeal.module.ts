import { Module } from '@nestjs/common';
import { LegalHoldModule } from '../applicant/legal-hold.module';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { CandidateLinkModule } from '../candidacy/candidate-link.module';
import { DecisionModule } from '../decision/decision.module';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { StorageModule } from '../platform/storage/storage.module';
import { RankingModule } from '../ranking/ranking.module';
import { AppealReviewService } from './appeal-review.service';
import { AppealCandidateController } from './appeal.candidate.controller';
import { AppealLinkService } from './appeal-link.service';
import { AppealPageService } from './appeal-page.service';
import { AppealNominatorController } from './appeal.nominator.controller';
import { AppealOfficerController } from './appeal.officer.controller';
import { AppealRepository } from './appeal.repository';
import { AppealService } from './appeal.service';
import { CaseFileRepository } from './case-file.repository';
import { CaseFileService } from './case-file.service';

@Module({
  imports: [CryptoModule, StorageModule, CampaignModule, CandidacyModule, CandidateLinkModule, DecisionModule, RankingModule, LegalHoldModule],
  controllers: [AppealOfficerController, AppealNominatorController, AppealCandidateController],
  providers: [AppealService, AppealRepository, AppealReviewService, AppealLinkService, AppealPageService, CaseFileService, CaseFileRepository],
})
export class AppealModule {}
