import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageByIdQuery } from '../platform/http/page-query';
import { AskResultCorrectionDto, ResultCorrectionDto, ResultCorrectionPageDto, RefuseResultCorrectionDto } from './result-correction.dto';
import { ResultCorrectionService } from './result-correction.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;
const DECIDED = [...HERE, '404 CORRECTION_ABSENT', '409 CORRECTION_DECIDED', '409 SECOND_PERSON_NEEDED'] as const;

/** One person asks for a correction, another decides. */
@ApiTags('diagnostics')
@Controller('campaigns/:campaignId/stages/:stage/results/corrections')
export class ResultCorrectionOfficerController {
  constructor(private readonly corrections: ResultCorrectionService) {}

  @Described({
    summary: 'Asks for the correction of a recorded result and shows what it would change',
    answer: ResultCorrectionDto, errors: [...HERE, '404 CANDIDACY_ABSENT', '404 RESULT_ABSENT', '409 CORRECTION_ASKED', '422 RESULT_REFUSED'],
  })
  @Can('corrections.ask')
  @Post()
  ask(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() { reason, ...entry }: AskResultCorrectionDto): Promise<ResultCorrectionDto> {
    return this.corrections.ask(caller, { campaignId, stage }, entry, reason);
  }

  @Described({ summary: 'Lists corrections with what each would change now', answer: ResultCorrectionPageDto, errors: HERE })
  @Reads('corrections.read')
  @Can('corrections.decide')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() page: PageByIdQuery): Promise<ResultCorrectionPageDto> {
    return this.corrections.list(caller, { campaignId, stage }, page);
  }

  @Described({ summary: 'Makes a correction the result in force; the candidacy is computed anew', errors: [...DECIDED, '409 NOT_IN_STAGE'] })
  @Can('corrections.decide')
  @HttpCode(204)
  @Post(':id/apply')
  apply(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('id') id: string): Promise<void> {
    return this.corrections.apply(caller, { campaignId, stage }, id);
  }

  @Described({ summary: 'Refuses a correction', errors: DECIDED })
  @Can('corrections.decide')
  @HttpCode(204)
  @Post(':id/refuse')
  refuse(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('id') id: string, @Body() body: RefuseResultCorrectionDto): Promise<void> {
    return this.corrections.refuse(caller, { campaignId, stage }, id, body.reason);
  }
}
