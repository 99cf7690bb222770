import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { type Page, PageQuery } from '../platform/http/page-query';
import { ClearMarksDto, ConfirmMarksDto, MarkDto, MarkProposedDto, MarksDto } from './decision.dto';
import { type CheckedList, DecisionListService, type ShownList, type SinglePage } from './decision-list.service';
import type { Confirmed } from './decision.service';

type Marked = Promise<{ version: number; marked: number }>;

const STAGE: readonly DescribedError[] = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_CONFIRMED_HERE'];
const MARKS: readonly DescribedError[] = [...STAGE, '409 LIST_CHANGED', '409 NO_VERDICT', '422 NOT_ON_LIST', '422 UNDETERMINED_NEEDS_DEPARTURE', '422 DEPARTURE_TWICE', '422 DEPARTURE_AGREES_WITH_VERDICT', '422 REASON_NEEDED'];

/** Officers mark what they mean to decide, check it by name, look at the hard cases one by one, and one of them confirms. */
@ApiTags('decisions')
@Controller('campaigns/:campaignId')
export class DecisionListOfficerController {
  constructor(private readonly lists: DecisionListService) {}

  @Can('decisions.preview')
  @Described({ summary: 'Shows the marks of a stage by name, with counts; nobody is decided by them', errors: STAGE })
  @Get('stages/:stage/pending')
  show(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() query: PageQuery): Promise<ShownList> {
    return this.lists.show(caller, campaignId, stage, query);
  }

  @Can('decisions.mark')
  @Described({ summary: 'Marks one person; a mark that departs from the proposal has a reason', errors: MARKS })
  @Post('stages/:stage/pending')
  @HttpCode(200)
  markOne(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() { version, ...mark }: MarkDto): Marked {
    return this.lists.mark(caller, campaignId, stage, version, [mark]);
  }

  @Can('decisions.mark')
  @Described({ summary: 'Marks many, all or nothing', errors: MARKS })
  @Post('stages/:stage/pending/bulk')
  @HttpCode(200)
  markMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() { version, items }: MarksDto): Marked {
    return this.lists.mark(caller, campaignId, stage, version, items);
  }

  @Can('decisions.mark')
  @Described({ summary: 'Marks as proposed everybody of a filter whom the engine could judge', errors: [...STAGE, '409 LIST_CHANGED'] })
  @Post('stages/:stage/pending/proposed')
  @HttpCode(200)
  markProposed(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() { version, filter = {} }: MarkProposedDto): Marked {
    return this.lists.markProposed(caller, campaignId, stage, version, filter);
  }

  @Can('decisions.mark')
  @Described({ summary: 'Clears the marks of those named, of a filter, or all', errors: [...STAGE, '409 LIST_CHANGED'] })
  @Post('stages/:stage/pending/clear')
  @HttpCode(200)
  clear(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() { version, ...whom }: ClearMarksDto): Marked {
    return this.lists.clear(caller, campaignId, stage, version, whom);
  }

  @Can('decisions.mark')
  @Described({ summary: 'Checks the marked list: tells by name everything that keeps it from being confirmed', errors: [...STAGE, '409 NOTHING_TO_DECIDE'] })
  @Post('stages/:stage/pending/check')
  @HttpCode(200)
  check(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string): Promise<CheckedList> {
    return this.lists.check(caller, campaignId, stage);
  }

  @Can('decisions.preview')
  @Described({ summary: 'Shows one by one whom nobody may decide by the list alone: rejected, departures, at the boundary; the last page has their digest', errors: [...STAGE, '409 NOTHING_TO_DECIDE', '409 LIST_NOT_CHECKED'] })
  @Get('stages/:stage/pending/singly')
  singly(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() query: PageQuery): Promise<SinglePage> {
    return this.lists.singly(caller, campaignId, stage, query);
  }

  @Can('decisions.confirm')
  @Described({
    summary: 'Decides the checked list as it was shown, the list and those shown one by one',
    errors: [...STAGE, '409 NOTHING_TO_DECIDE', '409 LIST_NOT_CHECKED', '409 STALE_PREVIEW', '409 CANDIDACY_MOVED', '409 DECIDER_INTERESTED', '409 COMMISSION_NEEDED', '409 PROTOCOL_NOT_SIGNED', '422 NOT_SHOWN_SINGLY'],
  })
  @Post('stages/:stage/pending/confirm')
  confirm(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: ConfirmMarksDto): Promise<Confirmed> {
    return this.lists.confirm(caller, campaignId, stage, body);
  }

  @Can('decisions.read')
  @Described({ summary: 'Whom the person who confirmed a decision was shown one by one, and why', errors: ['404 DECISION_ABSENT'] })
  @Get('decisions/:decisionId/shown')
  shown(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('decisionId') decisionId: string, @Query() query: PageQuery): Promise<Page<{ candidacyId: string; number: string; why: string }>> {
    return this.lists.shown(caller, campaignId, decisionId, query);
  }
}
