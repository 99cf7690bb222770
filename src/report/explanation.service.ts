import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { discloseExplanation, type ExplanationLevel, type ToldExplanation } from './domain/disclose-explanation';
import { explain } from './domain/explain';
import { type Language, word } from './domain/speech';
import { ExplanationRepository, type ExplanationRow } from './explanation.repository';

export interface ExplainedCandidacy extends ToldExplanation {
  readonly candidacyId: string;
  readonly number: string;
  readonly stage: string;
  readonly runId: string;
  readonly rulesHash: string;
  /** An appeal against a published decision about the person is under way, or was upheld and nobody has decided anew. */
  readonly underAppeal: boolean;
  /** The reason in words, where a language was asked for. */
  readonly text?: string;
}

/** Why a run chose as it did, told to each reader as far as it is his business. */
@Injectable()
export class ExplanationService {
  constructor(
    private readonly database: Database,
    private readonly explanations: ExplanationRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
  ) {}

  /** Everybody of a run in the order of public numbers, in full; `reason` keeps those with that reason. */
  async ofRun(caller: Caller, campaignId: string, stage: string, runId: string, query: { after?: string; limit: number; reason?: string; explain?: Language }): Promise<Page<ExplainedCandidacy>> {
    return this.database.transact(caller, async (tx) => {
      await this.requireRun(tx, campaignId, stage, runId);
      const rows = await this.explanations.page(tx, runId, { after: query.after ?? null, reason: query.reason ?? null }, query.limit + 1);
      return pageOf(await this.tell(tx, campaignId, rows, 'officer', query.explain), query.limit, ({ number }) => number);
    });
  }

  /** One person of a run as a level would read him: what goes into an answer to him or to his nominator. */
  async ofCandidacy(caller: Caller, campaignId: string, stage: string, runId: string, candidacyId: string, level: ExplanationLevel, language?: Language): Promise<ExplainedCandidacy> {
    return this.database.transact(caller, async (tx) => {
      await this.requireRun(tx, campaignId, stage, runId);
      const row = await this.explanations.find(tx, runId, candidacyId);
      if (!row) throw new DomainError('absent', 'EXPLANATION_ABSENT', 'This run explains no such candidacy; a queued run or one with a tie explains nobody.');
      const [told] = await this.tell(tx, campaignId, [row], level, language);
      return told!;
    });
  }

  /** A nominator's own people, each by the last decision on him that is published. */
  async ofOwn(caller: Caller, campaignId: string, nominators: readonly string[] | 'all', query: { after?: string; limit: number; explain?: Language }): Promise<Page<ExplainedCandidacy>> {
    return this.database.transact(caller, async (tx) => {
      const rows = await this.explanations.published(tx, campaignId, nominators === 'all' ? [] : nominators, query.after ?? null, query.limit + 1);
      return pageOf(await this.tell(tx, campaignId, rows, 'nominator', query.explain), query.limit, ({ number }) => number);
    });
  }

  private async tell(tx: Tx, campaignId: string, rows: readonly ExplanationRow[], level: ExplanationLevel, language?: Language): Promise<ExplainedCandidacy[]> {
    const told: ExplainedCandidacy[] = [];
    const appealed = await this.candidacies.underAppeal(tx, rows.map(({ candidacyId }) => candidacyId));
    for (const { document, policyVersion, ...whose } of rows) {
      const disclosed = discloseExplanation(document, level);
      const underAppeal = appealed.has(whose.candidacyId);
      const reason = language && explain(disclosed.reason, language, await this.campaigns.publishedPolicy(tx, campaignId, policyVersion));
      const text = reason && (underAppeal ? `${reason} ${word(language, 'under-appeal') ?? ''}` : reason);
      told.push({ ...whose, ...disclosed, underAppeal, ...(text !== undefined && { text }) });
    }
    return told;
  }

  private async requireRun(tx: Tx, campaignId: string, stage: string, runId: string): Promise<void> {
    if (!(await this.explanations.hasRun(tx, campaignId, stage, runId))) throw new DomainError('absent', 'RUN_ABSENT', 'There is no such run.');
  }
}
