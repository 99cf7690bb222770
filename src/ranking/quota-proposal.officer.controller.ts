import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { ProposeQuotasDto } from './quota-proposal.dto';
import { type QuotaProposal, QuotaProposalService } from './quota-proposal.service';

/** An officer has floors and caps reckoned for the next draft of the policy. */
@ApiTags('scenarios')
@Controller('campaigns/:campaignId/stages/:stage/quota-proposal')
export class QuotaProposalOfficerController {
  constructor(private readonly proposals: QuotaProposalService) {}

  @Can('quotas.propose')
  @Described({
    summary: 'Proposes floors and caps of territories, groups or categories in proportion to weights; nothing is applied',
    errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 SEATS_NEEDED', '422 PROPOSAL_REFUSED'],
  })
  @Post()
  @HttpCode(200)
  propose(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: ProposeQuotasDto): Promise<QuotaProposal> {
    return this.proposals.propose(caller, campaignId, stage, body);
  }
}
