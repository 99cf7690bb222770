import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageQuery } from '../platform/http/page-query';
import { singleEntry } from '../platform/http/entries';
import { RecordedResultDto, RecordedResultsDto, RecordResultDto, RecordResultsDto, ResultsPageDto } from './diagnostics.dto';
import { DiagnosticsService } from './diagnostics.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;
const ERRORS = [...HERE, '404 CANDIDACY_ABSENT', '409 NOT_IN_STAGE', '409 RESULT_RECORDED', '422 RESULT_REFUSED'] as const;

/** Officers and assessors record results; officers read them. */
@ApiTags('diagnostics')
@Controller('campaigns/:campaignId/stages/:stage/results')
export class DiagnosticsOfficerController {
  constructor(private readonly diagnostics: DiagnosticsService) {}

  @Described({ summary: 'Records a result of an instrument, once', answer: RecordedResultDto, errors: ERRORS })
  @Can('results.write')
  @Post()
  record(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: RecordResultDto): Promise<RecordedResultDto> {
    return singleEntry(this.diagnostics.record(caller, { campaignId, stage }, [body]));
  }

  @Described({ summary: 'Records up to 500 results, all or none', answer: RecordedResultsDto, errors: ERRORS })
  @Can('results.write')
  @Post('bulk')
  async recordMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: RecordResultsDto): Promise<RecordedResultsDto> {
    return { items: await this.diagnostics.record(caller, { campaignId, stage }, body.items) };
  }

  @Described({ summary: 'Lists recorded results, candidacy by candidacy', answer: ResultsPageDto, errors: HERE })
  @Reads('results.read')
  @Can('results.read')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() page: PageQuery): Promise<ResultsPageDto> {
    return this.diagnostics.results(caller, { campaignId, stage }, page);
  }
}
