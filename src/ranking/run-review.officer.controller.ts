import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { type Page, PageQuery } from '../platform/http/page-query';
import { DeparturesDto, DifferenceQuery } from './ranking.dto';
import { type CheckedCertificate, type PreviewedRun, RunReviewService, type ShownEffect, type ShownSuccession, type ShownWithoutResult } from './run-review.service';

/** What runs say, and what departures from them would bring. Nothing here is stored. */
@ApiTags('ranking')
@Controller('campaigns/:campaignId/stages/:stage/runs')
export class RunReviewOfficerController {
  constructor(private readonly review: RunReviewService) {}

  @Can('runs.start')
  @Described({
    summary: 'Shows what locks and exclusions would bring: who enters and who leaves because of them',
    description: 'Compared with the newest ranking run of the stage, or with the rules alone where there is none. Nothing is stored; a run with these departures is started separately.',
    errors: ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_BUILT', '409 STAGE_NOT_COMPLETE', '409 NOT_IN_STAGE', '409 MIXED_POLICY_VERSIONS', '422 RUN_IMPOSSIBLE'],
  })
  @Post('preview')
  @HttpCode(200)
  preview(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: DeparturesDto): Promise<PreviewedRun> {
    return this.review.preview(caller, campaignId, stage, body);
  }

  @Can('runs.read')
  @Described({ summary: 'Shows who enters and who leaves from another run of the stage to this one', errors: ['404 RUN_ABSENT', '409 RUN_NOT_FINISHED'] })
  @Get(':runId/difference')
  difference(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Query() { from }: DifferenceQuery): Promise<ShownEffect> {
    return this.review.difference(caller, campaignId, stage, runId, from);
  }

  @Can('runs.read')
  @Described({
    summary: 'Shows the certificate stored with the run and checks it now, without solving anything',
    description: 'It states under which rules and named departures the choice is the best one, and proves it by potentials: no exchange of people can improve it.',
    errors: ['404 RUN_ABSENT', '409 RUN_NOT_FINISHED'],
  })
  @Get(':runId/certificate')
  certificate(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string): Promise<CheckedCertificate> {
    return this.review.certificate(caller, campaignId, stage, runId);
  }

  @Can('runs.read')
  @Described({
    summary: 'Lists for everybody chosen who enters if he alone leaves',
    description: 'Each line is for one departure by itself; several at once are computed anew, because one freed seat may serve what another freed. Contenders are equals among whom the commission would choose.',
    errors: ['404 RUN_ABSENT'],
  })
  @Get(':runId/successions')
  successions(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Query() query: PageQuery): Promise<Page<ShownSuccession>> {
    return this.review.successions(caller, campaignId, stage, runId, query);
  }

  @Can('runs.read')
  @Described({ summary: 'Lists whom the run goes on without: absent, postponed, waited for', errors: ['404 RUN_ABSENT'] })
  @Get(':runId/without-result')
  withoutResult(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Query() query: PageQuery): Promise<Page<ShownWithoutResult>> {
    return this.review.withoutResult(caller, campaignId, stage, runId, query);
  }
}
