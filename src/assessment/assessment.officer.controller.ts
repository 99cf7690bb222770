import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageQuery } from '../platform/http/page-query';
import { PanelPageDto, PanelReliabilityDto } from './assessment.dto';
import { AssessmentService } from './assessment.service';
import { AgreedManyDto, CloseMarkingDto, EnterForAssessorsDto, EnterMarksManyDto, MarkingClosedDto, ReopenSheetsDto, SheetKeysDto } from './marking.dto';
import { MarkingService } from './marking.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;

@ApiTags('assessment')
@Controller('campaigns/:campaignId/stages/:stage')
export class AssessmentOfficerController {
  constructor(
    private readonly assessment: AssessmentService,
    private readonly marking: MarkingService,
  ) {}

  @Described({ summary: 'Lists panels and who has submitted; marks once the whole panel has', answer: PanelPageDto, errors: HERE })
  @Reads('marks.read')
  @Can('results.read')
  @Get('panels')
  panels(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() page: PageQuery): Promise<PanelPageDto> {
    return this.assessment.panels(caller, { campaignId, stage }, page);
  }

  @Described({
    summary: 'Says how reliable the marks of the stage are: ICC, alpha, W, kappa, severity and spread of every assessor',
    description: 'Only once every sheet that is out has been submitted: before that an average would give a mark away.',
    answer: PanelReliabilityDto, errors: [...HERE, '409 SHEETS_OPEN'],
  })
  @Can('results.read')
  @Get('reliability')
  reliability(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string): Promise<PanelReliabilityDto> {
    return this.assessment.reliability(caller, { campaignId, stage });
  }

  @Described({
    summary: 'Enters marks from up to 500 signed sheets for their assessors, with the hash of the scan',
    description: 'Final only after the assessor submits them. An assessor\'s own draft is not overwritten.',
    answer: SheetKeysDto, errors: [...HERE, '404 SHEET_ABSENT', '422 MARKS_REFUSED'],
  })
  @Can('marks.enter')
  @Post('drafts/entered')
  async enter(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: EnterForAssessorsDto): Promise<SheetKeysDto> {
    return { items: await this.marking.draft(caller, { campaignId, stage }, body.items) };
  }

  @Described({ summary: 'Opens submitted sheets again with a reason; the marks stay as a version of their own', answer: SheetKeysDto, errors: [...HERE, '404 CANDIDACY_ABSENT', '404 SHEET_ABSENT', '409 NOT_IN_STAGE'] })
  @Can('marks.reopen')
  @Post('sheets/reopen')
  async reopen(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: ReopenSheetsDto): Promise<SheetKeysDto> {
    return { items: await this.marking.reopen(caller, { campaignId, stage }, body.items, body.reason) };
  }

  @Described({ summary: 'Records what the assessors\' meeting agreed on for up to 500 candidacies', answer: AgreedManyDto, errors: [...HERE, '404 CANDIDACY_ABSENT', '409 NOT_IN_STAGE', '422 MARKS_REFUSED', '422 CONSENSUS_REFUSED'] })
  @Can('marks.enter')
  @Post('consensus/bulk')
  async agree(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: EnterMarksManyDto): Promise<AgreedManyDto> {
    return { items: await this.marking.agree(caller, { campaignId, stage }, body.items) };
  }

  @Described({ summary: 'Ends the marking: empty sheets are given back, everybody is computed with the marks there are', answer: MarkingClosedDto, errors: HERE })
  @Can('marking.close')
  @Post('marking/close')
  close(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: CloseMarkingDto): Promise<MarkingClosedDto> {
    return this.marking.close(caller, { campaignId, stage }, body.reason);
  }
}
