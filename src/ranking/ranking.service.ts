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
import { digestOf, sealedText } from '../platform/digest';
import { newId } from '../platform/new-id';
import { buildQuestion, type RankedPerson, type RunBasis } from './domain/build-question';
import { type AskedVacancies, freezeReplacement, type ReplacementRun } from './domain/freeze-replacement';
import { type FrozenRun, successionsOf, type WithoutResult } from './domain/frozen-run';
import { judgeRun } from './domain/judge-run';
import { certifyRun, type RunDeparture } from './domain/run-certificate';
import { isRefused } from './domain/selection-contract';
import { LotteryService } from './lottery.service';
import { type NewRun, RankingRepository, type RankingRun } from './ranking.repository';

export type { AskedVacancies, Confirmed };

/** A person's departure from what the rules alone would choose. */
export interface NamedDeparture {
  readonly candidacyId: string;
  readonly reason: string;
  readonly document?: { readonly number: string; readonly date: string };
}

export interface Departures {
  readonly locks: readonly NamedDeparture[];
  readonly exclusions: readonly NamedDeparture[];
  /** Why verdicts of different policy versions may be compared. */
  readonly mixedVersionsReason?: string;
}

export interface StartRun extends Departures {
  /** Of a lottery, at the first run: what was committed to and what was drawn. */
  readonly lotterySecret?: string;
  readonly lotteryValue?: string;
}

/** Somebody a run speaks of, by identifier too, so that a person can name him. */
export interface NumberedCandidacy {
  readonly candidacyId: string;
  readonly number: string;
}

/** A run as it is shown. */
export interface ShownRun extends Omit<RankingRun, 'result'> {
  readonly result: unknown;
  readonly refused: { readonly code: string; readonly path: string } | null;
  readonly tie: { readonly certain: readonly string[]; readonly places: number; readonly contenders: readonly NumberedCandidacy[] } | null;
  /** Whose offers, not confirmed, a replacement takes back. */
  readonly displaced: readonly NumberedCandidacy[];
  /** How many the ranking goes on without, and why. */
  readonly withoutResult: Partial<Record<WithoutResult['why'], number>>;
}

/** What the person who confirms has seen; `displaced`: how many lose an offer by it. */
export interface ConfirmRun {
  readonly count: number;
  readonly digest: string;
  readonly acceptShortfall: boolean;
  readonly displaced?: number;
}

