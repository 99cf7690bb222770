import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { AppealService, type OwnAppeal } from './appeal.service';

/** A nominator learns that his own people appealed, and how it ended once that is published. */
@ApiTags('appeals')
@Controller('campaigns/:campaignId/nominations/appeals')
export class AppealNominatorController {
  constructor(private readonly appeals: AppealService) {}

  @Can('appeals.own')
  @Described({ summary: 'Lists appeals of one\'s own nominees: when they came, when the answer is due, the published outcome' })
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<Page<OwnAppeal>> {
    return this.appeals.ofOwn(caller, campaignId, caller.nominatorsIn(campaignId), query);
  }
}
