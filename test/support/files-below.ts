import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the files below a folder of the project whose names end so, from its root, with slashes. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(__dirname, '../..', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}
