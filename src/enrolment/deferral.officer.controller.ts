import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { type Deferral, DeferralService } from './deferral.service';
import { AdmitDeferredDto, DeferralsDto, DeferSeatDto } from './seat.dto';

const DEFERRAL_ERRORS: readonly DescribedError[] = ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '404 LATER_CAMPAIGN_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE', '409 SEAT_NOT_HELD'];

/** An officer defers seats to a later round of the programme; the officer of that round finds and admits their holders. */
@ApiTags('enrolment')
@Controller('campaigns/:campaignId')
export class DeferralOfficerController {
  constructor(private readonly deferrals: DeferralService) {}

  @Can('seats.offer')
  @Described({ summary: 'Defers one seat to a later campaign of the programme', errors: DEFERRAL_ERRORS })
  @Post('stages/:stage/seats/deferrals')
  defer(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: DeferSeatDto): Promise<{ id: string; deferred: number }> {
    return singleEntry(this.deferrals.defer(caller, campaignId, stage, [body]).then((answer) => [answer]));
  }

  @Can('seats.offer')
  @Described({ summary: 'Defers up to 500 seats, all or none', errors: DEFERRAL_ERRORS })
  @Post('stages/:stage/seats/deferrals/bulk')
  deferMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: DeferralsDto): Promise<{ id: string; deferred: number }> {
    return this.deferrals.defer(caller, campaignId, stage, body.items);
  }

  @Can('deferrals.read')
  @Described({ summary: 'Lists by name whose seats were deferred to this campaign, and who was admitted' })
  @Get('deferrals')
  incoming(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<Page<Deferral>> {
    return this.deferrals.incoming(caller, campaignId, query);
  }

  @Can('deferrals.admit')
  @Described({
    summary: 'Admits somebody to the enrolment of this campaign by a decision in the officer\'s name',
    errors: ['404 DEFERRAL_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 DEFERRAL_ADMITTED', '409 DEFERRAL_UNDECIDED', '409 CANDIDACY_MOVED', '409 DECIDER_INTERESTED', '409 EVENT_NOT_LEGAL', '422 PERSON_ALREADY_NOMINATED'],
  })
  @Post('deferrals/:deferralId/admit')
  admit(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('deferralId') id: string, @Body() { reason }: AdmitDeferredDto): Promise<{ candidacyId: string; number: string; decisionId: string }> {
    return this.deferrals.admit(caller, campaignId, id, reason);
  }
}
