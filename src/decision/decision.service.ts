import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { CandidacyService, type Decision } from '../candidacy/candidacy.service';
import { computesOnEntry, inverseOf, type PipelineEvent, type Status } from '../candidacy/domain/pipeline';
import { WorkService } from '../candidacy/work.service';
import { ResolutionService } from '../commission/resolution.service';
import { formatUnits } from '../kernel/decimal';
import { DomainError } from '../kernel/domain-error';
import { WORK_KINDS } from '../kernel/jobs';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { type DecisionBatch, type DecisionKind, DecisionRepository, type ListQuery, type ListRow, type ListSummary, type PreviewRow } from './decision.repository';
import { decideList, type DecidedOutcome, type Departure } from './domain/decide-list';
import { type LineToConfirm, showSingly, type ShownSingly, type WhyShown } from './domain/show-singly';

export type { DecisionBatch };

export interface ConfirmRequest {
  readonly stage: string;
  /** As shown in the preview: how many verdicts, and their digest. */
  readonly count: number;
  readonly digest: string;
  readonly candidacyIds?: readonly string[];
  readonly departures: readonly Departure[];
}

/** A line of the list by name, with the published score. */
export interface PreviewLine extends Omit<PreviewRow, 'score'> {
  readonly score: string | null;
}

/** What a person sees before deciding: the whole list in figures, and its first page by name. */
export interface Preview extends ListSummary, Page<PreviewLine> {}

/** Somebody shown by himself, and why. */
export interface SingleLine extends PreviewLine {
  readonly why: WhyShown;
}

/** How much of a list, and which revision of its verdicts; the newest unless told. */
export interface ListPage {
  readonly limit: number;
  readonly revision?: number;
}

/** A ranking run that is confirmed: its revision of verdicts and how many it judged. */
export interface ConfirmedRun {
  readonly runId: string;
  /** It goes on from a ranking that was decided before, by the rule of its vacancies. */
  readonly isReplacement: boolean;
  readonly revision: number;
  readonly size: number;
}

export interface Confirmed {
  readonly id: string;
  readonly lines: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly departures: number;
}

