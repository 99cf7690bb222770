import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { type CertificateFault, checkCertificate } from './domain/check-certificate';
import { type AnsweredQuestion, compareRuns } from './domain/compare-runs';
import type { Effect } from './domain/compare-outcomes';
import type { Succession } from './domain/foresee-departures';
import type { FrozenRun, WithoutResult } from './domain/frozen-run';
import { type JudgedRun, judgeRun, questionAsked } from './domain/judge-run';
import { pairDepartures } from './domain/pair-departures';
import type { RunCertificate, RunDeparture } from './domain/run-certificate';
import { isRefused } from './domain/selection-contract';
import { RankingRepository, type RankingRun, type RunOutcome } from './ranking.repository';
import { type AskedVacancies, type Departures, type NamedDeparture, type NumberedCandidacy, RankingService } from './ranking.service';

export type ShownSuccession = Succession;
export type ShownWithoutResult = WithoutResult;

/** Who enters and who leaves, by identifier too. */
export interface ShownEffect extends Omit<Effect, 'entered' | 'left'> {
  readonly entered: readonly NumberedCandidacy[];
  readonly left: readonly NumberedCandidacy[];
}

/** What a run with these departures would come to, beside the newest one; nothing of it is stored. */
export interface PreviewedRun {
  readonly departures: readonly RunDeparture[];
  /** The run it is compared with; null: with the rules alone. */
  readonly from: string | null;
  readonly effect: ShownEffect;
  readonly tie: { readonly places: number; readonly contenders: readonly string[] } | null;
}

/** What filling the seats that are free now would come to. */
export interface ForeseenReplacement {
  readonly left: readonly string[];
  /** In published order; `inPlaceOf`: see `pairDepartures`. */
  readonly entered: readonly { readonly number: string; readonly inPlaceOf: string | null }[];
  readonly displaced: readonly string[];
  readonly tie: { readonly places: number; readonly contenders: readonly string[] } | null;
  readonly unfilled: number;
}

/** The certificate as stored, and whether it holds when it is checked now. */
export interface CheckedCertificate {
  readonly certificate: RunCertificate;
  readonly hash: string;
  readonly holds: boolean;
  readonly faults: readonly CertificateFault[];
}

/** Reading what runs say: differences, what departures would bring, certificates, who follows whom. Writes nothing. */
@Injectable()
export class RunReviewService {
  constructor(
    private readonly database: Database,
    private readonly runs: RankingRepository,
    private readonly ranking: RankingService,
    private readonly campaigns: CampaignService,
  ) {}

  /** What locks and exclusions would bring: who enters and who leaves because of them, before anybody decides on a run. */
  async preview(caller: Caller, campaignId: string, stage: string, departures: Departures): Promise<PreviewedRun> {
    return this.database.transact(caller, async (tx) => this.previewIn(tx, await this.campaigns.running(tx, campaignId), stage, departures));
  }

  /** `preview` of what the transaction sees, which need not be committed. */
  async previewIn(tx: Tx, campaign: RunningCampaign, stage: string, departures: Departures): Promise<PreviewedRun> {
    const { snapshot } = await this.ranking.asked(tx, campaign, stage, departures);
    const after = judge(snapshot);
    const newest = await this.runs.newestAnswered(tx, campaign.campaignId, stage);
    const alone = newest ?? { id: null, snapshot: (await this.ranking.asked(tx, campaign, stage, { ...departures, locks: [], exclusions: [] })).snapshot };
    const before = newest?.result ?? judge(alone.snapshot);
    return {
      departures: snapshot.named,
      from: alone.id,
      effect: await this.numbered(tx, campaign.campaignId, compareRuns(answerOf(alone.snapshot, before), answerOf(snapshot, after))),
      tie: after.tie && { places: after.tie.places, contenders: after.tie.contenders },
    };
  }

  /** What a replacement started now would come to, by public number. Writes nothing. */
  async foreseeReplacement(tx: Tx, campaign: RunningCampaign, stage: string, vacancies: AskedVacancies, left: ReadonlySet<string>, locks: readonly NamedDeparture[]): Promise<ForeseenReplacement> {
    const { snapshot } = await this.ranking.askedReplacement(tx, campaign, stage, vacancies, left, locks);
    const { result, tie, displaced } = judge(snapshot);
    const { declined, holding } = snapshot.vacancies;
    const entered = (tie?.certain ?? result.selected).filter((number) => !holding.includes(number));
    const pairs = tie ? null : pairDepartures({ ...snapshot.vacancies, input: snapshot.input }, result.selected);
    return { left: declined, entered: entered.map((number) => ({ number, inPlaceOf: pairs?.get(number) ?? null })), displaced, tie: tie && { places: tie.places, contenders: tie.contenders }, unfilled: result.unfilled };
  }

