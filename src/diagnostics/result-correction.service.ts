import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { DiagnosticsStage } from '../campaign/domain/policy';
import { CandidacyService } from '../candidacy/candidacy.service';
import { WorkService } from '../candidacy/work.service';
import { DomainError } from '../kernel/domain-error';
import { formatUnits } from '../kernel/decimal';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { type Correction, ResultCorrectionRepository } from './result-correction.repository';
import { correctionAbsent, correctionAsked, correctionDecided, correctionNeedsAnother, resultAbsent, resultRefused } from './diagnostics.errors';
import { DiagnosticsRepository, type StageKey } from './diagnostics.repository';
import { checkEntries, type ResultEntry, resultKey } from './domain/check-entries';
import { decideDiagnostics } from './domain/decide-diagnostics';
import type { InstrumentResult } from './domain/diagnostics-facts';

/** What the engine proposes with some results. */
export interface Proposal {
  readonly outcome: string;
  readonly score: string | null;
}

/** What a correction would change. `decided`: the candidacy has left the stage, so that decision has to be reverted first. */
export interface Effect {
  readonly before: Proposal;
  readonly after: Proposal;
  readonly decided: boolean;
}

export interface ResultCorrectionWithEffect extends Correction {
  readonly effect: Effect;
}

/**
 * Corrections of recorded results: asked for with a reason, their effect shown, decided by another person. The result as it
 * was stays, closed by the version that corrects it.
 */
@Injectable()
export class ResultCorrectionService {
  constructor(
    private readonly database: Database,
    private readonly corrections: ResultCorrectionRepository,
    private readonly diagnostics: DiagnosticsRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly work: WorkService,
  ) {}

  /** 404 `CANDIDACY_ABSENT`, `RESULT_ABSENT`, 409 `CORRECTION_ASKED` where one waits already, 422 `RESULT_REFUSED`. */
  async ask(caller: Caller, at: StageKey, entry: ResultEntry, reason: string): Promise<ResultCorrectionWithEffect> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, stage } = await this.stageAt(tx, at);
      await this.candidacies.require(tx, at.campaignId, [entry.candidacyId], 'all', { at: () => '/candidacyId' });
      const results = await this.resultsOf(tx, at, entry.candidacyId);
      if (!results.some((result) => resultKey({ ...result, candidacyId: entry.candidacyId }) === resultKey(entry))) throw resultAbsent();
      // The scores are checked as at entry; what the battery lacks without this result is no fault of the correction.
      const { faults } = checkEntries({ ...stage, conclusions: undefined }, campaign.policy.instruments ?? [], [], [entry]);
      if (faults.length) throw resultRefused(faults.map((fault) => ({ ...fault, pointer: fault.pointer.replace(/^\/0/, '') })), false);
      const id = newId();
      if (!(await this.corrections.ask(tx, at, { ...entry, id, reason }))) throw correctionAsked();
      await tx.audit({ action: 'correction.asked', chain: at.campaignId, subject: id, reason, policyVersion: campaign.policyVersion });
      const correction = (await this.corrections.find(tx, at, id))!;
      return { ...correction, effect: await this.effectOf(tx, at, campaign, stage, correction) };
    });
  }

  /** Corrections of the stage, the newest last, each with what it would change now (nothing more, once it is decided). */
  async list(caller: Caller, at: StageKey, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<ResultCorrectionWithEffect>> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, stage } = await this.stageAt(tx, at);
      const page = pageOf(await this.corrections.page(tx, at, after, limit + 1), limit, ({ id }) => id);
      const items: ResultCorrectionWithEffect[] = [];
      for (const correction of page.items) items.push({ ...correction, effect: await this.effectOf(tx, at, campaign, stage, correction) });
      return { ...page, items };
    });
  }

  /**
   * Makes the correction the result in force; the candidacy is computed anew. 404 `CORRECTION_ABSENT`, 409
   * `SECOND_PERSON_NEEDED`, `CORRECTION_DECIDED`, and `NOT_IN_STAGE` while a decision rests on the result: revert it first.
   */
  async apply(caller: Caller, at: StageKey, id: string): Promise<void> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, stage } = await this.stageAt(tx, at);
      const correction = await this.requireAsked(tx, at, id);
      await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, [correction.candidacyId], 'all', { lock: true, at: () => '/id' });
      await this.corrections.decide(tx, id, 'applied');
      await this.corrections.closeResult(tx, at, correction);
      await this.diagnostics.insert(tx, at, [correction]);
      await this.work.renew(tx, at.campaignId, stage, [correction.candidacyId]);
      await tx.audit({ action: 'correction.applied', chain: at.campaignId, subject: id, reason: correction.reason, policyVersion: campaign.policyVersion, before: 'asked', after: 'applied' });
    });
  }

  /** 404 `CORRECTION_ABSENT`, 409 `SECOND_PERSON_NEEDED`, `CORRECTION_DECIDED`. */
  async refuse(caller: Caller, at: StageKey, id: string, reason: string): Promise<void> {
    return this.database.transact(caller, async (tx) => {
      const { campaign } = await this.stageAt(tx, at);
      await this.requireAsked(tx, at, id);
      await this.corrections.decide(tx, id, 'refused');
      await tx.audit({ action: 'correction.refused', chain: at.campaignId, subject: id, reason, policyVersion: campaign.policyVersion, before: 'asked', after: 'refused' });
    });
  }

  private async requireAsked(tx: Tx, at: StageKey, id: string): Promise<Correction> {
    const correction = await this.corrections.find(tx, at, id, true);
    if (!correction) throw correctionAbsent();
    if (correction.state !== 'asked') throw correctionDecided();
    if (correction.askedBy === tx.actor.id) throw correctionNeedsAnother();
    return correction;
  }

  private async effectOf(tx: Tx, at: StageKey, { policy }: RunningCampaign, stage: DiagnosticsStage, correction: Correction): Promise<Effect> {
    const [candidacy] = await this.candidacies.require(tx, at.campaignId, [correction.candidacyId], 'all');
    const results = await this.resultsOf(tx, at, correction.candidacyId);
    const propose = (of: readonly InstrumentResult[]): Proposal => {
      const { outcome, score } = decideDiagnostics(stage, policy.instruments ?? [], policy.referenceDate, of);
      return { outcome, score: score === null ? null : formatUnits(score) };
    };
    const same = (result: InstrumentResult): boolean => resultKey({ ...result, candidacyId: correction.candidacyId }) === resultKey(correction);
    const before = propose(results);
    const after = correction.state === 'asked' ? propose(results.map((result) => (same(result) ? correction : result))) : before;
    return { before, after, decided: candidacy!.stage !== at.stage || candidacy!.status !== 'open' };
  }

  private async resultsOf(tx: Tx, at: StageKey, candidacyId: string): Promise<readonly InstrumentResult[]> {
    const [found] = await this.diagnostics.facts(tx, at, [candidacyId]);
    if (!found) throw new DomainError('absent', 'RESULT_ABSENT', 'There is no such result.');
    return found.results;
  }

  private async stageAt(tx: Tx, at: StageKey): Promise<{ campaign: RunningCampaign; stage: DiagnosticsStage }> {
    const campaign = await this.campaigns.running(tx, at.campaignId);
    return { campaign, stage: this.campaigns.stage(campaign, at.stage, 'diagnostics') };
  }
}
