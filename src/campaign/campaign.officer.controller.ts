import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { CampaignDto, CampaignPageDto, CheckedPolicyDto, POLICY_EXAMPLE, PolicyDto, PolicyQuery, PublishedPolicyDto, PublishPolicyDto } from './campaign.dto';
import { CampaignRegisterService } from './campaign-register.service';
import { PolicyVersionService } from './policy-version.service';

@ApiTags('campaigns')
@Controller('campaigns')
export class CampaignOfficerController {
  constructor(
    private readonly campaigns: CampaignRegisterService,
    private readonly policies: PolicyVersionService,
  ) {}

  @Described({ summary: 'Lists the campaigns one has a role in, in the order of their creation', answer: CampaignPageDto })
  @Can('campaigns.read')
  @Get()
  list(@Asking() caller: AskingCaller, @Query() page: PageByIdQuery): Promise<Page<CampaignDto>> {
    return this.campaigns.list(caller, campaignsOf(caller), page);
  }

  @Described({ summary: 'Gives one campaign', answer: CampaignDto, errors: ['404 CAMPAIGN_ABSENT'] })
  @Can('campaigns.read')
  @Get(':campaignId')
  get(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<CampaignDto> {
    return this.campaigns.get(caller, campaignId);
  }

  @Described({ summary: 'Gives a version of the policy', answer: PolicyDto, errors: ['404 CAMPAIGN_ABSENT', '404 POLICY_ABSENT'] })
  @Can('policy.read')
  @Get(':campaignId/policy')
  read(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() { version }: PolicyQuery): Promise<PolicyDto> {
    return this.policies.read(caller, campaignId, version);
  }

  @Described({ summary: 'Replaces the draft by a whole policy; after opening it begins the next version', answer: CheckedPolicyDto, errors: ['404 CAMPAIGN_ABSENT', '409 CAMPAIGN_CLOSED', '422 POLICY_MALFORMED'] })
  @ApiBody({ schema: { type: 'object', additionalProperties: true, description: 'The whole policy.', example: POLICY_EXAMPLE } })
  @Can('policy.write')
  @Put(':campaignId/policy')
  replace(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() policy: object): Promise<CheckedPolicyDto> {
    return this.policies.replace(caller, campaignId, policy);
  }

  @Described({ summary: 'Tells what publication would say of the draft', answer: CheckedPolicyDto, errors: ['404 CAMPAIGN_ABSENT', '404 POLICY_ABSENT'] })
  @Can('policy.write')
  @Post(':campaignId/policy/check')
  @HttpCode(200)
  check(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<CheckedPolicyDto> {
    return this.policies.check(caller, campaignId);
  }

  @Described({
    summary: 'Puts the draft in force; the first publication opens the campaign',
    answer: PublishedPolicyDto,
    errors: ['404 POLICY_ABSENT', '409 POLICY_PUBLISHED', '409 DRAFT_CHANGED', '409 SECOND_PERSON_NEEDED', '409 CAMPAIGN_CLOSED', '409 LIMIT_BELOW_USED', '422 POLICY_REFUSED', '422 CHANGED_AFTER_OPENING'],
  })
  @Can('policy.publish')
  @Post(':campaignId/policy/publish')
  @HttpCode(200)
  publish(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() draft: PublishPolicyDto): Promise<PublishedPolicyDto> {
    return this.policies.publish(caller, campaignId, draft);
  }
}

/** An administrator's grant names no campaign: it is for all of them. */
function campaignsOf({ grants }: AskingCaller): readonly string[] | 'all' {
  const ids = grants.map(({ campaignId }) => campaignId);
  return ids.includes(null) ? 'all' : ids.flatMap((id) => id ?? []);
}
