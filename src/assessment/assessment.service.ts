import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { AssessmentStage, Rubric } from '../campaign/domain/policy';
import type { Verdict } from '../candidacy/domain/verdict';
import type { Compute } from '../candidacy/work.service';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { sheetsOpen } from './assessment.errors';
import { AssessmentRepository, type OwnSheet, type PanelOfOne, type StageKey } from './assessment.repository';
import { adjustSeverity } from './domain/adjust-severity';
import { decideAssessment } from './domain/decide-assessment';
import { measureReliability, type PanelReliability } from './domain/measure-reliability';
import { rubricOf } from './domain/rubric-of';

interface PageWish {
  readonly after?: string;
  readonly limit: number;
}

/** What the marks of several assessors come to, and who may see what of them: no name, and no other's marks before the panel has finished. */
@Injectable()
export class AssessmentService {
  constructor(
    private readonly database: Database,
    private readonly assessment: AssessmentRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /** The caller's own sheets of the stage. */
  async ownSheets(caller: Caller, at: StageKey, { after, limit }: PageWish): Promise<Page<OwnSheet>> {
    return this.database.transact(caller, async (tx) => {
      await this.stageAt(tx, at);
      return pageOf(await this.assessment.ownPage(tx, at, after, limit + 1), limit, ({ number }) => number);
    });
  }

  /** Who marks whom and who is still to submit. Marks are shown once the whole panel has submitted, not before. */
  async panels(caller: Caller, at: StageKey, { after, limit }: PageWish): Promise<Page<PanelOfOne & { readonly complete: boolean }>> {
    return this.database.transact(caller, async (tx) => {
      const { stage } = await this.stageAt(tx, at);
      const rows = (await this.assessment.panelPage(tx, at, after, limit + 1)).map((panel) => {
        const complete = panel.sheets.length >= stage.panel.size && panel.sheets.every(({ submitted }) => submitted);
        return { ...panel, complete, sheets: complete ? panel.sheets : panel.sheets.map((sheet) => ({ ...sheet, marks: null })) };
      });
      return pageOf(rows, limit, ({ number }) => number);
    });
  }

  /**
   * How far the stage's marks can be trusted. Only once every sheet that is out has been submitted: before that an average
   * would tell an assessor's mark to whoever knows the others. 409 `SHEETS_OPEN` with their number.
   */
  async reliability(caller: Caller, at: StageKey): Promise<PanelReliability> {
    return this.database.transact(caller, async (tx) => {
      const { rubric } = await this.stageAt(tx, at);
      const open = await this.assessment.emptySheets(tx, at);
      if (open) throw sheetsOpen(open);
      return measureReliability(rubric, await this.assessment.submittedSheets(tx, at));
    });
  }

  /** Proposes for each candidacy of the batch by rubric and limits of the batch's policy version. */
  readonly compute: Compute = async (tx, batch) => {
    const policy = await this.campaigns.publishedPolicy(tx, batch.campaignId, batch.policyVersion);
    const stage = this.campaigns.stage({ ...batch, policy }, batch.stage, 'assessment');
    const rubric = rubricOf(policy, stage);
    const candidacies = await this.assessment.facts(tx, batch, batch.ids);
    const adjusted = stage.adjustment === 'none' ? null : adjustSeverity(rubric, await this.assessment.submittedSheets(tx, batch));
    return candidacies.map(({ candidacyId, sheets, consensus }): Verdict => {
      const own = adjusted?.get(candidacyId) ?? null;
      const inputs = { sheets, ...(consensus && { consensus }), ...(own !== null && { adjusted: own.toString() }) };
      return { candidacyId, ...decideAssessment(stage, rubric, sheets, { consensus, adjusted: own }), inputs };
    });
  };

  private async stageAt(tx: Tx, at: StageKey): Promise<{ campaign: RunningCampaign; stage: AssessmentStage; rubric: Rubric }> {
    const campaign = await this.campaigns.running(tx, at.campaignId);
    const stage = this.campaigns.stage(campaign, at.stage, 'assessment');
    return { campaign, stage, rubric: rubricOf(campaign.policy, stage) };
  }
}
