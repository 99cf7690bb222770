import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { FileLost, type FileStore } from './file-store';
import type { ReceivedFile } from './received-file';

/** Files in a folder of this machine, in subfolders by the last two characters of their names. */
export class FolderStore implements FileStore {
  private readonly root: string;

  constructor(folder: string) {
    this.root = resolve(folder);
  }

  /** Written beside and renamed, so that a name never stands for half a file. */
  async put(name: string, file: ReceivedFile): Promise<void> {
    const path = this.pathOf(name);
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    await copyFile(file.path, `${path}.part`);
    const copy = await open(`${path}.part`, 'r+');
    await copy.sync().finally(() => copy.close());
    await rename(`${path}.part`, path);
  }

  async get(name: string): Promise<Readable> {
    try {
      return (await open(this.pathOf(name), 'r')).createReadStream();
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new FileLost() : error;
    }
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true });
  }

  private pathOf(name: string): string {
    return join(this.root, name.slice(-2), name);
  }
}
