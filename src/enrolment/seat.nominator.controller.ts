import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { type Page, PageQuery } from '../platform/http/page-query';
import { SentFile, TakesFile } from '../platform/http/takes-file.decorator';
import type { ReceivedFile } from '../platform/storage/received-file';
import { type Answered, AnswerService, type Statement } from './answer.service';
import { AnswerDto, AnswersDto } from './seat.dto';
import { type Seat, SeatService } from './seat.service';

const MEGABYTE = 1_048_576;
const ANSWER_ERRORS: readonly DescribedError[] = [
  '404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE', '409 ANSWERED_OTHERWISE', '409 SEAT_NOT_OFFERED', '409 ANSWER_TERM_OVER', '422 ANSWERS_REFUSED',
];
const STATEMENT_ERRORS: readonly DescribedError[] = ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 SEAT_NOT_OFFERED'];

/** A nominator's clerk answers offers for his own people; an officer may answer for anybody. */
@ApiTags('enrolment')
@Controller('campaigns/:campaignId/stages/:stage')
export class SeatNominatorController {
  constructor(
    private readonly seats: SeatService,
    private readonly answers: AnswerService,
  ) {}

  @Can('seats.read')
  @Described({ summary: 'Lists offers of seats, their dispatch and term, and the answers to them', errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Get('seats')
  page(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() query: PageQuery): Promise<Page<Seat>> {
    return this.seats.page(caller, campaignId, stage, caller.nominatorsIn(campaignId), query);
  }

  @Can('seats.answer')
  @Described({ summary: 'Records the answer to one offer; a decline names the candidate\'s signed statement', errors: ANSWER_ERRORS })
  @Post('answers')
  @HttpCode(200)
  answer(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: AnswerDto): Promise<Answered> {
    return singleEntry(this.answers.answer(caller, campaignId, stage, caller.nominatorsIn(campaignId), [body]).then((answered) => [answered]));
  }

  @Can('seats.answer')
  @Described({ summary: 'Records answers to up to 500 offers, all or none', errors: ANSWER_ERRORS })
  @Post('answers/bulk')
  @HttpCode(200)
  answerMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: AnswersDto): Promise<Answered> {
    return this.answers.answer(caller, campaignId, stage, caller.nominatorsIn(campaignId), body.items);
  }

  @Can('seats.answer')
  @Described({
    summary: 'Keeps a candidate\'s signed statement: PDF, DOCX, PNG, JPEG or TIFF by its bytes',
    errors: [...STATEMENT_ERRORS, '409 STATEMENT_KEPT_ALREADY', '409 TOO_MANY_STATEMENTS', '422 FILE_EMPTY', '422 FILE_TYPE_REFUSED', '422 FILE_INFECTED', '503 SCANNER_SILENT'],
  })
  @TakesFile({ most: 20 * MEGABYTE })
  @Post('seats/:candidacyId/statements')
  upload(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('candidacyId') candidacyId: string, @SentFile() file: ReceivedFile): Promise<Statement> {
    return this.answers.upload(caller, campaignId, stage, caller.nominatorsIn(campaignId), candidacyId, file);
  }

  @Can('seats.answer')
  @Described({ summary: 'Lists the statements of a candidacy', errors: STATEMENT_ERRORS })
  @Get('seats/:candidacyId/statements')
  statements(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('candidacyId') candidacyId: string): Promise<Statement[]> {
    return this.answers.list(caller, campaignId, stage, caller.nominatorsIn(campaignId), candidacyId);
  }

  @Can('seats.answer')
  @Described({ summary: 'Hands a statement out; that it was read is recorded', errors: [...STATEMENT_ERRORS, '404 STATEMENT_ABSENT'] })
  @GivesFile('application/octet-stream')
  @Get('seats/:candidacyId/statements/:statementId')
  async download(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('candidacyId') candidacyId: string, @Param('statementId') id: string): Promise<StreamableFile> {
    const { content, ...file } = await this.answers.download(caller, campaignId, stage, caller.nominatorsIn(campaignId), candidacyId, id);
    return attachment(content, file);
  }
}
