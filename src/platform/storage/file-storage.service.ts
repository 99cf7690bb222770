import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error';
import { CONFIG, type Config } from '../config/config';
import { newId } from '../new-id';
import type { FileStore } from './file-store';
import { FolderStore } from './folder-store';
import type { ReceivedFile } from './received-file';
import { S3Store } from './s3-store';
import type { FileType } from './type-of-bytes';
import { scanFile } from './virus-scanner';

/** A file in the storage, as a table records it. */
export interface KeptFile {
  /** Its name there: random, tells nothing. */
  readonly name: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly type: FileType | null;
}

/** Keeps files outside the database: personal files, letters, uploaded lists. */
@Injectable()
export class FileStorage {
  private readonly store: FileStore;
  private readonly scanner: Config['virusScanner'];

  constructor(@Inject(CONFIG) { fileStorage, virusScanner }: Pick<Config, 'fileStorage' | 'virusScanner'>) {
    this.store = fileStorage.kind === 'folder' ? new FolderStore(fileStorage.folder) : new S3Store(fileStorage);
    this.scanner = virusScanner;
  }

  /**
   * Looks a received file over, stores it and lets `record` write the row that names it; `record` is told the stored file
   * and calls `done` inside its transaction. What nobody recorded (a refusal, a repeated request that got its first
   * answer) is removed again; after a fault that leaves open whether the row was committed the file stays: one too many
   * is harmless, one too few is a lost document. 422 `FILE_EMPTY`, `FILE_TYPE_REFUSED`, `FILE_INFECTED`; 503 `SCANNER_SILENT`.
   */
  async keep<Answer>(file: ReceivedFile, types: readonly FileType[] | 'any', record: (kept: KeptFile, done: () => void) => Promise<Answer>): Promise<Answer> {
    await this.lookOver(file, types);
    const kept: KeptFile = { name: newId(), size: file.size, sha256: file.sha256, type: file.type };
    await this.store.put(kept.name, file);
    let recorded = false;
    try {
      return await record(kept, () => (recorded = true));
    } catch (error) {
      recorded = !(error instanceof DomainError);
      throw error;
    } finally {
      if (!recorded) await this.store.remove(kept.name);
    }
  }

  /** The bytes of a stored file. Throws `FileLost`. */
  async open(name: string): Promise<Readable> {
    return this.store.get(name);
  }

  async remove(name: string): Promise<void> {
    await this.store.remove(name);
  }

  private async lookOver(file: ReceivedFile, types: readonly FileType[] | 'any'): Promise<void> {
    if (file.size === 0) throw new DomainError('rule', 'FILE_EMPTY', 'The file has no bytes.');
    if (types !== 'any' && !(file.type && types.includes(file.type))) throw new DomainError('rule', 'FILE_TYPE_REFUSED', 'The file is not of a type that is taken here, whatever its name says.', { types });
    if (!this.scanner) return;
    const result = await scanFile(this.scanner, file.path).catch(() => {
      throw new DomainError('unavailable', 'SCANNER_SILENT', 'The virus scanner cannot be asked at the moment; repeat the request.');
    });
    if (result === 'infected') throw new DomainError('rule', 'FILE_INFECTED', 'The virus scanner refuses the file.');
  }
}
