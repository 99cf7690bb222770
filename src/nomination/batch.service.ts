import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { CandidacyService } from '../candidacy/candidacy.service';
import { DecisionService } from '../decision/decision.service';
import { canonicalJson } from '../kernel/canonical-json';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { DeadlineService, type ShownDeadline } from './deadline.service';
import { allows, type BatchAct } from './domain/batch-state';
import { batchAbsent, batchChanged, batchEmpty, batchNotSo, namedTwice, nominatorAbsent, receiptAbsent } from './nomination.errors';
import { type NomineeFault, type Scope, SubmissionService } from './submission.service';
import { type Batch, type Receipt, SubmissionRepository } from './submission.repository';

export type { Batch, Receipt };

interface Paging {
  readonly after?: string;
  readonly limit: number;
}

/** What a check found; `digest` and `count` are what a submission has to repeat. */
export interface CheckedBatch {
  readonly batch: Batch;
  readonly count: number;
  readonly digest: string;
  readonly deadline: ShownDeadline;
  readonly places: { readonly places: number | null; readonly used: number; readonly remaining: number | null };
  readonly faults: readonly (NomineeFault & { readonly name: string })[];
}

/** Who hands in, in whose name, which list. */
interface Submitting {
  readonly nominatorId: string;
  readonly candidacyIds: readonly string[];
  readonly begunAt: Date;
}

/** Lists of nominees: put together, checked, submitted as they were checked, withdrawn or reopened. Nothing is submitted by itself. */
@Injectable()
export class BatchService {
  constructor(
    private readonly database: Database,
    private readonly repository: SubmissionRepository,
    private readonly submissions: SubmissionService,
    private readonly deadlines: DeadlineService,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly decisions: DecisionService,
  ) {}

