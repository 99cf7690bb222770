import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageQuery } from '../platform/http/page-query';
import { singleEntry } from '../platform/http/entries';
import { OwnSheetPageDto } from './assessment.dto';
import { AssessmentService } from './assessment.service';
import { DeclinedManyDto, DeclineSheetsDto } from './assignment.dto';
import { AssignmentService } from './assignment.service';
import { DraftMarksManyDto, EnterMarksDto, EnterMarksManyDto, SheetKeysDto, SubmittedDto, SubmittedManyDto } from './marking.dto';
import { MarkingService } from './marking.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;
const ERRORS = [...HERE, '404 SHEET_ABSENT', '409 NOT_IN_STAGE', '409 MARKS_SUBMITTED', '422 MARKS_REFUSED'] as const;

@ApiTags('assessment')
@Controller('campaigns/:campaignId/stages/:stage')
export class AssessmentAssessorController {
  constructor(
    private readonly assessment: AssessmentService,
    private readonly assignments: AssignmentService,
    private readonly marking: MarkingService,
  ) {}

  @Described({ summary: 'Lists own sheets by public number: no name and no marks of others', answer: OwnSheetPageDto, errors: HERE })
  @Can('sheets.read')
  @Get('sheets')
  sheets(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() page: PageQuery): Promise<OwnSheetPageDto> {
    return this.assessment.ownSheets(caller, { campaignId, stage }, page);
  }

  @Described({ summary: 'Submits the marks of an own sheet, once', answer: SubmittedDto, errors: ERRORS })
  @Can('marks.write')
  @Post('marks')
  submit(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: EnterMarksDto): Promise<SubmittedDto> {
    return singleEntry(this.marking.submit(caller, { campaignId, stage }, [body]));
  }

  @Described({ summary: 'Submits up to 500 own sheets, all or none', answer: SubmittedManyDto, errors: ERRORS })
  @Can('marks.write')
  @Post('marks/bulk')
  async submitMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: EnterMarksManyDto): Promise<SubmittedManyDto> {
    return { items: await this.marking.submit(caller, { campaignId, stage }, body.items) };
  }

  @Described({ summary: 'Keeps unfinished marks on up to 500 own sheets; nobody else sees them', answer: SheetKeysDto, errors: [...HERE, '404 SHEET_ABSENT', '422 MARKS_REFUSED'] })
  @Can('marks.write')
  @Post('drafts/bulk')
  async draftMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: DraftMarksManyDto): Promise<SheetKeysDto> {
    return { items: await this.marking.draft(caller, { campaignId, stage }, body.items.map((item) => ({ ...item, assessorId: caller.accountId }))) };
  }

  @Described({ summary: 'Gives up to 500 own empty sheets back with a reason, all or none', answer: DeclinedManyDto, errors: [...HERE, '404 SHEET_ABSENT'] })
  @Can('sheets.decline')
  @Post('sheets/decline')
  async decline(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: DeclineSheetsDto): Promise<DeclinedManyDto> {
    return { items: await this.assignments.decline(caller, { campaignId, stage }, body.items) };
  }
}
