import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import type { Page } from '../platform/http/page-query';
import { CutOffsQuery, ExplainQuery } from './report.dto';
import { type Fairness, type ShownCutOff, StandingService } from './standing.service';

/** Officers and auditors read how groups stand; an auditor sees no group of one or two. */
@ApiTags('candidacies')
@Controller('campaigns/:campaignId')
export class StandingOfficerController {
  constructor(private readonly standings: StandingService) {}

  @Can('runs.read')
  @Described({
    summary: 'Tells for every score of a run how many have it or a higher one, by region, category, sex and age band',
    description: 'From the highest score down. For readers who are no officers scores are thinned and small groups hidden (null).',
    errors: ['404 RUN_ABSENT', '409 CAMPAIGN_NOT_OPEN'],
  })
  @Get('stages/:stage/runs/:runId/cut-offs')
  cutOffs(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Query() query: CutOffsQuery): Promise<Page<ShownCutOff>> {
    return this.standings.cutOffs(caller, campaignId, stage, runId, caller.rolesIn(campaignId).includes('officer'), query);
  }

  @Can('stages.read')
  @Described({
    summary: 'Compares groups at every stage: counts, exact rates and ratios by sex, age band, federal district and category',
    description: 'Informative only: it decides nothing. Groups of one or two people are hidden; small groups and many of them differ by chance.',
    errors: ['409 CAMPAIGN_NOT_OPEN'],
  })
  @Get('fairness')
  fairness(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: ExplainQuery): Promise<Fairness> {
    return this.standings.fairness(caller, campaignId, query.explain);
  }
}
