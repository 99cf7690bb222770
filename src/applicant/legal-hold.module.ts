import { Module } from '@nestjs/common';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { LegalHoldOfficerController } from './legal-hold.officer.controller';
import { LegalHoldRepository } from './legal-hold.repository';
import { LegalHoldService } from './legal-hold.service';

/** Apart from the rest of who applies: decisions hold people too, and applicants need decisions. */
@Module({
  imports: [CandidacyModule],
  controllers: [LegalHoldOfficerController],
  providers: [LegalHoldService, LegalHoldRepository],
  exports: [LegalHoldService],
})
export class LegalHoldModule {}
