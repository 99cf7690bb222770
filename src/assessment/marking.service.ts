import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { AssessmentStage, Rubric } from '../campaign/domain/policy';
import { CandidacyService } from '../candidacy/candidacy.service';
import { WorkService } from '../candidacy/work.service';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { consensusRefused, marksRefused, marksSubmitted, sheetAbsent } from './assessment.errors';
import { AssessmentRepository, type Draft, type SheetKey, type StageKey, type SubmittedMarks } from './assessment.repository';
import { checkDraft, checkMarks, type Marks } from './domain/check-marks';
import { rubricOf } from './domain/rubric-of';

/** The reason on sheets that were still empty when the marking was closed. */
const CLOSED = 'MARKING_CLOSED';

interface Here {
  readonly campaign: RunningCampaign;
  readonly stage: AssessmentStage;
  readonly rubric: Rubric;
}

/** Marks on their way: drafted, submitted once, reopened as a new version, agreed on, closed. */
@Injectable()
export class MarkingService {
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
      const here = await this.stageAt(tx, at);
      const ids = sheets.map(({ candidacyId }) => candidacyId);
      const own = new Map((await this.assessment.lockOwn(tx, at, ids)).map((sheet) => [sheet.candidacyId, sheet]));
      const absent = faultsAt(ids, (id) => (own.has(id) ? null : 'SHEET_ABSENT'));
      if (absent.length) throw sheetAbsent(absent);
      const submitted = faultsAt(ids, (id) => (own.get(id)!.submitted ? 'MARKS_SUBMITTED' : null));
      if (submitted.length) throw marksSubmitted(submitted); // before anything is said of where the candidate stands
      const faults = [...enteredTwice(ids), ...markFaults(sheets, (marks) => checkMarks(here.rubric, marks))];
      if (faults.length) throw marksRefused(faults);
      // Locked, so that two assessors who finish at once cannot each find the other's sheet empty.
      const people = await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, ids, 'all', { lock: true });

      await this.assessment.submit(tx, at, sheets);
      await this.computeComplete(tx, at, here, ids);
      // Without the marks: a hash of a few small numbers could be guessed back. The verdict commits to them with a salt.
      await this.audit(tx, at, here, 'marks.submitted', people.map(({ number }) => [number, at.stage]));
      return ids.map((candidacyId) => ({ candidacyId, submitted: true }));
    });
  }

  /**
   * Leaves unfinished marks on sheets, all or none: an assessor on his own, a secretary on those of any assessor from the
   * signed paper, never over an assessor's own draft. Nothing is final before the assessor submits it. 404 `SHEET_ABSENT`,
   * 422 `MARKS_REFUSED`.
   */
  async draft(caller: Caller, at: StageKey, drafts: readonly Draft[]): Promise<SheetKey[]> {
    return this.database.transact(caller, async (tx) => {
      const here = await this.stageAt(tx, at);
      const faults = markFaults(drafts, (marks) => checkDraft(here.rubric, marks));
      if (faults.length) throw marksRefused(faults);
      this.requireFound(drafts, await this.assessment.draft(tx, at, drafts));
      await this.audit(tx, at, here, 'marks.drafted', drafts.map(({ candidacyId, assessorId, scan }) => [candidacyId, assessorId, scan ?? null]));
      return drafts.map(({ candidacyId, assessorId }) => ({ candidacyId, assessorId }));
    });
  }

  /**
   * Opens submitted sheets again, all or none; what stood there stays as a version of its own. Until they are submitted
   * again their candidacies have too few marks. 404 `SHEET_ABSENT` where nothing is submitted, 409 `NOT_IN_STAGE`.
   */
  async reopen(caller: Caller, at: StageKey, sheets: readonly SheetKey[], reason: string): Promise<SheetKey[]> {
    return this.database.transact(caller, async (tx) => {
      const here = await this.stageAt(tx, at);
      const ids = sheets.map(({ candidacyId }) => candidacyId);
      await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, ids, 'all', { lock: true });
      this.requireFound(sheets, await this.assessment.reopen(tx, at, sheets, reason));
      const touched = here.stage.adjustment === 'none' ? ids : await this.assessment.open(tx, at);
      await this.work.renewJudged(tx, at.campaignId, here.stage, touched);
      await this.audit(tx, at, here, 'marks.reopened', sheets.map(({ candidacyId, assessorId }) => [candidacyId, assessorId]), reason);
      return sheets.map(({ candidacyId, assessorId }) => ({ candidacyId, assessorId }));
    });
  }

  /**
   * Records what meetings of the assessors agreed on, once for each candidacy, where the policy's total is the consensus.
   * 409 `NOT_IN_STAGE`, 422 `MARKS_REFUSED`, `CONSENSUS_REFUSED` where the policy asks for none, not every sheet is
   * submitted yet, or there is a consensus already.
   */
  async agree(caller: Caller, at: StageKey, sheets: readonly SubmittedMarks[]): Promise<{ candidacyId: string }[]> {
    return this.database.transact(caller, async (tx) => {
      const here = await this.stageAt(tx, at);
      const ids = sheets.map(({ candidacyId }) => candidacyId);
      const people = await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, ids, 'all', { lock: true });
      const faults = [...enteredTwice(ids), ...markFaults(sheets, (marks) => checkMarks(here.rubric, marks))];
      if (faults.length) throw marksRefused(faults);
      const complete = new Set(await this.assessment.complete(tx, at, ids, { size: here.stage.panel.size, consensus: false }));
      const early = faultsAt(ids, (id) => (here.stage.total !== 'consensus' ? 'NO_CONSENSUS_ASKED' : complete.has(id) ? null : 'SHEETS_OPEN'));
      if (early.length) throw consensusRefused(early);
      const written = new Set(await this.assessment.agree(tx, at, sheets));
      const again = faultsAt(ids, (id) => (written.has(id) ? null : 'CONSENSUS_RECORDED'));
      if (again.length) throw consensusRefused(again);
      await this.computeComplete(tx, at, here, ids);
      await this.audit(tx, at, here, 'consensus.recorded', people.map(({ number }) => [number, at.stage]));
      return ids.map((candidacyId) => ({ candidacyId }));
    });
  }

  /**
   * Ends the marking: sheets that are still empty are given back, and everybody open in the stage is computed with the
   * marks there are; the policy says how few are too few.
   */
  async close(caller: Caller, at: StageKey, reason: string): Promise<{ readonly closedSheets: number; readonly computed: number }> {
    return this.database.transact(caller, async (tx) => {
      const here = await this.stageAt(tx, at);
      const open = await this.assessment.open(tx, at);
      const closedSheets = await this.assessment.closeEmpty(tx, at, CLOSED);
      await this.work.renew(tx, at.campaignId, here.stage, open);
      await tx.audit({ action: 'marking.closed', chain: at.campaignId, reason, policyVersion: here.campaign.policyVersion, lines: closedSheets });
      return { closedSheets, computed: open.length };
    });
  }

  /**
   * Has those computed whose panels are complete. Adjusted scores depend on everybody's marks, so then the whole stage is
   * computed, once nothing in it is outstanding. A renewal, since a panel may be complete again: reopened, or enlarged.
   */
  private async computeComplete(tx: Tx, at: StageKey, { stage }: Here, ids: readonly string[]): Promise<void> {
    const wanted = { size: stage.panel.size, consensus: stage.total === 'consensus' };
    const complete = (of: readonly string[]): Promise<string[]> => tx.beyondReach(() => this.assessment.complete(tx, at, of, wanted)); // others' sheets, to count them
    if (stage.adjustment === 'none') return this.work.renew(tx, at.campaignId, stage, await complete(ids));
    await this.assessment.lockStage(tx, at);
    const open = await this.assessment.open(tx, at);
    if ((await complete(open)).length === open.length) await this.work.renew(tx, at.campaignId, stage, open);
  }

  private requireFound(sheets: readonly SheetKey[], found: readonly string[]): void {
    const known = new Set(found);
    const absent = sheets.flatMap(({ candidacyId, assessorId }, i) => (known.has(`${candidacyId} ${assessorId}`) ? [] : [{ pointer: `/${i}/candidacyId`, code: 'SHEET_ABSENT', params: {} }]));
    if (absent.length) throw sheetAbsent(absent);
  }

  private async audit(tx: Tx, at: StageKey, { campaign }: Here, action: string, lines: readonly (readonly (string | null)[])[], reason?: string): Promise<void> {
    await tx.audit({ action, chain: at.campaignId, reason, policyVersion: campaign.policyVersion, lines: lines.length, digest: digestOf(lines) });
  }

  private async stageAt(tx: Tx, at: StageKey): Promise<Here> {
    const campaign = await this.campaigns.running(tx, at.campaignId);
    const stage = this.campaigns.stage(campaign, at.stage, 'assessment');
    return { campaign, stage, rubric: rubricOf(campaign.policy, stage) };
  }
}

function markFaults(sheets: readonly { readonly marks: Marks }[], check: (marks: Marks) => readonly Fault[]): Fault[] {
  return sheets.flatMap(({ marks }, i) => check(marks).map((fault) => ({ ...fault, pointer: `/${i}/marks${fault.pointer}` })));
}

function enteredTwice(ids: readonly string[]): Fault[] {
  return faultsAt(ids, (id, i) => (ids.indexOf(id) < i ? 'ENTERED_TWICE' : null));
}

/** Faults of the candidacies named, by their place in the request. */
function faultsAt(ids: readonly string[], codeOf: (id: string, i: number) => string | null): Fault[] {
  return ids.flatMap((id, i) => {
    const code = codeOf(id, i);
    return code ? [{ pointer: `/${i}/candidacyId`, code, params: {} }] : [];
  });
}
