import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { formatUnits } from '../kernel/decimal';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { accountStages, type StageAccount } from './domain/account-stages';
import { explain } from './domain/explain';
import type { Language } from './domain/speech';
import { type CandidacyLine, type HistoryLine, type Loss, type Progress, ReportRepository, type VerdictLine } from './report.repository';

export interface StageReport extends StageAccount {
  readonly kind: string;
  readonly computed: Omit<Progress, 'stage'>;
}

export interface Funnel {
  readonly stages: readonly StageReport[];
  readonly losses: readonly Loss[];
  readonly regions: { readonly nominated: number; readonly enrolled: number };
  readonly cutOffs: readonly { readonly stage: string; readonly score: string }[];
}

type Scored<Line extends { score: number | null }> = Omit<Line, 'score'> & { readonly score: string | null };
export type ListedCandidacy = Omit<CandidacyLine, 'outcomes'> & { readonly outcomes: readonly Scored<CandidacyLine['outcomes'][number]>[] };
export interface CandidacyFile extends Omit<CandidacyLine, 'outcomes'> {
  readonly name: string;
  readonly verdicts: readonly Scored<VerdictLine>[];
  readonly history: readonly HistoryLine[];
}

/** What people read about a campaign: accounts of the stages, lists, the file of one candidacy. */
@Injectable()
export class ReportService {
  constructor(
    private readonly database: Database,
    private readonly reports: ReportRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /** Stage by stage: entered = passed + failed + exited + open, and how far the engine's work is. */
  async stages(caller: Caller, campaignId: string): Promise<StageReport[]> {
    return (await this.funnel(caller, campaignId)).stages.slice();
  }

  async funnel(caller: Caller, campaignId: string): Promise<Funnel> {
    return this.database.transact(caller, async (tx) => {
      const { policy, policyVersion } = await this.campaigns.running(tx, campaignId);
      const progress = new Map((await this.reports.progress(tx, campaignId, policyVersion)).map(({ stage, ...figures }) => [stage, figures]));
      const accounts = accountStages(policy.stages.map((stage) => stage.key), await this.reports.standings(tx, campaignId));
      const cutOffs = await this.reports.cutOffs(tx, campaignId);
      return {
        stages: accounts.map((account, i) => ({ ...account, kind: policy.stages[i]!.kind, computed: progress.get(account.key) ?? { total: 0, open: 0, attention: 0 } })),
        losses: await this.reports.losses(tx, campaignId),
        regions: await this.reports.regions(tx, campaignId),
        cutOffs: cutOffs.map(({ stage, score }) => ({ stage, score: formatUnits(score) })),
      };
    });
  }

  async candidacies(caller: Caller, campaignId: string, query: { stage?: string; status?: string; after?: string; limit: number }): Promise<Page<ListedCandidacy>> {
    return this.database.transact(caller, async (tx) => {
      const filter = { stage: query.stage ?? null, status: query.status ?? null, after: query.after ?? null };
      const rows = await this.reports.page(tx, campaignId, filter, query.limit + 1);
      const { items, next } = pageOf(rows, query.limit, (row) => row.number);
      return { items: items.map((row) => ({ ...row, outcomes: row.outcomes.map(published) })), next };
    });
  }

  /** Verdicts and history of one candidacy; with a language, every reason carries its sentence. */
  async candidacy(caller: Caller, campaignId: string, id: string, language?: Language): Promise<CandidacyFile> {
    return this.database.transact(caller, async (tx) => {
      const found = await this.reports.find(tx, campaignId, id);
      if (!found) throw new DomainError('absent', 'CANDIDACY_ABSENT', 'There is no such candidacy.');
      const verdicts = (await this.reports.verdicts(tx, id)).map(published);
      const history = await this.reports.history(tx, id);
      if (!language) return { ...found, verdicts, history };
      return { ...found, verdicts: await this.explained(tx, campaignId, verdicts, language), history: history.map((line) => ({ ...line, ...textOf(line.reason, language) })) };
    });
  }

  /** Each verdict in the words of the policy version it was computed by. */
  private async explained(tx: Tx, campaignId: string, verdicts: readonly Scored<VerdictLine>[], language: Language): Promise<Scored<VerdictLine>[]> {
    const told: Scored<VerdictLine>[] = [];
    for (const verdict of verdicts) {
      const policy = await this.campaigns.publishedPolicy(tx, campaignId, verdict.policyVersion);
      told.push({ ...verdict, reasons: verdict.reasons.map((reason) => ({ ...reason, text: explain(reason, language, policy) })) });
    }
    return told;
  }
}

function textOf(reason: string | null, language: Language): { text?: string } {
  return reason === null ? {} : { text: explain({ code: reason, params: {} }, language) };
}

function published<Line extends { readonly score: number | null }>(line: Line): Scored<Line> {
  return { ...line, score: line.score === null ? null : formatUnits(line.score) };
}
