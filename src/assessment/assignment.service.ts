import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { AssessmentStage } from '../campaign/domain/policy';
import { CandidacyService } from '../candidacy/candidacy.service';
import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { assignmentLate, assignmentWrong, expertiseWrong, interestWrong, panelsIncomplete, planStale, sheetAbsent } from './assessment.errors';
import type { StageKey } from './assessment.repository';
import { AssignmentRepository, type Expertise, type InterestEntry, type Numbered, type RecordedInterest } from './assignment.repository';
import { type AssignedPanels, assignAssessors, type Unserved } from './domain/assign-assessors';
import { checkAssignments } from './domain/check-assignments';
import type { NewSheet } from './domain/draft-panels';
import { type Conflicts, findConflicts } from './domain/find-conflicts';

/** What giving out all sheets at once would do; nothing is written. */
export interface AssignmentPlan {
  /** Sheets that would be given out. */
  readonly sheets: number;
  /** Everybody who cannot be served, by public number, and why. */
  readonly unserved: readonly (Unserved & { readonly number: string })[];
  /** Public numbers of those whose panels lack an expert in their category, where the policy wants one. */
  readonly withoutExpert: readonly string[];
  readonly loads: AssignedPanels['loads'];
  readonly linkedGroups: number;
  /** Names this plan; it is applied only while it would come out the same. */
  readonly digest: string;
}

