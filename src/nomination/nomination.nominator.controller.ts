import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { type Page, PageQuery } from '../platform/http/page-query';
import { BatchService } from './batch.service';
import {
  EnteredNominationDto, EnteredNominationsDto, NominateDto, NominateManyDto, NominateTeamDto, NominateTeamsDto, NominationDto, NominationPageDto, NominationPlanDto, SubmitNominationsDto, SubmittedNominationsDto,
} from './nomination.dto';
import { NominationService } from './nomination.service';

const ENTRY_ERRORS: readonly DescribedError[] = ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOMINEE_SUBMITTED', '422 NOMINATIONS_REFUSED', '422 PERSON_ALREADY_NOMINATED', '422 EXTERNAL_ID_TWICE'];
const ON_A_DRAFT: readonly DescribedError[] = ['404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOMINEE_SUBMITTED'];

/** A nominator enters people and submits them; an officer may enter for any nominator of the campaign. */
@ApiTags('nominations')
@Controller('campaigns/:campaignId/nominations')
export class NominationNominatorController {
  constructor(private readonly nominations: NominationService, private readonly batches: BatchService) {}

  @Described({ summary: 'Enters a nomination, or writes the draft anew that carries the same externalId', answer: EnteredNominationsDto, errors: ENTRY_ERRORS })
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

  @Described({ summary: 'Enters the nomination of a team with its members, or writes the draft anew that carries the same externalId', answer: EnteredNominationsDto, errors: ENTRY_ERRORS })
  @Can('nominations.write')
  @Post('teams')
  async enterTeam(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: NominateTeamDto): Promise<EnteredNominationsDto> {
    return { items: await this.nominations.enter(caller, campaignId, caller.nominatorsIn(campaignId), [body], ['']) };
  }

  @Described({ summary: 'Enters up to 500 teams, all or none', answer: EnteredNominationsDto, errors: ENTRY_ERRORS })
  @Can('nominations.write')
  @Post('teams/bulk')
  async enterTeamsAtOnce(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { items }: NominateTeamsDto): Promise<EnteredNominationsDto> {
    return { items: await this.nominations.enter(caller, campaignId, caller.nominatorsIn(campaignId), items, items.map((_, i) => `/items/${i}`)) };
  }

  @Described({ summary: 'Writes a draft anew; it keeps its number', answer: EnteredNominationDto, errors: [...ENTRY_ERRORS, ...ON_A_DRAFT] })
  @Can('nominations.write')
  @Put(':candidacyId')
  replace(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string, @Body() body: NominateDto): Promise<EnteredNominationDto> {
    return this.nominations.replace(caller, campaignId, caller.nominatorsIn(campaignId), candidacyId, body);
  }

  @Described({ summary: 'Writes the draft of a team anew; it keeps its number', answer: EnteredNominationDto, errors: [...ENTRY_ERRORS, ...ON_A_DRAFT] })
  @Can('nominations.write')
  @Put('teams/:candidacyId')
  replaceTeam(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string, @Body() body: NominateTeamDto): Promise<EnteredNominationDto> {
    return this.nominations.replace(caller, campaignId, caller.nominatorsIn(campaignId), candidacyId, body);
  }

  @Described({ summary: 'Deletes a draft with everything written about it', answer: EnteredNominationDto, errors: ON_A_DRAFT })
  @Can('nominations.write')
  @Delete(':candidacyId')
  remove(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string): Promise<EnteredNominationDto> {
    return this.nominations.remove(caller, campaignId, caller.nominatorsIn(campaignId), candidacyId);
  }

  @Described({
    summary: 'Submits nominations at once, all or none, within the nominator\'s places',
    description: 'A list made, checked and submitted by one request; `batches` take the same steps one by one.',
    answer: SubmittedNominationsDto,
    errors: [
      '404 NOMINATOR_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_STAGE', '409 NOMINATION_LIMIT_REACHED', '409 NOMINATION_NOT_OPEN_YET', '409 NOMINATION_DEADLINE_PASSED',
      '422 NOMINATION_INCOMPLETE', '422 CANDIDACY_NAMED_TWICE',
    ],
  })
  @Can('nominations.submit')
  @Post('submit')
  async submit(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: SubmitNominationsDto): Promise<SubmittedNominationsDto> {
    const receipt = await this.batches.submitAtOnce(caller, campaignId, caller.nominatorsIn(campaignId), { ...body, begunAt: caller.arrivedAt });
    return { decisionId: receipt.decisionId, submitted: receipt.lines, incomplete: [], receipt };
  }

  @Described({ summary: 'Tells one\'s own places: plan, used, remaining, and until when to submit', answer: [NominationPlanDto], errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @Can('nominations.read')
  @Get('plan')
  plan(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<NominationPlanDto[]> {
    return this.nominations.plans(caller, campaignId, caller.nominatorsIn(campaignId));
  }

  @Described({ summary: 'Lists one\'s own nominees with stage and status as published', answer: NominationPageDto, errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @Can('nominations.read')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PageQuery): Promise<Page<NominationDto>> {
    return this.nominations.list(caller, campaignId, caller.nominatorsIn(campaignId), page);
  }
}
