import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Verdict } from '../candidacy/domain/verdict';
import { type Compute, WorkService } from '../candidacy/work.service';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { resultRecorded, resultRefused } from './diagnostics.errors';
import { DiagnosticsRepository, type ResultsOfOne, type StageKey } from './diagnostics.repository';
import { checkEntries, type RecordedResult, type ResultEntry, resultKey } from './domain/check-entries';
import { decideDiagnostics } from './domain/decide-diagnostics';

/** A result that was recorded, and whether the battery of its candidacy is complete now. */
export interface Recorded {
  readonly candidacyId: string;
  readonly instrument: string;
  readonly complete: boolean;
}

/** Tests by instruments with dated norms. Results are facts: they call for a verdict and never move anybody. */
@Injectable()
export class DiagnosticsService {
  constructor(
    private readonly database: Database,
    private readonly diagnostics: DiagnosticsRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly work: WorkService,
  ) {}

  /**
   * Records results of candidacies that are open in the stage, all or none. Whoever's battery is complete with them is
   * computed next, whoever was tested again under supervision is computed anew. 404 `CANDIDACY_ABSENT`, 409 `NOT_IN_STAGE`, `RESULT_RECORDED`, 422 `RESULT_REFUSED`.
   */
  async record(caller: Caller, at: StageKey, entries: readonly ResultEntry[]): Promise<Recorded[]> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, at.campaignId);
      const stage = this.campaigns.stage(campaign, at.stage, 'diagnostics');
      const ids = entries.map(({ candidacyId }) => candidacyId);
      // Locked, so that two results entered at once cannot each find the battery incomplete.
      const people = await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, ids, 'all', { lock: true });
      const recorded = await this.diagnostics.recorded(tx, at, ids);
      refuseRecorded(recorded, entries);
      const { faults, complete, again } = checkEntries(stage, campaign.policy.instruments ?? [], recorded, entries);
      if (faults.length) throw resultRefused(faults);

      await this.diagnostics.insert(tx, at, entries);
      await this.work.markReady(tx, at.campaignId, stage, complete);
      await this.work.renew(tx, at.campaignId, stage, again);
      await tx.audit({
        action: 'result.recorded', chain: at.campaignId, policyVersion: campaign.policyVersion, lines: entries.length,
        // Without the scores: a hash of a few small numbers could be guessed back. The verdict commits to them with a salt.
        digest: digestOf(entries.map(({ instrument, takenOn }, i) => [people[i]!.number, at.stage, instrument, takenOn])),
      });
      const done = new Set([...complete, ...again]);
      return entries.map(({ candidacyId, instrument }) => ({ candidacyId, instrument, complete: done.has(candidacyId) }));
    });
  }

  /** What is recorded in the stage, candidacy by candidacy. */
  async results(caller: Caller, at: StageKey, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<ResultsOfOne>> {
    return this.database.transact(caller, async (tx) => {
      this.campaigns.stage(await this.campaigns.running(tx, at.campaignId), at.stage, 'diagnostics');
      return pageOf(await this.diagnostics.page(tx, at, after, limit + 1), limit, ({ number }) => number);
    });
  }

  /** Proposes for each candidacy of the batch by battery, norms and limits of the batch's policy version. */
  readonly compute: Compute = async (tx, batch) => {
    const policy = await this.campaigns.publishedPolicy(tx, batch.campaignId, batch.policyVersion);
    const stage = this.campaigns.stage({ ...batch, policy }, batch.stage, 'diagnostics');
    const candidacies = await this.diagnostics.facts(tx, batch, batch.ids);
    return candidacies.map(({ candidacyId, results }): Verdict => {
      const decision = decideDiagnostics(stage, policy.instruments ?? [], policy.referenceDate, results);
      return { candidacyId, ...decision, inputs: results };
    });
  };
}

function refuseRecorded(recorded: readonly RecordedResult[], entries: readonly ResultEntry[]): void {
  const known = new Set(recorded.map(resultKey));
  const faults = entries.flatMap((entry, i) =>
    known.has(resultKey(entry)) ? [{ pointer: `/${i}/instrument`, code: 'RESULT_RECORDED', params: {} }] : [],
  );
  if (faults.length) throw resultRecorded(faults);
}
