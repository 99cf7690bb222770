import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { AssessmentStage, Policy, Rubric } from '../campaign/domain/policy';
import { keyed } from '../campaign/domain/policy';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Verdict } from '../candidacy/domain/verdict';
import { type Compute, WorkService } from '../candidacy/work.service';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { marksRefused, marksSubmitted, sheetAbsent, sheetsOpen } from './assessment.errors';
import { AssessmentRepository, type OwnSheet, type PanelOfOne, type StageKey, type SubmittedMarks } from './assessment.repository';
import { checkMarks } from './domain/check-marks';
import { decideAssessment } from './domain/decide-assessment';
import { measureReliability, type PanelReliability } from './domain/measure-reliability';

interface PageWish {
  readonly after?: string;
  readonly limit: number;
}

/** Marks by several assessors, each alone: nobody sees a name or another's marks before the panel has finished. */
@Injectable()
export class AssessmentService {
  constructor(
    private readonly database: Database,
    private readonly assessment: AssessmentRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly work: WorkService,
  ) {}

  /**
   * Submits the caller's own sheets, all or none and once for ever; whoever's panel is complete with them is computed
   * next. 404 `SHEET_ABSENT` also for sheets of others, 409 `NOT_IN_STAGE`, `MARKS_SUBMITTED`, 422 `MARKS_REFUSED`.
   */
  async submit(caller: Caller, at: StageKey, sheets: readonly SubmittedMarks[]): Promise<{ candidacyId: string; submitted: true }[]> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, stage, rubric } = await this.stageAt(tx, at);
      const ids = sheets.map(({ candidacyId }) => candidacyId);
      const own = new Map((await this.assessment.lockOwn(tx, at, ids)).map((sheet) => [sheet.candidacyId, sheet]));
      const absent = faultsAt(ids, (id) => (own.has(id) ? null : 'SHEET_ABSENT'));
      if (absent.length) throw sheetAbsent(absent);
      // Locked, so that two assessors who finish at once cannot each find the other's sheet empty.
      const people = await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, ids, 'all', { lock: true });
      const submitted = faultsAt(ids, (id) => (own.get(id)!.submitted ? 'MARKS_SUBMITTED' : null));
      if (submitted.length) throw marksSubmitted(submitted);
      const faults = [
        ...faultsAt(ids, (id, i) => (ids.indexOf(id) < i ? 'ENTERED_TWICE' : null)),
        ...sheets.flatMap(({ marks }, i) => checkMarks(rubric, marks).map((fault) => ({ ...fault, pointer: `/${i}/marks${fault.pointer}` }))),
      ];
      if (faults.length) throw marksRefused(faults);

      await this.assessment.submit(tx, at, sheets);
      await this.work.markReady(tx, at.campaignId, stage, await this.assessment.complete(tx, at, ids, stage.panel.size));
      // Without the marks: a hash of a few small numbers could be guessed back. The verdict commits to them with a salt.
      const lines = people.map(({ number }) => [number, at.stage]);
      await tx.audit({ action: 'marks.submitted', chain: at.campaignId, policyVersion: campaign.policyVersion, lines: lines.length, digest: digestOf(lines) });
      return ids.map((candidacyId) => ({ candidacyId, submitted: true }));
    });
  }

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
    return candidacies.map(({ candidacyId, sheets }): Verdict => ({ candidacyId, ...decideAssessment(stage, rubric, sheets), inputs: sheets }));
  };

  private async stageAt(tx: Tx, at: StageKey): Promise<{ campaign: RunningCampaign; stage: AssessmentStage; rubric: Rubric }> {
    const campaign = await this.campaigns.running(tx, at.campaignId);
    const stage = this.campaigns.stage(campaign, at.stage, 'assessment');
    return { campaign, stage, rubric: rubricOf(campaign.policy, stage) };
  }
}

function rubricOf(policy: Policy, stage: AssessmentStage): Rubric {
  const rubric = keyed(policy.rubrics, stage.rubric);
  if (!rubric) throw new TypeError('a published policy names a rubric it does not have');
  return rubric;
}

/** Faults of the candidacies named, by their place in the request. */
function faultsAt(ids: readonly string[], codeOf: (id: string, i: number) => string | null): Fault[] {
  return ids.flatMap((id, i) => {
    const code = codeOf(id, i);
    return code ? [{ pointer: `/${i}/candidacyId`, code, params: {} }] : [];
  });
}
