import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { Outcome } from '../candidacy/domain/verdict';
import { WorkService } from '../candidacy/work.service';
import { ResolutionService } from '../commission/resolution.service';
import { formatUnits } from '../kernel/decimal';
import { DomainError } from '../kernel/domain-error';
import { WORK_KINDS } from '../kernel/jobs';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { type DecisionList, DecisionListRepository, type MarkCounts, type MarkedLine, type MarkFilter } from './decision-list.repository';
import { DecisionRepository, type ListRow } from './decision.repository';
import { type Confirmed, decisionAbsent, DecisionService, type PreviewLine } from './decision.service';
import type { DecidedOutcome, ListDecision } from './domain/decide-list';
import { checkMarks, type KeptMark, type MarkableCandidacy, type MarkCode, readMarks } from './domain/read-marks';
import { showSingly, type ShownSingly, type WhyShown } from './domain/show-singly';

export type { MarkFilter };

/** A mark as it is entered. */
export interface EnteredMark {
  readonly candidacyId: string;
  readonly outcome: KeptMark['outcome'];
  readonly reason?: string;
}

/** How far the list of a stage is; `id` null: nobody has been marked. */
export interface ShownList extends Page<MarkedLine> {
  readonly id: string | null;
  readonly version: number;
  readonly state: 'draft' | 'checked';
  readonly count: number;
  readonly marks: MarkCounts;
}

/** What a check found; `count` and `digest` are what confirming has to repeat. */
export interface CheckedList {
  readonly id: string;
  readonly version: number;
  readonly count: number;
  readonly digest: string;
  readonly faults: readonly (Fault<MarkCode> & { readonly name: string | null })[];
}

/** Somebody shown by himself: what is proposed and why, what is meant, and why he is shown. */
export interface SingleLine extends PreviewLine {
  readonly decided: DecidedOutcome;
  readonly why: WhyShown;
}

/** One page of those shown singly. `digest` stands on the last only: whoever repeats it has been handed all of them. */
export interface SinglePage extends Page<SingleLine> {
  readonly count: number;
  readonly digest: string | null;
}

/** What the person who confirms has seen: the list, and those shown one by one. */
export interface ConfirmMarks {
  readonly count: number;
  readonly digest: string;
  readonly singly: { readonly count: number; readonly digest: string };
}

interface Judged {
  readonly rows: readonly ListRow[];
  readonly marks: readonly (KeptMark & { readonly number: string })[];
  readonly decisions: readonly ListDecision[];
  readonly faults: readonly Fault<MarkCode>[];
  readonly digest: string;
}

/** Lists that officers mark before anybody decides: marked by several, checked by name, confirmed by one, published by another. */
@Injectable()
export class DecisionListService {
  constructor(
    private readonly database: Database,
    private readonly lists: DecisionListRepository,
    private readonly repository: DecisionRepository,
    private readonly decisions: DecisionService,
    private readonly campaigns: CampaignService,
    private readonly work: WorkService,
    private readonly resolutions: ResolutionService,
  ) {}

  async show(caller: Caller, campaignId: string, stage: string, { after, limit }: { after?: string; limit: number }): Promise<ShownList> {
    return this.database.transact(caller, async (tx) => {
      this.marked(await this.campaigns.running(tx, campaignId), stage);
      const list = await this.lists.find(tx, campaignId, stage);
      if (!list) return { id: null, version: 0, state: 'draft', count: 0, marks: { pass: 0, fail: 0, 'no-show': 0 }, items: [], next: null };
      const marks = await this.lists.counts(tx, list.id);
      const page = pageOf(await this.lists.page(tx, list.id, after ?? null, limit + 1), limit, ({ number }) => number);
      return { id: list.id, version: list.version, state: list.checkedDigest ? 'checked' : 'draft', count: marks.pass + marks.fail + marks['no-show'], marks, ...page };
    });
  }

  /** Marks those named; a mark on somebody marked before takes its place. */
  async mark(caller: Caller, campaignId: string, stage: string, version: number, items: readonly EnteredMark[]): Promise<{ version: number; marked: number }> {
    return this.change(caller, campaignId, stage, version, 'marked', async (tx, campaign, list) => {
      const rows = await this.repository.list(tx, this.decisions.listOf(campaign, stage, null));
      const { faults } = readMarks(rows.map(markable), items.map(({ reason = null, ...item }) => ({ ...item, reason })));
      if (faults.length) throw new DomainError(faults.some(({ code }) => code === 'NO_VERDICT') ? 'conflict' : 'rule', faults[0]!.code, 'The marks cannot be set as asked.', {}, faults);
      const hashes = new Map(rows.map(({ candidacyId, rowHash }) => [candidacyId, rowHash]));
      await this.lists.set(tx, list.id, items.map(({ candidacyId, outcome, reason = null }) => ({ candidacyId, outcome, reason, rowHash: hashes.get(candidacyId)?.toString('hex') ?? null })));
      return items.length;
    });
  }

