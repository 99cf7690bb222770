import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { PageQuery } from '../platform/http/page-query';
import { DeliveryService, type HandedOver } from './delivery.service';
import { HandOverDto, HandOversDto, InterveneDto, InterventionsDto, NoticeDto, NoticesDto, ReleaseNoticesDto } from './notice.dto';
import { type NoticeOverview, type NoticePreview, NoticeService } from './notice.service';

const INTERVENE = ['404 NOTICE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOTICE_STATE', '409 DECISION_REVERTED', '422 NOTICE_TWICE'] as const;

/** An officer sees who is to be told what, lets it out, and helps on what does not arrive. */
@ApiTags('notices')
@Controller('campaigns/:campaignId/notices')
export class NoticeOfficerController {
  constructor(
    private readonly notices: NoticeService,
    private readonly delivery: DeliveryService,
  ) {}

  @Described({ summary: 'Counts notices by state, and names published decisions of which somebody is still to be told, corrections included', errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @Can('notices.preview')
  @Get('overview')
  overview(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<NoticeOverview> {
    return this.notices.overview(caller, campaignId);
  }

  @Described({ summary: 'Shows the letters of a published decision by name as they would leave, with counts and digest of all', errors: ['404 DECISION_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 DECISION_REVERTED'] })
  @Can('notices.preview')
  @Get('decisions/:decisionId/preview')
  preview(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('decisionId') decisionId: string, @Query() query: PageQuery): Promise<NoticePreview> {
    return this.notices.preview(caller, campaignId, decisionId, query);
  }

  @Described({ summary: 'Lets out the letters that the preview showed, one a line of the decision', errors: ['404 DECISION_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 DECISION_REVERTED', '409 SECOND_PERSON_NEEDED', '409 NOTHING_TO_RELEASE', '409 STALE_PREVIEW'] })
  @Can('notices.release')
  @Post('decisions/:decisionId/release')
  @HttpCode(200)
  release(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('decisionId') decisionId: string, @Body() body: ReleaseNoticesDto): Promise<{ released: number }> {
    return this.notices.release(caller, campaignId, decisionId, body);
  }

  @Described({ summary: 'Sends a notice again, cancels it, or records that the mail server has taken it', answer: NoticeDto, errors: INTERVENE })
  @Can('notices.intervene')
  @Post('interventions')
  @HttpCode(200)
  intervene(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: InterveneDto): Promise<NoticeDto> {
    return singleEntry(this.delivery.intervene(caller, campaignId, [body]));
  }

  @Described({ summary: 'The same for up to 500 notices, all or none', answer: NoticesDto, errors: INTERVENE })
  @Can('notices.intervene')
  @Post('interventions/bulk')
  @HttpCode(200)
  async interveneMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: InterventionsDto): Promise<NoticesDto> {
    return { items: await this.delivery.intervene(caller, campaignId, body.items) };
  }

  @Described({ summary: "Takes a nominator's waiting notices off the mail, to be given on paper", errors: ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOTHING_TO_PRINT'] })
  @Can('notices.intervene')
  @Post('hand-over')
  @HttpCode(200)
  handOver(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: HandOverDto): Promise<HandedOver> {
    return singleEntry(this.delivery.handOver(caller, campaignId, [body]));
  }

  @Described({ summary: 'The same for up to 500 nominators, all or none', errors: ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOTHING_TO_PRINT'] })
  @Can('notices.intervene')
  @Post('hand-over/bulk')
  @HttpCode(200)
  async handOverMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: HandOversDto): Promise<{ items: HandedOver[] }> {
    return { items: await this.delivery.handOver(caller, campaignId, body.items) };
  }
}