  /** What changed from one run of the stage to another. */
  async difference(caller: Caller, campaignId: string, stage: string, id: string, from: string): Promise<ShownEffect> {
    return this.database.transact(caller, async (tx) => {
      const [before, after] = [await this.answered(tx, campaignId, stage, from), await this.answered(tx, campaignId, stage, id)];
      return this.numbered(tx, campaignId, compareRuns(before, after));
    });
  }

  /** The stored certificate, checked against the frozen question and the stored result without solving anything. */
  async certificate(caller: Caller, campaignId: string, stage: string, id: string): Promise<CheckedCertificate> {
    return this.database.transact(caller, async (tx) => {
      const run = await this.require(tx, campaignId, stage, id);
      const certificate = await this.runs.certificate(tx, id);
      if (!certificate || !run.result || run.certificateHash === null) throw new DomainError('conflict', 'RUN_NOT_FINISHED', 'This run proposes nobody yet.');
      const input = questionAsked(await this.runs.snapshot(tx, id));
      const faults = isRefused(input) ? input : checkCertificate(input, run.result.result.selected, certificate.proof);
      if (isRefused(faults)) throw new Error(`a finished run cannot be asked: ${faults.refused.code}`);
      return { certificate, hash: run.certificateHash, holds: faults.length === 0, faults };
    });
  }

  /** "If X leaves, Y enters", one departure at a time. */
  async successions(caller: Caller, campaignId: string, stage: string, id: string, { after, limit }: { after?: string; limit: number }): Promise<Page<Succession>> {
    return this.database.transact(caller, async (tx) => {
      await this.require(tx, campaignId, stage, id);
      return pageOf(await this.runs.successions(tx, id, after ?? null, limit + 1), limit, ({ leaves }) => leaves);
    });
  }

  /** Whom the ranking goes on without. */
  async withoutResult(caller: Caller, campaignId: string, stage: string, id: string, { after, limit }: { after?: string; limit: number }): Promise<Page<WithoutResult>> {
    return this.database.transact(caller, async (tx) => {
      await this.require(tx, campaignId, stage, id);
      return pageOf(await this.runs.withoutResult(tx, id, after ?? null, limit + 1), limit, ({ number }) => number);
    });
  }

  private async answered(tx: Tx, campaignId: string, stage: string, id: string): Promise<AnsweredQuestion> {
    const run = await this.require(tx, campaignId, stage, id);
    if (!run.result || run.state === 'refused') throw new DomainError('conflict', 'RUN_NOT_FINISHED', 'This run proposes nobody yet.');
    return answerOf(await this.runs.snapshot(tx, id), run.result);
  }

  private async numbered(tx: Tx, campaignId: string, effect: Effect): Promise<ShownEffect> {
    const ids = await this.runs.idsOf(tx, campaignId, [...effect.entered, ...effect.left]);
    const named = (numbers: readonly string[]): NumberedCandidacy[] => numbers.map((number) => ({ number, candidacyId: ids.get(number)! }));
    return { ...effect, entered: named(effect.entered), left: named(effect.left) };
  }

  private async require(tx: Tx, campaignId: string, stage: string, id: string): Promise<RankingRun> {
    const run = await this.runs.find(tx, campaignId, stage, id);
    if (!run) throw new DomainError('absent', 'RUN_ABSENT', 'There is no such run.');
    return run;
  }
}

/** While there is a tie only those are chosen whom no order among equals can move. */
function answerOf({ input, classes }: FrozenRun, { result, tie }: Pick<RunOutcome, 'result' | 'tie'>): AnsweredQuestion {
  return { input, classes, result: tie ? { ...result, selected: tie.certain, filled: tie.certain.length } : result };
}

function judge(snapshot: FrozenRun): JudgedRun {
  const judged = judgeRun(snapshot);
  if (isRefused(judged)) throw new DomainError('rule', 'RUN_IMPOSSIBLE', 'The run could not be computed with these departures.', { reason: judged.refused.code });
  return judged;
}
