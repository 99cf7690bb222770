import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { DecideExtensionDto, ExtensionDto, ExtensionPageDto, GrantExtensionDto, RequestExtensionDto } from './deadline.dto';
import { DeadlineService } from './deadline.service';

/** Later deadlines of single nominators: granted by an officer, unasked or on request. */
@ApiTags('submissions')
@Controller('campaigns/:campaignId/extensions')
export class DeadlineOfficerController {
  constructor(private readonly deadlines: DeadlineService) {}

  @Described({ summary: 'Gives one nominator more time', answer: ExtensionDto, errors: ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 EXTENSION_NOT_LATER'] })
  @Can('extensions.grant')
  @Post()
  grant(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: GrantExtensionDto): Promise<ExtensionDto> {
    return this.deadlines.grant(caller, campaignId, body);
  }

  @Described({ summary: 'Asks to hand named nominees in late', answer: ExtensionDto, errors: ['404 NOMINATOR_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE'] })
  @Can('extensions.request')
  @Post('requests')
  request(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: RequestExtensionDto): Promise<ExtensionDto> {
    return this.deadlines.request(caller, campaignId, caller.nominatorsIn(campaignId), body);
  }

  @Described({ summary: 'Answers a request to hand in late', answer: ExtensionDto, errors: ['404 EXTENSION_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 EXTENSION_DECIDED', '422 EXTENSION_NOT_LATER'] })
  @Can('extensions.grant')
  @Post(':extensionId/decide')
  @HttpCode(200)
  decide(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('extensionId') id: string, @Body() body: DecideExtensionDto): Promise<ExtensionDto> {
    return this.deadlines.decide(caller, campaignId, id, body);
  }

  @Described({ summary: 'Lists requests and later deadlines', answer: ExtensionPageDto })
  @Can('extensions.read')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<Page<ExtensionDto>> {
    return this.deadlines.list(caller, campaignId, caller.nominatorsIn(campaignId), query);
  }
}
