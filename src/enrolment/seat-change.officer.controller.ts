import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery, PageQuery } from '../platform/http/page-query';
import { type SeatChangeBatch, type SeatChangeLine, SeatChangeService } from './seat-change.service';
import { RevertSeatsDto } from './seat.dto';

/** Everything that happened to the seats of a stage, batch by batch; an officer takes batches back. */
@ApiTags('enrolment')
@Controller('campaigns/:campaignId/stages/:stage/seats/changes')
export class SeatChangeOfficerController {
  constructor(private readonly changes: SeatChangeService) {}

  @Can('seats.trace')
  @Described({ summary: 'Lists what was done to seats, batch by batch, in the order it was done', errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Get()
  batches(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() query: PageByIdQuery): Promise<Page<SeatChangeBatch>> {
    return this.changes.batches(caller, campaignId, stage, query);
  }

  @Can('seats.trace')
  @Described({ summary: 'Lists the seats of one batch with their states before and after', errors: ['404 SEAT_CHANGE_ABSENT'] })
  @Get(':changeId')
  lines(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('changeId') id: string, @Query() query: PageQuery): Promise<Page<SeatChangeLine>> {
    return this.changes.lines(caller, campaignId, stage, id, query);
  }

  @Can('seats.revert')
  @Described({
    summary: 'Takes a batch of answers, lapses or withdrawals back, or some of it',
    description: 'The seats stand as before; the trace of both stays. Nobody comes back to a seat that has gone to somebody else, even where he only waits for his offer.',
    errors: ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '404 SEAT_CHANGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE', '409 SEAT_CHANGE_STAYS', '409 SEAT_CHANGED_SINCE', '409 SEAT_REFILLED', '422 NEW_TERM_NEEDED'],
  })
  @Post(':changeId/revert')
  @HttpCode(200)
  revert(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('changeId') id: string, @Body() body: RevertSeatsDto): Promise<{ id: string; reverted: number }> {
    return this.changes.revert(caller, campaignId, stage, id, body);
  }
}
