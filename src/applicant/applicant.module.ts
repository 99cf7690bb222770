import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { DecisionModule } from '../decision/decision.module';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { ApplicantRepository } from './applicant.repository';
import { ApplicantService } from './applicant.service';
import { DuplicateOfficerController } from './duplicate.officer.controller';
import { DuplicateRepository } from './duplicate.repository';
import { DuplicateService } from './duplicate.service';

/** Who applies. */
@Module({
  imports: [CryptoModule, CampaignModule, DecisionModule],
  controllers: [DuplicateOfficerController],
  providers: [ApplicantService, ApplicantRepository, DuplicateService, DuplicateRepository],
  exports: [ApplicantService, DuplicateService],
})
export class ApplicantModule {}
