import { Module } from '@nestjs/common';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { ApplicantRepository } from './applicant.repository';
import { ApplicantService } from './applicant.service';

/** Who applies. */
@Module({
  imports: [CryptoModule],
  providers: [ApplicantService, ApplicantRepository],
  exports: [ApplicantService],
})
export class ApplicantModule {}