  /** Marks everybody whom the filter fits and about whom the engine proposes pass or fail, as proposed. */
  async markProposed(caller: Caller, campaignId: string, stage: string, version: number, filter: MarkFilter): Promise<{ version: number; marked: number }> {
    return this.change(caller, campaignId, stage, version, 'marked', async (tx, campaign, list) => {
      const rows = await this.repository.list(tx, this.decisions.listOf(campaign, stage, null));
      const judged = rows.filter(({ outcome }) => (outcome === 'pass' || outcome === 'fail') && (!filter.proposed || outcome === filter.proposed));
      const fitting = await this.lists.fitting(tx, judged.map(({ candidacyId }) => candidacyId), filter);
      const marks = judged.filter(({ candidacyId }) => fitting.has(candidacyId)).map(({ candidacyId, outcome, rowHash }) => ({ candidacyId, outcome: outcome as 'pass' | 'fail', reason: null, rowHash: rowHash!.toString('hex') }));
      await this.lists.set(tx, list.id, marks);
      return marks.length;
    });
  }

  /** Clears marks of those named, of whom the filter fits, or all. */
  async clear(caller: Caller, campaignId: string, stage: string, version: number, { candidacyIds, filter }: { candidacyIds?: readonly string[]; filter?: MarkFilter }): Promise<{ version: number; marked: number }> {
    return this.change(caller, campaignId, stage, version, 'cleared', async (tx, campaign, list) => {
      if (candidacyIds || !filter) return this.lists.clear(tx, list.id, candidacyIds ?? null);
      const rows = await this.repository.list(tx, this.decisions.listOf(campaign, stage, null));
      const proposed = new Map<string, Outcome | null>(rows.map(({ candidacyId, outcome }) => [candidacyId, outcome]));
      const marked = (await this.lists.marks(tx, list.id)).map(({ candidacyId }) => candidacyId).filter((id) => !filter.proposed || proposed.get(id) === filter.proposed);
      return this.lists.clear(tx, list.id, [...(await this.lists.fitting(tx, marked, filter))]);
    });
  }

