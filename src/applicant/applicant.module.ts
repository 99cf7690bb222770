import { Module } from '@nestjs/common';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { ApplicantRepository } from './applicant.repository';
import { ApplicantService } from './applicant.service';
import { PersonSecretService } from './person-secret.service';
import { PositionRepository } from './position.repository';
import { PositionService } from './position.service';
import { RecordRepository } from './record.repository';
import { RecordService } from './record.service';

/** Who applies. */
@Module({
  imports: [CryptoModule],
  providers: [ApplicantService, ApplicantRepository, PersonSecretService, RecordService, RecordRepository, PositionService, PositionRepository],
  exports: [ApplicantService, PersonSecretService, RecordService, PositionService],
})
export class ApplicantModule {}
