import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { PlayScenarioDto, PlaySweepDto, SaveScenarioDto, StabilityDto } from './scenario.dto';
import { type Effect, type SavedScenario, ScenarioService, type ShownScenario, type Stability, type SweepStep } from './scenario.service';

const NO_GROUND: readonly DescribedError[] = ['404 RUN_ABSENT', '409 RUN_NOT_FINISHED', '409 RUN_WITHOUT_BASIS'];
const NO_SCENARIO: readonly DescribedError[] = [...NO_GROUND, '422 SCENARIO_REFUSED', '422 SCENARIO_IMPOSSIBLE'];

/** What if: other rules for the people of a run. Nothing here changes a proposal or a decision. */
@ApiTags('scenarios')
@Controller('campaigns/:campaignId/stages/:stage/runs/:runId/scenarios')
export class ScenarioOfficerController {
  constructor(private readonly scenarios: ScenarioService) {}

  @Can('scenarios.play')
  @Described({ summary: 'Plays a scenario without keeping it: who would enter, who would leave, by region and category', errors: NO_SCENARIO })
  @Post('preview')
  @HttpCode(200)
  play(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Body() { changes }: PlayScenarioDto): Promise<ShownScenario> {
    return this.scenarios.play(caller, campaignId, stage, runId, changes);
  }

  @Can('scenarios.play')
  @Described({ summary: 'Plays a scenario and keeps it under a title', errors: NO_SCENARIO })
  @Post()
  keep(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Body() { title, changes }: SaveScenarioDto): Promise<ShownScenario & { id: string; title: string }> {
    return this.scenarios.keep(caller, campaignId, stage, runId, title, changes);
  }

  @Can('scenarios.read')
  @Described({ summary: 'Lists the scenarios kept of a run, in the order they were made', errors: NO_GROUND })
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Query() page: PageByIdQuery): Promise<Page<SavedScenario>> {
    return this.scenarios.list(caller, campaignId, stage, runId, page);
  }

  @Can('scenarios.read')
  @Described({ summary: 'Shows a scenario against the run it was played on', errors: [...NO_GROUND, '404 SCENARIO_ABSENT'] })
  @Get(':scenarioId')
  one(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Param('scenarioId') id: string): Promise<SavedScenario & { effect: Effect }> {
    return this.scenarios.compare(caller, campaignId, stage, runId, id);
  }

  @Can('scenarios.read')
  @Described({ summary: 'Shows a scenario against another one of the same run', errors: [...NO_GROUND, '404 SCENARIO_ABSENT'] })
  @Get(':scenarioId/against/:otherId')
  against(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Param('scenarioId') id: string, @Param('otherId') other: string): Promise<SavedScenario & { effect: Effect }> {
    return this.scenarios.compare(caller, campaignId, stage, runId, id, other);
  }

  @Can('scenarios.play')
  @Described({ summary: 'Varies the pass mark, the seats, one limit or the families of quotas, and tells what every value comes to', errors: [...NO_SCENARIO, '422 SWEEP_EMPTY', '422 SWEEP_INCOMPLETE'] })
  @Post('sweep')
  @HttpCode(200)
  async sweep(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Body() { changes, sweep }: PlaySweepDto): Promise<{ steps: SweepStep[] }> {
    return { steps: await this.scenarios.sweep(caller, campaignId, stage, runId, changes, sweep) };
  }

  @Can('scenarios.play')
  @Described({
    summary: 'Tells how firm every result is if scores carry an error of measurement; advice, not a rule',
    errors: [...NO_GROUND, '422 SCENARIO_IMPOSSIBLE', '422 ONE_ERROR_NEEDED', '422 RELIABILITY_OUT_OF_RANGE', '422 ERROR_NEGATIVE'],
  })
  @Post('stability')
  @HttpCode(200)
  stability(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Body() body: StabilityDto): Promise<Stability> {
    return this.scenarios.stability(caller, campaignId, stage, runId, body);
  }
}
