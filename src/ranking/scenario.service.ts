import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { stageOf } from '../campaign/domain/policy';
import { formatUnits, parseUnits } from '../kernel/decimal';
import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import { type Caller, lookingUp } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { politely } from '../platform/politely';
import type { RunBasis } from './domain/build-question';
import { changeRules, type ScoredRanking } from './domain/change-rules';
import { compareOutcomes, type Effect } from './domain/compare-outcomes';
import { describeOutcome, type Kept, playScenario, type ScenarioOutcome } from './domain/play-scenario';
import { redrawScores, type Stability, standardError } from './domain/redraw-scores';
import { type ChoiceRefusal, isRefused, type SelectionInput } from './domain/selection-contract';
import { type AskedSweep, readSweep, stepsOf, type SweepStep, sweepRules } from './domain/sweep-rules';
import { type SavedScenario, type ScenarioChanges, ScenarioRepository } from './scenario.repository';

export type { Effect, SavedScenario, ScenarioChanges, Stability, SweepStep };

/** A scenario and what it changes against the run. */
export interface ShownScenario {
  readonly outcome: ScenarioOutcome;
  readonly effect: Effect;
}

/** How scores are doubted: the standard error itself, in points, or the reliability it follows from. */
export interface Doubt {
  readonly redraws: number;
  readonly seed: string;
  readonly sem?: string;
  readonly reliability?: string;
}

/** A run with the rules it was judged by, as a scenario takes it. */
interface Ground {
  readonly runId: string;
  readonly rules: ScoredRanking;
  readonly basis: RunBasis;
  readonly input: SelectionInput;
  readonly outcome: ScenarioOutcome;
}

/**
 * What if: the frozen people of a run asked again under other rules. It reads a run and writes scenarios, nothing else.
 * Everything is computed between two short transactions, never inside one.
 */