/** Everything a run will be judged by, before it is frozen. */
export interface AskedRun {
  readonly snapshot: FrozenRun;
  readonly basis: RunBasis;
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
    private readonly lotteries: LotteryService,
  ) {}

  /**
   * Freezes everybody who is open in the stage, with scores and rules, and queues the run. Refused while anybody before
   * the stage is undecided: 409 `STAGE_NOT_COMPLETE` with the counts.
   */
  async start(caller: Caller, campaignId: string, stageKey: string, request: StartRun): Promise<{ id: string; revision: number; state: 'queued' }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const stage = this.scored(campaign, stageKey);
      const { snapshot, basis } = await this.ask(tx, campaign, stage, request, async (numbers) =>
        stage.ties.atBoundary === 'lottery' ? this.lotteries.seed(tx, campaign, stage, numbers, { secret: request.lotterySecret, publicValue: request.lotteryValue }) : null,
      );
      const run = await this.queue(tx, campaign, stage, 'ranking', snapshot, basis.people.length);
      await this.runs.keepBasis(tx, campaignId, run.id, basis); // scenarios ask the same people under other rules
      return run;
    });
  }

  /** The question a run with these departures would be asked now; writes nothing. Equals stay equal until a lottery is revealed. */
  async asked(tx: Tx, campaign: RunningCampaign, stageKey: string, departures: Departures): Promise<AskedRun> {
    return this.ask(tx, campaign, this.scored(campaign, stageKey), departures, () => this.lotteries.known(tx, campaign.campaignId, stageKey));
  }

  /** A replacement: the question of the newest confirmed run, with holders locked in and leavers shut out. */
  async replace(tx: Tx, campaign: RunningCampaign, stageKey: string, vacancies: AskedVacancies, left: ReadonlySet<string>, locks: readonly NamedDeparture[]): Promise<{ id: string; revision: number; state: 'queued' }> {
    const { snapshot, waiting } = await this.askedReplacement(tx, campaign, stageKey, vacancies, left, locks);
    return this.queue(tx, campaign, this.scored(campaign, stageKey), 'replacement', snapshot, waiting);
  }

  /** The question a replacement would be asked now, and how many wait to move up; writes nothing. */
  async askedReplacement(tx: Tx, campaign: RunningCampaign, stageKey: string, vacancies: AskedVacancies, left: ReadonlySet<string>, locks: readonly NamedDeparture[]): Promise<{ snapshot: ReplacementRun; waiting: number }> {
    const stage = this.scored(campaign, stageKey);
    const before = await this.runs.newestConfirmed(tx, campaign.campaignId, stageKey);
    if (!before) throw new DomainError('conflict', 'NO_CONFIRMED_RUN', 'No ranking run has been confirmed.');
    const waiting = await this.candidacies.inStage(tx, campaign.campaignId, stageKey, ['reserve']);
    const chosen = await this.named(tx, campaign, stage, 'locked', locks, 'reserve');
    const snapshot = freezeReplacement(before, vacancies, left, chosen, await this.withoutResult(tx, campaign, stage, []));
    if (!snapshot) throw new DomainError('conflict', 'NO_VACANCY', 'Nobody who was chosen has left.');
    return { snapshot, waiting: waiting.length };
  }

  /** Called by the queue: judges the frozen snapshot. A tie that the commission has to settle proposes nobody. */
  readonly compute: Compute = async (tx, batch) => {
    const runId = batch.runId!;
    const snapshot = await this.runs.snapshot(tx, runId);
    const judged = judgeRun(snapshot);
    if (isRefused(judged)) {
      await this.runs.complete(tx, runId, 'refused', 0, sealedText(judged), null, null); // the same question will be refused for ever
      return [];
    }
    const { result, tie, displaced, verdicts, explanations } = judged;
    const outcome = sealedText({ result, tie, displaced });
    const certificate = certifyRun({ ...(await this.runs.hashes(tx, runId)), result: outcome.digest.toString('hex') }, snapshot.named, judged.certificate);
    await this.runs.complete(tx, runId, tie ? 'tie' : result.status === 'infeasible' ? 'infeasible' : 'chosen', verdicts.length, outcome, tie ? null : sealedText(certificate), tie ? null : successionsOf(snapshot, result.selected));
    const ids = await this.runs.idsOf(tx, batch.campaignId, [...new Set([...explanations.keys(), ...verdicts.map(({ number }) => number)])]);
    await this.runs.explain(tx, runId, [...explanations].map(([number, document]) => ({ candidacyId: ids.get(number)!, document })));
    return verdicts.map(({ number, ...verdict }): Verdict => ({ ...verdict, candidacyId: ids.get(number)!, measures: {}, inputs: { run: runId, number } }));
  };

  async run(caller: Caller, campaignId: string, stage: string, id: string): Promise<ShownRun> {
    return this.database.transact(caller, async (tx) => {
      const { result: outcome, ...run } = await this.require(tx, campaignId, stage, id);
      const { result = null, tie = null, displaced = [], refused = null } = outcome ?? {};
      const ids = await this.runs.idsOf(tx, campaignId, [...(tie?.contenders ?? []), ...displaced]);
      const numbered = (numbers: readonly string[]): NumberedCandidacy[] => numbers.map((number) => ({ number, candidacyId: ids.get(number)! }));
      return {
        ...run, result, displaced: numbered(displaced), withoutResult: await this.runs.countWithoutResult(tx, id),
        refused: refused && { code: refused.code, path: refused.path },
        tie: tie && { certain: tie.certain, places: tie.places, contenders: numbered(tie.contenders) },
      };
    });
  }

  /**
   * Confirms this very run. Refused if a newer one exists, if it is not finished or has a tie, if somebody it judged has
   * left, or if it leaves a floor unmet or takes offers back and the person has not said that this is accepted. Offers are
   * taken back by another person than the one who started the run (409 `SECOND_PERSON_NEEDED`).
   */
  async confirm(caller: Caller, campaignId: string, stage: string, id: string, request: ConfirmRun): Promise<Confirmed> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const run = await this.require(tx, campaignId, stage, id);
      if (run.revision !== (await this.runs.newestRevision(tx, campaignId, stage))) throw new DomainError('conflict', 'RUN_SUPERSEDED', 'There is a newer run.');
      if (run.state === 'queued' || run.state === 'tie') throw new DomainError('conflict', run.state === 'tie' ? 'RUN_HAS_TIE' : 'RUN_NOT_FINISHED', 'This run proposes nobody yet.');
      if (run.state === 'refused') throw new DomainError('conflict', 'RUN_REFUSED', 'This run could not be computed as asked.', { reason: run.result?.refused?.code ?? null });
      if (run.state === 'infeasible' && !request.acceptShortfall) throw new DomainError('rule', 'SHORTFALL_NOT_ACCEPTED', 'The run leaves a floor unmet; say that this is accepted or change the rules.');
      const back = run.cause === 'replacement' ? await this.runs.holdAgain(tx, campaignId, id) : 0;
      if (back) throw new DomainError('conflict', 'RUN_OUTDATED', 'Somebody whose seat this run fills holds it again; start a new run.', { back });
      const displaced = run.result?.displaced ?? [];
      if (displaced.length !== (request.displaced ?? 0)) throw new DomainError('rule', 'DISPLACEMENT_NOT_ACCEPTED', 'The run takes offers back; say how many, as it shows.', { displaced: displaced.length });
      if (displaced.length) await this.campaigns.requireSecondPerson(tx, campaignId, run.startedBy);
      await this.runs.confirm(tx, id);
      const confirmed = await this.decisions.confirmRun(tx, campaign, { stage, count: request.count, digest: request.digest, departures: [] }, { runId: id, isReplacement: run.cause === 'replacement', revision: run.revision, size: run.judged! });
      if (displaced.length) await this.takeBack(tx, campaign, stage, id, displaced);
      return confirmed;
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

  private async queue(tx: Tx, campaign: RunningCampaign, stage: RankingStage, cause: RankingRun['cause'], snapshot: FrozenRun, size: number): Promise<{ id: string; revision: number; state: 'queued' }> {
    if (!size) throw new DomainError('conflict', 'NOBODY_TO_RANK', 'Nobody waits for this ranking.');
    const { campaignId, policyVersion } = campaign;
    const revision = (await this.runs.newestRevision(tx, campaignId, stage.key)) + 1;
    const run: NewRun = { id: newId(), campaignId, stage: stage.key, revision, policyVersion, cause, snapshot: sealedText(snapshot), rulesHash: digestOf(stage) };
    await this.runs.create(tx, run);
    await this.work.queueRun(tx, { ...run, size });
    await tx.audit({ action: `${cause}.started`, chain: campaignId, subject: run.id, policyVersion, lines: size, digest: run.snapshot.digest });
    return { id: run.id, revision, state: 'queued' };
  }

  private async ask(tx: Tx, campaign: RunningCampaign, stage: ScoredRanking, departures: Departures, seedOf: (numbers: readonly string[]) => Promise<string | null>): Promise<AskedRun> {
    await this.requireComplete(tx, campaign, stage);
    const people = await this.people(tx, campaign, stage, departures.mixedVersionsReason);
    const named = [...(await this.named(tx, campaign, stage, 'locked', departures.locks)), ...(await this.named(tx, campaign, stage, 'excluded', departures.exclusions))];
    const seed = await seedOf(people.map(({ number }) => number));
    const question = buildQuestion(stage, people, {
      locked: named.filter(({ as }) => as === 'locked').map(({ number }) => number),
      excluded: named.filter(({ as }) => as === 'excluded').map(({ number }) => number),
      seed,
    });
    const withoutResult = await this.withoutResult(tx, campaign, stage, question.unscored);
    return { snapshot: { ...question, named, reserve: stage.reserve, vacancies: null, withoutResult, succession: vacancyAfter(campaign, stage) }, basis: { people, seed } };
  }

  /** Everybody the ranking goes on without, in the order of public numbers. */
  private async withoutResult(tx: Tx, { campaignId, policy }: RunningCampaign, stage: RankingStage, unscored: readonly string[]): Promise<WithoutResult[]> {
    const upTo = policy.stages.slice(0, policy.stages.indexOf(stage) + 1).map(({ key }) => key);
    const undecided = await this.runs.undecidedPeople(tx, campaignId, upTo);
    const waiting = unscored.map((number): WithoutResult => ({ number, stage: stage.key, why: 'waited-for' }));
    return [...undecided, ...waiting].sort((a, b) => (a.number < b.number ? -1 : 1));
  }

  /** Displaced people lose an offer nobody has answered and wait in the reserve again. */
  private async takeBack(tx: Tx, campaign: RunningCampaign, stageKey: string, runId: string, numbers: readonly string[]): Promise<void> {
    const ids = [...(await this.runs.idsOf(tx, campaign.campaignId, numbers)).values()];
    const taken = await this.runs.takeOffersBack(tx, campaign.campaignId, runId, ids);
    if (taken.length !== numbers.length) throw new DomainError('conflict', 'RUN_OUTDATED', 'Somebody whose offer the run takes back has answered; start a new run.', { size: numbers.length, present: taken.length });
    const next = campaign.policy.stages[campaign.policy.stages.findIndex(({ key }) => key === stageKey) + 1]!;
    const decisions = ids.map((candidacyId) => ({ candidacyId, fromStatus: 'open' as const, event: 'demote' as const, reason: 'OFFER_TAKEN_BACK', revision: null, backTo: { stage: stageKey, status: 'reserve' as const } }));
    await this.decisions.record(tx, campaign, 'event', next.key, decisions, { runId });
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

  private async named(tx: Tx, { campaignId }: RunningCampaign, stage: RankingStage, as: 'locked' | 'excluded', departures: readonly NamedDeparture[], status: 'open' | 'reserve' = 'open'): Promise<RunDeparture[]> {
    if (!departures.length) return [];
    const found = await this.candidacies.require(tx, campaignId, departures.map(({ candidacyId }) => candidacyId), 'all');
    return found.map((candidacy, i) => {
      if (candidacy.stage !== stage.key || candidacy.status !== status) throw new DomainError('conflict', 'NOT_IN_STAGE', 'Somebody named does not wait for this ranking.', { number: candidacy.number });
      const { reason, document = null } = departures[i]!;
      return { number: candidacy.number, as, reason, by: tx.actor.id, document };
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

/** How a freed seat is filled by the stage after the ranking. */
function vacancyAfter({ policy }: RunningCampaign, stage: RankingStage): FrozenRun['succession'] {
  const next = policy.stages[policy.stages.indexOf(stage) + 1];
  if (next?.kind !== 'enrolment' || !next.vacancy) return null;
  return { rule: next.vacancy.keeps === 'confirmed' ? 'keep-confirmed' : 'keep-offers', vacancy: next.vacancy.rule };
}
