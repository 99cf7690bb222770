import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import type { Page } from '../platform/http/page-query';
import { type ExplainedCandidacy, ExplanationService } from './explanation.service';
import { OwnExplanationsQuery } from './report.dto';

/** A nominator reads why his own people were or were not chosen, once that is published. */
@ApiTags('nominations')
@Controller('campaigns/:campaignId/nominations/explanations')
export class ChoiceExplanationNominatorController {
  constructor(private readonly explanations: ExplanationService) {}

  @Can('nominations.read')
  @Described({ summary: 'Explains published results of one\'s own nominees: stage, reason and how full the quotas are, no scores' })
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: OwnExplanationsQuery): Promise<Page<ExplainedCandidacy>> {
    return this.explanations.ofOwn(caller, campaignId, caller.nominatorsIn(campaignId), query);
  }
}
