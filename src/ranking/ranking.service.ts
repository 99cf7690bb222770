import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { OrderByScore, RankingStage } from '../campaign/domain/policy';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Verdict } from '../candidacy/domain/verdict';
import { VerdictService } from '../candidacy/verdict.service';
import { type Compute, WorkService } from '../candidacy/work.service';
import { type Confirmed, DecisionService } from '../decision/decision.service';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { newId } from '../platform/new-id';
import { buildQuestion, type RankedPerson } from './domain/build-question';
import { judgeRun, type RunSnapshot, type Vacancies } from './domain/judge-run';
import { isRefused } from './domain/selection-contract';
import { type NewRun, RankingRepository, type RankingRun } from './ranking.repository';

export type { Confirmed };

/** A person's departure from what the rules alone would choose. */
export interface NamedDeparture {
  readonly candidacyId: string;
  readonly reason: string;
}

export interface StartRun {
  readonly locks: readonly NamedDeparture[];
  readonly exclusions: readonly NamedDeparture[];
  readonly lotterySeed?: string;
  /** Why verdicts of different policy versions may be compared. */
  readonly mixedVersionsReason?: string;
}

/** A run as it is shown: contenders of a tie by identifier too, so that the commission can name them. */
export interface ShownRun extends Omit<RankingRun, 'result'> {
  readonly result: unknown;
  readonly tie: { readonly certain: readonly string[]; readonly places: number; readonly contenders: readonly { candidacyId: string; number: string }[] } | null;
}

type ScoredRanking = RankingStage & { order: OrderByScore };

/** Ranking under quotas: a person starts a run, the engine proposes, a person confirms this very run. */
@Injectable()
export class RankingService {
  constructor(
    private readonly database: Database,
    private readonly runs: RankingRepository,
    private readonly verdicts: VerdictService,
    private readonly candidacies: CandidacyService,
    private readonly campaigns: CampaignService,
    private readonly decisions: DecisionService,
    private readonly work: WorkService,
  ) {}

