import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { OfferDto, ReplaceDto } from './enrolment.dto';
import { type EnrolmentOrder, EnrolmentService } from './enrolment.service';

/** An officer offers seats, has freed ones filled and makes the order. */
@ApiTags('enrolment')
@Controller('campaigns/:campaignId')
export class EnrolmentOfficerController {
  constructor(private readonly enrolment: EnrolmentService) {}

  @Can('seats.offer')
  @Described({ summary: 'Offers seats to those named, or to everybody who waits for an offer', errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_TO_BE_OFFERED', '409 NOBODY_TO_OFFER', '409 NOT_PUBLISHED', '409 NO_SEAT_LEFT'] })
  @Post('stages/:stage/offers')
  offer(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: OfferDto): Promise<{ offered: number }> {
    return this.enrolment.offer(caller, campaignId, stage, body.candidacyIds ?? null);
  }

  @Can('replacements.start')
  @Described({ summary: 'Starts the ranking run that fills freed seats', errors: ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE', '409 NOT_BUILT', '409 NO_VACANCY_RULE', '409 NO_VACANCY', '409 NO_CONFIRMED_RUN', '409 NOBODY_TO_RANK'] })
  @Post('stages/:stage/replacements')
  @HttpCode(202)
  replace(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: ReplaceDto): Promise<{ stage: string; id: string; revision: number; state: 'queued' }> {
    return this.enrolment.replace(caller, campaignId, stage, body.locks);
  }

  @Can('orders.write')
  @Described({ summary: 'Makes the order of enrolment of everybody enrolled since the last one', errors: ['409 CAMPAIGN_NOT_OPEN', '409 NOBODY_TO_ORDER'] })
  @Post('orders')
  order(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<EnrolmentOrder> {
    return this.enrolment.order(caller, campaignId);
  }

  @Can('orders.read')
  @Described({ summary: 'Lists orders of the campaign with their lines and digests' })
  @Get('orders')
  orders(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<EnrolmentOrder[]> {
    return this.enrolment.orders(caller, campaignId);
  }
}
