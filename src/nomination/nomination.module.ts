import { Module } from '@nestjs/common';
import { ApplicantModule } from '../applicant/applicant.module';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { DecisionModule } from '../decision/decision.module';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { StorageModule } from '../platform/storage/storage.module';
import { BatchNominatorController } from './batch.nominator.controller';
import { BatchService } from './batch.service';
import { DeadlineOfficerController } from './deadline.officer.controller';
import { DeadlineRepository } from './deadline.repository';
import { DeadlineService } from './deadline.service';
import { EntryService } from './entry.service';
import { ImportPassService } from './import-pass.service';
import { ImportReader } from './import-reader.service';
import { ImportRunner } from './import-runner.service';
import { ImportNominatorController } from './import.nominator.controller';
import { ImportRepository } from './import.repository';
import { ImportService } from './import.service';
import { LetterNominatorController } from './letter.nominator.controller';
import { LetterRepository } from './letter.repository';
import { LetterService } from './letter.service';
import { NominationNominatorController } from './nomination.nominator.controller';
import { NominationRepository } from './nomination.repository';
import { NominationService } from './nomination.service';
import { SubmissionRepository } from './submission.repository';
import { SubmissionService } from './submission.service';

@Module({
  imports: [ApplicantModule, CampaignModule, CandidacyModule, CryptoModule, DecisionModule, StorageModule],
  controllers: [NominationNominatorController, BatchNominatorController, LetterNominatorController, DeadlineOfficerController, ImportNominatorController],
  providers: [
    NominationService, NominationRepository, EntryService, SubmissionService, SubmissionRepository, BatchService, DeadlineService, DeadlineRepository, LetterService, LetterRepository,
    ImportService, ImportRepository, ImportReader, ImportPassService, ImportRunner,
  ],
})
export class NominationModule {}
