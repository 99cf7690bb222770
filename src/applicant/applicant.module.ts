import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { DecisionModule } from '../decision/decision.module';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { StorageModule } from '../platform/storage/storage.module';
import { ApplicantRepository } from './applicant.repository';
import { ApplicantService } from './applicant.service';
import { DocumentNominatorController } from './document.nominator.controller';
import { DocumentRepository } from './document.repository';
import { DocumentService } from './document.service';
import { DuplicateOfficerController } from './duplicate.officer.controller';
import { DuplicateRepository } from './duplicate.repository';
import { DuplicateService } from './duplicate.service';
import { LegalHoldModule } from './legal-hold.module';
import { PersonSecretService } from './person-secret.service';
import { PositionRepository } from './position.repository';
import { PositionService } from './position.service';
import { RecordRepository } from './record.repository';
import { RecordService } from './record.service';

/** Who applies. */
@Module({
  imports: [CryptoModule, StorageModule, CampaignModule, CandidacyModule, DecisionModule, LegalHoldModule],
  controllers: [DocumentNominatorController, DuplicateOfficerController],
  providers: [
    ApplicantService, ApplicantRepository, PersonSecretService, RecordService, RecordRepository, PositionService, PositionRepository,
    DocumentService, DocumentRepository, DuplicateService, DuplicateRepository,
  ],
  exports: [LegalHoldModule, ApplicantService, PersonSecretService, RecordService, PositionService, DocumentService, DuplicateService],
})
export class ApplicantModule {}
