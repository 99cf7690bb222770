import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { keyed } from '../campaign/domain/policy';
import { CandidacyService, type CandidacyState } from '../candidacy/candidacy.service';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { newId } from '../platform/new-id';
import { FileStorage } from '../platform/storage/file-storage.service';
import type { ReceivedFile } from '../platform/storage/received-file';
import { FILE_TYPES, type FileType } from '../platform/storage/type-of-bytes';
import { consentAbsent, consentStands, documentAbsent, documentNotAsked, fileAbsent, fileKeptAlready, fileStays, tooManyFiles, withdrawnTooEarly } from './applicant.errors';
import { type ConsentRow, DocumentRepository, type FileRow } from './document.repository';
import { accountDocuments, type DocumentAccount } from './domain/account-documents';

/** What a scan or a form of an office comes as. */
export const DOCUMENT_TYPES: readonly FileType[] = ['pdf', 'docx', 'png', 'jpeg', 'tiff'];
const MOST_FILES = 100;

type Scope = readonly string[] | 'all';
export type ListedFile = Omit<FileRow, 'name' | 'candidacyId'>;

export interface PersonalFile {
  readonly candidacyId: string;
  readonly number: string;
  readonly isComplete: boolean;
  readonly documents: readonly (DocumentAccount & { readonly files: readonly ListedFile[] })[];
  readonly consents: readonly ConsentRow[];
}

