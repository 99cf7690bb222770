import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { Described } from '../platform/http/described.decorator';
import { EligibilityExplanationDto, EligibilityExplanationQuery } from './eligibility-explanation.dto';
import { type Explanation, EligibilityExplanationService } from './eligibility-explanation.service';

/** Why somebody fulfils the formal requirements or does not: for officers, and for nominators of their own people. */
@ApiTags('eligibility')
@Controller('campaigns/:campaignId/stages/:stage/explanations')
export class EligibilityExplanationNominatorController {
  constructor(private readonly explanations: EligibilityExplanationService) {}

  @Described({
    summary: 'Explains a verdict to the day: which days of which record count, and why the others do not',
    description: 'Officers and auditors see the newest verdict, a nominator of his own people the one that was decided on and published.',
    answer: EligibilityExplanationDto,
    errors: ['404 CANDIDACY_ABSENT', '404 STAGE_ABSENT', '404 VERDICT_ABSENT', '409 CAMPAIGN_NOT_OPEN'],
  })
  @Reads('eligibility.read')
  @Can('eligibility.read')
  @Get(':candidacyId')
  explain(
    @Asking() caller: AskingCaller,
    @Param('campaignId') campaignId: string,
    @Param('stage') stage: string,
    @Param('candidacyId') candidacyId: string,
    @Query() { explain }: EligibilityExplanationQuery,
  ): Promise<Explanation> {
    return this.explanations.explain(caller, campaignId, stage, candidacyId, caller.nominatorsIn(campaignId), explain);
  }
}
