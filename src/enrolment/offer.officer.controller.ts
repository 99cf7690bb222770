import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { PageQuery } from '../platform/http/page-query';
import { AnswerLinkService, type IssuedLink } from './answer-link.service';
import { type DueLapses, LapseService } from './lapse.service';
import { OfferService } from './offer.service';
import { DispatchDto, DispatchesDto, IssueLinksDto, LapseDto, OfferDto, SeatsWithReasonDto, SeatWithReasonDto } from './seat.dto';

const NAMED: readonly DescribedError[] = ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE'];
const DISPATCH_ERRORS: readonly DescribedError[] = [...NAMED, '409 SEAT_NOT_OFFERED', '422 DISPATCHES_REFUSED'];
const RETURN_ERRORS: readonly DescribedError[] = [...NAMED, '409 OFFER_NOT_DISPATCHED'];
const WITHDRAW_ERRORS: readonly DescribedError[] = [...NAMED, '409 SEAT_NOT_HELD'];

/** An officer offers seats, records what was sent and what came back, withdraws offers and ends those nobody answered. */
@ApiTags('enrolment')
@Controller('campaigns/:campaignId/stages/:stage')
export class OfferOfficerController {
  constructor(
    private readonly offers: OfferService,
    private readonly lapses: LapseService,
    private readonly links: AnswerLinkService,
  ) {}

  @Can('seats.offer')
  @Described({ summary: 'Offers seats to those named, or to everybody who waits for an offer', errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_TO_BE_OFFERED', '409 NOBODY_TO_OFFER', '409 NOT_PUBLISHED', '409 NO_SEAT_LEFT', '409 SEATS_HELD_BY_APPEALS'] })
  @Post('offers')
  offer(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: OfferDto): Promise<{ id: string; offered: number }> {
    return this.offers.offer(caller, campaignId, stage, body.candidacyIds ?? null);
  }

  @Can('seats.offer')
  @Described({ summary: 'Withdraws an offer or an accepted seat, with a reason', errors: WITHDRAW_ERRORS })
  @Post('offers/withdraw')
  @HttpCode(200)
  withdraw(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: SeatWithReasonDto): Promise<{ id: string; withdrawn: number }> {
    return singleEntry(this.offers.withdraw(caller, campaignId, stage, [body]).then((answer) => [answer]));
  }

  @Can('seats.offer')
  @Described({ summary: 'Withdraws up to 500 offers, all or none', errors: WITHDRAW_ERRORS })
  @Post('offers/withdraw/bulk')
  @HttpCode(200)
  withdrawMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: SeatsWithReasonDto): Promise<{ id: string; withdrawn: number }> {
    return this.offers.withdraw(caller, campaignId, stage, body.items);
  }

  @Can('seats.offer')
  @Described({ summary: 'Records that an offer was sent: its term counts from here', errors: DISPATCH_ERRORS })
  @Post('dispatches')
  dispatch(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: DispatchDto): Promise<{ id: string; dispatched: number }> {
    return singleEntry(this.offers.dispatch(caller, campaignId, stage, [body]).then((answer) => [answer]));
  }

  @Can('seats.offer')
  @Described({ summary: 'Records that up to 500 offers were sent, all or none', errors: DISPATCH_ERRORS })
  @Post('dispatches/bulk')
  dispatchMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: DispatchesDto): Promise<{ id: string; dispatched: number }> {
    return this.offers.dispatch(caller, campaignId, stage, body.items);
  }

  @Can('seats.offer')
  @Described({ summary: 'Records that an offer came back undelivered: its clock stops until it is sent again', errors: RETURN_ERRORS })
  @Post('dispatches/returned')
  returned(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: SeatWithReasonDto): Promise<{ id: string; returned: number }> {
    return singleEntry(this.offers.returned(caller, campaignId, stage, [body]).then((answer) => [answer]));
  }

  @Can('seats.offer')
  @Described({ summary: 'Records that up to 500 offers came back undelivered, all or none', errors: RETURN_ERRORS })
  @Post('dispatches/returned/bulk')
  returnedMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: SeatsWithReasonDto): Promise<{ id: string; returned: number }> {
    return this.offers.returned(caller, campaignId, stage, body.items);
  }

  @Can('seats.lapse')
  @Described({ summary: 'Lists by name every offer that would lapse now, with count and digest', errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Get('lapses')
  due(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() query: PageQuery): Promise<DueLapses> {
    return this.lapses.due(caller, campaignId, stage, query);
  }

  @Can('seats.lapse')
  @Described({
    summary: 'Ends the offers that the list showed, as one batch',
    description: 'Only offers with a recorded dispatch whose term is over. Nobody leaves by it: the engine proposes, a person decides. The batch can be taken back.',
    errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 STALE_PREVIEW', '409 NOBODY_TO_LAPSE', '409 SEAT_CHANGED_SINCE'],
  })
  @Post('lapses')
  lapse(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: LapseDto): Promise<{ id: string; lapsed: number }> {
    return this.lapses.lapse(caller, campaignId, stage, body);
  }

  @Can('seats.offer')
  @Described({
    summary: 'Issues one-time links by which candidates answer themselves, without an account',
    description: 'Each token is told here only. A further link for the same seat ends the one before.',
    errors: [...NAMED, '409 ANSWERED_OTHERWISE', '409 SEAT_NOT_OFFERED'],
  })
  @Post('answer-links')
  issueLinks(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() { candidacyIds }: IssueLinksDto): Promise<IssuedLink[]> {
    return this.links.issue(caller, campaignId, stage, candidacyIds);
  }
}
