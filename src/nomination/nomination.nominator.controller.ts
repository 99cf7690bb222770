import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { type Page, PageQuery } from '../platform/http/page-query';
import { EnteredNominationsDto, NominateDto, NominateManyDto, NominateTeamDto, NominateTeamsDto, NominationDto, NominationPageDto, SubmitNominationsDto, SubmittedNominationsDto } from './nomination.dto';
import { NominationService } from './nomination.service';

const ENTRY_ERRORS: readonly DescribedError[] = ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 NOMINATIONS_REFUSED', '422 PERSON_ALREADY_NOMINATED'];

/** A nominator enters people and submits them; an officer may enter for any nominator of the campaign. */
@ApiTags('nominations')
@Controller('campaigns/:campaignId/nominations')
export class NominationNominatorController {
  constructor(private readonly nominations: NominationService) {}

  @Described({ summary: 'Enters a nomination', answer: EnteredNominationsDto, errors: ENTRY_ERRORS })
  @Can('nominations.write')
  @Post()
  async enter(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: NominateDto): Promise<EnteredNominationsDto> {
    return { items: await this.nominations.enter(caller, campaignId, caller.nominatorsIn(campaignId), [body], ['']) };
  }

  @Described({ summary: 'Enters up to 500 nominations, all or none', answer: EnteredNominationsDto, errors: ENTRY_ERRORS })
  @Can('nominations.write')
  @Post('bulk')
  async enterMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { items }: NominateManyDto): Promise<EnteredNominationsDto> {
    return { items: await this.nominations.enter(caller, campaignId, caller.nominatorsIn(campaignId), items, items.map((_, i) => `/items/${i}`)) };
  }

  @Described({ summary: 'Enters the nomination of a team with its members', answer: EnteredNominationsDto, errors: ENTRY_ERRORS })
  @Can('nominations.write')
  @Post('teams')
  async enterTeam(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: NominateTeamDto): Promise<EnteredNominationsDto> {
    return { items: await this.nominations.enterTeams(caller, campaignId, caller.nominatorsIn(campaignId), [body], ['']) };
  }

  @Described({ summary: 'Enters up to 500 teams, all or none', answer: EnteredNominationsDto, errors: ENTRY_ERRORS })
  @Can('nominations.write')
  @Post('teams/bulk')
  async enterTeamsAtOnce(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { items }: NominateTeamsDto): Promise<EnteredNominationsDto> {
    return { items: await this.nominations.enterTeams(caller, campaignId, caller.nominatorsIn(campaignId), items, items.map((_, i) => `/items/${i}`)) };
  }

  @Described({
    summary: 'Submits nominations, all or none, within the nominator\'s places',
    answer: SubmittedNominationsDto,
    errors: ['404 NOMINATOR_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE', '409 NOMINATION_LIMIT_REACHED', '422 NOMINATION_INCOMPLETE', '422 CANDIDACY_NAMED_TWICE'],
  })
  @Can('nominations.submit')
  @Post('submit')
  submit(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: SubmitNominationsDto): Promise<SubmittedNominationsDto> {
    return this.nominations.submit(caller, campaignId, caller.nominatorsIn(campaignId), body);
  }

  @Described({ summary: 'Lists one\'s own nominees with stage and status as published', answer: NominationPageDto, errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @Can('nominations.read')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PageQuery): Promise<Page<NominationDto>> {
    return this.nominations.list(caller, campaignId, caller.nominatorsIn(campaignId), page);
  }
}
