import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageQuery } from '../platform/http/page-query';
import { PanelPageDto, PanelReliabilityDto } from './assessment.dto';
import { AssessmentService } from './assessment.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;

@ApiTags('assessment')
@Controller('campaigns/:campaignId/stages/:stage')
export class AssessmentOfficerController {
  constructor(private readonly assessment: AssessmentService) {}

  @Described({ summary: 'Lists panels and who has submitted; marks once the whole panel has', answer: PanelPageDto, errors: HERE })
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
}
