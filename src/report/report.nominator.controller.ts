import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { type Changes, ChangeService } from './change.service';
import { ChangesDto, ChangesQuery } from './report.dto';

/** What a nominator's program reads. */
@ApiTags('nominations')
@Controller('campaigns/:campaignId')
export class ReportNominatorController {
  constructor(private readonly changes: ChangeService) {}

  @Can('changes.read')
  @Described({
    summary: 'Gives what was published of one\'s own nominees since a cursor, in the order of publication',
    description: 'Each change is given once and none is passed over. Decisions may be published in another order than they were taken: of two changes of one candidacy the higher version holds.',
    answer: ChangesDto,
  })
  @Get('changes')
  after(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: ChangesQuery): Promise<Changes> {
    const scope = caller.nominatorsIn(campaignId);
    return this.changes.after(caller, campaignId, scope === 'all' ? [] : scope, query);
  }
}
