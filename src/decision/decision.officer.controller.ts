import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { ConfirmDto, ExitsDto, PreviewQuery, RevertDto } from './decision.dto';
import { type Confirmed, type DecisionBatch, DecisionService, type Preview, type PreviewLine, type SingleLine } from './decision.service';
import { ExitService } from './exit.service';

/** An officer previews a list by name, confirms it against what was shown, publishes and, if need be, takes it back. */
@ApiTags('decisions')
@Controller('campaigns/:campaignId')
export class DecisionOfficerController {
  constructor(
    private readonly decisions: DecisionService,
    private readonly exits: ExitService,
  ) {}

  @Can('decisions.preview')
  @Described({ summary: 'Shows what would be decided at a stage: the list by name, page by page, with counts and digest on the first', errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Get('stages/:stage/preview')
  preview(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() query: PreviewQuery): Promise<Preview | Page<PreviewLine>> {
    return query.after === undefined ? this.decisions.preview(caller, campaignId, stage, query) : this.decisions.previewPage(caller, campaignId, stage, query.after, query);
  }

  @Can('decisions.preview')
  @Described({
    summary: 'Shows those of the list whom nobody decides by a list: left open, rejected, at the boundary of who passes and who waits',
    description: 'As proposed; `revision` for those of a ranking run. The decision keeps them: `decisions/{id}/shown`.',
    errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'],
  })
  @Get('stages/:stage/preview/singly')
  singly(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() query: PreviewQuery): Promise<Page<SingleLine>> {
    return this.decisions.singly(caller, campaignId, stage, query);
  }

  @Can('decisions.confirm')
  @Described({
    summary: 'Confirms the list that the preview showed; departures from the proposals are named with a reason',
    errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 STALE_PREVIEW', '409 NO_VERDICT', '409 ALREADY_DECIDED', '409 NOTHING_TO_DECIDE', '409 CANDIDACY_MOVED', '409 DECIDER_INTERESTED', '409 EVENT_NOT_LEGAL', '409 NOT_CONFIRMED_HERE', '409 VERDICT_BEING_RENEWED', '409 COMMISSION_NEEDED', '409 PROTOCOL_NOT_SIGNED', '422 UNDETERMINED_NEEDS_DEPARTURE', '422 NOT_ON_LIST', '422 DEPARTURE_TWICE', '422 DEPARTURE_AGREES_WITH_VERDICT'],
  })
  @Post('decisions')
  confirm(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: ConfirmDto): Promise<Confirmed> {
    return this.decisions.confirm(caller, campaignId, body);
  }

  @Can('decisions.read')
  @Described({ summary: 'Lists all decisions of a campaign in the order they were taken' })
  @Get('decisions')
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<Page<DecisionBatch>> {
    return this.decisions.batches(caller, campaignId, query);
  }

  @Can('decisions.publish')
  @Described({ summary: 'Reveals a decision to nominators and candidates', errors: ['404 DECISION_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 ALREADY_PUBLISHED', '409 SECOND_PERSON_NEEDED', '409 DECIDER_INTERESTED', '409 PROTOCOL_NOT_SIGNED', '409 DECISION_REVERTED'] })
  @Post('decisions/:decisionId/publish')
  @HttpCode(200)
  publish(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('decisionId') decisionId: string): Promise<DecisionBatch> {
    return this.decisions.publish(caller, campaignId, decisionId);
  }

  @Can('decisions.revert')
  @Described({ summary: 'Takes a decision back; everybody returns to where he stood', errors: ['404 DECISION_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 CANDIDACY_MOVED', '409 LATER_STAGE_DECIDED', '409 REVERT_NOT_REVERTED'] })
  @Post('decisions/:decisionId/revert')
  revert(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('decisionId') decisionId: string, @Body() body: RevertDto): Promise<Confirmed> {
    return this.decisions.revert(caller, campaignId, decisionId, body.reason);
  }

  @Can('exits.write')
  @Described({ summary: 'Records who withdraws, is excluded, held or released, each with a reason', errors: ['404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 CANDIDACY_MOVED', '409 DECIDER_INTERESTED', '409 EVENT_NOT_LEGAL', '409 ANSWER_THE_OFFER'] })
  @Post('exits')
  exit(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: ExitsDto): Promise<{ ids: string[]; lines: number }> {
    return this.exits.exit(caller, campaignId, body.items);
  }
}
