import { Module } from '@nestjs/common';
import { ApplicantModule } from '../applicant/applicant.module';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { ClassificationOfficerController } from './classification.officer.controller';
import { ClassificationService } from './classification.service';
import { CorrectionOfficerController } from './correction.officer.controller';
import { CorrectionService } from './correction.service';
import { EffectOfficerController } from './effect.officer.controller';
import { EffectRepository } from './effect.repository';
import { EffectService } from './effect.service';
import { EligibilityRepository } from './eligibility.repository';
import { EligibilityService } from './eligibility.service';
import { EvidenceRepository } from './evidence.repository';
import { ExceptionOfficerController } from './exception.officer.controller';
import { ExceptionRepository } from './exception.repository';
import { ExceptionService } from './exception.service';
import { EligibilityExplanationNominatorController } from './eligibility-explanation.nominator.controller';
import { EligibilityExplanationRepository } from './eligibility-explanation.repository';
import { EligibilityExplanationService } from './eligibility-explanation.service';
import { ListOfficerController } from './list.officer.controller';
import { ListRepository } from './list.repository';
import { ListService } from './list.service';
import { VerificationOfficerController } from './verification.officer.controller';
import { VerificationRepository } from './verification.repository';
import { VerificationService } from './verification.service';

@Module({
  imports: [ApplicantModule, CampaignModule, CandidacyModule],
  controllers: [ExceptionOfficerController, EffectOfficerController, CorrectionOfficerController, ClassificationOfficerController, VerificationOfficerController, ListOfficerController, EligibilityExplanationNominatorController],
  providers: [
    EligibilityService, EligibilityRepository, EvidenceRepository,
    ExceptionService, ExceptionRepository,
    EffectService, EffectRepository,
    CorrectionService,
    ClassificationService,
    VerificationService, VerificationRepository,
    ListService, ListRepository,
    EligibilityExplanationService, EligibilityExplanationRepository,
  ],
  exports: [EligibilityService],
})
export class EligibilityModule {}