/** Decisions of named persons: previewed by name, confirmed against the digest of what was shown, published, reverted. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly database: Database,
    private readonly decisions: DecisionRepository,
    private readonly candidacies: CandidacyService,
    private readonly campaigns: CampaignService,
    private readonly work: WorkService,
    private readonly resolutions: ResolutionService,
  ) {}

  /** What would be decided: counts and digest of the whole list, and its first page by name. */
  async preview(caller: Caller, campaignId: string, stage: string, query: ListPage): Promise<Preview> {
    return this.database.transact(caller, async (tx) => {
      const list = this.listOf(await this.campaigns.running(tx, campaignId), stage, query.revision ?? null);
      return { ...(await this.decisions.summarise(tx, list)), ...(await this.page(tx, list, null, query.limit)) };
    });
  }

  /** A further page of the list, after a public number. The figures stand on the first. */
  async previewPage(caller: Caller, campaignId: string, stage: string, after: string, query: ListPage): Promise<Page<PreviewLine>> {
    return this.database.transact(caller, async (tx) => {
      const list = this.listOf(await this.campaigns.running(tx, campaignId), stage, query.revision ?? null);
      return this.page(tx, list, after, query.limit);
    });
  }

  /** Those of the list, decided as proposed, whom the person who confirms looks at one by one; the decision keeps them. */
  async singly(caller: Caller, campaignId: string, stage: string, { after, limit, revision }: ListPage & { readonly after?: string }): Promise<Page<SingleLine>> {
    return this.database.transact(caller, async (tx) => {
      const list = this.listOf(await this.campaigns.running(tx, campaignId), stage, revision ?? null);
      const all = showSingly((await this.decisions.list(tx, list)).flatMap((line) => (line.outcome ? [{ ...line, decided: line.outcome, proposed: line.outcome }] : [])));
      const { items, next } = pageOf(all.filter(({ number }) => after === undefined || number > after), limit, ({ number }) => number);
      const why = new Map(items.map((item) => [item.candidacyId, item.why]));
      const lines = await this.decisions.page(tx, list, null, limit, [...why.keys()]);
      return { items: lines.map((line) => ({ ...line, score: line.score === null ? null : formatUnits(line.score), why: why.get(line.candidacyId)! })), next };
    });
  }

  /** Confirms a stage that judges everyone alone. A ranking is confirmed by its run (`confirmRun`). */
  async confirm(caller: Caller, campaignId: string, request: ConfirmRequest): Promise<Confirmed> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const { kind } = this.campaigns.stage(campaign, request.stage);
      if (kind === 'ranking' || !WORK_KINDS.some((known) => known === kind)) throw new DomainError('conflict', 'NOT_CONFIRMED_HERE', 'This stage is decided by its own operation.', { kind });
      return this.confirmList(tx, campaign, request, null);
    });
  }

  /** Confirms a ranking run, in the ranking stage's transaction. */
  async confirmRun(tx: Tx, campaign: RunningCampaign, request: ConfirmRequest, run: ConfirmedRun): Promise<Confirmed> {
    return this.confirmList(tx, campaign, request, run);
  }

  /** Records decisions that a stage has made out itself (a submission, the closing of a reserve) and moves the candidacies. */
  async record(tx: Tx, campaign: RunningCampaign, kind: DecisionKind, stage: string, decisions: readonly Omit<Decision, 'stage'>[], options: { listDigest?: string; runId?: string; agendaItemId?: string | null; atOnce?: boolean; id?: string } = {}): Promise<string> {
    const id = options.id ?? newId();
    const { agendaItemId = null } = options;
    await this.refuseInterested(tx, campaign.campaignId, () => decisions.map(({ candidacyId }) => candidacyId));
    const atOnce = options.atOnce ?? (kind === 'submit' || this.campaigns.stage(campaign, stage).gate.publishes === 'at-once');
    if (atOnce && agendaItemId) await this.resolutions.requireSigned(tx, agendaItemId);
    await this.decisions.create(tx, {
      id, campaignId: campaign.campaignId, stage, kind, policyVersion: campaign.policyVersion, runId: options.runId ?? null, revertsId: null, agendaItemId,
      decidedBy: tx.actor.id, listDigest: options.listDigest ?? '', lines: decisions.length, publishedBy: atOnce ? tx.actor.id : null,
    });
    const digest = await this.candidacies.advance(tx, { ...campaign, batchId: id }, decisions.map((decision) => ({ ...decision, stage })));
    await tx.audit({ action: `decision.${PAST[kind]}`, chain: campaign.campaignId, subject: id, policyVersion: campaign.policyVersion, lines: decisions.length, digest });
    return id;
  }

  /**
   * Reveals a batch to nominators and candidates. The gate of the stage says whether another person has to do it; what
   * rests on a commission needs its signed protocol; what was taken back before anybody was told stays untold. Not by
   * whoever is interested in somebody of it (409 `DECIDER_INTERESTED`).
   */
  async publish(caller: Caller, campaignId: string, id: string): Promise<DecisionBatch> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const batch = await this.require(tx, campaignId, id);
      if (batch.publishedAt) throw new DomainError('conflict', 'ALREADY_PUBLISHED', 'This decision is published.');
      const { gate } = this.campaigns.stage(campaign, batch.stage);
      if (gate.publishes === 'second-person' && batch.decidedBy === tx.actor.id) throw new DomainError('conflict', 'SECOND_PERSON_NEEDED', 'Another person than the decider has to publish.');
      if (await this.isUntellable(tx, batch)) throw new DomainError('conflict', 'DECISION_REVERTED', 'This decision was taken back before anybody was told; there is nothing to reveal.');
      await this.refuseInterested(tx, campaignId, () => this.decisions.moved(tx, id));
      if (batch.agendaItemId) await this.resolutions.requireSigned(tx, batch.agendaItemId);
      await this.decisions.publish(tx, id);
      await tx.audit({ action: 'decision.published', chain: campaignId, subject: id, policyVersion: batch.policyVersion, lines: batch.lines, digest: Buffer.from(batch.listDigest, 'hex') });
      return this.require(tx, campaignId, id);
    });
  }

  /**
   * Takes a batch back as a new one. Refused once anybody in it was decided again or has been offered a seat. Where the
   * engine has every fact it is asked anew, for facts may have changed since. Of a published one the revert is published
   * at once: it reveals nothing but that the matter is open again, and one person has to be able to stop a mistake.
   */
  async revert(caller: Caller, campaignId: string, id: string, reason: string): Promise<Confirmed> {
    return this.database.transact(caller, async (tx) => this.takeBack(tx, await this.campaigns.running(tx, campaignId), id, reason));
  }

  /**
   * `revert` in the transaction of a stage that takes its own decision back, such as a submission that is withdrawn; or for
   * `alone`, one person of it, while the decision stands for the others. 404 `DECISION_ABSENT` where it says nothing of him.
   */
  async takeBack(tx: Tx, campaign: RunningCampaign, id: string, reason: string, alone: string | null = null): Promise<Confirmed> {
    const { campaignId } = campaign;
    const batch = await this.require(tx, campaignId, id);
    if (batch.kind === 'revert') throw new DomainError('conflict', 'REVERT_NOT_REVERTED', 'A revert cannot be reverted; decide again.');
    const lines = (await this.decisions.lines(tx, id)).filter(({ candidacyId }) => alone === null || candidacyId === alone);
    if (!lines.length) throw decisionAbsent();
    const stuck = lines.filter((line) => line.moved || line.seated);
    if (stuck.length) {
      throw new DomainError('conflict', 'LATER_STAGE_DECIDED', 'Somebody in this decision was decided again or offered a seat since.', { count: stuck.length, numbers: stuck.slice(0, 20).map((line) => line.number) });
    }
    const decisions = lines.map((line) => ({
      candidacyId: line.candidacyId, stage: line.toStage, fromStatus: line.toStatus, event: inverseOf(line.event as PipelineEvent)!, reason, revision: null,
      backTo: { stage: line.stage, status: line.fromStatus },
    }));
    const revertId = newId();
    await this.decisions.create(tx, {
      id: revertId, campaignId, stage: batch.stage, kind: 'revert', policyVersion: campaign.policyVersion, runId: null, revertsId: alone === null ? id : null, agendaItemId: null,
      decidedBy: tx.actor.id, listDigest: batch.listDigest, lines: lines.length, publishedBy: batch.publishedAt ? tx.actor.id : null,
    });
    const digest = await this.candidacies.advance(tx, { ...campaign, batchId: revertId }, decisions);
    const { kind } = this.campaigns.stage(campaign, batch.stage);
    if (computesOnEntry(kind)) await this.work.renew(tx, campaignId, { key: batch.stage, kind }, decisions.map(({ candidacyId }) => candidacyId));
    await tx.audit({ action: 'decision.reverted', chain: campaignId, subject: id, reason, policyVersion: campaign.policyVersion, lines: lines.length, digest });
    return { id: revertId, lines: lines.length, outcomes: {}, departures: 0 };
  }

  /** Takes moves that nobody was told of back, for single people; never published, for there is nothing to tell. */
  async takeBackMoves(tx: Tx, campaign: RunningCampaign, moves: readonly Decision[]): Promise<void> {
    const { campaignId, policyVersion } = campaign;
    const id = newId();
    await this.decisions.create(tx, {
      id, campaignId, stage: moves[0]!.stage, kind: 'revert', policyVersion, runId: null, revertsId: null, agendaItemId: null,
      decidedBy: tx.actor.id, listDigest: '', lines: moves.length, publishedBy: null,
    });
    const digest = await this.candidacies.advance(tx, { ...campaign, batchId: id }, moves);
    await tx.audit({ action: 'decision.reverted', chain: campaignId, subject: id, reason: moves[0]!.reason ?? undefined, policyVersion, lines: moves.length, digest });
  }

  /** Every decision of the campaign in the order it was taken. */
  async batches(caller: Caller, campaignId: string, { after, limit }: { after?: string; limit: number }): Promise<Page<DecisionBatch>> {
    return this.database.transact(caller, async (tx) => pageOf(await this.decisions.batches(tx, campaignId, after ?? null, limit + 1), limit, (batch) => batch.id));
  }

  private async confirmList(tx: Tx, campaign: RunningCampaign, request: ConfirmRequest, run: ConfirmedRun | null): Promise<Confirmed> {
    const list = await this.decisions.lockList(tx, this.listOf(campaign, request.stage, run?.revision ?? null));
    const { count, digest } = shown(list);
    if (!list.length) throw new DomainError('conflict', 'ALREADY_DECIDED', 'Nobody in this stage is undecided.');
    if (run && run.size !== count) throw new DomainError('conflict', 'RUN_OUTDATED', 'Somebody judged by this run has left the stage; start a new run.', { size: run.size, present: count });
    if (count !== request.count || digest !== request.digest) throw new DomainError('conflict', 'STALE_PREVIEW', 'The list has changed since the preview.', { count });
    const { decisions, faults } = decideList(list, request);
    if (faults.length) throw new DomainError(faults.some((fault) => fault.code === 'NO_VERDICT') ? 'conflict' : 'rule', faults[0]!.code, 'The list cannot be decided as asked.', {}, faults);
    if (!decisions.length) throw new DomainError('conflict', 'NOTHING_TO_DECIDE', 'Nobody on the list has a verdict that could be confirmed.');
    await this.refuseOutdated(tx, campaign, request.stage, decisions);
    const agendaItemId = run?.isReplacement ? null : await this.resolutions.requireAdopted(tx, campaign, request.stage, run && { kind: 'run', id: run.runId });
    const id = await this.record(tx, campaign, 'confirm', request.stage, decisions, { listDigest: digest, runId: run?.runId, agendaItemId });
    await this.decisions.keepShown(tx, id, singledOut(list, decisions));
    const outcomes: Record<string, number> = {};
    for (const { event } of decisions) outcomes[event] = (outcomes[event] ?? 0) + 1;
    return { id, lines: decisions.length, outcomes, departures: request.departures.length };
  }

  /** A conflict of interest is stronger than a role: about these another officer decides, and publishes. */
  private async refuseInterested(tx: Tx, campaignId: string, concerned: () => readonly string[] | Promise<string[]>): Promise<void> {
    const interesting = await this.decisions.interestingToActor(tx, campaignId);
    if (!interesting.length) return;
    const ids = new Set(await concerned());
    const numbers = interesting.filter(({ id }) => ids.has(id)).map(({ number }) => number);
    if (numbers.length) throw new DomainError('conflict', 'DECIDER_INTERESTED', 'You have declared an interest in somebody on the list; that is for another officer.', { count: numbers.length, numbers: numbers.slice(0, 20) });
  }

  /** Facts have changed and the engine has not spoken yet: nobody decides on what it said before. */
  private async refuseOutdated(tx: Tx, { campaignId, policyVersion }: RunningCampaign, stage: string, decisions: readonly Omit<Decision, 'stage'>[]): Promise<void> {
    const renewed = await this.work.beingRenewed(tx, campaignId, stage, policyVersion);
    const count = decisions.filter(({ candidacyId }) => renewed.has(candidacyId)).length;
    if (count) throw new DomainError('conflict', 'VERDICT_BEING_RENEWED', 'Facts of somebody on the list have changed and are being computed anew.', { count });
  }

  private async page(tx: Tx, list: ListQuery, after: string | null, limit: number): Promise<Page<PreviewLine>> {
    const rows = await this.decisions.page(tx, list, after, limit + 1);
    const lines = rows.map((row) => ({ ...row, score: row.score === null ? null : formatUnits(row.score) }));
    return pageOf(lines, limit, (line) => line.number);
  }

  /** The list of a stage as it is decided now. */
  listOf(campaign: RunningCampaign, stage: string, revision: number | null): ListQuery {
    const statuses: Status[] = this.campaigns.stage(campaign, stage).kind === 'ranking' ? ['open', 'reserve'] : ['open'];
    return { campaignId: campaign.campaignId, stage, policyVersion: campaign.policyVersion, revision, statuses };
  }

  /** Taken back unpublished, or the taking back of what was not published. */
  private async isUntellable(tx: Tx, { id, campaignId, kind, revertsId }: DecisionBatch): Promise<boolean> {
    if (kind !== 'revert') return this.decisions.isReverted(tx, id);
    return revertsId === null || (await this.require(tx, campaignId, revertsId)).publishedAt === null;
  }

  private async require(tx: Tx, campaignId: string, id: string): Promise<DecisionBatch> {
    const batch = await this.decisions.find(tx, campaignId, id, true);
    if (!batch) throw decisionAbsent();
    return batch;
  }
}

