import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { newId } from '../platform/new-id';

/** A stored file in a private temporary place, where a process can read it; whoever asked removes it. */
export interface TemporaryCopy {
  readonly path: string;
  remove(): Promise<void>;
}

export async function temporaryCopy(content: Readable): Promise<TemporaryCopy> {
  const path = join(tmpdir(), `selection-${newId()}`);
  const remove = (): Promise<void> => rm(path, { force: true });
  try {
    await pipeline(content, createWriteStream(path, { mode: 0o600 }));
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
