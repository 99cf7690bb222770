import { Module } from '@nestjs/common';
import { ApplicantModule } from '../applicant/applicant.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { StorageModule } from '../platform/storage/storage.module';
import { DestructionOfficerController } from './destruction.officer.controller';
import { DestructionRepository } from './destruction.repository';
import { DestructionService } from './destruction.service';
import { ErasureRepository } from './erasure.repository';
import { RetentionRepository } from './retention.repository';
import { RetentionService } from './retention.service';
import { SubjectExportOfficerController } from './subject-export.officer.controller';
import { SubjectExportRepository } from './subject-export.repository';
import { SubjectExportService } from './subject-export.service';

/** What the law on personal data asks: how long they are held, how they go, what a person may know. Reads and empties tables of every room. */
@Module({
  imports: [ApplicantModule, CandidacyModule, CryptoModule, StorageModule],
  controllers: [DestructionOfficerController, SubjectExportOfficerController],
  providers: [RetentionService, RetentionRepository, DestructionService, DestructionRepository, ErasureRepository, SubjectExportService, SubjectExportRepository],
})
export class PrivacyModule {}