/** Who judges whom: by name or all at once by the rule, never against a conflict of interest. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly database: Database,
    private readonly assignments: AssignmentRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
  ) {}

  /**
   * Gives assessors empty sheets for candidacies that are open in the stage, all or none. 404 `CANDIDACY_ABSENT`,
   * 409 `NOT_IN_STAGE`, `ALREADY_ASSIGNED`, `PANEL_FULL`, 422 `ASSESSOR_UNKNOWN`, `CONFLICT_OF_INTEREST`.
   */
  async assign(caller: Caller, at: StageKey, wishes: readonly NewSheet[]): Promise<NewSheet[]> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, stage } = await this.stageAt(tx, at);
      const ids = wishes.map(({ candidacyId }) => candidacyId);
      await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, ids, 'all', { lock: true });
      const judged = await this.assignments.judgeable(tx, at, ids);
      const byId = new Map(judged.map((one) => [one.candidacyId, one]));
      const { assessors, conflicts } = await this.conflictsOf(tx, at, stage, judged);
      const { wrong, late } = checkAssignments(assessors, conflicts, await this.assignments.given(tx, at, ids), wishes, (id) => seatsOf(stage, byId.get(id)!));
      if (wrong.length) throw assignmentWrong(wrong);
      if (late.length) throw assignmentLate(late);
      await this.give(tx, at, campaign, judged, wishes);
      return wishes.map(({ candidacyId, assessorId }) => ({ candidacyId, assessorId }));
    });
  }

  /** What `assignAll` would do now: who gets how many sheets, and who cannot be served and why. */
  async plan(caller: Caller, at: StageKey): Promise<AssignmentPlan> {
    return this.database.transact(caller, async (tx) => (await this.planned(tx, at)).plan);
  }

  /**
   * Fills the panels of everybody open in the stage as the plan of that digest says. 409 `PLAN_STALE` when it would come
   * out otherwise by now, 422 `PANELS_INCOMPLETE` when somebody cannot be served and `acceptUnserved` does not say that
   * this is known.
   */
  async assignAll(caller: Caller, at: StageKey, wish: { readonly digest: string; readonly acceptUnserved: boolean }): Promise<AssignmentPlan> {
    return this.database.transact(caller, async (tx) => {
      const everybody = await this.assignments.judgeable(tx, at, null);
      await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, everybody.map(({ candidacyId }) => candidacyId), 'all', { lock: true });
      const { plan, sheets, judged, campaign } = await this.planned(tx, at);
      if (plan.digest !== wish.digest) throw planStale();
      if (plan.unserved.length && !wish.acceptUnserved) throw panelsIncomplete(plan.unserved.map(({ number }) => number));
      if (sheets.length) await this.give(tx, at, campaign, judged, sheets);
      return plan;
    });
  }

  /** Gives own empty sheets back with a reason; the seat is free for somebody else. 404 `SHEET_ABSENT`. */
  async decline(caller: Caller, at: StageKey, sheets: readonly { readonly candidacyId: string; readonly reason: string }[]): Promise<{ candidacyId: string; declined: true }[]> {
    return this.database.transact(caller, async (tx) => {
      const { campaign } = await this.stageAt(tx, at);
      const declined = new Set(await this.assignments.decline(tx, at, sheets));
      const absent = sheets.flatMap(({ candidacyId }, i) => (declined.has(candidacyId) ? [] : [{ pointer: `/${i}/candidacyId`, code: 'SHEET_ABSENT', params: {} }]));
      if (absent.length) throw sheetAbsent(absent);
      const lines = sheets.map(({ candidacyId, reason }) => [candidacyId, at.stage, reason]);
      await tx.audit({ action: 'sheet.declined', chain: at.campaignId, policyVersion: campaign.policyVersion, lines: lines.length, digest: digestOf(lines) });
      return sheets.map(({ candidacyId }) => ({ candidacyId, declined: true as const }));
    });
  }

  /**
   * Records what makes assessors partial, all or none, and officers: who is, does not decide about these people. `own`: an assessor speaks for himself, and of candidacies only.
   * Says whose panels could no longer be filled: a declaration is never refused for that. 404 `CANDIDACY_ABSENT`, 422
   * `INTEREST_WRONG`.
   */
  async declare(caller: Caller, campaignId: string, entries: readonly InterestEntry[], own: boolean): Promise<{ id: string }[]> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const faults = entries.flatMap((entry, i) => checkInterest(entry, own ? tx.actor.id : null).map((fault) => ({ ...fault, pointer: `/${i}${fault.pointer}` })));
      const assessors = new Set((await this.assignments.assessors(tx, { campaignId, stage: '' })).map(({ id }) => id));
      const officers = new Set(await this.assignments.officers(tx, campaignId));
      const nominators = await this.assignments.nominatorsOf(tx, campaignId, entries.flatMap(({ nominatorId }) => nominatorId ?? []));
      entries.forEach(({ assessorId, nominatorId, kind }, i) => {
        const isKnown = assessors.has(assessorId) || (OF_OFFICERS.includes(kind) && officers.has(assessorId));
        if (!isKnown) faults.push({ pointer: `/${i}/assessorId`, code: 'ASSESSOR_UNKNOWN', params: {} });
        if (nominatorId && !nominators.has(nominatorId)) faults.push({ pointer: `/${i}/nominatorId`, code: 'NOMINATOR_ABSENT', params: {} });
      });
      if (faults.length) throw interestWrong(faults);
      await this.candidacies.require(tx, campaignId, entries.flatMap(({ candidacyId }) => candidacyId ?? []), 'all');

      const recorded = entries.map((entry) => ({ ...entry, id: newId() }));
      await this.assignments.recordInterests(tx, campaignId, recorded);
      const lines = recorded.map(({ id, assessorId, kind }) => [id, assessorId, kind]);
      await tx.audit({ action: 'interest.recorded', chain: campaignId, policyVersion: campaign.policyVersion, lines: lines.length, digest: digestOf(lines) });
      return recorded.map(({ id }) => ({ id }));
    });
  }

  /** An interest that was entered by mistake or has ended; it stays on record. 404 `INTEREST_ABSENT`. */
  async withdrawInterest(caller: Caller, campaignId: string, id: string, reason: string): Promise<void> {
    return this.database.transact(caller, async (tx) => {
      const { policyVersion } = await this.campaigns.running(tx, campaignId);
      if (!(await this.assignments.withdrawInterest(tx, campaignId, id))) throw new DomainError('absent', 'INTEREST_ABSENT', 'There is no such interest.');
      await tx.audit({ action: 'interest.withdrawn', chain: campaignId, subject: id, reason, policyVersion });
    });
  }

  /** Interests of the campaign; `own`: the caller's only. */
  async interests(caller: Caller, campaignId: string, { after, limit }: { readonly after?: string; readonly limit: number }, own: boolean): Promise<Page<RecordedInterest>> {
    return this.database.transact(caller, async (tx) => {
      await this.campaigns.running(tx, campaignId);
      return pageOf(await this.assignments.interestPage(tx, campaignId, own ? tx.actor.id : null, after, limit + 1), limit, ({ id }) => id);
    });
  }

  /** Replaces what assessors are experts in, all or none. 422 `EXPERTISE_WRONG` with `ASSESSOR_UNKNOWN`, `ENTERED_TWICE`. */
  async setExpertise(caller: Caller, campaignId: string, entries: readonly Expertise[]): Promise<Expertise[]> {
    return this.database.transact(caller, async (tx) => {
      const { policyVersion } = await this.campaigns.running(tx, campaignId);
      const known = new Set((await this.assignments.assessors(tx, { campaignId, stage: '' })).map(({ id }) => id));
      const ids = entries.map(({ assessorId }) => assessorId);
      const faults = ids.flatMap((id, i): Fault[] => {
        const code = !known.has(id) ? 'ASSESSOR_UNKNOWN' : ids.indexOf(id) < i ? 'ENTERED_TWICE' : null;
        return code ? [{ pointer: `/${i}/assessorId`, code, params: {} }] : [];
      });
      if (faults.length) throw expertiseWrong(faults);
      const rows = entries.map(({ assessorId, tags }) => ({ assessorId, tags: [...new Set(tags)].sort() }));
      await this.assignments.setExpertise(tx, campaignId, rows);
      await tx.audit({ action: 'expertise.set', chain: campaignId, policyVersion, lines: rows.length, digest: digestOf(rows.map(({ assessorId, tags }) => [assessorId, ...tags])) });
      return rows;
    });
  }

  async expertise(caller: Caller, campaignId: string, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<Expertise>> {
    return this.database.transact(caller, async (tx) => {
      await this.campaigns.running(tx, campaignId);
      return pageOf(await this.assignments.expertisePage(tx, campaignId, after, limit + 1), limit, ({ assessorId }) => assessorId);
    });
  }

  private async planned(tx: Tx, at: StageKey): Promise<{ plan: AssignmentPlan; sheets: readonly NewSheet[]; judged: readonly Numbered[]; campaign: RunningCampaign }> {
    const { campaign, stage } = await this.stageAt(tx, at);
    const judged = await this.assignments.judgeable(tx, at, null);
    const { assessors, conflicts } = await this.conflictsOf(tx, at, stage, judged);
    const given = new Map<string, { assigned: string[]; declined: string[] }>(judged.map(({ candidacyId }) => [candidacyId, { assigned: [], declined: [] }]));
    for (const { candidacyId, assessorId, declined } of await this.assignments.given(tx, at, [...given.keys()])) {
      given.get(candidacyId)![declined ? 'declined' : 'assigned'].push(assessorId);
    }
    const here = new Map<string, number>();
    for (const { assigned } of given.values()) for (const id of assigned) here.set(id, (here.get(id) ?? 0) + 1);
    const panels = assignAssessors(
      stage.panel,
      judged.map((one) => {
        const { candidacyId } = one;
        const { assigned, declined } = given.get(candidacyId)!;
        const experts = stage.panel.expertise && new Set(assessors.flatMap(({ id, tags }) => (one.category !== null && tags.includes(one.category) ? id : [])));
        return { candidacyId, seats: seatsOf(stage, one), assigned, ...(experts && { experts }), conflicts: new Map([...declined.map((id) => [id, 'declined'] as const), ...conflicts.get(candidacyId)!]) };
      }),
      assessors.map(({ id, load }) => ({ assessorId: id, most: null, load: load - (here.get(id) ?? 0) })),
    );
    const numberOf = new Map(judged.map(({ candidacyId, number }) => [candidacyId, number]));
    const digest = digestOf([...panels.sheets.map(({ candidacyId, assessorId }) => [numberOf.get(candidacyId)!, assessorId]), panels.unserved.map(({ candidacyId, missing }) => [numberOf.get(candidacyId)!, missing])]).toString('hex');
    const { loads, linkedGroups, sheets } = panels;
    return {
      plan: { sheets: sheets.length, unserved: panels.unserved.map((one) => ({ ...one, number: numberOf.get(one.candidacyId)! })), withoutExpert: panels.withoutExpert.map((id) => numberOf.get(id)!), loads, linkedGroups, digest },
      sheets, judged, campaign,
    };
  }

  private async conflictsOf(tx: Tx, at: StageKey, { panel }: AssessmentStage, judged: readonly Numbered[]): Promise<{ assessors: Awaited<ReturnType<AssignmentRepository['assessors']>>; conflicts: Conflicts }> {
    const assessors = await this.assignments.assessors(tx, at);
    const interests = await this.assignments.interests(tx, at.campaignId);
    return { assessors, conflicts: findConflicts(panel.conflicts, judged, assessors, interests, await this.assignments.competing(tx, at.campaignId)) };
  }

  private async give(tx: Tx, at: StageKey, { policyVersion }: RunningCampaign, judged: readonly Numbered[], sheets: readonly NewSheet[]): Promise<void> {
    await this.assignments.give(tx, at, sheets);
    const numberOf = new Map(judged.map(({ candidacyId, number }) => [candidacyId, number]));
    const lines = sheets.map(({ candidacyId, assessorId }) => [numberOf.get(candidacyId)!, at.stage, assessorId]);
    await tx.audit({ action: 'sheet.assigned', chain: at.campaignId, policyVersion, lines: lines.length, digest: digestOf(lines) });
  }

  private async stageAt(tx: Tx, at: StageKey): Promise<{ campaign: RunningCampaign; stage: AssessmentStage }> {
    const campaign = await this.campaigns.running(tx, at.campaignId);
    return { campaign, stage: this.campaigns.stage(campaign, at.stage, 'assessment') };
  }
}

