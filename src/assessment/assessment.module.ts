import { Module } from '@nestjs/common';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { AssessmentAssessorController } from './assessment.assessor.controller';
import { AssessmentOfficerController } from './assessment.officer.controller';
import { AssessmentRepository } from './assessment.repository';
import { AssessmentService } from './assessment.service';
import { AssignmentOfficerController } from './assignment.officer.controller';
import { AssignmentRepository } from './assignment.repository';
import { AssignmentService } from './assignment.service';
import { BlankSheetOfficerController } from './blank-sheet.officer.controller';
import { BlankSheetRepository } from './blank-sheet.repository';
import { BlankSheetService } from './blank-sheet.service';
import { MarkingService } from './marking.service';

@Module({
  imports: [CampaignModule, CandidacyModule],
  controllers: [AssignmentOfficerController, AssessmentOfficerController, BlankSheetOfficerController, AssessmentAssessorController],
  providers: [AssessmentService, AssessmentRepository, AssignmentService, AssignmentRepository, MarkingService, BlankSheetService, BlankSheetRepository],
  exports: [AssessmentService],
})
export class AssessmentModule {}
