import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { NominatorService } from '../campaign/nominator.service';
import { DomainError } from '../kernel/domain-error';
import { type Caller, SYSTEM } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { Lanes } from '../platform/lanes';
import { FileStorage } from '../platform/storage/file-storage.service';
import { traceOf } from '../platform/trace-of';
import type { ImportState } from './domain/import-state';
import { ImportFenced, ImportPassService } from './import-pass.service';
import { ImportReader, type ImportTask } from './import-reader.service';
import { type ImportJob, ImportRepository } from './import.repository';
import { type TemporaryCopy, temporaryCopy } from './temporary-copy';

/** A list that another process left behind is found within this time, when its lease has ended. */
const TURN_MS = 30_000;
const LANES = 2;
const MOST_ATTEMPTS = 3;

/**
 * Works on uploaded lists in the API process, in the name of whoever uploaded them: the queue's processes may read no
 * СНИЛС. The database says what is to be done and how far it is, so a restart costs a list nothing but time.
 */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('import');
  private readonly lanes = new Lanes(() => this.turn(), TURN_MS, LANES);

  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly passes: ImportPassService,
    private readonly reader: ImportReader,
    private readonly storage: FileStorage,
    private readonly campaigns: CampaignService,
    private readonly nominators: NominatorService,
  ) {}

  onApplicationBootstrap(): void {
    this.lanes.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.lanes.stop();
  }

  /** There is something to do. */
  wake(): void {
    this.lanes.wake();
  }

  private async turn(): Promise<boolean> {
    const job = await this.database.transact(SYSTEM, (tx) => this.imports.take(tx)).catch(() => null); // the next turn asks again
    if (job) await this.run(job);
    return job !== null;
  }

  private async run(job: ImportJob): Promise<void> {
    const caller: Caller = { actor: { kind: 'account', id: job.createdBy }, reach: { campaigns: [job.campaignId], nominators: [job.nominatorId] } };
    let copy: TemporaryCopy | null = null;
    try {
      copy = await temporaryCopy(await this.storage.open(job.file!));
      const { path } = copy;
      const task = await this.taskOf(caller, job);
      const looked = job.state === 'applying' ? job : await this.pass(caller, job, path, task);
      if (looked?.state === 'applying') await this.pass(caller, looked, path, task);
    } catch (error) {
      if (!(error instanceof ImportFenced)) await this.giveUp(caller, job, error);
    } finally {
      await copy?.remove();
    }
  }

  /** Reads the whole file once, from where an earlier attempt ended. Gives the list as it is then; null when it was let go. */
  private async pass(caller: Caller, job: ImportJob, path: string, task: ImportTask): Promise<ImportJob | null> {
    let done = 0;
    for await (const rows of this.reader.read(path, task)) {
      const left = rows.slice(Math.max(0, job.position - done));
      done += rows.length;
      if (left.length && (await this.passes.take(caller, job, done - left.length, left))) return this.end(caller, job, 'cancelled');
      if (this.lanes.isStopped) {
        await this.database.transact(SYSTEM, (tx) => this.imports.release(tx, job));
        return null;
      }
    }
    return this.end(caller, job, job.state === 'applying' ? 'done' : job.applies ? 'applying' : 'checked');
  }

  /** Ends a pass. What nothing is left to be corrected of is not kept. */
  private async end(caller: Caller, job: ImportJob, state: ImportState, refusal: { readonly code: string; readonly params: object } | null = null): Promise<ImportJob | null> {
    const { left, files } = await this.database.transact(caller, async (tx) => {
      if (!(await this.imports.endPass(tx, job, state, refusal))) throw new ImportFenced();
      if (state === 'refused') await this.imports.dropRows(tx, job.id);
      const now = (await this.imports.find(tx, job.campaignId, job.id, null))!;
      const isDone = state === 'refused' || state === 'cancelled' || (state === 'done' && now.refused === 0);
      await tx.audit({ action: `import.${state}`, chain: job.campaignId, subject: job.id, lines: now.position });
      return { left: now, files: isDone ? await this.imports.forget(tx, job, 'this') : [] };
    });
    for (const file of files) await this.storage.remove(file);
    return left;
  }

  /** A file that cannot be read is refused for good; a fault of the service is tried again, and then told. */
  private async giveUp(caller: Caller, job: ImportJob, error: unknown): Promise<void> {
    const state = error instanceof DomainError ? 'refused' : job.attempt < MOST_ATTEMPTS ? null : 'failed';
    if (state !== 'refused') this.log.error({ ...traceOf(error), import: job.id, attempt: job.attempt });
    const refusal = error instanceof DomainError ? { code: error.code, params: error.params } : { code: 'IMPORT_FAILED', params: {} };
    await (state ? this.end(caller, job, state, refusal) : this.database.transact(SYSTEM, (tx) => this.imports.release(tx, job))).catch(() => undefined); // the lease ends by itself
  }

  private async taskOf(caller: Caller, { campaignId, nominatorId, mapping }: ImportJob): Promise<ImportTask> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const { id, kind, region } = (await this.nominators.enrolled(tx, campaign, [nominatorId])).get(nominatorId)!;
      return { policy: campaign.policy, nominator: { nominatorId: id, kind, region }, mapping };
    });
  }
}
