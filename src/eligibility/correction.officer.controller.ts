import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageQuery } from '../platform/http/page-query';
import { AppliedDto, CorrectDto, RecordFileDto, ThinkOfCorrectionsDto } from './correction.dto';
import { CorrectionService } from './correction.service';
import { EffectDto } from './effect.dto';

const ERRORS = ['404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 CORRECTIONS_REFUSED'] as const;

/** An officer corrects what was entered: looks at the effect first, then makes the very change he was shown. */
@ApiTags('eligibility')
@Controller('campaigns/:campaignId')
export class CorrectionOfficerController {
  constructor(private readonly corrections: CorrectionService) {}

  @Described({ summary: 'Gives the records of a candidacy as they stand, and what they said before each change', answer: RecordFileDto, errors: ['404 CANDIDACY_ABSENT'] })
  @Reads('records.read')
  @Can('records.read')
  @Get('candidacies/:candidacyId/records')
  file(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string): Promise<RecordFileDto> {
    return this.corrections.file(caller, campaignId, candidacyId);
  }

  @Described({ summary: 'Shows what corrections of records would change in the proposals; writes nothing', answer: EffectDto, errors: ERRORS })
  @Can('records.correct')
  @Post('corrections/effect')
  @HttpCode(200)
  effect(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PageQuery, @Body() { items }: ThinkOfCorrectionsDto): Promise<EffectDto> {
    return this.corrections.effect(caller, campaignId, items, page);
  }

  @Described({
    summary: 'Corrects records, all or none, as was shown; undecided proposals are computed anew, decisions stay',
    answer: AppliedDto,
    errors: [...ERRORS, '409 STALE_PREVIEW'],
  })
  @Can('records.correct')
  @Post('corrections')
  apply(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: CorrectDto): Promise<AppliedDto> {
    return this.corrections.apply(caller, campaignId, body);
  }
}
