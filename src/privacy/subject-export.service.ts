import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { PersonSecretService } from '../applicant/person-secret.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { newId } from '../platform/new-id';
import { FileStorage } from '../platform/storage/file-storage.service';
import { exportAbsent } from './privacy.errors';
import { type HeldData, type SubjectExport, SubjectExportRepository } from './subject-export.repository';

/** Answers to people who ask what is held on them (152-FZ, art. 14): in this campaign, for one campaign knows nothing of another. */
@Injectable()
export class SubjectExportService {
  constructor(
    private readonly database: Database,
    private readonly exports: SubjectExportRepository,
    private readonly candidacies: CandidacyService,
    private readonly secrets: PersonSecretService,
    private readonly storage: FileStorage,
  ) {}

  /** Prepares an export that may be taken for three days. 404 `CANDIDACY_ABSENT`, 409 `PERSON_DESTROYED`. */
  async prepare(caller: Caller, campaignId: string, candidacyId: string, askedOn: CalendarDate): Promise<SubjectExport> {
    return this.database.transact(caller, async (tx) => {
      await this.candidacies.require(tx, campaignId, [candidacyId], 'all', { at: () => '' });
      await this.compose(tx, candidacyId);
      const id = newId();
      await this.exports.insert(tx, campaignId, { id, candidacyId, askedOn });
      await tx.audit({ action: 'subject-export.prepared', chain: campaignId, subject: candidacyId });
      return (await this.exports.find(tx, campaignId, id))!;
    });
  }

  /** The ZIP: `data.json` and the files of the personal file. Nothing of it is stored; that it was taken is recorded before its first byte. 404 `EXPORT_ABSENT`. */
  async take(caller: Caller, campaignId: string, id: string): Promise<{ readonly name: string; readonly content: Readable }> {
    const { number, data, files } = await this.database.transact(caller, async (tx) => {
      const found = await this.exports.find(tx, campaignId, id);
      if (!found) throw exportAbsent();
      await tx.audit({ action: 'subject-export.taken', chain: campaignId, subject: found.candidacyId });
      return { number: found.number, ...(await this.compose(tx, found.candidacyId)) };
    });
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(JSON.stringify(data, null, 2)), 'data.json');
    for (const [i, { name, key, type }] of files.entries()) {
      zip.addReadStreamLazy(`files/${i + 1}-${key}.${type}`, (take) => void this.storage.open(name).then((content) => take(null, content), (error: unknown) => take(error, null as never)));
    }
    zip.end();
    return { name: `${number}.zip`, content: zip.outputStream as Readable };
  }

  private async compose(tx: Tx, candidacyId: string): Promise<{ readonly data: object; readonly files: HeldData['files'] }> {
    const { people, conclusions, files, candidacy, records } = await this.exports.held(tx, candidacyId);
    const identities = await this.secrets.identities(tx, people.map(({ personId }) => personId));
    const words = await this.secrets.open(tx, conclusions.map(({ id, personId, cipher }) => ({ personId, place: { table: 'expert_conclusion', column: 'conclusion_cipher', rowId: id }, cipher: Buffer.from(cipher, 'hex') })));
    const data = {
      ...candidacy,
      people: people.map(({ personId, ...person }) => ({ ...person, ...identities.get(personId) })),
      ...records,
      conclusions: conclusions.map(({ writtenAt }, i) => ({ writtenAt, ...(JSON.parse(words[i]!) as object) })),
      files: files.map(({ key, type }, i) => `files/${i + 1}-${key}.${type}`),
    };
    return { data, files };
  }
}