/** A stored file as it is handed out. */
export interface HandedOut {
  readonly content: Readable;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** The personal file of a candidacy: what the policy asks for, what was received, and consents. `scope`: whose candidacies may be touched. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly storage: FileStorage,
  ) {}

  async personalFile(caller: Caller, campaignId: string, scope: Scope, candidacyId: string): Promise<PersonalFile> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, candidacy } = await this.open(tx, campaignId, scope, candidacyId);
      const files = await this.documents.files(tx, candidacyId);
      const { isComplete, documents } = accountDocuments(campaign.policy.personalFile, await this.documents.received(tx, candidacyId));
      await tx.audit({ action: 'personal-file.read', chain: campaignId, subject: candidacyId });
      return {
        candidacyId, number: candidacy.number, isComplete, consents: await this.documents.consents(tx, candidacyId),
        documents: documents.map((document) => ({ ...document, files: files.filter(({ key }) => key === document.key).map(listed) })),
      };
    });
  }

  /**
   * Keeps a file of a document, which is received by it. 404 `DOCUMENT_ABSENT`; 422 `FILE_EMPTY`, `FILE_TYPE_REFUSED`,
   * `FILE_INFECTED`; 409 `FILE_KEPT_ALREADY` where the candidacy has the same bytes, `TOO_MANY_FILES`.
   */
  async upload(caller: Caller, campaignId: string, scope: Scope, candidacyId: string, key: string, file: ReceivedFile): Promise<ListedFile> {
    const address = async (tx: Tx, lock = false): Promise<void> => {
      const { campaign } = await this.open(tx, campaignId, scope, candidacyId, { lock });
      if (!keyed(campaign.policy.personalFile, key)) throw documentAbsent();
    };
    await this.database.transact({ actor: caller.actor, reach: caller.reach }, (tx) => address(tx)); // nobody's file is scanned for a foreign candidacy
    return this.storage.keep(file, DOCUMENT_TYPES, ({ name, type, size, sha256 }, done) =>
      this.database.transact(caller, async (tx) => {
        await address(tx, true);
        if ((await this.documents.files(tx, candidacyId)).length >= MOST_FILES) throw tooManyFiles(MOST_FILES);
        const kept = await this.documents.insertFile(tx, { id: newId(), candidacyId, key, name, type: type!, size, sha256 });
        if (!kept) throw fileKeptAlready();
        await this.documents.receive(tx, candidacyId, key);
        await tx.audit({ action: 'document.uploaded', chain: campaignId, subject: kept.id, digest: Buffer.from(sha256, 'hex') });
        done();
        return listed(kept);
      }),
    );
  }

  /** The bytes of a file; that somebody read them is recorded before the first. 404 `FILE_ABSENT`. */
  async download(caller: Caller, campaignId: string, scope: Scope, candidacyId: string, fileId: string): Promise<HandedOut> {
    const { file, number } = await this.database.transact(caller, async (tx) => {
      const { candidacy } = await this.open(tx, campaignId, scope, candidacyId);
      const found = await this.requireFile(tx, candidacyId, fileId);
      await tx.audit({ action: 'document.read', chain: campaignId, subject: fileId });
      return { file: found, number: candidacy.number };
    });
    const type = file.type as FileType;
    return { content: await this.storage.open(file.name), name: `${number}-${file.key}.${type}`, type: FILE_TYPES[type], size: file.size };
  }

  /** Removes a file that was sent by mistake; a nominator only until his nominee is submitted. 404 `FILE_ABSENT`, 409 `FILE_STAYS`. */
  async remove(caller: Caller, campaignId: string, scope: Scope, candidacyId: string, fileId: string): Promise<ListedFile> {
    const file = await this.database.transact(caller, async (tx) => {
      const { candidacy } = await this.open(tx, campaignId, scope, candidacyId, { lock: true });
      if (scope !== 'all' && candidacy.version > 0) throw fileStays();
      const found = await this.requireFile(tx, candidacyId, fileId);
      await this.documents.deleteFile(tx, fileId);
      await this.documents.unreceive(tx, candidacyId, found.key);
      await tx.audit({ action: 'document.removed', chain: campaignId, subject: fileId, digest: Buffer.from(found.sha256, 'hex') });
      return found;
    });
    await this.storage.remove(file.name);
    return listed(file);
  }

  /** Records a consent, a document of its own for one purpose. 409 `CONSENT_STANDS`, 422 `DOCUMENT_NOT_ASKED`. */
  async giveConsent(caller: Caller, campaignId: string, scope: Scope, candidacyId: string, given: { readonly document: string; readonly purpose: string; readonly givenOn: CalendarDate }): Promise<ConsentRow> {
    return this.database.transact(caller, async (tx) => {
      const { campaign } = await this.open(tx, campaignId, scope, candidacyId, { lock: true });
      const { personalFile } = campaign.policy;
      if (!keyed(personalFile, given.document)) throw documentNotAsked(personalFile.map((document) => document.key));
      const consent = await this.documents.insertConsent(tx, candidacyId, { id: newId(), ...given });
      if (!consent) throw consentStands();
      await this.documents.receive(tx, candidacyId, given.document, given.givenOn);
      await tx.audit({ action: 'consent.given', chain: campaignId, subject: consent.id });
      return consent;
    });
  }

  /**
   * Records a withdrawal. The document does not count as received any more, unless a file or another consent says so;
   * whoever was submitted is excluded by an officer, never by the service. 404 `CONSENT_ABSENT`, 422 `WITHDRAWN_TOO_EARLY`.
   */
  async withdrawConsent(caller: Caller, campaignId: string, scope: Scope, candidacyId: string, consentId: string, withdrawnOn: CalendarDate): Promise<ConsentRow> {
    return this.database.transact(caller, async (tx) => {
      await this.open(tx, campaignId, scope, candidacyId, { lock: true });
      const standing = (await this.documents.consents(tx, candidacyId)).find(({ id }) => id === consentId);
      if (standing && withdrawnOn < standing.givenOn) throw withdrawnTooEarly();
      const consent = await this.documents.withdraw(tx, candidacyId, consentId, withdrawnOn);
      if (!consent) throw consentAbsent();
      await this.documents.unreceive(tx, candidacyId, consent.document);
      await tx.audit({ action: 'consent.withdrawn', chain: campaignId, subject: consentId });
      return consent;
    });
  }

  /** Names in the storage of a candidacy's files, for whoever deletes the candidacy and has to remove them afterwards. */
  async namesOf(tx: Tx, candidacyId: string): Promise<string[]> {
    return (await this.documents.files(tx, candidacyId)).map(({ name }) => name);
  }

  /** Removes files of a deleted candidacy from the storage, once the deletion is committed. */
  async discard(names: readonly string[]): Promise<void> {
    for (const name of names) await this.storage.remove(name);
  }

  private async open(tx: Tx, campaignId: string, scope: Scope, candidacyId: string, { lock = false } = {}): Promise<{ campaign: RunningCampaign; candidacy: CandidacyState }> {
    const campaign = await this.campaigns.running(tx, campaignId);
    const [candidacy] = await this.candidacies.require(tx, campaignId, [candidacyId], scope, { lock, at: () => '' });
    return { campaign, candidacy: candidacy! };
  }

  private async requireFile(tx: Tx, candidacyId: string, fileId: string): Promise<FileRow> {
    const file = (await this.documents.files(tx, candidacyId)).find(({ id }) => id === fileId);
    if (!file) throw fileAbsent();
    return file;
  }
}

function listed({ id, key, type, size, sha256, uploadedAt }: FileRow): ListedFile {
  return { id, key, type, size, sha256, uploadedAt };
}