export function decisionAbsent(): DomainError {
  return new DomainError('absent', 'DECISION_ABSENT', 'There is no such decision.');
}

const PAST: Readonly<Record<DecisionKind, string>> = { submit: 'submitted', confirm: 'confirmed', event: 'recorded', revert: 'reverted' };

/** Whom the list that was confirmed singles out; a promotion from the reserve passes. */
function singledOut(list: readonly ListRow[], decisions: readonly Pick<Decision, 'candidacyId' | 'event'>[]): ShownSingly[] {
  const events = new Map(decisions.map(({ candidacyId, event }) => [candidacyId, event]));
  const lines: LineToConfirm[] = [];
  for (const { candidacyId, number, outcome, score } of list) {
    const event = events.get(candidacyId);
    if (event) lines.push({ candidacyId, number, decided: event === 'promote' ? 'pass' : (event.replace('decided:', '') as DecidedOutcome), proposed: outcome, score });
  }
  return showSingly(lines);
}

/** What the preview of this list shows: the same bytes as `DecisionRepository.summarise` hashes in SQL. */
function shown(list: readonly ListRow[]): { count: number; digest: string } {
  const hash = createHash('sha256');
  let count = 0;
  for (const { number, rowHash } of list) {
    if (!rowHash) continue;
    hash.update(number).update(rowHash);
    count++;
  }
  return { count, digest: hash.digest('hex') };
}
