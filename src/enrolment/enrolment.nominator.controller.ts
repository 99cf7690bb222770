import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageQuery } from '../platform/http/page-query';
import { AnswerDto, AnswersDto } from './enrolment.dto';
import { EnrolmentService, type Seat } from './enrolment.service';

const ANSWER_ERRORS = ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE', '409 SEAT_NOT_OFFERED', '409 NO_SEAT_LEFT'] as const;

/** A nominator's clerk answers offers for his own people; an officer may answer for anybody. */
@ApiTags('enrolment')
@Controller('campaigns/:campaignId/stages/:stage')
export class EnrolmentNominatorController {
  constructor(private readonly enrolment: EnrolmentService) {}

  @Can('seats.read')
  @Described({ summary: 'Lists offers of seats and the answers to them', errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Get('seats')
  seats(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() query: PageQuery): Promise<Page<Seat>> {
    return this.enrolment.seats(caller, campaignId, stage, caller.nominatorsIn(campaignId), query);
  }

  @Can('seats.answer')
  @Described({ summary: 'Records the answer to one offer', errors: ANSWER_ERRORS })
  @Post('answers')
  @HttpCode(200)
  answer(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: AnswerDto): Promise<{ accepted: number; declined: number }> {
    return this.enrolment.answer(caller, campaignId, stage, caller.nominatorsIn(campaignId), [body]);
  }

  @Can('seats.answer')
  @Described({ summary: 'Records answers to up to 500 offers, all or none', errors: ANSWER_ERRORS })
  @Post('answers/bulk')
  @HttpCode(200)
  answers(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: AnswersDto): Promise<{ accepted: number; declined: number }> {
    return this.enrolment.answer(caller, campaignId, stage, caller.nominatorsIn(campaignId), body.items);
  }
}
