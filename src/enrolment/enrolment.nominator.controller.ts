import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageQuery } from '../platform/http/page-query';
import { AnswerDto, AnswersDto } from './enrolment.dto';
import { EnrolmentService, type Seat } from './enrolment.service';

/** A nominator's clerk answers offers for his own people; an officer may answer for anybody. */
@Controller('campaigns/:campaignId/stages/:stage')
export class EnrolmentNominatorController {
  constructor(private readonly enrolment: EnrolmentService) {}

  @Can('seats.read')
  @Described({ summary: 'Offers of seats and the answers to them' })
  @Get('seats')
  seats(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() query: PageQuery): Promise<Page<Seat>> {
    return this.enrolment.seats(caller, campaignId, stage, caller.nominatorsIn(campaignId), query);
  }

  @Can('seats.answer')
  @Described({ summary: 'Record the answer to one offer', errors: ['404 CANDIDACY_ABSENT', '409 NOT_IN_STAGE', '409 SEAT_NOT_OFFERED', '409 NO_SEAT_LEFT'] })
  @Post('answers')
  @HttpCode(200)
  answer(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: AnswerDto): Promise<{ accepted: number; declined: number }> {
    return this.enrolment.answer(caller, campaignId, stage, caller.nominatorsIn(campaignId), [body]);
  }

  @Can('seats.answer')
  @Described({ summary: 'Record answers to many offers, all or nothing', errors: ['404 CANDIDACY_ABSENT', '409 NOT_IN_STAGE', '409 SEAT_NOT_OFFERED', '409 NO_SEAT_LEFT'] })
  @Post('answers/bulk')
  @HttpCode(200)
  answers(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: AnswersDto): Promise<{ accepted: number; declined: number }> {
    return this.enrolment.answer(caller, campaignId, stage, caller.nominatorsIn(campaignId), body.items);
  }
}