  /** A new list of those named, or of every nominee who stands in none yet, at most 500. 422 `BATCH_EMPTY`. */
  async create(caller: Caller, campaignId: string, scope: Scope, { nominatorId, candidacyIds }: { readonly nominatorId: string; readonly candidacyIds?: readonly string[] }): Promise<Batch> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      requireWithin(scope, nominatorId);
      await this.submissions.requireNominator(tx, campaign, nominatorId);
      const { key } = nominationStage(campaign.policy);
      const ids = candidacyIds ?? (await this.repository.drafts(tx, campaignId, nominatorId, key, MOST_LISTED));
      if (!ids.length) throw batchEmpty();
      await this.requireDrafts(tx, campaign, nominatorId, ids);
      const batch = await this.submissions.list(tx, campaign, nominatorId, ids);
      await tx.audit({ action: 'batch.created', chain: campaignId, subject: batch.id, policyVersion: campaign.policyVersion, lines: ids.length, digest: digestOf(ids) });
      return batch;
    });
  }

  /** Puts other nominees on the list, which has to be checked again. */
  async change(caller: Caller, campaignId: string, scope: Scope, id: string, candidacyIds: readonly string[]): Promise<Batch> {
    return this.act(caller, campaignId, scope, id, 'change', async (tx, campaign, batch) => {
      await this.requireDrafts(tx, campaign, batch.nominatorId, candidacyIds);
      await this.repository.change(tx, id, candidacyIds);
      await tx.audit({ action: 'batch.changed', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: candidacyIds.length, digest: digestOf(candidacyIds) });
    });
  }

  /** Tells everything that would keep the list from being submitted, by name; without an error the list is checked. */
  async check(caller: Caller, campaignId: string, scope: Scope, id: string): Promise<CheckedBatch> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, batch } = await this.open(tx, campaignId, scope, id, 'check');
      const { nominator, faults, rowsDigest } = await this.submissions.judge(tx, campaign, batch.nominatorId, batch.candidacyIds);
      const isClean = !faults.some(({ level }) => level === 'error');
      const state = isClean ? 'checked' : 'draft';
      await this.repository.setState(tx, id, state, isClean ? rowsDigest : null);
      await tx.audit({ action: 'batch.checked', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: batch.candidacyIds.length, digest: Buffer.from(rowsDigest, 'hex') });
      const names = await this.repository.names(tx, batch.candidacyIds);
      const { places, used } = nominator;
      return {
        batch: { ...batch, state, checkedDigest: isClean ? rowsDigest : null },
        count: batch.candidacyIds.length,
        digest: rowsDigest,
        deadline: await this.deadlines.shown(tx, campaign, nominator, batch.candidacyIds),
        places: { places, used, remaining: places === null ? null : places - used },
        faults: faults.map((fault) => ({ ...fault, name: names.get(batch.candidacyIds[Number(fault.pointer.split('/').at(-1))]!)! })),
      };
    });
  }

  /** Hands a checked list in as it was checked: 409 `BATCH_CHANGED` when it or anybody on it is not the same any more. */
  async submit(caller: Caller, campaignId: string, scope: Scope, id: string, shown: { readonly count: number; readonly digest: string }, begunAt: Date): Promise<Receipt> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, batch } = await this.open(tx, campaignId, scope, id, 'submit');
      const judged = await this.submissions.judge(tx, campaign, batch.nominatorId, batch.candidacyIds);
      if (shown.count !== batch.candidacyIds.length || shown.digest !== judged.rowsDigest || batch.checkedDigest !== judged.rowsDigest) throw batchChanged(batch.candidacyIds.length);
      return this.submissions.handIn(tx, campaign, batch, judged, begunAt);
    });
  }

  /** A list made, checked and handed in by one request, all or nothing. */
  async submitAtOnce(caller: Caller, campaignId: string, scope: Scope, { nominatorId, candidacyIds, begunAt }: Submitting): Promise<Receipt> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      requireWithin(scope, nominatorId);
      requireOnce(candidacyIds);
      const judged = await this.submissions.judge(tx, campaign, nominatorId, candidacyIds);
      const batch = await this.submissions.list(tx, campaign, nominatorId, candidacyIds);
      return this.submissions.handIn(tx, campaign, batch, judged, begunAt);
    });
  }

  /**
   * The nominator takes his list back, and its people are drafts again. What was submitted is taken back while the
   * deadline lasts and nobody on it has been decided about (409 `LATER_STAGE_DECIDED`).
   */
  async withdraw(caller: Caller, campaignId: string, scope: Scope, id: string, begunAt: Date): Promise<Batch> {
    return this.act(caller, campaignId, scope, id, 'withdraw', async (tx, campaign, batch) => {
      if (batch.state === 'submitted') {
        const nominator = await this.submissions.requireNominator(tx, campaign, batch.nominatorId);
        await this.deadlines.requireInTime(tx, campaign, { nominator, candidacyIds: batch.candidacyIds, begunAt, uploadedAt: null });
        await this.decisions.takeBack(tx, campaign, batch.decisionId!, 'WITHDRAWN_BY_NOMINATOR');
      }
      await this.repository.setState(tx, id, 'withdrawn');
      await tx.audit({ action: 'batch.withdrawn', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: batch.candidacyIds.length, before: batch.state, after: 'withdrawn' });
    });
  }

  /** An officer gives a submitted list back to be changed, with a reason. */
  async reopen(caller: Caller, campaignId: string, id: string, reason: string): Promise<Batch> {
    return this.act(caller, campaignId, 'all', id, 'reopen', async (tx, campaign, batch) => {
      await this.decisions.takeBack(tx, campaign, batch.decisionId!, reason);
      await this.repository.setState(tx, id, 'reopened');
      await tx.audit({ action: 'batch.reopened', chain: campaignId, subject: id, reason, policyVersion: campaign.policyVersion, lines: batch.candidacyIds.length, before: batch.state, after: 'reopened' });
    });
  }

  async list(caller: Caller, campaignId: string, scope: Scope, { after, limit }: Paging): Promise<Page<Batch>> {
    const rows = await this.database.transact(caller, (tx) => this.repository.page(tx, campaignId, within(scope), after ?? null, limit + 1));
    return pageOf(rows, limit, ({ id }) => id);
  }

  async receipts(caller: Caller, campaignId: string, scope: Scope, { after, limit }: Paging): Promise<Page<Receipt>> {
    const rows = await this.database.transact(caller, (tx) => this.repository.receipts(tx, campaignId, within(scope), { after, count: limit + 1 }));
    return pageOf(rows, limit, ({ id }) => id);
  }

  /**
   * What the digest of a receipt covers, as the text whose SHA-256 it is: whoever kept it can show later what was handed
   * in, and whoever changed anything since gets another digest.
   */
  async rows(caller: Caller, campaignId: string, scope: Scope, id: string): Promise<string> {
    return this.database.transact(caller, async (tx) => {
      const [receipt] = await this.repository.receipts(tx, campaignId, within(scope), { id });
      if (!receipt) throw receiptAbsent();
      return canonicalJson(await this.repository.rows(tx, await this.repository.decided(tx, receipt.decisionId)));
    });
  }

  /** One act on a batch that is held, of a state that allows it; gives the batch as it then is. */
  private async act(caller: Caller, campaignId: string, scope: Scope, id: string, act: BatchAct, work: (tx: Tx, campaign: RunningCampaign, batch: Batch) => Promise<void>): Promise<Batch> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, batch } = await this.open(tx, campaignId, scope, id, act);
      await work(tx, campaign, batch);
      return (await this.repository.lock(tx, campaignId, id, null))!;
    });
  }

  private async open(tx: Tx, campaignId: string, scope: Scope, id: string, act: BatchAct): Promise<{ campaign: RunningCampaign; batch: Batch }> {
    const campaign = await this.campaigns.running(tx, campaignId);
    const batch = await this.repository.lock(tx, campaignId, id, within(scope));
    if (!batch) throw batchAbsent();
    if (!allows(batch.state, act)) throw batchNotSo(batch.state);
    return { campaign, batch };
  }

  private async requireDrafts(tx: Tx, campaign: RunningCampaign, nominatorId: string, ids: readonly string[]): Promise<void> {
    requireOnce(ids);
    await this.candidacies.requireOpenIn(tx, campaign.campaignId, nominationStage(campaign.policy).key, ids, [nominatorId], { at: (i) => `/candidacyIds/${i}` });
  }
}

const MOST_LISTED = 500;

function within(scope: Scope): readonly string[] | null {
  return scope === 'all' ? null : scope;
}

function requireWithin(scope: Scope, nominatorId: string): void {
  if (scope !== 'all' && !scope.includes(nominatorId)) throw nominatorAbsent(['/nominatorId']);
}

function requireOnce(ids: readonly string[]): void {
  const repeated = ids.flatMap((id, i) => (ids.indexOf(id) < i ? [`/candidacyIds/${i}`] : []));
  if (repeated.length) throw namedTwice(repeated);
}
