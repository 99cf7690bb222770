import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { PageByIdQuery } from '../platform/http/page-query';
import { ApplyPlanDto, AssignDto, AssignedDto, AssignedManyDto, AssignManyDto, AssignmentPlanDto, ExpertiseManyDto, ExpertisePageDto, ExpertiseSetDto, InterestIdsDto, InterestPageDto, InterestsDto, WithdrawInterestDto } from './assignment.dto';
import { AssignmentService } from './assignment.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;
const ERRORS = [...HERE, '404 CANDIDACY_ABSENT', '409 NOT_IN_STAGE', '409 ALREADY_ASSIGNED', '409 PANEL_FULL', '422 ASSESSOR_UNKNOWN', '422 CONFLICT_OF_INTEREST'] as const;

@ApiTags('assessment')
@Controller('campaigns/:campaignId')
export class AssignmentOfficerController {
  constructor(private readonly assignments: AssignmentService) {}

  @Described({ summary: 'Gives an assessor a sheet for a candidacy', answer: AssignedDto, errors: ERRORS })
  @Can('assignments.write')
  @Post('stages/:stage/assignments')
  assign(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: AssignDto): Promise<AssignedDto> {
    return singleEntry(this.assignments.assign(caller, { campaignId, stage }, [body]));
  }

  @Described({ summary: 'Gives out up to 500 sheets, all or none', answer: AssignedManyDto, errors: ERRORS })
  @Can('assignments.write')
  @Post('stages/:stage/assignments/bulk')
  async assignMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: AssignManyDto): Promise<AssignedManyDto> {
    return { items: await this.assignments.assign(caller, { campaignId, stage }, body.items) };
  }

  @Described({
    summary: 'Plans panels for everybody in the stage: even loads, no conflict of interest, linked',
    description: 'Nothing is written. Says who cannot be served and what keeps assessors away.',
    answer: AssignmentPlanDto, errors: HERE,
  })
  @Can('assignments.write')
  @Get('stages/:stage/assignments/plan')
  plan(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string): Promise<AssignmentPlanDto> {
    return this.assignments.plan(caller, { campaignId, stage });
  }

  @Described({ summary: 'Gives out the sheets of a plan, while it would come out the same', answer: AssignmentPlanDto, errors: [...HERE, '409 PLAN_STALE', '422 PANELS_INCOMPLETE'] })
  @Can('assignments.write')
  @Post('stages/:stage/assignments/plan')
  assignAll(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: ApplyPlanDto): Promise<AssignmentPlanDto> {
    return this.assignments.assignAll(caller, { campaignId, stage }, { digest: body.digest, acceptUnserved: body.acceptUnserved ?? false });
  }

  @Described({ summary: 'Records up to 500 conflicts of interest of assessors', answer: InterestIdsDto, errors: ['404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 INTEREST_WRONG'] })
  @Can('interests.write')
  @Post('interests/bulk')
  async declare(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: InterestsDto): Promise<InterestIdsDto> {
    return { items: await this.assignments.declare(caller, campaignId, body.items, !caller.rolesIn(campaignId).includes('officer')) };
  }

  @Described({ summary: 'Withdraws an interest; it stays on record', errors: ['404 INTEREST_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Can('interests.withdraw')
  @HttpCode(204)
  @Post('interests/:id/withdraw')
  withdraw(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('id') id: string, @Body() body: WithdrawInterestDto): Promise<void> {
    return this.assignments.withdrawInterest(caller, campaignId, id, body.reason);
  }

  @Described({ summary: 'Lists interests: an officer all, an assessor his own', answer: InterestPageDto, errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @Can('interests.write')
  @Get('interests')
  interests(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PageByIdQuery): Promise<InterestPageDto> {
    return this.assignments.interests(caller, campaignId, page, !caller.rolesIn(campaignId).includes('officer'));
  }

  @Described({ summary: 'Sets what up to 500 assessors are experts in, all or none', answer: ExpertiseSetDto, errors: ['409 CAMPAIGN_NOT_OPEN', '422 EXPERTISE_WRONG'] })
  @Can('assignments.write')
  @Post('expertise/bulk')
  async setExpertise(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: ExpertiseManyDto): Promise<ExpertiseSetDto> {
    return { items: await this.assignments.setExpertise(caller, campaignId, body.items) };
  }

  @Described({ summary: 'Lists what assessors are experts in', answer: ExpertisePageDto, errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @Can('assignments.write')
  @Get('expertise')
  expertise(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PageByIdQuery): Promise<ExpertisePageDto> {
    return this.assignments.expertise(caller, campaignId, page);
  }
}
