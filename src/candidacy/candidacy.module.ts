import { Module } from '@nestjs/common';
import { CandidacyRepository } from './candidacy.repository';
import { CandidacyService } from './candidacy.service';
import { VerdictRepository } from './verdict.repository';
import { VerdictService } from './verdict.service';
import { WorkRepository } from './work.repository';
import { WorkService } from './work.service';

/** The pipeline itself. Services of the stages use it; nothing here knows a stage. */
@Module({
  providers: [CandidacyService, CandidacyRepository, VerdictService, VerdictRepository, WorkService, WorkRepository],
  exports: [CandidacyService, VerdictService, WorkService],
})
export class CandidacyModule {}
