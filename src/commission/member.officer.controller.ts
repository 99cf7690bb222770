import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { EndMembershipDto, EndMembershipsDto, MemberDto, MembersDto } from './commission.dto';
import { type Member, MemberService } from './member.service';

const ENTER: readonly DescribedError[] = ['409 CAMPAIGN_NOT_OPEN', '409 NO_COMMISSION'];
const END: readonly DescribedError[] = ['404 MEMBER_ABSENT', '409 CAMPAIGN_NOT_OPEN'];

/** Who sits in the commission. */
@ApiTags('commission')
@Controller('campaigns/:campaignId/commission/members')
export class MemberOfficerController {
  constructor(private readonly members: MemberService) {}

  @Can('commission.write')
  @Described({ summary: 'Enters a member of the commission; he needs no account', errors: ENTER })
  @Post()
  enter(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() member: MemberDto): Promise<{ ids: string[] }> {
    return this.members.enter(caller, campaignId, [member]);
  }

  @Can('commission.write')
  @Described({ summary: 'Enters members, all or none', errors: ENTER })
  @Post('bulk')
  enterMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { items }: MembersDto): Promise<{ ids: string[] }> {
    return this.members.enter(caller, campaignId, items);
  }

  @Can('commission.read')
  @Described({ summary: 'Lists members with the days of their membership' })
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<Page<Member>> {
    return this.members.list(caller, campaignId, query);
  }

  @Can('commission.write')
  @Described({ summary: 'Ends a membership on a last day', errors: END })
  @Post('end')
  @HttpCode(200)
  end(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() item: EndMembershipDto): Promise<{ ids: string[] }> {
    return this.members.end(caller, campaignId, [item]);
  }

  @Can('commission.write')
  @Described({ summary: 'Ends memberships, all or none', errors: END })
  @Post('end/bulk')
  @HttpCode(200)
  endMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { items }: EndMembershipsDto): Promise<{ ids: string[] }> {
    return this.members.end(caller, campaignId, items);
  }
}
