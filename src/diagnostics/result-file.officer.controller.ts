import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageByIdQuery } from '../platform/http/page-query';
import { SentFile, TakesFile } from '../platform/http/takes-file.decorator';
import type { ReceivedFile } from '../platform/storage/received-file';
import { ApplyResultFileQuery, ResultFilePageDto, ResultFileRecordedDto, ResultFileReportDto, ResultFileRevertedDto, RevertResultFileDto } from './result-file.dto';
import { ResultFileService } from './result-file.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;
const READING = [...HERE, '422 FILE_NOT_TABLE', '422 FILE_DAMAGED', '422 FILE_EMPTY', '422 FILE_TOO_MANY_ROWS', '422 RESULT_COLUMNS_MISSING', '422 RESULT_COLUMN_UNKNOWN'] as const;
const MOST = 10 * 1_048_576;

/** Results that come as a file, by the candidates' codes: XLSX or CSV. */
@ApiTags('diagnostics')
@Controller('campaigns/:campaignId/stages/:stage/results/files')
export class ResultFileOfficerController {
  constructor(private readonly files: ResultFileService) {}

  @Described({
    summary: 'Looks a file of results over: every fault by row and column, nothing is written',
    description: 'Columns by their headings: Код, Методика, Дата, Группа норм, Заключение, Под наблюдением, and every scale by its key or title.',
    answer: ResultFileReportDto, errors: READING,
  })
  @TakesFile({ most: MOST })
  @Can('results.file')
  @Post('check')
  @HttpCode(200)
  check(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @SentFile() file: ReceivedFile): Promise<ResultFileReportDto> {
    return this.files.check(caller, { campaignId, stage }, file);
  }

  @Described({
    summary: 'Records the good rows of a file that was looked over; the same file again records nothing',
    answer: ResultFileRecordedDto, errors: [...READING, '409 STALE_PREVIEW', '409 NOTHING_TO_RECORD'],
  })
  @TakesFile({ most: MOST })
  @Can('results.file')
  @Post()
  apply(
    @Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() { digest }: ApplyResultFileQuery, @SentFile() file: ReceivedFile,
  ): Promise<ResultFileRecordedDto> {
    return this.files.apply(caller, { campaignId, stage }, file, digest);
  }

  @Described({ summary: 'Lists files whose results were recorded', answer: ResultFilePageDto, errors: HERE })
  @Can('results.file')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() page: PageByIdQuery): Promise<ResultFilePageDto> {
    return this.files.list(caller, { campaignId, stage }, page);
  }

  @Described({ summary: 'Takes a whole file back while nobody in it was decided', answer: ResultFileRevertedDto, errors: [...HERE, '404 RESULT_FILE_ABSENT', '409 RESULT_FILE_REVERTED', '409 RESULT_FILE_USED'] })
  @Can('results.file')
  @Post(':id/revert')
  @HttpCode(200)
  revert(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('id') id: string, @Body() body: RevertResultFileDto): Promise<ResultFileRevertedDto> {
    return this.files.revert(caller, { campaignId, stage }, id, body.reason);
  }
}