  /**
   * Freezes everybody who is open in the stage, with scores and rules, and queues the run. Refused while anybody before
   * the stage is undecided: 409 `STAGE_NOT_COMPLETE` with the counts.
   */
  async start(caller: Caller, campaignId: string, stageKey: string, request: StartRun): Promise<{ id: string; revision: number; state: 'queued' }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const stage = this.scored(campaign, stageKey);
      await this.requireComplete(tx, campaign, stage);
      if (stage.ties.atBoundary === 'lottery' && request.lotterySeed === undefined) throw new DomainError('rule', 'LOTTERY_SEED_NEEDED', 'The policy settles ties by lottery; name its public seed.');
      const people = await this.people(tx, campaign, stage, request.mixedVersionsReason);
      const named = [...(await this.named(tx, campaign, stage, 'locked', request.locks)), ...(await this.named(tx, campaign, stage, 'excluded', request.exclusions))];
      const seed = stage.ties.atBoundary === 'lottery' ? request.lotterySeed! : null;
      const question = buildQuestion(stage, people, {
        locked: named.filter(({ as }) => as === 'locked').map(({ number }) => number),
        excluded: named.filter(({ as }) => as === 'excluded').map(({ number }) => number),
        seed,
      });
      const run = await this.queue(tx, campaign, stage, 'ranking', { ...question, named, reserve: stage.reserve, vacancies: null }, people.length);
      await this.runs.keepBasis(tx, campaignId, run.id, { people, seed }); // scenarios ask the same people under other rules
      return run;
    });
  }

  /** A replacement: the question of the newest confirmed run, with holders locked in and leavers shut out. */
  async replace(tx: Tx, campaign: RunningCampaign, stageKey: string, vacancies: Omit<Vacancies, 'declined' | 'gone' | 'holding'>, left: ReadonlySet<string>, locks: readonly NamedDeparture[]): Promise<{ id: string; revision: number; state: 'queued' }> {
    const stage = this.scored(campaign, stageKey);
    const before = await this.runs.newestConfirmed(tx, campaign.campaignId, stageKey);
    if (!before) throw new DomainError('conflict', 'NO_CONFIRMED_RUN', 'No ranking run has been confirmed.');
    const declined = before.selected.filter((number) => left.has(number));
    if (!declined.length) throw new DomainError('conflict', 'NO_VACANCY', 'Nobody who was chosen has left.');
    const waiting = await this.candidacies.inStage(tx, campaign.campaignId, stageKey, ['reserve']);
    const chosen = await this.named(tx, campaign, stage, 'locked', locks, 'reserve');
    const { input, classes, reserve } = before.snapshot;
    const snapshot: RunSnapshot = {
      input: { ...input, locked: [...(input.locked ?? []), ...chosen.map(({ number }) => number)] },
      classes, unscored: [], named: chosen, reserve,
      vacancies: { ...vacancies, holding: before.selected, declined, gone: input.candidates.map(({ id }) => id).filter((id) => left.has(id) && !before.selected.includes(id)) },
    };
    return this.queue(tx, campaign, stage, 'replacement', snapshot, waiting.length);
  }

  /** Called by the queue: judges the frozen snapshot. A tie that the commission has to settle proposes nobody. */
  readonly compute: Compute = async (tx, batch) => {
    const runId = batch.runId!;
    const snapshot = await this.runs.snapshot(tx, runId);
    const judged = judgeRun(snapshot);
    if (isRefused(judged)) throw new DomainError('rule', judged.refused.code, judged.refused.message);
    const { result, tie, verdicts, explanations } = judged;
    const outcome = { result, tie };
    await this.runs.complete(tx, runId, tie ? 'tie' : result.status === 'infeasible' ? 'infeasible' : 'chosen', outcome, digestOf(outcome));
    await this.runs.explain(tx, batch.campaignId, runId, explanations);
    const ids = await this.runs.idsOf(tx, batch.campaignId, verdicts.map(({ number }) => number));
    return verdicts.map(({ number, ...verdict }): Verdict => ({ ...verdict, candidacyId: ids.get(number)!, measures: {}, inputs: { run: runId, number } }));
  };

  async run(caller: Caller, campaignId: string, stage: string, id: string): Promise<ShownRun> {
    return this.database.transact(caller, async (tx) => {
      const { result: outcome, ...run } = await this.require(tx, campaignId, stage, id);
      const tie = outcome?.tie ?? null;
      const ids = await this.runs.idsOf(tx, campaignId, tie?.contenders ?? []);
      return {
        ...run,
        result: outcome?.result ?? null,
        tie: tie && { certain: tie.certain, places: tie.places, contenders: tie.contenders.map((number) => ({ number, candidacyId: ids.get(number)! })) },
      };
    });
  }

  /**
   * Confirms this very run. Refused if a newer one exists, if it is not finished or has a tie, if somebody it judged has
   * left, or if it leaves a floor unmet and the person has not said that this is accepted.
   */
  async confirm(caller: Caller, campaignId: string, stage: string, id: string, request: { count: number; digest: string; acceptShortfall: boolean }): Promise<Confirmed> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const run = await this.require(tx, campaignId, stage, id);
      if (run.revision !== (await this.runs.newestRevision(tx, campaignId, stage))) throw new DomainError('conflict', 'RUN_SUPERSEDED', 'There is a newer run.');
      if (run.state === 'queued' || run.state === 'tie') throw new DomainError('conflict', run.state === 'tie' ? 'RUN_HAS_TIE' : 'RUN_NOT_FINISHED', 'This run proposes nobody yet.');
      if (run.state === 'infeasible' && !request.acceptShortfall) throw new DomainError('rule', 'SHORTFALL_NOT_ACCEPTED', 'The run leaves a floor unmet; say that this is accepted or change the rules.');
      const size = await this.verdicts.count(tx, campaignId, run);
      await this.runs.confirm(tx, id);
      return this.decisions.confirmRun(tx, campaign, { stage, count: request.count, digest: request.digest, departures: [] }, { runId: id, revision: run.revision, size });
    });
  }

  /** Rejects everybody who still waits in the reserve; `count` is how many the person saw there. */
  async closeReserve(caller: Caller, campaignId: string, stageKey: string, count: number): Promise<{ id: string; lines: number }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      this.campaigns.stage(campaign, stageKey, 'ranking');
      const waiting = await this.candidacies.inStage(tx, campaignId, stageKey, ['reserve']);
      if (!waiting.length) throw new DomainError('conflict', 'RESERVE_EMPTY', 'Nobody waits in the reserve.');
      if (waiting.length !== count) throw new DomainError('conflict', 'STALE_PREVIEW', 'The reserve has changed since it was read.', { count: waiting.length });
      const revision = await this.runs.newestConfirmedRevision(tx, campaignId, stageKey); // what put them there; a newer run may be under way
      const decisions = waiting.map(({ id }) => ({ candidacyId: id, fromStatus: 'reserve' as const, event: 'decided:fail' as const, reason: 'RESERVE_CLOSED', revision }));
      return { id: await this.decisions.record(tx, campaign, 'confirm', stageKey, decisions), lines: waiting.length };
    });
  }

  private async queue(tx: Tx, campaign: RunningCampaign, stage: RankingStage, cause: RankingRun['cause'], snapshot: RunSnapshot, size: number): Promise<{ id: string; revision: number; state: 'queued' }> {
    if (!size) throw new DomainError('conflict', 'NOBODY_TO_RANK', 'Nobody waits for this ranking.');
    const { campaignId, policyVersion } = campaign;
    const revision = (await this.runs.newestRevision(tx, campaignId, stage.key)) + 1;
    const run: NewRun = { id: newId(), campaignId, stage: stage.key, revision, policyVersion, cause, snapshot, snapshotHash: digestOf(snapshot), rulesHash: digestOf(stage) };
    await this.runs.create(tx, run);
    await this.work.queueRun(tx, { ...run, size });
    await tx.audit({ action: `${cause}.started`, chain: campaignId, subject: run.id, policyVersion, lines: size, digest: run.snapshotHash });
    return { id: run.id, revision, state: 'queued' };
  }

  private async requireComplete(tx: Tx, { campaignId, policy }: RunningCampaign, stage: RankingStage): Promise<void> {
    const earlier = policy.stages.slice(0, policy.stages.indexOf(stage)).map(({ key }) => key);
    const undecided = await this.candidacies.undecidedIn(tx, campaignId, earlier);
    if (undecided.length) {
      throw new DomainError('conflict', 'STAGE_NOT_COMPLETE', 'Somebody before this stage is undecided.', Object.fromEntries(undecided.map(({ stage: key, count }) => [key, count])));
    }
  }

  private async people(tx: Tx, { campaignId, policy }: RunningCampaign, stage: RankingStage, mixedVersionsReason?: string): Promise<RankedPerson[]> {
    const open = await this.candidacies.inStage(tx, campaignId, stage.key, ['open']);
    const earlier = policy.stages.slice(1, policy.stages.indexOf(stage)).map(({ key }) => key);
    const verdicts = await this.verdicts.ofEarlierStages(tx, campaignId, stage.key, earlier);
    if (new Set(verdicts.map(({ policyVersion }) => policyVersion)).size > 1 && !mixedVersionsReason) {
      throw new DomainError('conflict', 'MIXED_POLICY_VERSIONS', 'People were judged under different versions of the policy; name the reason to compare them.');
    }
    const scores = new Map<string, Record<string, number | null>>();
    const measures = new Map<string, Record<string, Record<string, number>>>();
    for (const verdict of verdicts) {
      scores.set(verdict.candidacyId, { ...scores.get(verdict.candidacyId), [verdict.stage]: verdict.score });
      measures.set(verdict.candidacyId, { ...measures.get(verdict.candidacyId), [verdict.stage]: verdict.measures });
    }
    return open.map(({ id, number, territory, category }) => ({ number, territory, category, scores: scores.get(id) ?? {}, measures: measures.get(id) ?? {} }));
  }

  private async named(tx: Tx, { campaignId }: RunningCampaign, stage: RankingStage, as: 'locked' | 'excluded', departures: readonly NamedDeparture[], status: 'open' | 'reserve' = 'open'): Promise<{ number: string; as: 'locked' | 'excluded'; reason: string }[]> {
    const found = await this.candidacies.require(tx, campaignId, departures.map(({ candidacyId }) => candidacyId), 'all');
    return found.map((candidacy, i) => {
      if (candidacy.stage !== stage.key || candidacy.status !== status) throw new DomainError('conflict', 'NOT_IN_STAGE', 'Somebody named does not wait for this ranking.', { number: candidacy.number });
      return { number: candidacy.number, as, reason: departures[i]!.reason };
    });
  }

  private scored(campaign: RunningCampaign, stageKey: string): ScoredRanking {
    const stage = this.campaigns.stage(campaign, stageKey, 'ranking');
    if (stage.order.by !== 'score') throw new DomainError('conflict', 'NOT_BUILT', 'The commission picks without scores in this policy; that part is not built.');
    return stage as ScoredRanking;
  }

  private async require(tx: Tx, campaignId: string, stage: string, id: string): Promise<RankingRun> {
    const run = await this.runs.find(tx, campaignId, stage, id);
    if (!run) throw new DomainError('absent', 'RUN_ABSENT', 'There is no such run.');
    return run;
  }
}
