import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { EffectOfficerController } from './effect.officer.controller';
import { EffectRepository } from './effect.repository';
import { EffectService } from './effect.service';
import { EligibilityRepository } from './eligibility.repository';
import { EligibilityService } from './eligibility.service';
import { EvidenceRepository } from './evidence.repository';
import { ExceptionOfficerController } from './exception.officer.controller';
import { ExceptionRepository } from './exception.repository';
import { ExceptionService } from './exception.service';

@Module({
  imports: [CampaignModule, CandidacyModule],
  controllers: [ExceptionOfficerController, EffectOfficerController],
  providers: [EligibilityService, EligibilityRepository, EvidenceRepository, ExceptionService, ExceptionRepository, EffectService, EffectRepository],
  exports: [EligibilityService],
})
export class EligibilityModule {}
