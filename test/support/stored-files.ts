import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFiles } from './test-run';

/** Paths of the files in the storage of this run whose bytes contain the text. */
export function filesContaining(text: string, folder = testFiles()): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return entry.isFile() && readFileSync(path).includes(text) ? [path] : [];
  });
}
