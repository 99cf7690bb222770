import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../new-id';
import { type FileType, typeOfBytes } from './type-of-bytes';

/** More bytes came than are taken. */
export class TooManyBytes extends Error {
  constructor(readonly most: number) {
    super('the file is larger than is taken');
    this.name = 'TooManyBytes';
  }
}

/** Bytes looked at to tell what a file is: the list of a ZIP's parts stands at its end. */
const HEAD_BYTES = 4_096;
const TAIL_BYTES = 262_144;

/**
 * A file somebody sent, lying in a private temporary place until it is kept or dropped. Nothing of it is believed but
 * its bytes: neither the name nor the type that was said.
 */
export class ReceivedFile {
  private constructor(
    readonly path: string,
    readonly size: number,
    /** SHA-256 of the bytes, hexadecimal. */
    readonly sha256: string,
    /** What the bytes are; null: nothing known here. */
    readonly type: FileType | null,
  ) {}

  /** Reads a stream of at most `most` bytes to its end with memory that does not grow with it. Throws `TooManyBytes` and leaves nothing behind. */
  static async from(content: AsyncIterable<Uint8Array>, most: number): Promise<ReceivedFile> {
    const path = join(tmpdir(), `selection-${newId()}`);
    const file = await open(path, 'wx+', 0o600);
    try {
      const hash = createHash('sha256');
      let size = 0;
      for await (const bytes of content) {
        size += bytes.length;
        if (size > most) throw new TooManyBytes(most);
        hash.update(bytes);
        await file.appendFile(bytes);
      }
      const part = async (from: number, length: number): Promise<Buffer> => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
        return buffer.subarray(0, bytesRead);
      };
      const type = typeOfBytes(await part(0, HEAD_BYTES), await part(Math.max(0, size - TAIL_BYTES), TAIL_BYTES));
      return new ReceivedFile(path, size, hash.digest('hex'), type);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }

  /** Removes the temporary copy; harmless when it has gone. */
  async drop(): Promise<void> {
    await rm(this.path, { force: true });
  }
}
