import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageQuery } from '../platform/http/page-query';
import { singleEntry } from '../platform/http/entries';
import { AssignDto, AssignedDto, AssignedManyDto, AssignManyDto, PanelPageDto } from './assessment.dto';
import { AssessmentService } from './assessment.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;
const ERRORS = [...HERE, '404 CANDIDACY_ABSENT', '409 NOT_IN_STAGE', '409 ALREADY_ASSIGNED', '409 PANEL_FULL', '422 ASSESSOR_UNKNOWN', '422 CONFLICT_OF_INTEREST'] as const;

@ApiTags('assessment')
@Controller('campaigns/:campaignId/stages/:stage')
export class AssessmentOfficerController {
  constructor(private readonly assessment: AssessmentService) {}

  @Described({ summary: 'Gives an assessor a sheet for a candidacy', answer: AssignedDto, errors: ERRORS })
  @Can('assignments.write')
  @Post('assignments')
  assign(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: AssignDto): Promise<AssignedDto> {
    return singleEntry(this.assessment.assign(caller, { campaignId, stage }, [body]));
  }

  @Described({ summary: 'Gives out up to 500 sheets, all or none', answer: AssignedManyDto, errors: ERRORS })
  @Can('assignments.write')
  @Post('assignments/bulk')
  async assignMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: AssignManyDto): Promise<AssignedManyDto> {
    return { items: await this.assessment.assign(caller, { campaignId, stage }, body.items) };
  }

  @Described({ summary: 'Lists panels and who has submitted; marks once the whole panel has', answer: PanelPageDto, errors: HERE })
  @Can('results.read')
  @Get('panels')
  panels(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() page: PageQuery): Promise<PanelPageDto> {
    return this.assessment.panels(caller, { campaignId, stage }, page);
  }
}
