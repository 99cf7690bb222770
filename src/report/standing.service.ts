import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { formatUnits, parseUnits } from '../kernel/decimal';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { type Page, pageOf } from '../platform/http/page-query';
import { explain } from './domain/explain';
import { FAIRNESS_CODES, measureFairness, type StageFairness } from './domain/measure-fairness';
import { type CutOffLine, hideFew, readCutOffs } from './domain/read-cut-offs';
import type { Language } from './domain/speech';
import { StandingRepository } from './standing.repository';

export interface ShownCutOff extends Omit<CutOffLine, 'score'> {
  readonly score: string;
}

export interface Fairness {
  /** That these figures decide nothing. */
  readonly notice: { readonly code: string; readonly text?: string };
  readonly stages: readonly StageFairness[];
}

/** Where people stand as groups: the cut-off screen of a ranking, and how groups fare from stage to stage. */
@Injectable()
export class StandingService {
  constructor(
    private readonly database: Database,
    private readonly standings: StandingRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /**
   * "N people have this score or higher" with who they are, from the highest score down. `all` where the reader may see
   * the people themselves; for others scores are thinned and small groups hidden.
   */
  async cutOffs(caller: Caller, campaignId: string, stage: string, runId: string, all: boolean, { after, limit }: { after?: string; limit: number }): Promise<Page<ShownCutOff>> {
    return this.database.transact(caller, async (tx) => {
      const { policy } = await this.campaigns.running(tx, campaignId);
      const counts = await this.standings.scores(tx, campaignId, policy.referenceDate, stage, runId);
      if (!counts) throw new DomainError('absent', 'RUN_ABSENT', 'There is no such run.');
      const lines = readCutOffs(counts);
      const below = after === undefined ? Infinity : Number(parseUnits(after));
      const rows = (all ? lines : hideFew(lines)).filter(({ score }) => score < below).slice(0, limit + 1);
      return pageOf(rows.map((line) => ({ ...line, score: formatUnits(line.score) })), limit, ({ score }) => score);
    });
  }

  /** Counts, rates and ratios of every stage by sex, age band, federal district and category. Informative only. */
  async fairness(caller: Caller, campaignId: string, language?: Language): Promise<Fairness> {
    return this.database.transact(caller, async (tx) => {
      const { policy } = await this.campaigns.running(tx, campaignId);
      const [code] = FAIRNESS_CODES;
      return {
        notice: { code, ...(language && { text: explain({ code, params: {} }, language) }) },
        stages: measureFairness(policy.stages.map(({ key }) => key), await this.standings.standings(tx, campaignId, policy.referenceDate)),
      };
    });
  }
}
