import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { ReplaceDto } from './enrolment.dto';
import { EnrolmentService, type PreviewedReplacement } from './enrolment.service';

const REPLACEMENT_ERRORS: readonly DescribedError[] = ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE', '409 NOT_BUILT', '409 NO_VACANCY_RULE', '409 NO_VACANCY', '409 NO_CONFIRMED_RUN', '409 NOBODY_TO_RANK', '422 RUN_IMPOSSIBLE'];

/** An officer has freed seats filled. */
@ApiTags('enrolment')
@Controller('campaigns/:campaignId')
export class EnrolmentOfficerController {
  constructor(private readonly enrolment: EnrolmentService) {}

  @Can('replacements.start')
  @Described({
    summary: 'Shows by name who would enter for whom if the seats that are free now were filled',
    description: 'Nothing is stored. Also tells how many offers are still out: a batch of replacements is best started when nobody of a cut-off is left to answer.',
    errors: REPLACEMENT_ERRORS,
  })
  @Post('stages/:stage/replacements/preview')
  @HttpCode(200)
  previewReplacement(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: ReplaceDto): Promise<PreviewedReplacement> {
    return this.enrolment.previewReplacement(caller, campaignId, stage, body.locks);
  }

  @Can('replacements.start')
  @Described({ summary: 'Starts the ranking run that fills freed seats', errors: REPLACEMENT_ERRORS })
  @Post('stages/:stage/replacements')
  @HttpCode(202)
  replace(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: ReplaceDto): Promise<{ stage: string; id: string; revision: number; state: 'queued' }> {
    return this.enrolment.replace(caller, campaignId, stage, body.locks);
  }
}