@Injectable()
export class ScenarioService {
  constructor(
    private readonly database: Database,
    private readonly scenarios: ScenarioRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /** Plays a scenario without keeping it. */
  async play(caller: Caller, campaignId: string, stage: string, runId: string, changes: ScenarioChanges): Promise<ShownScenario> {
    const ground = await this.ground(caller, campaignId, stage, runId);
    return this.shown(ground, this.outcomeOf(ground, changes));
  }

  /** Plays a scenario and keeps it under a title; it is never changed. */
  async keep(caller: Caller, campaignId: string, stage: string, runId: string, title: string, changes: ScenarioChanges): Promise<ShownScenario & { id: string; title: string }> {
    const ground = await this.ground(caller, campaignId, stage, runId);
    const outcome = this.outcomeOf(ground, changes);
    return this.database.transact(caller, async (tx) => {
      const id = newId();
      await this.scenarios.keep(tx, campaignId, { id, runId, title, changes, outcome }, digestOf({ runId, changes, outcome }));
      return { id, title, ...this.shown(ground, outcome) };
    });
  }

  async list(caller: Caller, campaignId: string, stage: string, runId: string, { after, limit }: { after?: string; limit: number }): Promise<Page<SavedScenario>> {
    await this.ground(caller, campaignId, stage, runId);
    return this.database.transact(caller, async (tx) => pageOf(await this.scenarios.page(tx, runId, after ?? null, limit + 1), limit, ({ id }) => id));
  }

  /** A saved scenario against the run, or against another saved one. */
  async compare(caller: Caller, campaignId: string, stage: string, runId: string, id: string, against?: string): Promise<SavedScenario & { effect: Effect }> {
    const ground = await this.ground(caller, campaignId, stage, runId);
    return this.database.transact(caller, async (tx) => {
      const scenario = await this.scenarios.find(tx, runId, id);
      const other = against === undefined ? ground : await this.scenarios.find(tx, runId, against);
      if (!scenario || !other) throw new DomainError('absent', 'SCENARIO_ABSENT', 'There is no such scenario of this run.');
      return { ...scenario, effect: compareOutcomes(ground.basis.people, other.outcome, scenario.outcome) };
    });
  }

  /** Varies one thing on top of the changes and tells what each value comes to. */
  async sweep(caller: Caller, campaignId: string, stage: string, runId: string, changes: ScenarioChanges, asked: AskedSweep): Promise<SweepStep[]> {
    const ground = await this.ground(caller, campaignId, stage, runId);
    const rules = changed(ground.rules, changes);
    const sweep = readSweep(asked);
    if (!sweep) throw new DomainError('rule', 'SWEEP_INCOMPLETE', 'The range lacks a bound, a step or what is varied; seats and limits are whole numbers.');
    const [first] = stepsOf(sweep);
    if (!first) throw new DomainError('rule', 'SWEEP_EMPTY', 'The range has no value.');
    changed(rules, first.changes);
    return politely(sweepRules(rules, ground.basis, keptOf(ground, changes), ground.outcome.selected, sweep));
  }

  /** How firm each result is if scores are measured with an error. Advice: it decides nothing and is not kept. */
  async stability(caller: Caller, campaignId: string, stage: string, runId: string, { redraws, seed, sem, reliability }: Doubt): Promise<Stability> {
    const { input, rules } = await this.ground(caller, campaignId, stage, runId);
    if ((sem === undefined) === (reliability === undefined)) throw new DomainError('rule', 'ONE_ERROR_NEEDED', 'Name the standard error or the reliability, one of the two.');
    if (reliability !== undefined && !(Number(reliability) >= 0 && Number(reliability) <= 1)) throw new DomainError('rule', 'RELIABILITY_OUT_OF_RANGE', 'A reliability lies between 0 and 1.');
    if (sem !== undefined && Number(sem) < 0) throw new DomainError('rule', 'ERROR_NEGATIVE', 'A standard error is not negative.');
    const points = sem === undefined ? standardError(input.candidates.map(({ score }) => Number(parseUnits(score)) / 10_000), Number(reliability)) : Number(sem);
    const rounded = Number(formatUnits(Math.round(points * 10_000)));
    return unlessRefused(await politely(redrawScores(input, { sem: rounded, redraws, seed, minScore: rules.order.minScore })));
  }

  private async ground(caller: Caller, campaignId: string, stageKey: string, runId: string): Promise<Ground> {
    return this.database.transact(lookingUp(caller), async (tx) => {
      const found = await this.scenarios.ground(tx, campaignId, stageKey, runId);
      if (!found) throw new DomainError('absent', 'RUN_ABSENT', 'There is no such run.');
      if (!found.basis) throw new DomainError('conflict', 'RUN_WITHOUT_BASIS', 'Scenarios start from a ranking run; a replacement has no people of its own.');
      if (!found.result || found.result.refused) throw new DomainError('conflict', 'RUN_NOT_FINISHED', 'This run has not chosen anybody.');
      const rules = stageOf(await this.campaigns.publishedPolicy(tx, campaignId, found.policyVersion), stageKey) as ScoredRanking;
      const { input, classes } = found.snapshot;
      return { runId, rules, basis: found.basis, input, outcome: describeOutcome(input, { ...found.result.result, margins: {} }, classes) };
    });
  }

  private outcomeOf(ground: Ground, changes: ScenarioChanges): ScenarioOutcome {
    return unlessRefused(playScenario(changed(ground.rules, changes), ground.basis, keptOf(ground, changes)));
  }

  private shown({ basis, outcome: before }: Ground, outcome: ScenarioOutcome): ShownScenario {
    return { outcome, effect: compareOutcomes(basis.people, before, outcome) };
  }
}

function keptOf({ input }: Ground, { keepDepartures }: ScenarioChanges): Kept {
  return keepDepartures ? { locked: input.locked ?? [], excluded: input.excluded ?? [] } : { locked: [], excluded: [] };
}

function changed(rules: ScoredRanking, changes: Omit<ScenarioChanges, 'keepDepartures'>): ScoredRanking {
  const next = changeRules(rules, changes);
  if (!('length' in next)) return next;
  const faults: readonly Fault[] = next.map((fault) => ({ ...fault, pointer: `/changes${fault.pointer}` }));
  throw new DomainError('rule', 'SCENARIO_REFUSED', 'The rules have nothing that the scenario changes.', {}, faults);
}

function unlessRefused<Answer extends object>(answer: Answer | ChoiceRefusal): Answer {
  if (!isRefused(answer)) return answer;
  const { code, path } = answer.refused;
  throw new DomainError('rule', 'SCENARIO_IMPOSSIBLE', 'The choice cannot be asked under these rules.', {}, [{ code, pointer: path, params: {} }]);
}
