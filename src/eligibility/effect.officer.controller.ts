import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageQuery } from '../platform/http/page-query';
import { PolicyEffectDto } from './effect.dto';
import { EffectService } from './effect.service';

/** An officer sees whom the draft of a policy would change before it is published. */
@ApiTags('eligibility')
@Controller('campaigns/:campaignId/policy/effect')
export class EffectOfficerController {
  constructor(private readonly effects: EffectService) {}

  @Described({
    summary: 'Shows whose proposals of eligibility would change if the draft were published, by name, page by page; writes nothing',
    answer: PolicyEffectDto,
    errors: ['404 POLICY_ABSENT', '409 CAMPAIGN_NOT_OPEN'],
  })
  @Can('policy.preview')
  @Get()
  ofDraft(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PageQuery): Promise<PolicyEffectDto> {
    return this.effects.ofDraft(caller, campaignId, page);
  }
}
