import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { PageByIdQuery } from '../platform/http/page-query';
import { ExceptionDto, ExceptionPageDto, GrantedExceptionDto, GrantedExceptionsDto, GrantExceptionDto, GrantExceptionsDto, WithdrawExceptionDto } from './exception.dto';
import { ExceptionService } from './exception.service';

const ERRORS = ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE', '409 EXCEPTION_STANDS', '422 CRITERION_ABSENT'] as const;

/** An officer lets somebody be exempt from a criterion, by a document that allows it. */
@ApiTags('eligibility')
@Controller('campaigns/:campaignId')
export class ExceptionOfficerController {
  constructor(private readonly exceptions: ExceptionService) {}

  @Described({ summary: 'Grants an exception from a criterion; the verdict is computed anew with it', answer: GrantedExceptionDto, errors: ERRORS })
  @Can('exceptions.write')
  @Post('stages/:stage/exceptions')
  grant(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: GrantExceptionDto): Promise<GrantedExceptionDto> {
    return singleEntry(this.exceptions.grant(caller, { campaignId, stage }, [body]));
  }

  @Described({ summary: 'Grants up to 500 exceptions, all or none', answer: GrantedExceptionsDto, errors: ERRORS })
  @Can('exceptions.write')
  @Post('stages/:stage/exceptions/bulk')
  async grantMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() { items }: GrantExceptionsDto): Promise<GrantedExceptionsDto> {
    return { items: await this.exceptions.grant(caller, { campaignId, stage }, items) };
  }

  @Described({ summary: 'Lists exceptions, withdrawn ones too, in the order they were granted', answer: ExceptionPageDto })
  @Can('exceptions.read')
  @Get('exceptions')
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PageByIdQuery): Promise<ExceptionPageDto> {
    return this.exceptions.list(caller, campaignId, page);
  }

  @Described({
    summary: 'Withdraws an exception; the verdict is computed anew without it',
    answer: ExceptionDto,
    errors: ['404 EXCEPTION_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 EXCEPTION_WITHDRAWN', '409 NOT_IN_STAGE'],
  })
  @Can('exceptions.write')
  @Post('exceptions/:exceptionId/withdraw')
  @HttpCode(200)
  withdraw(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('exceptionId') exceptionId: string, @Body() { reason }: WithdrawExceptionDto): Promise<ExceptionDto> {
    return this.exceptions.withdraw(caller, campaignId, exceptionId, reason);
  }
}
