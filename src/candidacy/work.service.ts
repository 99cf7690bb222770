import { Injectable, Logger } from '@nestjs/common';
import type { WorkJob, WorkKind } from '../kernel/jobs';
import { DomainError } from '../kernel/domain-error';
import { WORKER } from '../platform/caller';
import { Database, driverError } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { WorkQueue } from '../platform/queue/work-queue';
import type { Verdict } from './domain/verdict';
import { LEASE_SECONDS, type WorkBatch, WorkRepository } from './work.repository';

/** What a stage supplies: the verdicts of a batch, computed from facts read through `tx`. Exactly one a member; asked for one after the other, once. */
export type Compute = (tx: Tx, batch: WorkBatch) => Promise<Iterable<Verdict>>;

/** Another attempt holds the batch: this one's work is rolled back without a trace. */
class Fenced extends Error {}

/**
 * Work of the stages: from complete facts to verdicts, each computed once however often a job is delivered. The database
 * is the truth; the queue only says when to look.
 */
@Injectable()
export class WorkService {
  private readonly log = new Logger('work');

  constructor(
    private readonly database: Database,
    private readonly work: WorkRepository,
    private readonly queue: WorkQueue,
  ) {}

  /** Called by a stage in the transaction that completes the facts of these candidacies. */
  async markReady(tx: Tx, campaignId: string, stage: { key: string; kind: WorkKind }, ids: readonly string[]): Promise<void> {
    await this.ready(tx, campaignId, stage, ids, false);
  }

  /**
   * Called in the transaction that changes facts: these candidacies get a verdict of the next revision, the earlier ones
   * stay as they are. Whoever has left the stage is not computed.
   */
  async renew(tx: Tx, campaignId: string, stage: { key: string; kind: WorkKind }, ids: readonly string[]): Promise<void> {
    await this.ready(tx, campaignId, stage, ids, true);
  }

  /** As `renew`, for those of them who have a verdict of the stage: facts were taken away, and nobody is computed early. */
  async renewJudged(tx: Tx, campaignId: string, stage: { key: string; kind: WorkKind }, ids: readonly string[]): Promise<void> {
    await this.renew(tx, campaignId, stage, await tx.beyondReach(() => this.work.judged(tx, stage.key, ids)));
  }

  /** Whose verdict at the stage does not speak of the facts as they are now. */
  async beingRenewed(tx: Tx, campaignId: string, stage: string, policyVersion: number): Promise<ReadonlySet<string>> {
    return new Set(await this.work.beingRenewed(tx, campaignId, stage, policyVersion));
  }

  /** Called by the ranking stage in the transaction that freezes a run's snapshot of `size` people. */
  async queueRun(tx: Tx, run: { id: string; campaignId: string; stage: string; policyVersion: number; revision: number; size: number }): Promise<void> {
    await this.work.createForRun(tx, run);
  }

  /** Called when a new policy version is published: open work of older versions will write nothing. */
  async supersede(tx: Tx, campaignId: string, policyVersion: number): Promise<number> {
    return this.work.supersede(tx, campaignId, policyVersion);
  }

  /**
   * Takes the job's batch, computes, and writes every verdict with the audit event in one statement. Nothing happens when
   * another worker holds the batch. A failure halves the batch until the candidacy that causes it stands alone.
   */
  async run(job: WorkJob, compute: Compute): Promise<void> {
    const batch = await this.database.transact(WORKER, (tx) => this.work.take(tx, job.batchId));
    if (!batch) return;
    const renewal = setInterval(() => {
      this.database.transact(WORKER, (tx) => this.work.renew(tx, batch)).catch(() => undefined); // not renewed: the fence decides
    }, (LEASE_SECONDS * 1000) / 3);
    try {
      await this.database.transact(WORKER, async (tx) => {
        const finished = await this.work.finish(tx, batch, await compute(tx, batch));
        if (!finished) throw new Fenced();
        const { given, matched } = finished;
        if (matched !== given || (!batch.runId && given !== batch.ids.length)) {
          throw new Error(`a stage gave ${given} verdicts for ${batch.ids.length} candidacies, ${matched} of this campaign`);
        }
      });
    } catch (error) {
      if (error instanceof Fenced) return;
      const cause = causeOf(error);
      const state = await this.database.transact(WORKER, (tx) => this.work.halve(tx, batch, cause));
      this.log.warn({ message: 'batch failed', batch: batch.id, stage: batch.stage, size: batch.ids.length, attempt: batch.attempt, cause, state });
    } finally {
      clearInterval(renewal);
    }
  }

  /**
   * One turn of the dispatcher: drains what became ready into batches and hands to the queue whatever is due. Returns how
   * many batches went out. A queue that cannot be reached costs nothing: its batches stay due.
   */
  async dispatch(): Promise<number> {
    const due = await this.database.transact(WORKER, async (tx) => {
      await this.work.renewStale(tx);
      await this.work.drainReady(tx);
      return this.work.takeForQueue(tx);
    });
    if (!due.length) return 0;
    try {
      await this.queue.send(due);
      return due.length;
    } catch (error) {
      this.log.warn({ message: 'queue not reached', cause: causeOf(error) });
      await this.database.transact(WORKER, (tx) => this.work.returnFromQueue(tx, due.map((d) => d.id)));
      return 0;
    }
  }

  /** Whoever completes the facts makes the work, without a right to see any. */
  private async ready(tx: Tx, campaignId: string, stage: { key: string; kind: WorkKind }, ids: readonly string[], renew: boolean): Promise<void> {
    if (ids.length) await tx.beyondReach(() => this.work.markReady(tx, campaignId, stage, ids, renew));
  }
}

/** A code or a class name, never a message: messages of drivers quote values. */
function causeOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  const { code } = driverError(error);
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return code ? `${name} ${code}` : name;
}
