import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the machine has a program; undefined: nowhere on the PATH. */
export function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((program) => {
      try {
        accessSync(program, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
