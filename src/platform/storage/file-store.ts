import type { Readable } from 'node:stream';
import type { ReceivedFile } from './received-file';

/**
 * Where bytes lie, under names that tell nothing. The whole of what the service asks of a storage: a folder of this
 * machine or an S3-compatible store, chosen by FILE_STORAGE.
 */
export interface FileStore {
  put(name: string, file: ReceivedFile): Promise<void>;
  /** The bytes in order. Throws `FileLost` when there is nothing under the name. */
  get(name: string): Promise<Readable>;
  /** Harmless when there is nothing under the name. */
  remove(name: string): Promise<void>;
}

/** The database names a file that the storage does not have. */
export class FileLost extends Error {
  constructor() {
    super('a recorded file is not in the storage');
    this.name = 'FileLost';
  }
}
