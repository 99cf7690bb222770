import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { type NominatorPlaces, NominatorService } from '../campaign/nominator.service';
import { type Caller, lookingUp } from '../platform/caller';
import { FieldCipher } from '../platform/crypto/field-cipher';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { FileStorage } from '../platform/storage/file-storage.service';
import type { ReceivedFile } from '../platform/storage/received-file';
import { annotateFile } from './annotate-file';
import type { ColumnMapping } from './domain/import-columns';
import type { Problem } from './domain/import-problem';
import { isUnderWay, type RowOutcome } from './domain/import-state';
import { EntryService } from './entry.service';
import { type FilePreview, ImportReader } from './import-reader.service';
import { ImportRunner } from './import-runner.service';
import { type ImportJob, ImportRepository, type ListImport } from './import.repository';
import type { EnteredNominationDto, NominateDto } from './nomination.dto';
import { importAbsent, importForgotten, importNotSo, importRowAbsent, mappingNeeded, nominationsRefused, nominatorAbsent } from './nomination.errors';
import { openRow, placeOfKey } from './seal-row';
import type { Scope } from './submission.service';
import { temporaryCopy } from './temporary-copy';
import { writeTemplate } from './write-template';

export type { ListImport };

/** A row of an uploaded list with what was found in it; values go back to whoever sent them. */
export interface ReadRow {
  readonly n: number;
  readonly sheet: string;
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly candidacyId: string | null;
  readonly number: string | null;
  readonly problems: readonly Problem[];
}

/** What a file shows, and how it would be read: as the template, as the nominator's table was read before, or as it seems. */
export interface PreviewedFile extends FilePreview {
  readonly remembered: ColumnMapping | null;
}

interface Upload {
  readonly nominatorId: string;
  readonly applies: boolean;
  readonly begunAt: Date;
}

const POLL_MS = 250;
const FINDINGS_AT_ONCE = 1_000;

