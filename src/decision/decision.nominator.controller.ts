import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { LeavesDto } from './decision.dto';
import { ExitService } from './exit.service';

/** A nominator records that somebody of his own leaves, at his own wish or the nominator's, wherever he is known to stand. */
@ApiTags('nominations')
@Controller('campaigns/:campaignId/nominations/exits')
export class DecisionNominatorController {
  constructor(private readonly exits: ExitService) {}

  @Can('exits.own')
  @Described({ summary: 'Records which of one\'s own nominees withdraw, each with a reason', errors: ['404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 CANDIDACY_MOVED', '409 EXIT_BY_OFFICER'] })
  @Post()
  exit(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { items }: LeavesDto): Promise<{ lines: number }> {
    return this.exits.withdraw(caller, campaignId, items, caller.nominatorsIn(campaignId));
  }
}
