import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import type { Page } from '../platform/http/page-query';
import { type ExplainedCandidacy, ExplanationService } from './explanation.service';
import { ExplanationQuery, ExplanationsQuery } from './report.dto';

/** Officers and auditors read why a run chose as it did. */
@ApiTags('ranking')
@Controller('campaigns/:campaignId/stages/:stage/runs/:runId/explanations')
export class ChoiceExplanationOfficerController {
  constructor(private readonly explanations: ExplanationService) {}

  @Can('runs.read')
  @Described({ summary: 'Explains everybody of a run: reason, limits reached, cut-offs, margin, the score that would have been enough', errors: ['404 RUN_ABSENT'] })
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Query() query: ExplanationsQuery): Promise<Page<ExplainedCandidacy>> {
    return this.explanations.ofRun(caller, campaignId, stage, runId, query);
  }

  @Can('runs.read')
  @Described({ summary: 'Explains one candidacy of a run, as an officer, the candidate or the nominator may read it', errors: ['404 RUN_ABSENT', '404 EXPLANATION_ABSENT'] })
  @Get(':candidacyId')
  one(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Param('candidacyId') candidacyId: string, @Query() query: ExplanationQuery): Promise<ExplainedCandidacy> {
    return this.explanations.ofCandidacy(caller, campaignId, stage, runId, candidacyId, query.level, query.explain);
  }
}