/** Uploaded lists of nominees: looked over, applied, corrected row by row or by another file, forgotten when nothing is left. */
@Injectable()
export class ImportService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly reader: ImportReader,
    private readonly runner: ImportRunner,
    private readonly entries: EntryService,
    private readonly storage: FileStorage,
    private readonly cipher: FieldCipher,
    private readonly campaigns: CampaignService,
    private readonly nominators: NominatorService,
  ) {}

  /** The official template, with the lists of the campaign's policy. */
  async template(caller: Caller, campaignId: string): Promise<Readable> {
    return writeTemplate((await this.database.transact(caller, (tx) => this.campaigns.running(tx, campaignId))).policy);
  }

  /** What is in a file, before anything is done with it. */
  async preview(caller: Caller, campaignId: string, scope: Scope, nominatorId: string, file: ReceivedFile): Promise<PreviewedFile> {
    const { policy, remembered } = await this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      await this.requireNominator(tx, campaign, scope, nominatorId);
      return { policy: campaign.policy, remembered: await this.imports.layout(tx, nominatorId) };
    });
    return { ...(await this.reader.inspect(file.path, policy)), remembered };
  }

  /** Remembers what the columns of a nominator's own table mean. */
  async remember(caller: Caller, campaignId: string, scope: Scope, nominatorId: string, mapping: ColumnMapping): Promise<ColumnMapping> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      await this.requireNominator(tx, campaign, scope, nominatorId);
      await this.imports.saveLayout(tx, nominatorId, mapping);
      await tx.audit({ action: 'import.layout-saved', chain: campaignId, subject: nominatorId, policyVersion: campaign.policyVersion });
      return mapping;
    });
  }

  /**
   * Takes a file to be worked on: the official template, or a table whose columns were explained before (422
   * `IMPORT_MAPPING_NEEDED`). What earlier files of the nominator left to be corrected is forgotten with this one.
   */
  async upload(caller: Caller, campaignId: string, scope: Scope, { nominatorId, applies, begunAt }: Upload, file: ReceivedFile): Promise<ListImport> {
    const { template, remembered } = await this.preview(lookingUp(caller), campaignId, scope, nominatorId, file);
    if (!template && remembered === null) throw mappingNeeded();
    const id = newId();
    const key = this.cipher.createKey(placeOfKey(id));
    const { answer, forgotten } = await this.storage.keep(file, 'any', ({ name, sha256 }, done) =>
      this.database.transact(caller, async (tx) => {
        const campaign = await this.campaigns.running(tx, campaignId);
        const mapping = template ? null : remembered;
        await this.imports.insert(tx, { id, campaignId, nominatorId, applies, mapping, file: name, fileDigest: sha256, dataKey: key.wrapped, keyVersion: key.version, begunAt });
        await tx.audit({ action: 'import.uploaded', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, digest: Buffer.from(sha256, 'hex') });
        const files = await this.imports.forget(tx, { id, campaignId, nominatorId }, 'earlier');
        done();
        return { answer: (await this.imports.find(tx, campaignId, id, null))!, forgotten: files };
      }),
    );
    for (const name of forgotten) await this.storage.remove(name);
    this.runner.wake();
    return shown(answer);
  }

  async list(caller: Caller, campaignId: string, scope: Scope, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<ListImport>> {
    const rows = await this.database.transact(caller, (tx) => this.imports.page(tx, campaignId, within(scope), after ?? null, limit + 1));
    return pageOf(rows, limit, ({ id }) => id);
  }

  async get(caller: Caller, campaignId: string, scope: Scope, id: string): Promise<ListImport> {
    return shown(await this.database.transact(caller, (tx) => this.find(tx, campaignId, scope, id)));
  }

  /** The list each time it has got on, until it has ended. */
  async *watch(caller: Caller, campaignId: string, scope: Scope, id: string): AsyncGenerator<ListImport> {
    let last = '';
    for (;;) {
      const now = await this.get(caller, campaignId, scope, id);
      if (JSON.stringify(now) !== last) yield now;
      last = JSON.stringify(now);
      if (!isUnderWay(now.state)) return;
      await pause(POLL_MS);
    }
  }

  /** Rows with what became of them and what was found in them, in the order of the file. */
  async rows(caller: Caller, campaignId: string, scope: Scope, id: string, { outcome, after, limit }: { readonly outcome?: RowOutcome; readonly after?: number; readonly limit: number }): Promise<Page<ReadRow>> {
    return this.database.transact(caller, async (tx) => {
      const job = await this.find(tx, campaignId, scope, id);
      const rows = await this.imports.rows(tx, id, outcome ?? null, after ?? 0, limit + 1);
      return pageOf(rows.map(({ sealed, ...row }): ReadRow => ({ ...row, problems: sealed ? openRow(this.cipher, job, row.n, sealed) : [] })), limit, ({ n }) => String(n));
    });
  }

  /** The clerk's own file back with what to correct in each row. 409 `IMPORT_FORGOTTEN` once nothing is left of it. */
  async annotated(caller: Caller, campaignId: string, scope: Scope, id: string): Promise<Readable> {
    const { policy, job } = await this.database.transact(caller, async (tx) => ({ policy: (await this.campaigns.running(tx, campaignId)).policy, job: await this.find(tx, campaignId, scope, id) }));
    if (isUnderWay(job.state)) throw importNotSo(job.state);
    if (job.file === null) throw importForgotten();
    const copy = await temporaryCopy(await this.storage.open(job.file));
    try {
      const file = await annotateFile(copy.path, policy, job.mapping, () => this.findings(caller, job));
      return file.once('close', () => void copy.remove());
    } catch (error) {
      await copy.remove();
      throw error;
    }
  }

  /** Enters the good rows of a list that was looked over. */
  async apply(caller: Caller, campaignId: string, scope: Scope, id: string): Promise<ListImport> {
    return this.change(caller, campaignId, scope, id, 'import.apply-asked', async (tx, job) => {
      if (job.state !== 'checked' || !job.hasFile) throw importNotSo(job.state);
      await this.imports.apply(tx, id);
    });
  }

  /** Stops the work on a list. What was entered of it stays entered. */
  async cancel(caller: Caller, campaignId: string, scope: Scope, id: string): Promise<ListImport> {
    return this.change(caller, campaignId, scope, id, 'import.cancel-asked', async (tx, job) => {
      if (!isUnderWay(job.state) && job.state !== 'checked') throw importNotSo(job.state);
      await this.imports.cancel(tx, id);
    });
  }

  /** Forgets a list that is not worked on: the file, and what stood in its rows. */
  async forget(caller: Caller, campaignId: string, scope: Scope, id: string): Promise<ListImport> {
    let files: string[] = [];
    const answer = await this.change(caller, campaignId, scope, id, 'import.forgotten', async (tx, job) => {
      if (isUnderWay(job.state)) throw importNotSo(job.state);
      files = await this.imports.forget(tx, job, 'this');
    });
    for (const name of files) await this.storage.remove(name);
    return answer;
  }

  /** Enters a refused row as it should have been. 404 `IMPORT_ROW_ABSENT`; 422 `NOMINATIONS_REFUSED`. */
  async correct(caller: Caller, campaignId: string, scope: Scope, id: string, n: number, wish: NominateDto): Promise<EnteredNominationDto> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const job = await this.find(tx, campaignId, scope, id, true);
      if (isUnderWay(job.state)) throw importNotSo(job.state);
      const { entries, faults } = await this.entries.examine(tx, campaign, [job.nominatorId], [{ wish, pointer: '', importId: id }]);
      if (faults.length) throw nominationsRefused(faults);
      const [entered] = await this.entries.enter(tx, campaign, entries);
      if (!(await this.imports.resolve(tx, id, n, entered!.candidacyId))) throw importRowAbsent();
      await tx.audit({ action: 'import.row-corrected', chain: campaignId, subject: entered!.candidacyId, policyVersion: campaign.policyVersion });
      return entered!;
    });
  }

  private async change(caller: Caller, campaignId: string, scope: Scope, id: string, action: string, work: (tx: Tx, job: ImportJob) => Promise<void>): Promise<ListImport> {
    const changed = await this.database.transact(caller, async (tx) => {
      await work(tx, await this.find(tx, campaignId, scope, id, true));
      await tx.audit({ action, chain: campaignId, subject: id });
      return this.find(tx, campaignId, scope, id);
    });
    this.runner.wake();
    return shown(changed);
  }

  /** Everything found in the rows, in the order of the file. */
  private async *findings(caller: Caller, job: ImportJob): AsyncGenerator<readonly Problem[]> {
    for (let after = 0; ; ) {
      const rows = await this.database.transact(caller, (tx) => this.imports.rows(tx, job.id, null, after, FINDINGS_AT_ONCE));
      for (const { n, sealed } of rows) if (sealed) yield openRow(this.cipher, job, n, sealed);
      const last = rows.at(-1);
      if (!last) return;
      after = last.n;
    }
  }

  private async find(tx: Tx, campaignId: string, scope: Scope, id: string, lock = false): Promise<ImportJob> {
    const job = await this.imports.find(tx, campaignId, id, within(scope), lock);
    if (!job) throw importAbsent();
    return job;
  }

  private async requireNominator(tx: Tx, campaign: RunningCampaign, scope: Scope, nominatorId: string): Promise<NominatorPlaces> {
    const nominator = scope !== 'all' && !scope.includes(nominatorId) ? undefined : (await this.nominators.enrolled(tx, campaign, [nominatorId])).get(nominatorId);
    if (!nominator) throw nominatorAbsent(['/nominatorId']);
    return nominator;
  }
}

function within(scope: Scope): readonly string[] | null {
  return scope === 'all' ? null : scope;
}

/** Without what the job alone needs. */
function shown({ campaignId: _campaign, mapping: _mapping, file: _file, dataKey: _key, keyVersion: _version, attempt: _attempt, cancelled: _cancelled, createdBy: _by, ...list }: ImportJob): ListImport {
  return list;
}