function seatsOf({ panel }: AssessmentStage, { disputed }: Numbered): number {
  return panel.size + (disputed ? 1 : 0);
}

/** What keeps an officer from deciding: an interest in a person or in whoever nominates him. */
const OF_OFFICERS: readonly InterestEntry['kind'][] = ['declared', 'nominator'];

/** Field of an entry that each kind of interest is in. */
const INTEREST_IN = {
  'declared': 'candidacyId',
  'nominator': 'nominatorId',
  'same-organisation': 'organisationInn',
  'leads-competitor': 'organisationInn',
  'past-winner': 'organisationInn',
} as const satisfies Record<InterestEntry['kind'], keyof InterestEntry>;

function checkInterest(entry: InterestEntry, own: string | null): Fault[] {
  const needed = INTEREST_IN[entry.kind];
  const fields = ['candidacyId', 'nominatorId', 'organisationInn'] as const;
  const faults: Fault[] = fields.flatMap((field) => {
    if ((entry[field] !== undefined) === (field === needed)) return [];
    return [{ pointer: `/${field}`, code: field === needed ? 'INTEREST_IN_NOTHING' : 'INTEREST_IN_ANOTHER', params: { kind: entry.kind } }];
  });
  if (own !== null && (entry.assessorId !== own || entry.kind !== 'declared')) faults.push({ pointer: '/assessorId', code: 'NOT_OWN_INTEREST', params: {} });
  return faults;
}
