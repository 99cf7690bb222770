import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { Described } from '../platform/http/described.decorator';
import type { Page } from '../platform/http/page-query';
import { DuplicateDto, DuplicatePageDto, DuplicatesQuery, ResolveDuplicateDto } from './duplicate.dto';
import { DuplicateService } from './duplicate.service';

/** An officer sees both sides of a conflict and says who is who. */
@ApiTags('duplicates')
@Controller('campaigns/:campaignId/duplicates')
export class DuplicateOfficerController {
  constructor(private readonly duplicates: DuplicateService) {}

  @Described({ summary: 'Lists persons put forward more than once, in the order they were found', answer: DuplicatePageDto })
  @Reads('duplicates.read')
  @Can('duplicates.resolve')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: DuplicatesQuery): Promise<Page<DuplicateDto>> {
    return this.duplicates.list(caller, campaignId, query);
  }

  @Described({
    summary: 'Says whether they are one person, and which candidacies withdraw',
    answer: DuplicateDto,
    errors: ['404 DUPLICATE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 DUPLICATE_RESOLVED', '409 CANDIDACY_MOVED', '409 DECIDER_INTERESTED', '409 EVENT_NOT_LEGAL', '409 ANSWER_THE_OFFER', '422 RESOLUTION_REFUSED'],
  })
  @Can('duplicates.resolve')
  @Post(':duplicateId/resolve')
  @HttpCode(200)
  resolve(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('duplicateId') duplicateId: string, @Body() body: ResolveDuplicateDto): Promise<DuplicateDto> {
    return this.duplicates.resolve(caller, campaignId, duplicateId, body);
  }
}
