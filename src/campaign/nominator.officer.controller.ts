import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { EnrolledNominatorsDto, EnrolNominatorsDto, NominatorPageDto, NominatorPlacesDto } from './campaign.dto';
import { NominatorService } from './nominator.service';

@ApiTags('nominators')
@Controller('campaigns/:campaignId/nominators')
export class NominatorOfficerController {
  constructor(private readonly nominators: NominatorService) {}

  @Described({
    summary: 'Lets nominators take part in the campaign with the places its policy gives',
    answer: EnrolledNominatorsDto,
    errors: ['409 CAMPAIGN_NOT_OPEN', '422 NOMINATORS_REFUSED'],
  })
  @Can('nominators.enrol')
  @Post('bulk')
  async enrol(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { items }: EnrolNominatorsDto): Promise<EnrolledNominatorsDto> {
    return { items: await this.nominators.enrol(caller, campaignId, items.map(({ nominatorId }) => nominatorId)) };
  }

  @Described({ summary: 'Lists who nominates, with places and how many are used', answer: NominatorPageDto, errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @Can('nominators.enrol')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PageByIdQuery): Promise<Page<NominatorPlacesDto>> {
    return this.nominators.list(caller, campaignId, page);
  }
}