  /** Tells by name everything that keeps the marked list from being confirmed; without a fault it is checked. */
  async check(caller: Caller, campaignId: string, stage: string): Promise<CheckedList> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const list = await this.required(tx, campaign, stage);
      const { marks, faults, digest } = await this.judge(tx, campaign, stage, list);
      await this.lists.setChecked(tx, list.id, faults.length ? null : digest);
      await tx.audit({ action: 'decision-list.checked', chain: campaignId, subject: list.id, policyVersion: campaign.policyVersion, lines: marks.length, digest: Buffer.from(digest, 'hex') });
      const of = (fault: Fault): string => marks[Number(fault.pointer.split('/')[2])]!.candidacyId;
      const names = await this.lists.names(tx, faults.map(of));
      return { id: list.id, version: list.version, count: marks.length, digest, faults: faults.map((fault) => ({ ...fault, name: names.get(of(fault)) ?? null })) };
    });
  }

  /** Those whom the person who confirms has to look at one by one, of a checked list. 409 `LIST_NOT_CHECKED`. */
  async singly(caller: Caller, campaignId: string, stage: string, { after, limit }: { after?: string; limit: number }): Promise<SinglePage> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const judged = await this.judgeChecked(tx, campaign, stage, await this.required(tx, campaign, stage));
      const all = singled(judged);
      const { items, next } = pageOf(all.filter(({ number }) => after === undefined || number > after), limit, ({ number }) => number);
      const shown = new Map(items.map((item) => [item.candidacyId, item]));
      const decided = new Map(judged.marks.map(({ candidacyId, outcome }) => [candidacyId, outcome]));
      const lines = await this.repository.page(tx, this.decisions.listOf(campaign, stage, null), null, limit, [...shown.keys()]);
      return {
        items: lines.map((line) => ({ ...line, score: line.score === null ? null : formatUnits(line.score), decided: decided.get(line.candidacyId)!, why: shown.get(line.candidacyId)!.why })),
        next, count: all.length, digest: next === null ? digestOf(all).toString('hex') : null,
      };
    });
  }

  /**
   * Decides the checked list as it was shown. 409 `LIST_NOT_CHECKED`, `STALE_PREVIEW`; 422 `NOT_SHOWN_SINGLY` where those
   * who have to be looked at one by one were not. Keeps whom the person was shown, and why.
   */
  async confirm(caller: Caller, campaignId: string, stage: string, shown: ConfirmMarks): Promise<Confirmed> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const list = await this.required(tx, campaign, stage);
      const judged = await this.judgeChecked(tx, campaign, stage, list);
      const { marks, decisions, digest } = judged;
      if (shown.count !== marks.length || shown.digest !== digest) throw new DomainError('conflict', 'STALE_PREVIEW', 'The list has changed since it was shown.', { count: marks.length });
      const singly = singled(judged);
      if (shown.singly.count !== singly.length || shown.singly.digest !== digestOf(singly).toString('hex')) {
        throw new DomainError('rule', 'NOT_SHOWN_SINGLY', 'Some have to be looked at one by one before the list is confirmed; read them to the last page and repeat its digest.', { count: singly.length });
      }
      const agendaItemId = await this.resolutions.requireAdopted(tx, campaign, stage, { kind: 'list', id: list.id, digest });
      const id = await this.decisions.record(tx, campaign, 'confirm', stage, decisions, { listDigest: digest, agendaItemId });
      await this.lists.decided(tx, list.id, id);
      await this.repository.keepShown(tx, id, singly);
      const outcomes: Record<string, number> = {};
      for (const { event } of decisions) outcomes[event] = (outcomes[event] ?? 0) + 1;
      return { id, lines: decisions.length, outcomes, departures: marks.filter(({ reason }) => reason !== null).length };
    });
  }

  /** Whom the person who confirmed a decision was shown one by one. */
  async shown(caller: Caller, campaignId: string, decisionId: string, { after, limit }: { after?: string; limit: number }): Promise<Page<{ candidacyId: string; number: string; why: WhyShown }>> {
    return this.database.transact(caller, async (tx) => {
      if (!(await this.repository.find(tx, campaignId, decisionId))) throw decisionAbsent();
      return pageOf(await this.lists.shown(tx, campaignId, decisionId, after ?? null, limit + 1), limit, ({ number }) => number);
    });
  }

  private async change(caller: Caller, campaignId: string, stage: string, version: number, what: 'marked' | 'cleared', set: (tx: Tx, campaign: RunningCampaign, list: DecisionList) => Promise<number>): Promise<{ version: number; marked: number }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      this.marked(campaign, stage);
      const list = await this.lists.open(tx, campaignId, stage, newId());
      if (list.version !== version) throw new DomainError('conflict', 'LIST_CHANGED', 'Another officer has changed the marks meanwhile; look at them and repeat.', { version: list.version });
      const lines = await set(tx, campaign, list);
      await this.lists.bump(tx, list.id);
      const { pass, fail, 'no-show': absent } = await this.lists.counts(tx, list.id);
      await tx.audit({ action: `decision-list.${what}`, chain: campaignId, subject: list.id, policyVersion: campaign.policyVersion, lines });
      return { version: version + 1, marked: pass + fail + absent };
    });
  }

  private async judge(tx: Tx, campaign: RunningCampaign, stage: string, list: DecisionList): Promise<Judged> {
    const rows = await this.repository.lockList(tx, this.decisions.listOf(campaign, stage, null));
    const marks = await this.lists.marks(tx, list.id);
    if (!marks.length) throw new DomainError('conflict', 'NOTHING_TO_DECIDE', 'Nobody is marked.');
    const renewed = await this.work.beingRenewed(tx, campaign.campaignId, stage, campaign.policyVersion);
    const digest = digestOf(marks.map(({ number, outcome, reason, rowHash }) => [number, outcome, reason, rowHash])).toString('hex');
    return { rows, marks, ...checkMarks(rows.map(markable), marks, renewed), digest };
  }

  /** `judge` of a list that was checked and against which there is still nothing. */
  private async judgeChecked(tx: Tx, campaign: RunningCampaign, stage: string, list: DecisionList): Promise<Judged> {
    const judged = await this.judge(tx, campaign, stage, list);
    if (judged.faults.length || list.checkedDigest !== judged.digest) throw new DomainError('conflict', 'LIST_NOT_CHECKED', 'The list is not checked, or something has changed since; check it.');
    return judged;
  }

  private async required(tx: Tx, campaign: RunningCampaign, stage: string): Promise<DecisionList> {
    this.marked(campaign, stage);
    const list = await this.lists.find(tx, campaign.campaignId, stage, { lock: true });
    if (!list) throw new DomainError('conflict', 'NOTHING_TO_DECIDE', 'Nobody is marked.');
    return list;
  }

  /** Stages that judge everyone alone are marked; a ranking is decided by its run. */
  private marked(campaign: RunningCampaign, stage: string): void {
    const { kind } = this.campaigns.stage(campaign, stage);
    if (kind === 'ranking' || !WORK_KINDS.some((known) => known === kind)) throw new DomainError('conflict', 'NOT_CONFIRMED_HERE', 'This stage is decided by its own operation.', { kind });
  }
}

function markable({ rowHash, ...row }: ListRow): MarkableCandidacy {
  return { ...row, rowHash: rowHash?.toString('hex') ?? null };
}

function singled({ rows, marks }: Judged): ShownSingly[] {
  const listed = new Map(rows.map((row) => [row.candidacyId, row]));
  return showSingly(marks.map(({ candidacyId, number, outcome }) => ({ candidacyId, number, decided: outcome, proposed: listed.get(candidacyId)?.outcome ?? null, score: listed.get(candidacyId)?.score ?? null })));
}
