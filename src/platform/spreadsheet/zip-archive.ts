import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { LIMITS } from './limits';
import { FileRefused } from './spreadsheet.errors';

const SMALL = 1024 ** 2;

/**
 * The parts of a workbook by name. Nothing is unpacked until the central directory has been found sound: that is where a
 * bomb shows. What it declares is held to while unpacking, so a false declaration is found as well.
 */
export class ZipArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** Throws FileRefused for damaged, encrypted and hostile archives. */
  static async open(path: string): Promise<ZipArchive> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(damaged);
    if (zip.entryCount > LIMITS.entries) throw new FileRefused('FILE_TOO_MANY_PARTS', { most: LIMITS.entries });
    const entries = new Map<string, Entry>();
    let unpacked = 0;
    try {
      for await (const entry of zip.eachEntry()) {
        unpacked += entry.uncompressedSize;
        check(entry, unpacked);
        entries.set(entry.fileName, entry);
      }
    } catch (error) {
      throw error instanceof FileRefused ? error : new FileRefused('FILE_DAMAGED');
    }
    return new ZipArchive(zip, entries);
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** Whether there is such a part; names count as OPC has it, without regard to case. */
  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /** The unpacked bytes of a part; they break off with an error when they are not what the directory declares. */
  async stream(name: string): Promise<Readable> {
    const entry = this.find(name);
    if (!entry) throw new FileRefused('FILE_DAMAGED');
    return this.zip.openReadStreamPromise(entry).catch(damaged);
  }

  close(): void {
    this.zip.close();
  }

  private find(name: string): Entry | undefined {
    const wanted = name.toLowerCase();
    return this.entries.get(name) ?? [...this.entries].find(([found]) => found.toLowerCase() === wanted)?.[1];
  }
}

function check(entry: Entry, unpacked: number): void {
  if (entry.isEncrypted()) throw new FileRefused('FILE_ENCRYPTED');
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
  if (unpacked > LIMITS.unpacked || (entry.uncompressedSize > SMALL && ratio > LIMITS.ratio)) {
    throw new FileRefused('FILE_UNPACKS_TOO_LARGE', { megabytes: LIMITS.unpacked / 1024 ** 2 });
  }
}

function damaged(): never {
  throw new FileRefused('FILE_DAMAGED');
}
