import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { AssessmentAssessorController } from './assessment.assessor.controller';
import { AssessmentOfficerController } from './assessment.officer.controller';
import { AssessmentRepository } from './assessment.repository';
import { AssessmentService } from './assessment.service';

@Module({
  imports: [CampaignModule, CandidacyModule],
  controllers: [AssessmentOfficerController, AssessmentAssessorController],
  providers: [AssessmentService, AssessmentRepository],
  exports: [AssessmentService],
})
export class AssessmentModule {}
