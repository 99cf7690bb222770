import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Everything the launcher keeps: clusters, the unpacked Redis, keys, locks. Ignored by git; may be removed while nothing runs. */
export const dataFolder = join(root, '.data');

const startedAt = Date.now();

/** Progress for a person. Always on stderr: stdout belongs to the command that is run. */
export function say(message) {
  process.stderr.write(`[${((Date.now() - startedAt) / 1000).toFixed(1)} s] ${message}\n`);
}
